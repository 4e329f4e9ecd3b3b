import EngageModel

/// Reads when something was, as people write it.
enum EventDateReader {
  /// Reads a day as `DateReader` does, a month (`September 2019`, `9/2019`, `2019-09`), or two of them joined by “to”.
  /// - Throws: `EntryRefusal`.
  static func read(_ line: String) throws(EntryRefusal) -> EventDate {
    let parts = parts(of: line)
    guard parts.count == 2 else { return try event(one(line)) }
    return try event("\(one(parts[0]))..\(one(parts[1]))")
  }

  private static func event(_ text: String) throws(EntryRefusal) -> EventDate {
    guard let date = EventDate(text) else {
      throw EntryRefusal("It ends before it begins. Type the earlier date first: 24/9/2019 to 8/10/2019.")
    }
    return date
  }

  private static func parts(of line: String) -> [String] {
    for joint in [" to ", "..", "–", " - ", " until "] {
      if let range = line.lowercased().firstRange(of: joint) {
        // Lower case may have another length: then it is no date anyway.
        let lower = line.lowercased()
        return [String(lower[..<range.lowerBound]).trimmed, String(lower[range.upperBound...]).trimmed]
      }
    }
    return [line]
  }

  /// A day or a month as files write it.
  private static func one(_ written: String) throws(EntryRefusal) -> String {
    if let date = EventDate(written), date.precision != .range { return date.description }
    let parts = written.split { "/.- ,\t".contains($0) }.map(String.init)
    if parts.count == 2, parts[1].isDigits, parts[1].count == 4, let month = DateReader.month(parts[0]),
      (1...12).contains(month)
    {
      let text = "\(parts[1])-\(month < 10 ? "0" : "")\(month)"
      if EventDate(text) != nil { return text }
    }
    do {
      return try DateReader.read(written).description
    } catch {
      throw EntryRefusal(
        "Type a day such as 24/9/2019, a month such as September 2019, or 24/9/2019 to 8/10/2019.")
    }
  }
}

/// Reads numbers of people as people say them.
enum PeopleReader {
  /// Reads `52`, `about 40`, `over 1,300`, `nearly 500`, `unknown`.
  /// - Throws: `EntryRefusal`.
  static func read(_ line: String) throws(EntryRefusal) -> Quantity {
    var words = line.lowercased().split(separator: " ").map(String.init)
    if words.last == "people" { words.removeLast() }
    if ["?", "unknown", "don't know", "not known", "u"].contains(
      words.joined(separator: " ").replacingCurlyApostrophes)
    {
      return .unknown
    }
    for (ways, word) in said {
      for way in ways where words.count > way.count && Array(words.prefix(way.count)) == way {
        words.replaceSubrange(..<way.count, with: [word])
      }
    }
    if words.count == 1, words[0].hasPrefix("~") { words = ["about", String(words[0].dropFirst())] }
    guard let quantity = Quantity(words.joined(separator: " ")) else {
      throw EntryRefusal("Type a number, or about 40, over 1300, almost 500; unknown if nobody counted.")
    }
    return quantity
  }

  private static let said: [([[String]], String)] = [
    ([["around"], ["roughly"], ["approximately"], ["approx"], ["approx."], ["some"], ["c."]], "about"),
    ([["more", "than"], ["above"], ["at", "least"]], "over"),
    ([["nearly"], ["just", "under"], ["under"]], "almost"),
  ]
}

extension RedactionSuggester {
  /// A text with what was found replaced by what it was: "[telephone number]".
  ///
  /// Several people stay apart: "[name 1]", "[name 2]", the same name always with the same number. Findings may come in
  /// any order and overlap; a range that does not lie in the text is taken as far as it does.
  /// - Parameter findings: those that a person accepted, or marked by hand.
  public static func redacted(_ text: String, accepting findings: [Finding]) -> String {
    let whole = findings.map { Finding($0.kind, text.wholeCharacters($0.range), $0.certainty) }
    let accepted = Findings.merged(whole, in: text)
    let marks = NameMarks(accepted.filter { $0.kind == .name }.map { text[$0.range] })
    var redacted = ""
    var position = text.startIndex
    var name = 0
    for finding in accepted {
      redacted += text[position..<finding.range.lowerBound]
      if finding.kind == .name {
        redacted += marks.mark(name)
        name += 1
      } else {
        redacted += finding.replacement
      }
      position = finding.range.upperBound
    }
    return redacted + text[position...]
  }
}

/// Which of the names in one text are one person's: "Mrs Anna Khan", "Anna" and "Mrs Khan" are.
private struct NameMarks {
  /// For each name the person it is, from 0.
  private var people: [Int] = []
  private var count = 0

  init(_ names: [Substring]) {
    var known: [Set<String>] = []
    for name in names {
      let words = NameMarks.words(name)
      if let person = known.firstIndex(where: { $0.isSuperset(of: words) || $0.isSubset(of: words) }) {
        known[person].formUnion(words)
        people.append(person)
      } else {
        known.append(words)
        people.append(known.count - 1)
      }
    }
    count = known.count
  }

  func mark(_ place: Int) -> String { count > 1 ? "[name \(people[place] + 1)]" : "[name]" }

  /// Without titles, case, accents and possessive.
  private static func words(_ name: Substring) -> Set<String> {
    let all = WrittenWords(String(name)).words.map { NameClues.key($0) }
    let plain = all.filter { !NameClues.isTitle($0) }
    return Set(plain.isEmpty ? all : plain)
  }
}

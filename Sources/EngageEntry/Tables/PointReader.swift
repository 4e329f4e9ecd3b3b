public import EngageModel

/// Reads a point of a table's notes from a line: its text, and in braces at its end what is known of it.
///
///     Nobody told us where to report {12 agreed, 5 dots, quote, concern}
///
/// The words may be cut down to their first letter: `{12a, 5d, q, c}`; a number alone is how many agreed. Braces at
/// the end that hold anything else are refused, and so are braces without their counterpart: what was meant as a
/// mark must not be lost among the words. An empty pair, `{}`, after the text says that the braces in it are words.
struct PointReader {
  /// The longest text of a point, in characters.
  static let longest = 2_000
  /// What can stand in braces.
  static let possible =
    "{12 agreed, 5 dots, quote, concern}; instead of concern: hope or suggestion. First letters will do"

  /// Who sat at the table; `nil` where nobody counted.
  let people: Int?

  /// - Throws: `EntryRefusal` that names what is possible; for a line without text, too.
  func read(_ line: String) throws(EntryRefusal) -> TablePoint {
    let (text, suffix) = PointReader.parts(of: line)
    // Empty braces say that those before them are words.
    if suffix != "" { try checkBraces(of: text) }
    var point = TablePoint(text: text)
    if let suffix { try mark(&point, suffix) }
    try check(point)
    return point
  }

  /// Whether a point can stand as it is.
  /// - Throws: `EntryRefusal` that says what can't be.
  func check(_ point: TablePoint) throws(EntryRefusal) {
    if !point.isRestricted, point.text.isEmpty {
      throw EntryRefusal("A point needs words before the braces.")
    }
    guard point.text.count <= PointReader.longest else {
      throw EntryRefusal("A point has at most 2,000 characters. Make it several points.")
    }
    if let agreed = point.agreed, let people, agreed > people {
      throw EntryRefusal(
        "\(agreed) agreed, yet only \(people) sat at the table. Put right one of the two numbers; dots stuck to "
          + "a point are written as dots, as in {\(agreed) dots}.")
    }
  }

  /// Text and what stands in the braces at its end; line ends and several blanks are one blank.
  private static func parts(of line: String) -> (text: String, suffix: String?) {
    let line = oneLine(line)
    guard line.hasSuffix("}"), let open = line.lastIndex(of: "{") else { return (line, nil) }
    let inside = line[line.index(after: open)...].dropLast()
    return (String(line[..<open]).trimmed, String(inside))
  }

  /// Marks that a slip of the finger would leave among the words are refused: a brace that is open or was never
  /// opened, and one with marks that stands before the end. Closed braces with other words in them are words.
  private func checkBraces(of text: String) throws(EntryRefusal) {
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{" else { throw unpaired(isOpen: false, inside: nil) }
      let inside = rest[rest.index(after: brace)...]
      guard let end = inside.firstIndex(where: { $0 == "{" || $0 == "}" }), inside[end] == "}" else {
        throw unpaired(isOpen: true, inside: String(inside))
      }
      if holdsMarks(String(inside[..<end])) {
        throw EntryRefusal("What is known of a point stands at its end. \(PointReader.asWords)")
      }
      rest = inside[inside.index(after: end)...]
    }
  }

  private func unpaired(isOpen: Bool, inside: String?) -> EntryRefusal {
    let marks = inside.flatMap { holdsMarks($0) ? "{\($0.trimmed)}" : nil } ?? "{6 agreed, quote}"
    let what =
      isOpen
      ? "The brace is not closed: type a closing one at the end, as in \(marks)."
      : "A brace is closed that was not opened: marks are typed as in \(marks)."
    return EntryRefusal("\(what) \(PointReader.asWords)")
  }

  private func holdsMarks(_ inside: String) -> Bool {
    var point = TablePoint(text: "")
    do { try mark(&point, inside) } catch { return false }
    return point.marks != nil
  }

  private static let asWords = "Braces that belong to the text: type {} after it."

  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func mark(_ point: inout TablePoint, _ suffix: String) throws(EntryRefusal) {
    for part in suffix.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "·" }) {
      let words = PointReader.words(String(part))
      guard !words.isEmpty else { continue }
      try mark(&point, words, written: String(part).trimmed)
    }
  }

  private func mark(_ point: inout TablePoint, _ words: [String], written: String) throws(EntryRefusal) {
    switch (words.first.flatMap(PointReader.count), words.last.flatMap(PointReader.count), words.count) {
    case (let count?, _, 1): point.agreed = count
    case (let count?, nil, 2), (nil, let count?, 2):
      let word = words.first.flatMap(PointReader.count) == nil ? words[0] : words[1]
      if PointReader.means(word, "agreed") {
        point.agreed = count
      } else if PointReader.means(word, "dots") {
        point.dots = count
      } else {
        throw unknown(written)
      }
    case (nil, nil, 1):
      if PointReader.means(words[0], "quote") || words[0] == "quoted" {
        point.isQuote = true
      } else if let stance = TablePoint.Stance.allCases.first(where: {
        PointReader.means(words[0], $0.rawValue)
      }) {
        point.stance = stance
      } else {
        throw unknown(written)
      }
    default: throw unknown(written)
    }
  }

  private func unknown(_ written: String) -> EntryRefusal {
    EntryRefusal(
      "“\(written.brief(30))” can't stand in braces. Possible: \(PointReader.possible). \(PointReader.asWords)"
    )
  }

  /// A number and a word may stick together: `5d`.
  private static func words(_ part: String) -> [String] {
    var words: [String] = []
    var last: Bool?
    for character in part.lowercased() {
      if character.isWhitespace {
        last = nil
        continue
      }
      let isDigit = character.isASCII && character.isNumber
      if last == isDigit, var word = words.popLast() {
        word.append(character)
        words.append(word)
      } else {
        words.append(String(character))
      }
      last = isDigit
    }
    return words
  }

  private static func count(_ word: String) -> Int? {
    word.isDigits && word.count <= 5 ? Int(word) : nil
  }

  /// `d`, `dot`, `dots`, and one dot too.
  private static func means(_ word: String, _ whole: String) -> Bool { whole.hasPrefix(word) }

  /// The lines of a paste as texts of points, without the bullets before them and without empty lines.
  static func lines(of paste: String) -> [String] {
    paste.split(whereSeparator: \.isNewline).map { line in
      let text = String(line).trimmed
      guard let bullet = text.first, "-–—•*·▪◦".contains(bullet), text.dropFirst().first?.isWhitespace == true
      else { return text }
      return String(text.dropFirst()).trimmed
    }.filter { !$0.isEmpty }
  }
}

extension TablePoint {
  /// "12 agreed · 5 dots · quote · concern"; `nil` where nothing is known of it.
  public var marks: String? {
    var marks: [String] = []
    if let agreed { marks.append("\(agreed) agreed") }
    if let dots { marks.append(dots == 1 ? "1 dot" : "\(dots) dots") }
    if isQuote { marks.append("quote") }
    if let stance { marks.append(stance.rawValue) }
    return marks.isEmpty ? nil : marks.joined(separator: " · ")
  }

  /// The text with its marks, as lists show it; without the text where that is held back.
  public var line: String {
    let text = isRestricted ? "held back" : text
    return marks.map { "\(text) — \($0)" } ?? text
  }
}

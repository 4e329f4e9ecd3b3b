import EngageFiles
import EngageModel
import Testing

/// A text with marks 1️⃣ to 9️⃣ in the places where something is expected.
struct MarkedText {
  /// The text without its marks.
  var text = ""
  /// `line:column` of each mark, in order of their numbers.
  var places: [String] = []

  init(_ marked: String) {
    var found: [Character: String] = [:]
    var line = 1
    var column = 1
    for character in marked {
      if MarkedText.marks.contains(character) {
        found[character] = "\(line):\(column)"
        continue
      }
      text.append(character)
      column += 1
      if character.isNewline { (line, column) = (line + 1, 1) }
    }
    places = MarkedText.marks.compactMap { found[$0] }
  }

  private static let marks: [Character] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]
}

/// A file with marks, and the rules it breaks there.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  var rules: [String]
  var marked: String
  /// Words that a hint or message must hold.
  var says: String?

  init(_ rules: String..., in marked: String, says: String? = nil) {
    self.rules = rules
    self.marked = marked
    self.says = says
  }

  var testDescription: String { rules.joined(separator: ", ") }

  /// Expects exactly these problems, notes aside, in these places.
  func expectProblems<Value>(
    sourceLocation: SourceLocation = #_sourceLocation, _ read: (String) -> Reading<Value>
  ) {
    let file = MarkedText(marked)
    let problems = read(file.text).diagnostics.filter { $0.severity != .note }
    let found = problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.rule)" }
    let expected = zip(file.places, rules).map { "\($0) \($1)" }
    #expect(file.places.count == rules.count, "as many marks as rules", sourceLocation: sourceLocation)
    #expect(found.sorted() == expected.sorted(), "\(file.text)", sourceLocation: sourceLocation)
    if let says {
      let words = problems.map { "\($0.message) \($0.hint ?? "")" }.joined(separator: "\n")
      #expect(words.contains(says), "\(words)", sourceLocation: sourceLocation)
    }
  }
}

/// A survey around some questions.
func survey(_ questions: String, more: String = "") -> String {
  "survey: club\ntitle: \"Club\"\n\(more.isEmpty ? "" : more + "\n")questions:\n\(questions)\n"
}

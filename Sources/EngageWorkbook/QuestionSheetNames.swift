import EngageSheets

/// Short, readable names of question sheets, cut at a word: "How safe do you feel by day".
struct QuestionSheetNames {
  private static let longest = 31
  private static let reserved = [
    "Summary", "Actions", "Who took part", "Themes", "Themes by place", "Themes raised together",
    "In their words", "All figures",
    "Notes",
  ]
  private static let weak: Set<String> = [
    "a", "an", "the", "of", "and", "or", "to", "in", "is", "that", "for", "by", "with", "whom",
    "who", "was", "were", "you", "your",
  ]

  private var taken = QuestionSheetNames.reserved

  /// The name for a question of that wording, unlike all given before.
  mutating func name(for title: String) -> String {
    var line = CellText.line(title)
    while let last = line.last, "?.:!".contains(last) { line.removeLast() }
    var words = CellText.words(line, units: Self.longest).split(separator: " ")
    if words.joined(separator: " ").count < line.count {
      // A name that stops in the middle does not stop at "the".
      while words.count > 2, let last = words.last, Self.weak.contains(last.lowercased()) {
        words.removeLast()
      }
    }
    var wanted = words.joined(separator: " ")
    while let last = wanted.last, ",;–-".contains(last) { wanted.removeLast() }
    let name = legalSheetName(wanted, taken: taken)
    taken.append(name)
    return name
  }
}

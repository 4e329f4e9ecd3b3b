/// Words that stand in cells where nobody answered.
///
/// "None" and "N/A" are real answers in some files and gaps in others, so a word is taken for a gap only where the
/// file shows that it uses it so: in several columns, and in place of empty cells.
enum MissingMarkers {
  private struct Use {
    var columns = 0
    var cells = 0
    /// Empty cells in the same columns.
    var blanks = 0
  }

  /// Words that are hardly ever an answer.
  private static let plain: Set<String> = [
    "NA", "-", "--", "---", ".", "-99", "-999", "-9999", "NULL", "null", "NaN", "nan", "#N/A", "#NULL!",
    "\\N", "<NA>",
    "(blank)", "No response", "No Response", "Not answered", "No answer", "(no answer)",
  ]
  /// Words that many people answer.
  private static let doubtful: Set<String> = ["N/A", "n/a", "N/a"]

  /// All of them, for numbers and dates, where they can mean nothing else.
  static let all = (plain.union(doubtful)).sorted()

  /// The words that this file uses for gaps.
  static func find(in head: TableHead, after record: Int, columns: [ForeignColumn]) -> [String] {
    var uses: [String: Use] = [:]
    var answerColumns = 0
    var filledColumns = 0
    for (index, column) in columns.enumerated() {
      switch column.content {
      case .metadata, .left, .told: continue
      case .answer, .item, .otherText: answerColumns += 1
      }
      var found: [String: Int] = [:]
      var blanks = 0
      var filled = false
      for cell in head.cells(ofColumn: index, after: record) {
        let cell = trimmed(cell)
        if cell.isEmpty {
          blanks += 1
        } else if plain.contains(cell) || doubtful.contains(cell) {
          found[cell, default: 0] += 1
        } else {
          filled = true
        }
      }
      if filled || !found.isEmpty { filledColumns += 1 }
      for (word, count) in found {
        uses[word, default: Use()].columns += 1
        uses[word]?.cells += count
        uses[word]?.blanks += blanks
      }
    }
    return uses.filter { word, use in
      guard use.columns >= 2, use.cells >= 3 else { return false }
      if doubtful.contains(word) { return use.blanks == 0 && use.columns * 2 >= max(filledColumns, 4) }
      return use.blanks * 10 <= use.cells
    }.map(\.key).sorted()
  }
}

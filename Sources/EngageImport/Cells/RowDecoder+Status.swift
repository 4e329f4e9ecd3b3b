import EngageModel
import EngageSheets

/// What a file says about whether its responses are complete.
struct ResponseStatus {
  /// Words for a response that was not finished, from the files of SurveyGizmo and Qualtrics.
  private static let partialWords: Set<String> = [
    "partial", "incomplete", "not finished", "unfinished", "in progress", "false", "no", "0",
  ]
  /// With what those begin: all other cells need no closer look.
  private static let beginnings = Set(partialWords.compactMap(\.utf8.first))

  let column: Int
  /// Whether an empty cell says that the response was not finished.
  private let isPartialWhereEmpty: Bool
  private var partial = 0
  /// The file's own word, as first met.
  private var word = ""

  /// - Returns: `nil` where the file does not say it.
  init?(_ layout: ColumnLayout) {
    guard let column = layout.statusColumn else { return nil }
    self.column = column
    isPartialWhereEmpty = layout.isPartialWhereEmpty
  }

  /// Takes the cell of a response that is stored.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    if isPartialWhereEmpty {
      if cell.isEmpty { partial += 1 }
      return
    }
    guard let first = cell.first, ResponseStatus.beginnings.contains(first | 0x20), cell.count < 40 else {
      return
    }
    let text = String(decoding: cell, as: UTF8.self)
    guard ResponseStatus.partialWords.contains(foldedWord(text)) else { return }
    if partial == 0 { word = trimmed(text) }
    partial += 1
  }

  /// What whoever imports the file should know; `nil` where all responses are complete.
  func remark(heading: String, of responses: Int) -> Diagnostic? {
    guard partial > 0 else { return nil }
    let share =
      partial == 1
      ? "1 of \(counted(responses, "response")) is partial"
      : "\(partial) of \(counted(responses, "response")) are partial"
    let says = isPartialWhereEmpty ? "is empty" : "says \(word)"
    let stored = partial == 1 ? "it is stored like the others" : "they are stored like the others"
    return Diagnostic(
      .note, rule: "partial-responses", message: "\(share) (“\(heading)” \(says)); \(stored)", line: 1,
      cell: cellName(row: 0, column: column))
  }
}

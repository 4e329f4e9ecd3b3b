import EngageModel

/// What must be known of all responses before an SPSS file can begin: how many there are, how long their texts are,
/// which numbers they hold, which reasons.
final class SavMeasures {
  private(set) var rows = 0
  /// By question: the most bytes of a text.
  private(set) var widths: [Int]
  private(set) var keyWidth = 0
  private(set) var submittedWidth = 0
  /// By question: the lowest number.
  private(set) var lowest: [Double]
  /// By question: whether a missing answer has a reason.
  private(set) var hasReasons: [Bool]
  private let kinds: [BatchColumn.Kind?]

  init(_ export: RecordExport) {
    kinds = export.questions.map(\.type.columnKind)
    widths = Array(repeating: 0, count: kinds.count)
    lowest = Array(repeating: .infinity, count: kinds.count)
    hasReasons = Array(repeating: false, count: kinds.count)
  }

  func add(_ batch: borrowing ResponseBatch) {
    rows += batch.count
    keyWidth = max(keyWidth, longest(batch.keys))
    submittedWidth = max(submittedWidth, longest(batch.submittedAt))
    for (index, kind) in kinds.enumerated() {
      let column = batch.columns[index]
      for code in column.codes where code < MissingReason.notAnswered.rawValue { hasReasons[index] = true }
      switch kind {
      case .text: widths[index] = max(widths[index], longest(column))
      case .numbers:
        for (row, number) in column.numbers.enumerated()
        where column.codes[row] >= 0 && number < lowest[index] {
          lowest[index] = number
        }
      default: break
      }
    }
  }

  private func longest(_ column: BatchColumn) -> Int {
    var longest = 0
    var start = 0
    for end in column.ends {
      longest = max(longest, end - start)
      start = end
    }
    return longest
  }
}

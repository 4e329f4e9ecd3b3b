import EngageImport
import EngageModel
import EngageReport
import EngageStore

/// Rows of a file that an earlier import for the same event has brought in, where no key tells them from new ones.
struct RowsStoredBefore {
  private let found: [(batch: Batch, rows: RepeatedRows)]
  private let file: String

  /// - Parameters:
  ///   - earlier: the batches that were asked for.
  ///   - read: what was found of them.
  init(_ earlier: [Batch], in read: ImportSummary, file: String) {
    found = read.repeats.map { (earlier[$0.batch], $0) }
    self.file = file
  }

  /// An error that names all batches whose rows come again, and warnings about those where it may be chance.
  var diagnostics: [Diagnostic] {
    let certain = found.filter(\.rows.isCertain)
    return (certain.isEmpty ? [] : [refusal(certain)])
      + found.filter { !$0.rows.isCertain }.compactMap(warning)
  }

  private func refusal(_ certain: [(batch: Batch, rows: RepeatedRows)]) -> Diagnostic {
    let which = certain.map { words($0.rows, $0.batch) }.joined(separator: ", ")
    let numbers = certain.map { String($0.batch.number) }
    let them = numbers.count == 1 ? "batch \(numbers[0])" : "those batches"
    let undo = numbers.map { "engage batches undo \($0)" }.joined(separator: "; ")
    var hint = "take \(them) back (\(undo)) and import this file instead; or import the new rows alone"
    let why: String
    switch certain[0].rows.reason {
    case .fileWithoutKeys:
      why = "and no column tells one response from another"
      hint += "; if a column numbers the responses, name it then: --key HEADING"
    case .batchWithoutKeys: why = "which was stored without keys"
    case .rowsWithoutKey: why = "and nothing tells them from new ones"
    }
    return Diagnostic(rule: "rows-stored-before", message: "\(which), \(why)", file: file, hint: hint)
  }

  /// Short rows that are alike may be other people's; in the middle of a file that is not even worth a word.
  private func warning(_ it: (batch: Batch, rows: RepeatedRows)) -> Diagnostic? {
    if case .run(let rows, let total) = it.rows.extent, rows.lowerBound > 0, rows.upperBound < total {
      return nil
    }
    return Diagnostic(
      .warning, rule: "rows-like-before", message: words(it.rows, it.batch), file: file,
      hint: "if they are the same people's, take this import back")
  }

  /// `the first 550 rows of this file are those of batch 3 (poll.csv)`
  private func words(_ it: RepeatedRows, _ batch: Batch) -> String {
    let name = "batch \(batch.number)" + (batch.draft.sourceName.map { " (\($0))" } ?? "")
    switch it.extent {
    case .run(let rows, let total):
      let verb = rows.count == 1 ? "is that of" : "are those of"
      return "\(words(rows, of: total, isKeyless: it.reason == .rowsWithoutKey)) \(verb) \(name)"
    case .scattered(let met, let looked):
      let all = batch.rows?.count ?? looked
      if all == looked { return "\(met) of the \(all) rows of \(name) are in this file" }
      let about = max(1, Int((Double(met) / Double(looked) * Double(all)).rounded()))
      return "about \(Wording.numeral(about)) of the \(Wording.numeral(all)) rows of \(name) are in this file"
    }
  }

  private func words(_ rows: Range<Int>, of total: Int, isKeyless: Bool) -> String {
    let noun = isKeyless ? "without a key" : "of this file"
    if rows.count == 1 {
      return total == 1
        ? "the only row \(noun)"
        : rows.lowerBound == 0
          ? "the first row \(noun)"
          : rows.upperBound == total ? "the last row \(noun)" : "row \(rows.upperBound)"
    }
    let many = "\(Wording.numeral(rows.count)) rows \(noun)"
    if rows.count == total { return "all \(many)" }
    if rows.lowerBound == 0 { return "the first \(many)" }
    if rows.upperBound == total { return "the last \(many)" }
    return "rows \(Wording.numeral(rows.lowerBound + 1)) to \(Wording.numeral(rows.upperBound))"
  }
}

import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// What is told of the answers to one question.
struct NumericResult {
  let question: Question
  /// By part.
  let parts: [NumberFigures]
  let missing: Int
  let smallestBase: Int

  var kind: NumberKind { NumberKind(question.type) }
  /// Of all responses.
  var whole: NumberFigures { parts[0] }

  /// Whether all numbers are whole: then so are the classes.
  var isWhole: Bool { whole.values.values.allSatisfy { $0 == $0.rounded() } }

  var base: Base {
    Base(answered: whole.count, missing: missing, counts: .forms(where: [question.dimension: []]))
  }

  /// "“Age”: the middle one of 58 answers is 27; half of them lie between 20 and 34."
  var finding: Statement {
    let label = "“\(question.label.text)”"
    let reference = { CellReference(table: kind.table, row: question.id.rawValue, column: $0) }
    let n = ["n": reference("answered")]
    guard whole.count >= max(smallestBase, 1), let low = whole.quantile(0.25),
      let high = whole.quantile(0.75),
      let median = whole.quantile(0.5)
    else {
      let answered = whole.count == 0 ? "nobody answered" : "\(Wording.number(whole.count)) answered"
      return Statement("\(label): \(answered), \(Wording.tooFewToSay).", role: .finding, values: n)
    }
    if whole.values.values.count == 1 {
      return Statement(
        "\(label): all \(Wording.numeral(whole.count)) who answered said \(words(median)).", role: .finding,
        values: ["n": reference("answered"), "median": reference("median")])
    }
    let spread =
      low == high
      ? "the middle half of them all say \(words(low))"
      : "the middle half of them lie between \(words(low)) and \(words(high))"
    return Statement(
      "\(label): the median of \(Wording.numeral(whole.count)) answers is \(words(median)); \(spread).",
      role: .finding,
      values: [
        "n": reference("answered"), "median": reference("median"), "q1": reference("q1"),
        "q3": reference("q3"),
      ])
  }

  private func words(_ value: Double) -> String {
    kind == .date ? Wording.date(kind.day(value)) : kind.words(value)
  }
}

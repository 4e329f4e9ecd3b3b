import EngageModel
import EngageReport
import EngageStatistics

/// What is told of one scale.
struct ScaleFigures {
  let question: Question
  /// By choice.
  let counts: [Int]
  let moments: MomentSums
  /// `nil` where nobody answered on the scale.
  let median: Double?
  /// Answers above and below the midpoint.
  let positive: Int
  let negative: Int

  var answered: Int { moments.count }
  /// Answers beside the scale: "don't know".
  var unscored: Int { counts.reduce(0, +) - answered }

  init(_ question: Question, _ counts: [Int]) {
    self.question = question
    self.counts = counts
    var moments = MomentSums()
    var scored: [(score: Int, count: Int)] = []
    for (score, count) in zip(question.scores, counts) {
      guard let score else { continue }
      moments.add(score, times: count)
      scored.append((score, count))
    }
    self.moments = moments
    scored.sort { $0.score < $1.score }
    median = ScaleFigures.median(of: scored, answered: moments.count)
    let twiceMidpoint = (scored.first?.score ?? 0) + (scored.last?.score ?? 0)
    positive = scored.reduce(0) { $0 + (2 * $1.score > twiceMidpoint ? $1.count : 0) }
    negative = scored.reduce(0) { $0 + (2 * $1.score < twiceMidpoint ? $1.count : 0) }
  }

  /// The middle score, or the mean of the two middle ones.
  private static func median(of scored: [(score: Int, count: Int)], answered: Int) -> Double? {
    guard answered > 0 else { return nil }
    func score(atRank rank: Int) -> Int {
      var passed = 0
      for (score, count) in scored {
        passed += count
        if rank < passed { return score }
      }
      return scored.last?.score ?? 0
    }
    return Double(score(atRank: (answered - 1) / 2) + score(atRank: answered / 2)) / 2
  }

  /// "“How safe do you feel by day?”: 38 of 58 (66%) answered on the positive side, 8 of 58 (14%) on the negative."
  var finding: Statement? {
    guard answered > 0 else { return nil }
    let reference = { CellReference(table: "scales", row: question.id.rawValue, column: $0) }
    return Statement(
      "“\(question.label.text)”: \(Wording.part(positive, of: answered)) answered on the positive side of the "
        + "scale and \(Wording.part(negative, of: answered)) on the negative.",
      role: .finding,
      values: [
        "n": reference("answered"), "positive": reference("positive"), "negative": reference("negative"),
      ])
  }
}

import EngageModel
import EngageReport
import EngageStatistics

/// What is told of one scale.
struct ScaleFigures {
  let question: Question
  /// Forms, by choice.
  let counts: [Int]
  /// What is shown, by choice: forms, or their weights.
  let figures: [Double]
  let isWeighted: Bool
  /// Forms with an answer on the scale.
  let answered: Int
  /// `nil` where nobody answered on the scale.
  let mean: Double?
  let standardDeviation: Double?
  let median: Double?
  /// Answers above and below the midpoint: forms, and what is shown.
  let positive: (forms: Int, figure: Double)
  let negative: (forms: Int, figure: Double)
  /// All answers on the scale, as shown.
  let base: Double

  /// Answers beside the scale: "don't know".
  var unscored: Int { counts.reduce(0, +) - answered }
  var unscoredFigure: Double {
    zip(question.scores, figures).reduce(0) { $0 + ($1.0 == nil ? $1.1 : 0) }
  }

  init(_ question: Question, _ count: ScaleCount, isWeighted: Bool) {
    self.question = question
    self.isWeighted = isWeighted
    counts = count.choices
    let weighted = isWeighted ? count.weighted ?? WeightedScale(choices: count.choices.count) : nil
    figures = weighted?.choices.map(\.value) ?? count.choices.map(Double.init)
    var moments = MomentSums()
    var scored: [(score: Int, forms: Int, figure: Double)] = []
    for (index, score) in question.scores.enumerated() {
      guard let score else { continue }
      moments.add(score, times: counts[index])
      scored.append((score, counts[index], figures[index]))
    }
    answered = moments.count
    scored.sort { $0.score < $1.score }
    mean = isWeighted ? weighted?.moments.mean : moments.mean
    standardDeviation = isWeighted ? weighted?.moments.standardDeviation : moments.standardDeviation
    median =
      isWeighted
      ? ScaleFigures.weightedMedian(of: scored.map { ($0.score, $0.figure) })
      : ScaleFigures.median(of: scored.map { ($0.score, $0.forms) }, answered: moments.count)
    let twiceMidpoint = (scored.first?.score ?? 0) + (scored.last?.score ?? 0)
    func sum(_ isCounted: (Int) -> Bool) -> (forms: Int, figure: Double) {
      let counted = scored.filter { isCounted(2 * $0.score) }
      return (counted.reduce(0) { $0 + $1.forms }, counted.reduce(0) { $0 + $1.figure })
    }
    positive = sum { $0 > twiceMidpoint }
    negative = sum { $0 < twiceMidpoint }
    base = scored.reduce(0) { $0 + $1.figure }
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

  /// The lowest score that half of the weight does not exceed, or its mean with the next where exactly half lies
  /// at or below it; `nil` without weight. Source: Edgeworth (1888), "On a new method of reducing observations".
  private static func weightedMedian(of scored: [(score: Int, weight: Double)]) -> Double? {
    let weighty = scored.filter { $0.weight > 0 }
    let total = weighty.reduce(0) { $0 + $1.weight }
    var passed = 0.0
    for (index, item) in weighty.enumerated() {
      passed += item.weight
      // Halves of sums of weights are told to the last digits only.
      if abs(passed - total / 2) <= total * 1e-12, index + 1 < weighty.count {
        return Double(item.score + weighty[index + 1].score) / 2
      }
      if passed > total / 2 { return Double(item.score) }
    }
    return nil
  }

  /// "“How safe do you feel by day?”: 38 of 58 (66%) answered on the positive side, 8 of 58 (14%) on the negative."
  func finding(smallestBase: Int) -> Statement? {
    guard answered > 0 else { return nil }
    let reference = { CellReference(table: "scales", row: question.id.rawValue, column: $0) }
    guard answered >= smallestBase else {
      return Statement(
        "“\(question.label.text)”: \(Wording.tooFewToSay); \(Wording.number(answered)) answered.",
        values: ["n": reference("answered")])
    }
    return Statement(
      "“\(question.label.text)”: \(part(positive)) answered on the positive side of the "
        + "scale and \(part(negative)) on the negative.",
      role: .finding,
      values: [
        "n": reference("answered"), "positive": reference("positive"), "negative": reference("negative"),
      ])
  }

  /// "38 of 58 (66%)"; weighted "64% by weight (38 of 58 forms)", without a percentage of few.
  private func part(_ side: (forms: Int, figure: Double)) -> String {
    guard isWeighted else { return Wording.part(side.forms, of: answered) }
    let counted = "\(Wording.numeral(side.forms)) of \(Wording.numeral(answered)) forms"
    guard answered >= Wording.smallestPercentageBase, base > 0 else { return counted }
    return "\(Wording.percent(side.figure, of: base)) by weight (\(counted))"
  }
}

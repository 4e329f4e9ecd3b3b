import EngageModel
import EngageReport
import EngageStatistics

/// The net promoter score of one question.
struct PromoterResult {
  let rating: RatingQuestion
  let count: RatingCount
  /// From −1 to 1; `nil` where nobody answered.
  let interval: ShareDifferenceInterval?
  let smallestBase: Int
  /// How many unweighted forms would tell as much, and how many of these are promoters and detractors: without weights
  /// the numbers of forms.
  private let worth: Double
  private let promoters: Double
  private let detractors: Double

  init(rating: RatingQuestion, count: RatingCount, smallestBase: Int) {
    self.rating = rating
    self.count = count
    self.smallestBase = smallestBase
    if let weighted = count.weighted {
      worth = weighted.size.value ?? 0
      promoters = (weighted.share(of: 0) ?? 0) * worth
      detractors = (weighted.share(of: 1) ?? 0) * worth
    } else {
      worth = Double(count.answered)
      promoters = Double(count.promoters)
      detractors = Double(count.detractors)
    }
    interval = ShareDifferenceInterval(first: promoters, second: detractors, of: worth)
  }

  /// From −100 to 100; `nil` where nobody answered.
  ///
  /// Source: Reichheld (2003), "The one number you need to grow", Harvard Business Review 81 (12), pp. 46–54.
  var score: Double? {
    worth > 0 ? (promoters - detractors) * 100 / worth : nil
  }

  var isTooFew: Bool { worth < Double(max(smallestBase, 1)) }

  /// "“…”: 92 of 134 (69%) are promoters and 8 of 134 (6%) detractors, a net promoter score of 63 (interval 54 to 71)."
  var finding: Statement {
    let row = rating.question.id.rawValue
    let reference = { CellReference(table: PromoterTables.name, row: row, column: $0) }
    let values = ["n": reference("answered"), "score": reference("score")]
    let label = "“\(rating.question.label.text)”"
    guard !isTooFew, let score, let interval else {
      let answered = count.answered == 0 ? "nobody answered" : "\(Wording.number(count.answered)) answered"
      return Statement("\(label): \(answered), \(Wording.tooFewToSay).", role: .finding, values: values)
    }
    let whole = { (share: Double) in Wording.numeral(Int((share * 100).rounded())) }
    return Statement(
      "\(label): \(Wording.part(count.promoters, of: count.answered)) gave 9 or 10 and "
        + "\(Wording.part(count.detractors, of: count.answered)) 0 to 6, a net promoter score of "
        + "\(whole(score / 100)) (interval \(whole(interval.lower)) to \(whole(interval.upper))).",
      role: .finding, values: values)
  }
}

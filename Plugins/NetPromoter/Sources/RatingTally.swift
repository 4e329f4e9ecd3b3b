import EngageStatistics

/// How often each rating was given, in all and by group.
public struct RatingTally: Sendable, Codable {
  /// By question and part.
  var counts: [[RatingCount]]
}

/// The ratings given to one question.
struct RatingCount: Sendable, Codable {
  /// By rating, 0 to 10.
  private var ratings = Array(repeating: 0, count: 11)
  /// Numbers that are no ratings.
  private var others: [Double: Int] = [:]
  private(set) var unscored = 0
  private(set) var missing = 0
  /// Ratings by weight, in two parts: promoters, detractors; `nil` where no response is weighted.
  private(set) var weighted: WeightedParts?

  var promoters: Int { ratings[9] + ratings[10] }
  var passives: Int { ratings[7] + ratings[8] }
  var detractors: Int { ratings[0...6].reduce(0, +) }
  var answered: Int { ratings.reduce(0, +) }

  /// How many gave another number, and which these are, as tables of answers write them.
  var outside: Int { others.values.reduce(0, +) }
  var outsideNumbers: [String] {
    others.keys.sorted().map { Int(exactly: $0).map(String.init) ?? String($0) }
  }

  mutating func add(_ answer: RatingQuestion.Answer, weight: Double?) {
    switch answer {
    case .rating(let rating):
      ratings[rating] += 1
      guard let weight else { return }
      if weighted == nil { weighted = WeightedParts(parts: 2) }
      weighted?.add(weight: weight, to: rating >= 9 ? 0 : rating <= 6 ? 1 : nil)
    case .outside(let number): others[number, default: 0] += 1
    case .unscored: unscored += 1
    case .missing: missing += 1
    }
  }

  mutating func merge(_ other: RatingCount) {
    for rating in ratings.indices { ratings[rating] += other.ratings[rating] }
    others.merge(other.others, uniquingKeysWith: +)
    unscored += other.unscored
    missing += other.missing
    guard let added = other.weighted else { return }
    if weighted == nil { weighted = WeightedParts(parts: 2) }
    weighted?.merge(added)
  }
}

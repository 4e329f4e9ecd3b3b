/// How often each rating was given, in all and by group.
public struct RatingTally: Sendable, Codable {
  /// By question and part.
  var counts: [[RatingCount]]
  var isWeighted = false
}

/// The ratings given to one question.
struct RatingCount: Sendable, Codable {
  /// By rating, 0 to 10.
  private var ratings = Array(repeating: 0, count: 11)
  private(set) var outside = 0
  private(set) var unscored = 0
  private(set) var missing = 0

  var promoters: Int { ratings[9] + ratings[10] }
  var passives: Int { ratings[7] + ratings[8] }
  var detractors: Int { ratings[0...6].reduce(0, +) }
  var answered: Int { ratings.reduce(0, +) }

  mutating func add(_ answer: RatingQuestion.Answer) {
    switch answer {
    case .rating(let rating): ratings[rating] += 1
    case .outside: outside += 1
    case .unscored: unscored += 1
    case .missing: missing += 1
    }
  }

  mutating func merge(_ other: RatingCount) {
    for rating in ratings.indices { ratings[rating] += other.ratings[rating] }
    outside += other.outside
    unscored += other.unscored
    missing += other.missing
  }
}

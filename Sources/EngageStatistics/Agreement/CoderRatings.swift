/// The categories that coders gave to the same units, such as the themes they saw in the same texts.
///
/// ```swift
/// let ratings = CoderRatings([[0, 0], [1, 1], [0, 1], [nil, 1]], categories: 2)
/// ratings.value(of: .cohenKappa)  // 0.4
/// ```
/// Units with the same categories are kept together with how many there are, in an order of their own: neither the
/// order of units nor their number makes a figure differ or slow.
public struct CoderRatings: Sendable {
  /// How many categories there are; they are numbered from 0.
  public let categories: Int
  /// How many coders there are.
  public let coders: Int
  /// For each different row the category that each coder gave; below zero where a coder did not code the unit.
  let patterns: [[Int]]
  /// How many units have that row.
  let counts: [Int]

  /// - Parameters:
  ///   - units: for each unit the category that each coder gave, in one order of coders; `nil` where a coder did not
  ///     code it. All rows are of one length, all categories from 0 to below `categories`.
  ///   - categories: how many there are.
  public init(_ units: [[Int?]], categories: Int) {
    var found: [[Int]: Int] = [:]
    for unit in units { found[unit.map { $0 ?? -1 }, default: 0] += 1 }
    self.init(counted: found, coders: units.first?.count ?? 0, categories: categories)
  }

  /// - Parameters:
  ///   - rows: for each different row of categories (-1 where a coder did not code the unit) how many units have it.
  ///   - coders: how many categories each row has.
  ///   - categories: how many there are.
  public init(counted rows: [[Int]: Int], coders: Int, categories: Int) {
    for row in rows.keys {
      precondition(
        row.count == coders && row.allSatisfy { $0 >= -1 && $0 < categories },
        "a unit has a category of each coder, from 0 to below \(categories)")
    }
    self.categories = categories
    self.coders = coders
    patterns = rows.keys.sorted { $0.lexicographicallyPrecedes($1) }
    counts = patterns.map { rows[$0] ?? 0 }
  }

  private init(_ patterns: [[Int]], counts: [Int], coders: Int, categories: Int) {
    (self.patterns, self.counts, self.coders, self.categories) = (patterns, counts, coders, categories)
  }

  /// How many units there are.
  public var units: Int { counts.reduce(0, +) }

  /// Pairs of codes of the same unit, and how many of them are the same.
  public var pairs: (same: Int, all: Int) { PercentAgreement(self).pairs(counts) }

  /// Only the units that so many coders coded at least.
  public func coded(byAtLeast coders: Int) -> CoderRatings {
    let kept = patterns.indices.filter { patterns[$0].count { $0 >= 0 } >= coders }
    return CoderRatings(
      kept.map { patterns[$0] }, counts: kept.map { counts[$0] }, coders: self.coders, categories: categories)
  }

  /// A measure of how far the coders agree.
  /// - Returns: `nil` where it is not defined: no unit was coded twice, the measure does not suit the number of
  ///   coders, or all codes are one category, so that agreement can't be told from chance.
  public func value(of measure: AgreementMeasure) -> Double? {
    measure.statistic(for: self)?.value(counts)
  }
}

/// How agreement between coders is measured.
public enum AgreementMeasure: Sendable, Equatable {
  /// Of all pairs of codes of the same unit, the share in which both are the same.
  case percentAgreement
  /// Agreement beyond chance of exactly two coders, over the units that both coded; each has their own
  /// propensities. Source: Cohen (1960), "A coefficient of agreement for nominal scales", Educational and
  /// Psychological Measurement 20, 37-46.
  case cohenKappa
  /// The same where some disagreements weigh more: `weights[i][j]` when one says i and the other j, 0 for the same.
  /// Source: Cohen (1968), "Weighted kappa", Psychological Bulletin 70, 213-220.
  case weightedKappa(weights: [[Double]])
  /// Agreement beyond chance where every unit has the same number of codes; who coded what does not matter.
  /// Source: Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76,
  /// 378-382.
  case fleissKappa
  /// One less the disagreement observed ÷ that expected by chance, for any number of coders, with codes missing.
  /// Source: Krippendorff (2011), "Computing Krippendorff's alpha-reliability".
  case krippendorffAlpha(CategoryDifference)
}

/// How far apart two categories are, for Krippendorff's α.
public enum CategoryDifference: Sendable, Equatable {
  /// Different is different.
  case nominal
  /// By how many codes lie between them; categories are in order.
  case ordinal
  /// The square of the difference of the categories' numbers.
  case interval
  /// As given: `[i][j]`, symmetric, 0 for the same.
  case given([[Double]])
}

/// A measure made ready for the rows of some ratings, whatever their numbers.
protocol AgreementStatistic: Sendable {
  /// - Parameter counts: how many units have each row.
  /// - Returns: `nil` where it is not defined.
  func value(_ counts: [Int]) -> Double?
}

extension AgreementMeasure {
  func statistic(for ratings: CoderRatings) -> (any AgreementStatistic)? {
    switch self {
    case .percentAgreement: PercentAgreement(ratings)
    case .cohenKappa: CohenKappa(ratings, weights: nil)
    case .weightedKappa(let weights): CohenKappa(ratings, weights: weights)
    case .fleissKappa: FleissKappa(ratings)
    case .krippendorffAlpha(let difference): KrippendorffAlpha(ratings, difference)
    }
  }
}

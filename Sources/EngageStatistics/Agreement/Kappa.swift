/// Of all pairs of codes of the same unit, the share in which both are the same.
struct PercentAgreement: AgreementStatistic {
  /// For each row: its pairs of codes, and those that agree.
  private let pairs: [Int]
  private let agreeing: [Int]

  init(_ ratings: CoderRatings) {
    let codes = ratings.patterns.map { row in CategoryCounts(of: row, categories: ratings.categories) }
    pairs = codes.map { $0.sum * ($0.sum - 1) / 2 }
    agreeing = codes.map { $0.counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
  }

  func pairs(_ counts: [Int]) -> (same: Int, all: Int) {
    var all = 0
    var same = 0
    for (row, count) in counts.enumerated() {
      all += count * pairs[row]
      same += count * agreeing[row]
    }
    return (same, all)
  }

  func value(_ counts: [Int]) -> Double? {
    let (same, all) = pairs(counts)
    return all > 0 ? Double(same) / Double(all) : nil
  }
}

/// How many coders gave each category to a unit.
struct CategoryCounts: Sendable {
  private(set) var counts: [Int]
  let sum: Int

  init(of row: [Int], categories: Int) {
    counts = Array(repeating: 0, count: categories)
    for category in row where category >= 0 { counts[category] += 1 }
    sum = counts.reduce(0, +)
  }
}

/// Cohen's κ, plain or weighted, in its form for disagreements: 1 − observed ÷ expected.
struct CohenKappa: AgreementStatistic {
  private let rows: [(one: Int, other: Int)?]
  private let categories: Int
  private let weights: [[Double]]?

  /// - Returns: `nil` unless there are two coders.
  init?(_ ratings: CoderRatings, weights: [[Double]]?) {
    guard ratings.coders == 2 else { return nil }
    rows = ratings.patterns.map { $0[0] >= 0 && $0[1] >= 0 ? ($0[0], $0[1]) : nil }
    categories = ratings.categories
    self.weights = weights
  }

  private func weight(_ one: Int, _ other: Int) -> Double {
    weights?[one][other] ?? (one == other ? 0 : 1)
  }

  func value(_ counts: [Int]) -> Double? {
    var ofOne = Array(repeating: 0, count: categories)
    var ofOther = ofOne
    var units = 0
    var observed = 0.0
    for (row, count) in counts.enumerated() where count > 0 {
      guard let (one, other) = rows[row] else { continue }
      ofOne[one] += count
      ofOther[other] += count
      units += count
      observed += Double(count) * weight(one, other)
    }
    guard units > 0 else { return nil }
    var expected = 0.0
    for one in ofOne.indices where ofOne[one] > 0 {
      for other in ofOther.indices where ofOther[other] > 0 {
        expected += Double(ofOne[one]) * Double(ofOther[other]) * weight(one, other)
      }
    }
    return expected > 0 ? 1 - observed * Double(units) / expected : nil
  }
}

/// Fleiss' κ.
struct FleissKappa: AgreementStatistic {
  private let rows: [CategoryCounts]
  private let categories: Int
  private let codesPerUnit: Int

  /// - Returns: `nil` unless all units have the same number of codes, two at least.
  init?(_ ratings: CoderRatings) {
    rows = ratings.patterns.map { CategoryCounts(of: $0, categories: ratings.categories) }
    categories = ratings.categories
    codesPerUnit = rows.first?.sum ?? 0
    if codesPerUnit < 2 || rows.contains(where: { $0.sum != rows[0].sum }) { return nil }
  }

  func value(_ counts: [Int]) -> Double? {
    var units = 0
    var agreeing = 0
    var totals = Array(repeating: 0, count: categories)
    for (row, count) in counts.enumerated() where count > 0 {
      units += count
      for (category, codes) in rows[row].counts.enumerated() {
        agreeing += count * codes * (codes - 1)
        totals[category] += count * codes
      }
    }
    guard units > 0 else { return nil }
    let codes = Double(units * codesPerUnit)
    let observed = Double(agreeing) / (codes * Double(codesPerUnit - 1))
    let expected = totals.reduce(0) { $0 + (Double($1) / codes) * (Double($1) / codes) }
    // All codes one category: the sum is exactly 1.
    return totals.contains(units * codesPerUnit) ? nil : (observed - expected) / (1 - expected)
  }
}

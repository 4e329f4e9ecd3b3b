/// Krippendorff's α: 1 − (n − 1) Σ o(c,k) δ(c,k) ÷ Σ n(c) n(k) δ(c,k), where o are the coincidences of categories
/// within units and n their numbers; units with a single code do not count.
struct KrippendorffAlpha: AgreementStatistic {
  private let rows: [CategoryCounts]
  private let categories: Int
  private let difference: CategoryDifference
  /// For each row the disagreement within it, where it does not depend on the numbers of codes.
  private let disagreements: [Double]
  /// The categories that occur; the others cost nothing.
  private let occurring: [Int]

  init(_ ratings: CoderRatings, _ difference: CategoryDifference) {
    rows = ratings.patterns.map { CategoryCounts(of: $0, categories: ratings.categories) }
    categories = ratings.categories
    self.difference = difference
    var occurs = Array(repeating: false, count: categories)
    for category in ratings.patterns.joined() where category >= 0 { occurs[category] = true }
    occurring = occurs.indices.filter { occurs[$0] }
    disagreements =
      difference == .ordinal
      ? []
      : zip(rows, ratings.patterns).map { row, pattern in
        KrippendorffAlpha.disagreement(row, pattern) { KrippendorffAlpha.fixed(difference, $0, $1) }
      }
    patterns = ratings.patterns
  }

  private let patterns: [[Int]]

  private static func fixed(_ difference: CategoryDifference, _ one: Int, _ other: Int) -> Double {
    switch difference {
    case .nominal, .ordinal: one == other ? 0 : 1
    case .interval: Double((one - other) * (one - other))
    case .given(let differences): differences[one][other]
    }
  }

  /// The differences between all ordered pairs of codes of a unit, ÷ one less than its codes.
  private static func disagreement(
    _ row: CategoryCounts, _ pattern: [Int], _ difference: (Int, Int) -> Double
  ) -> Double {
    guard row.sum >= 2 else { return 0 }
    var sum = 0.0
    for (position, one) in pattern.enumerated() where one >= 0 {
      for other in pattern[(position + 1)...] where other >= 0 { sum += 2 * difference(one, other) }
    }
    return sum / Double(row.sum - 1)
  }

  func value(_ counts: [Int]) -> Double? {
    var totals = Array(repeating: 0, count: categories)
    for (row, count) in counts.enumerated() where count > 0 && rows[row].sum >= 2 {
      for category in patterns[row] where category >= 0 { totals[category] += count }
    }
    let codes = totals.reduce(0, +)
    guard codes > 0 else { return nil }
    let between = difference == .ordinal ? KrippendorffAlpha.ordinal(totals) : nil
    func apart(_ one: Int, _ other: Int) -> Double {
      between?(one, other) ?? KrippendorffAlpha.fixed(difference, one, other)
    }
    var observed = 0.0
    for (row, count) in counts.enumerated() where count > 0 {
      observed +=
        Double(count)
        * (between == nil
          ? disagreements[row] : KrippendorffAlpha.disagreement(rows[row], patterns[row], apart))
    }
    var expected = 0.0
    for (position, one) in occurring.enumerated() where totals[one] > 0 {
      for other in occurring[(position + 1)...] where totals[other] > 0 {
        expected += 2 * Double(totals[one]) * Double(totals[other]) * apart(one, other)
      }
    }
    return expected > 0 ? 1 - Double(codes - 1) * observed / expected : nil
  }

  /// The square of the codes from one category to the other, half of those in each of the two.
  private static func ordinal(_ totals: [Int]) -> (Int, Int) -> Double {
    var upTo: [Int] = []
    for total in totals { upTo.append((upTo.last ?? 0) + total) }
    return { one, other in
      if one == other { return 0 }
      let (low, high) = (min(one, other), max(one, other))
      let all = upTo[high] - upTo[low] + totals[low]
      let steps = Double(all) - Double(totals[low] + totals[high]) / 2
      return steps * steps
    }
  }
}

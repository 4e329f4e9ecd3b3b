/// Pearson's chi-squared test of independence, without continuity correction.
public struct ChiSquaredTest: Sendable, Equatable {
  /// The statistic: the sum of (observed − expected)² ÷ expected.
  public let chiSquared: Double
  /// (rows − 1) × (columns − 1), of the rows and columns that hold any count.
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least this large under independence, from the chi-squared distribution.
  public let p: Double
  /// The strength of the association, from 0 (none) to 1, without bias correction.
  public let cramersV: Double
  /// The total of the table.
  public let n: Double
  /// The smallest expected count.
  public let minimumExpected: Double
  /// How many cells have an expected count below five.
  public let cellsExpectedBelowFive: Int
  /// How many cells the table has, of the rows and columns that hold any count.
  public let cells: Int

  /// Whether `p` is to be read with caution: more than a fifth of the expected counts are below five, or one is
  /// below one. Source: Cochran (1954), "Some methods for strengthening the common χ² tests", Biometrics 10, p. 420.
  public var isSparse: Bool { minimumExpected < 1 || 5 * cellsExpectedBelowFive > cells }
}

extension ContingencyTable {
  /// Pearson's test of independence; nil where fewer than two rows or columns hold any count.
  ///
  /// Source: Pearson (1900), "On the criterion …", Philosophical Magazine 50; degrees of freedom by Fisher (1922);
  /// *V* = √(χ² ÷ (*n* · min(rows − 1, columns − 1))) by Cramér (1946), *Mathematical Methods of Statistics*, 21.9.
  public func chiSquaredTest() -> ChiSquaredTest? {
    guard isTestable else { return nil }
    let expected = expected
    var chiSquared = 0.0
    var minimum = Double.infinity
    var belowFive = 0
    for (observedRow, expectedRow) in zip(counts, expected) {
      for (observed, expected) in zip(observedRow, expectedRow) {
        chiSquared += (observed - expected) * (observed - expected) / expected
        minimum = min(minimum, expected)
        if expected < 5 { belowFive += 1 }
      }
    }
    // weights can be so small that an expected count rounds to nothing
    guard chiSquared.isFinite else { return nil }
    let (rows, columns) = (rowTotals.count, columnTotals.count)
    let degreesOfFreedom = (rows - 1) * (columns - 1)
    return ChiSquaredTest(
      chiSquared: chiSquared, degreesOfFreedom: degreesOfFreedom,
      p: ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom).upperTail(chiSquared),
      cramersV: min((chiSquared / (total * Double(min(rows, columns) - 1))).squareRoot(), 1),
      n: total, minimumExpected: minimum, cellsExpectedBelowFive: belowFive, cells: rows * columns)
  }
}

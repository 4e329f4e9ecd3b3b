/// A chi-squared test whose p comes from random tables with the observed margins, for tables too sparse for the
/// chi-squared distribution.
public struct MonteCarloTest: Sendable, Equatable {
  /// The estimated probability of a statistic at least as large as the observed one; never 0.
  public let p: Double
  /// How many random tables were drawn: as many as asked for, or fewer where the table is very large.
  public let replicates: Int
}

extension ContingencyTable {
  /// The work one test may do, in units of `FixedMarginSampler.cost`; well under a second in a release build.
  private static let budget = 8_000_000.0
  /// Fewer tables than this give no useful p.
  private static let fewestReplicates = 99
  /// The largest total, so that products of two totals fit an `Int`.
  private static let largestTotal = 1e9

  /// Pearson's test of independence with p by simulation, the same for the same table and seed on every machine.
  ///
  /// p = (1 + number of tables with a statistic ≥ the observed) ÷ (1 + number of tables), where statistics equal
  /// but for rounding count as equal. The number of tables is reduced where they would take too long. Nil where
  /// fewer than two rows or columns hold any count, where a count is not whole, or where the table is so large
  /// that not even 99 can be drawn.
  /// Source: Hope (1968), "A simplified Monte Carlo significance test procedure", J. R. Statist. Soc. B 30;
  /// Patefield (1981), algorithm AS 159, for the tables; R's `chisq.test(simulate.p.value = TRUE)`.
  public func monteCarloTest(replicates: Int = 9_999, seed: UInt64 = 1) -> MonteCarloTest? {
    guard isTestable, replicates > 0, wholeTotal(atMost: Self.largestTotal) != nil else { return nil }
    var sampler = FixedMarginSampler(
      rowTotals: rowTotals.map { Int($0) }, columnTotals: columnTotals.map { Int($0) }, seed: seed)
    let affordable = Int(Self.budget / sampler.cost)
    guard affordable >= min(Self.fewestReplicates, replicates) else { return nil }
    let replicates = min(replicates, affordable)

    // the sum of observed² ÷ (row total × column total) is χ² ÷ n + 1, and only needs the entries above zero
    let rowFactors = rowTotals.map { 1 / $0 }
    let columnFactors = columnTotals.map { 1 / $0 }
    func term(_ row: Int, _ column: Int, _ count: Double) -> Double {
      count * rowFactors[row] * (count * columnFactors[column])
    }
    var observed = 0.0
    for (row, counts) in counts.enumerated() {
      for (column, count) in counts.enumerated() { observed += term(row, column, count) }
    }
    let limit = observed * (1 - 1e-12)
    var asLarge = 0
    for _ in 0..<replicates {
      var statistic = 0.0
      sampler.draw { row, column, count in statistic += term(row, column, Double(count)) }
      if statistic >= limit { asLarge += 1 }
    }
    return MonteCarloTest(p: Double(1 + asLarge) / Double(1 + replicates), replicates: replicates)
  }
}

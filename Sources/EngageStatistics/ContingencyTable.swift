/// Counts of two questions crossed: a row for each choice of one, a column for each choice of the other.
///
/// Rows and columns without any count are dropped, as no test can say anything about them.
///
/// ```swift
/// let table = ContingencyTable([[3, 1], [1, 3]])
/// table?.fisherExactTest()       // 0.4857142857142857
/// table?.chiSquaredTest()?.p     // 0.15729920705028513
/// ```
public struct ContingencyTable: Sendable, Equatable {
  /// The counts, row by row, without the rows and columns that are all zero.
  public let counts: [[Double]]
  /// The total of each row kept.
  public let rowTotals: [Double]
  /// The total of each column kept.
  public let columnTotals: [Double]
  /// The total of all counts.
  public let total: Double

  /// A table of weighted counts; nil if the rows differ in length or a count is negative or not finite.
  public init?(_ counts: [[Double]]) {
    let width = counts.first?.count ?? 0
    let all = counts.joined()
    guard counts.allSatisfy({ $0.count == width }), all.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      return nil
    }
    let columns = (0..<width).filter { column in counts.contains { $0[column] > 0 } }
    let kept = counts.filter { row in row.contains { $0 > 0 } }.map { row in columns.map { row[$0] } }
    self.counts = kept
    rowTotals = kept.map { $0.reduce(0, +) }
    columnTotals = columns.indices.map { column in kept.reduce(0) { $0 + $1[column] } }
    total = rowTotals.reduce(0, +)
    guard total.isFinite else { return nil }
  }

  /// A table of counts; nil if the rows differ in length or a count is negative.
  public init?(_ counts: [[Int]]) { self.init(counts.map { $0.map(Double.init) }) }

  /// Whether at least two rows and two columns are left, so that there is something to test.
  public var isTestable: Bool { rowTotals.count >= 2 && columnTotals.count >= 2 }

  /// The counts to expect if rows and columns had nothing to do with each other: row total × column total ÷ total.
  /// Source: Pearson (1900); Agresti (2002), *Categorical Data Analysis*, section 3.2.1.
  public var expected: [[Double]] {
    rowTotals.map { row in columnTotals.map { row / total * $0 } }
  }

  /// The total as a whole number, if every count is one and the total does not exceed `limit`.
  func wholeTotal(atMost limit: Double) -> Int? {
    guard total <= limit, counts.allSatisfy({ $0.allSatisfy { $0 == $0.rounded() } }) else { return nil }
    return Int(total)
  }
}

import Glibc

/// Draws tables at random among all those with given row and column totals, each as probable as independence
/// makes it.
///
/// Each entry in turn is drawn from its hypergeometric distribution given the entries before it, by walking
/// outwards from the most probable value. Source: Patefield (1981), algorithm AS 159 (`RCONT2`), Applied
/// Statistics 30, 91–97.
struct FixedMarginSampler {
  let rowTotals: [Int]
  let columnTotals: [Int]
  private let logFactorials: LogFactorials
  private var generator: SplitMix64
  private var left: [Int]

  /// The totals must have the same sum.
  init(rowTotals: [Int], columnTotals: [Int], seed: UInt64) {
    self.rowTotals = rowTotals
    self.columnTotals = columnTotals
    logFactorials = LogFactorials(upTo: rowTotals.reduce(0, +))
    generator = SplitMix64(seed: seed)
    left = columnTotals
  }

  /// What one table costs, in units of one simple draw (about 50 ns).
  ///
  /// A draw's walk is as long as the standard deviation of the entry, at most the root of what is expected there.
  var cost: Double {
    let total = Double(rowTotals.reduce(0, +))
    let cells = Double((rowTotals.count - 1) * columnTotals.count)
    // by the inequality of Cauchy and Schwarz no table of this size and total has longer walks
    let walks = (cells * total).squareRoot()
    return (cells + Double(columnTotals.count)) * (logFactorials.isTabulated ? 1 : 8) + 0.3 * walks
  }

  /// Draws a table and hands each entry above zero to `entry`, with its row and column.
  mutating func draw(_ entry: (_ row: Int, _ column: Int, _ count: Int) -> Void) {
    for column in left.indices { left[column] = columnTotals[column] }
    var population = rowTotals.reduce(0, +)
    for row in 0..<(rowTotals.count - 1) {
      var wanted = rowTotals[row]
      var available = population
      population -= wanted
      var column = 0
      while wanted > 0 {
        let successes = left[column]
        let count = hypergeometric(draws: wanted, successes: successes, population: available)
        if count > 0 {
          entry(row, column, count)
          left[column] = successes - count
          wanted -= count
        }
        available -= successes
        column += 1
      }
    }
    for (column, count) in left.enumerated() where count > 0 { entry(rowTotals.count - 1, column, count) }
  }

  /// One draw from the hypergeometric distribution.
  private mutating func hypergeometric(draws: Int, successes: Int, population: Int) -> Int {
    let failures = population - successes
    let smallest = max(0, draws - failures)
    let largest = min(draws, successes)
    if smallest == largest { return smallest }
    let mode = min(max((draws + 1) * (successes + 1) / (population + 2), smallest), largest)
    let peak = exp(
      logFactorials[successes] + logFactorials[failures] + logFactorials[draws]
        + logFactorials[population - draws] - logFactorials[population] - logFactorials[mode]
        - logFactorials[successes - mode] - logFactorials[draws - mode]
        - logFactorials[failures - draws + mode])
    while true {
      let unit = generator.nextUnit()
      if unit < peak { return mode }
      var above = (value: mode, probability: peak)
      var below = above
      var rest = unit - peak
      while above.probability + below.probability > 1e-18 {
        if above.value < largest {
          let k = above.value
          above.probability *=
            Double(successes - k) * Double(draws - k) / (Double(k + 1) * Double(failures - draws + k + 1))
          above.value = k + 1
          rest -= above.probability
          if rest < 0 { return above.value }
        } else {
          above.probability = 0
        }
        if below.value > smallest {
          let k = below.value
          below.probability *=
            Double(k) * Double(failures - draws + k) / (Double(successes - k + 1) * Double(draws - k + 1))
          below.value = k - 1
          rest -= below.probability
          if rest < 0 { return below.value }
        } else {
          below.probability = 0
        }
      }
      // rounding left a sliver beyond the last value: draw again
    }
  }
}

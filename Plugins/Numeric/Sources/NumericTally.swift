import EngageStatistics

/// How often each number was given, in all and by group.
public struct NumericTally: Sendable, Codable {
  /// By question and part.
  var counts: [[NumberCount]]
  /// By question: forms that were asked and do not answer.
  var missing: [Int]

  mutating func merge(_ other: NumericTally) {
    for question in counts.indices {
      for part in counts[question].indices { counts[question][part].merge(other.counts[question][part]) }
      missing[question] += other.missing[question]
    }
  }
}

/// How often each number was given to one question, in one part.
struct NumberCount: Sendable, Codable {
  private(set) var values = ValueCounts()
  /// The same by weight; `nil` where no response is weighted.
  private(set) var weighted: WeightedValues?

  mutating func add(_ value: Double, weight: Double?) {
    values.add(value)
    guard let weight else { return }
    if weighted == nil { weighted = WeightedValues() }
    weighted?.add(value, weight: weight)
  }

  mutating func merge(_ other: NumberCount) {
    values.merge(other.values)
    guard let added = other.weighted else { return }
    if weighted == nil { weighted = WeightedValues() }
    weighted?.merge(added)
  }
}

/// Where the numbers of a part lie: of forms, or by weight where there are weights.
struct NumberFigures {
  let values: SortedValues
  let weighted: WeightedValues?

  init(_ count: NumberCount) {
    values = count.values.sorted
    weighted = count.weighted
  }

  /// Forms.
  var count: Int { values.count }
  var mean: Double? { weighted.map(\.mean) ?? values.mean }
  var standardDeviation: Double? { weighted.map(\.standardDeviation) ?? values.standardDeviation }

  func quantile(_ p: Double) -> Double? { weighted.map { $0.quantile(p) } ?? values.quantile(p) }
}

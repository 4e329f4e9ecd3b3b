/// A value with how many observations have it.
public struct ValueCount: Sendable, Hashable {
  public var value: Double
  /// At least 0.
  public var count: Int

  public init(_ value: Double, count: Int = 1) {
    self.value = value
    self.count = count
  }
}

/// Observations that share a rank: as many in each of two kinds (signs, groups).
struct RankGroup {
  /// Twice the mid-rank, a whole number.
  let doubledRank: Int
  let first: Int
  let second: Int

  var size: Int { first + second }

  /// Mid-ranks: ties share the mean of the ranks they take up.
  /// - Parameter ordered: how many of each kind have a value, from the lowest value up.
  static func midRanks(_ ordered: [(first: Int, second: Int)]) -> [RankGroup] {
    var passed = 0
    return ordered.compactMap { first, second in
      let size = first + second
      guard size > 0 else { return nil }
      defer { passed += size }
      return RankGroup(doubledRank: 2 * passed + size + 1, first: first, second: second)
    }
  }

  /// Σ(*t*³ − *t*) over the groups of ties.
  static func tieTerm(_ groups: [RankGroup]) -> Double {
    groups.reduce(0) { sum, group in
      let size = Double(group.size)
      return sum + size * (size * size - 1)
    }
  }
}

/// How many of each kind have a value, from the lowest value up.
func counted(_ first: [ValueCount], _ second: [ValueCount]) -> [(first: Int, second: Int)] {
  var counts: [Double: (first: Int, second: Int)] = [:]
  for value in first { counts[value.value, default: (0, 0)].first += value.count }
  for value in second { counts[value.value, default: (0, 0)].second += value.count }
  return counts.sorted { $0.key < $1.key }.map(\.value)
}

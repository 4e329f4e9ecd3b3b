/// Weighted answers and parts of them: the shares of the parts, and how many unweighted answers would tell as much.
///
/// The order in which answers come never shows.
public struct WeightedParts: Sendable, Equatable, Codable {
  /// Of all answers.
  public private(set) var size = EffectiveSampleSize()
  private var parts: [WeightSum]

  /// No answers, with so many parts.
  public init(parts: Int) { self.parts = Array(repeating: WeightSum(), count: parts) }

  /// Adds an answer with its weight, from 0 to `WeightSum.largestWeight`.
  /// - Parameter part: which part it belongs to; nil for none.
  public mutating func add(weight: Double, to part: Int?) {
    size.add(weight)
    if let part { parts[part].add(weight) }
  }

  /// Adds others with the same parts.
  public mutating func merge(_ other: WeightedParts) {
    size.merge(other.size)
    for part in parts.indices { parts[part].merge(other.parts[part]) }
  }

  /// The weight of a part, never above that of all.
  public func weight(of part: Int) -> Double { min(parts[part].value, size.totalWeight) }

  /// The share of a part, from 0 to 1; nil without weight.
  public func share(of part: Int) -> Double? {
    size.totalWeight > 0 ? weight(of: part) / size.totalWeight : nil
  }
}

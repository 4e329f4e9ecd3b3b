import EngageStatistics

/// The weights of all forms.
public struct WeightTally: Sendable, Codable {
  var margins: [MarginTally]
  /// How many forms have each weight.
  var forms: [Double: Int] = [:]
  var size = EffectiveSampleSize()

  init(margins: [MarginTally]) { self.margins = margins }

  mutating func add(_ weight: Double) {
    forms[weight, default: 0] += 1
    size.add(weight)
  }

  mutating func merge(_ other: WeightTally) {
    forms.merge(other.forms, uniquingKeysWith: +)
    size.merge(other.size)
    for index in margins.indices { margins[index].merge(other.margins[index]) }
  }

  /// The weight below which a share of the forms lies, from 0 to 1; `nil` without forms.
  /// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", definition 7 (R's own).
  func quantile(_ share: Double) -> Double? {
    let sorted = forms.sorted { $0.key < $1.key }
    guard size.count > 0 else { return nil }
    let place = share * Double(size.count - 1)
    func weight(at rank: Int) -> Double {
      var passed = 0
      for (weight, count) in sorted {
        passed += count
        if rank < passed { return weight }
      }
      return sorted.last?.key ?? 0
    }
    let low = weight(at: Int(place))
    let high = weight(at: min(Int(place) + 1, size.count - 1))
    return low + (place - place.rounded(.down)) * (high - low)
  }
}

/// The forms in the cells of one margin.
struct MarginTally: Sendable, Codable {
  var counts: [Int]
  var weights: [WeightSum]
  /// Forms in none of them.
  var outside = 0

  init(cells: Int) {
    counts = Array(repeating: 0, count: cells)
    weights = Array(repeating: WeightSum(), count: cells)
  }

  mutating func add(_ weight: Double, cell: Int?) {
    guard let cell else {
      outside += 1
      return
    }
    counts[cell] += 1
    weights[cell].add(weight)
  }

  mutating func merge(_ other: MarginTally) {
    for index in counts.indices {
      counts[index] += other.counts[index]
      weights[index].merge(other.weights[index])
    }
    outside += other.outside
  }
}

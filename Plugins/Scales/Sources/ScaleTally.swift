import EngageStatistics

/// How often each choice of each scale was taken.
public struct ScaleTally: Sendable, Codable {
  var scales: [ScaleCount]
  /// For each scale, by group; empty where nothing is split.
  var groups: [[ScaleCount]]
  /// Whether any response came with a weight.
  var isWeighted = false
}

/// The answers to one scale.
struct ScaleCount: Sendable, Codable {
  /// By choice.
  var choices: [Int]
  /// The same by weight; `nil` where no answer is weighted.
  var weighted: WeightedScale?

  init(choices: Int) { self.choices = Array(repeating: 0, count: choices) }

  /// Adds the weight of an answer; the answer itself is counted apart.
  /// - Parameter score: `nil` beside the scale.
  mutating func add(_ choice: Int, score: Int?, weight: Double) {
    if weighted == nil { weighted = WeightedScale(choices: choices.count) }
    weighted?.choices[choice].add(weight)
    if let score { weighted?.moments.add(Double(score), weight: weight) }
  }

  mutating func merge(_ other: ScaleCount) {
    for index in choices.indices { choices[index] += other.choices[index] }
    guard let added = other.weighted else { return }
    if weighted == nil { weighted = WeightedScale(choices: choices.count) }
    for index in choices.indices { weighted?.choices[index].merge(added.choices[index]) }
    weighted?.moments.merge(added.moments)
  }
}

/// The answers to one scale by weight.
struct WeightedScale: Sendable, Codable {
  /// By choice.
  var choices: [WeightSum]
  /// Of the scores.
  var moments = WeightedMomentSums()

  init(choices: Int) { self.choices = Array(repeating: WeightSum(), count: choices) }
}

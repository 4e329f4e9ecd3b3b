import EngageModel
import EngageStatistics

/// How often each target was reached, in all and by group.
public struct TargetTally: Sendable, Codable {
  /// By target and part.
  var counts: [[TargetCount]]
  /// By session: forms that came back, whatever they answer.
  var forms: [Int]
  var isWeighted: Bool { counts.contains { $0.contains { $0.weighted != nil } } }

  mutating func merge(_ other: TargetTally) {
    for aim in counts.indices {
      for part in counts[aim].indices { counts[aim][part].merge(other.counts[aim][part]) }
    }
    for session in forms.indices { forms[session] += other.forms[session] }
  }
}

/// The answers to one question, as a target sees them.
struct TargetCount: Sendable, Codable {
  var answered = 0
  var reached = 0
  /// Answers beside the scale: "don't know".
  var unscored = 0
  var notAnswered = 0
  var notAsked = 0
  /// Those who answered by weight, with one part: those who reached it; `nil` where no response is weighted.
  var weighted: WeightedParts?

  mutating func add(code: Int32, isInBase: Bool, isReached: Bool, weight: Double?) {
    if code == MissingReason.notAsked.rawValue {
      notAsked += 1
    } else if code < 0 {
      notAnswered += 1
    } else if !isInBase {
      unscored += 1
    } else {
      answered += 1
      if isReached { reached += 1 }
      if let weight {
        if weighted == nil { weighted = WeightedParts(parts: 1) }
        weighted?.add(weight: weight, to: isReached ? 0 : nil)
      }
    }
  }

  mutating func merge(_ other: TargetCount) {
    answered += other.answered
    reached += other.reached
    unscored += other.unscored
    notAnswered += other.notAnswered
    notAsked += other.notAsked
    guard let added = other.weighted else { return }
    if weighted == nil { weighted = WeightedParts(parts: 1) }
    weighted?.merge(added)
  }
}

import EngageAnalysis
import EngageModel
import EngageReport

/// Whom a column counts of which each row is about a scale, or a scale and a group.
struct ScaleMeaning {
  private let scales: [Question]
  private let groups: BreakdownGroups?

  init(_ scales: [Question], by groups: BreakdownGroups? = nil) {
    self.scales = scales
    self.groups = groups
  }

  /// Those who gave an answer, told by the scale and the position of the choice, that is counted.
  func counted(_ isCounted: (Question, Int) -> Bool) -> Counted {
    Counted.forms(
      of: scales.map { scale in
        let values = scale.choices.indices.filter { isCounted(scale, $0) }.map {
          scale.choices[$0].id.rawValue
        }
        return (scale.id.rawValue, values)
      }, by: groups)
  }
}

extension ScaleFigures {
  /// Whether a choice is above the midpoint of its scale, below it, or neither.
  static func isPositive(_ scale: Question, _ choice: Int) -> Bool { side(of: choice, on: scale) > 0 }
  static func isNegative(_ scale: Question, _ choice: Int) -> Bool { side(of: choice, on: scale) < 0 }

  private static func side(of choice: Int, on scale: Question) -> Int {
    let scores = scale.scores
    guard let score = scores[choice] else { return 0 }
    let scored = scores.compactMap(\.self)
    return (2 * score - (scored.min() ?? 0) - (scored.max() ?? 0)).signum()
  }
}

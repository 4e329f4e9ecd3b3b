import EngageAnalysis
import EngageModel
import EngageReport

/// Whom the figures on targets count.
struct TargetMeaning {
  private let aims: [Aim]

  init(_ aims: [Aim]) { self.aims = aims }

  /// Of several ticks some may be in the base and some not: such figures are not told.
  private var isTold: Bool { !aims.contains { $0.question.type == .selectMultiple && $0.hasUnscored } }

  /// Those who gave an answer, told by the aim and the position of the choice, that is counted. Of ticks any answer;
  /// ``ticks(by:)`` says more.
  func counted(by groups: BreakdownGroups?, _ isCounted: (Aim, Int) -> Bool) -> Counted? {
    guard isTold else { return nil }
    return .forms(
      of: aims.map { aim in
        let choices = aim.question.choices
        if aim.question.type == .selectMultiple { return (aim.question.id.rawValue, nil) }
        return (
          aim.question.id.rawValue,
          choices.indices.filter { isCounted(aim, $0) }.map { choices[$0].id.rawValue }
        )
      }, by: groups)
  }

  /// Those who came to the sessions of a row; where a question makes the groups, nobody knows.
  func attended(by groups: BreakdownGroups?) -> Counted {
    guard let groups, groups.needs.isEmpty else { return Counted(Counted.attended) }
    return Counted(Counted.attended).by(groups, key: "group")
  }

  /// Whom the rows on ticks count: whether one of the answers aimed at was ticked is a dimension of its own.
  func ticks(by groups: BreakdownGroups?) -> [String: [String: Counted]] {
    var counts: [String: [String: Counted]] = [:]
    for aim in aims where isTold && aim.question.type == .selectMultiple {
      let name = aim.question.id.rawValue
      let aimed = aim.question.choices.indices.filter { aim.reaches[$0] }
        .map { aim.question.choices[$0].id.rawValue }
      let dimension = "\(aim.question.dimension):\(aimed.joined(separator: "+"))"
      func ticked(_ value: String) -> Counted { .forms(where: [dimension: [value]]) }
      let row = [
        "reached": ticked("yes"), "share": ticked("yes"), "not_reached": ticked("no"),
        "not_scored": .forms(where: [aim.question.dimension: [Counted.nobody]]),
      ]
      guard let groups else {
        counts[name] = row
        continue
      }
      for group in groups.keys.indices {
        counts["\(name) | \(groups.keys[group])"] = row.mapValues { $0.and(groups.conditions(of: group)) }
      }
    }
    return counts
  }
}

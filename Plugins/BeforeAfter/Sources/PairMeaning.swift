import EngageAnalysis
import EngageModel
import EngageReport

/// Whom the figures on a pair of questions count, where both halves belong to one person.
struct PairMeaning {
  private enum Half: String { case before, after }

  let pair: QuestionPair
  let plan: ComparisonPlan

  /// Which way answers went, a dimension for each pair; pairs made otherwise than the survey makes them have others.
  private var change: String { "change\(plan.manner)/\(pair.name)" }

  /// Forms; two forms with one code are counted as one person, and never together with forms.
  private func counted(_ conditions: [String: [String]], alike: [Counted] = []) -> Counted {
    guard let code = plan.code else { return .forms(where: conditions, alike: alike) }
    return Counted("matched_by:\(code.id):\(plan.within)", where: conditions, alike: alike)
  }

  /// The dimension of a half: of two forms with one code it is the half's own.
  private func dimension(_ half: Half) -> String {
    let question = half == .before ? pair.before : pair.after
    return plan.code == nil ? question.dimension : "\(question.id)@\(half)"
  }

  /// The choices of a level, or of all on the scale; of numbers any.
  private func values(_ half: Half, _ level: Int? = nil) -> [String] {
    let (question, states) =
      half == .before ? (pair.before, pair.beforeStates) : (pair.after, pair.afterStates)
    return question.choices.indices.filter { choice in
      level.map { states[choice] == $0 } ?? (states[choice] < pair.levels.count)
    }.map { question.choices[$0].id.rawValue }
  }

  /// Who answered both on the scale.
  var both: Counted {
    counted(
      [dimension(.before): values(.before), dimension(.after): values(.after)],
      alike: [counted([change: ["up", "same", "down", "other"]])])
  }

  /// Of these, who went one way: `up`, `same`, `down`; `other` where answers have no order.
  func went(_ way: String) -> Counted { counted([change: [way]]) }

  /// Who went the way that a key column names.
  func went(key column: String) -> Counted {
    var counted = counted([:])
    counted.keys[column] = change
    return counted
  }

  /// Who gave the answers of one level or another before and after; `nil` for all on the scale.
  func answered(before: Int? = nil, after: Int? = nil) -> Counted {
    counted([
      dimension(.before): values(.before, before), dimension(.after): values(.after, after),
    ])
  }

  /// Who went one way are those of some cells of before by after: up of those above the diagonal, and so on. None of
  /// numbers, which have no cells.
  var unions: [Union] {
    let cells = pair.levels.indices.flatMap { before in pair.levels.indices.map { (before, $0) } }
    let byWay = Dictionary(grouping: cells) { pair.way(from: $0.0, to: $0.1) }
    return byWay.sorted { $0.key < $1.key }.map { way, cells in
      let parts = cells.map { before, after in
        [dimension(.before): values(.before, before), dimension(.after): values(.after, after)]
      }
      return Union([change: [way]], of: parts, isComplete: true, isApart: true)
    }
  }

  /// The figures of a row on the pair, and on a group of those who answered.
  func row(_ group: [String: [String]] = [:]) -> [String: Counted] {
    ["n": both, "up": went("up"), "same": went("same"), "down": went("down")].mapValues { $0.and(group) }
  }
}

/// Whom the figures on answers from before and after count, where they need not be the same people's.
struct HalfMeaning {
  let pair: QuestionPair
  let plan: ComparisonPlan

  /// Who answered one half on the scale.
  func answered(before isBefore: Bool) -> Counted {
    let question = isBefore ? pair.before : pair.after
    return .forms(where: [question.dimension: values(isBefore) { $0 < pair.levels.count }])
      .and(phase(isBefore))
  }

  /// Of these, who gave an answer of the level that the key column `choice` names.
  func chose(before isBefore: Bool) -> Counted {
    let question = isBefore ? pair.before : pair.after
    var counted = Counted.forms(keys: ["choice": question.dimension]).and(phase(isBefore))
    for (level, answer) in pair.levels.enumerated() {
      counted.joined["choice", default: [:]][answer.id.rawValue] = values(isBefore) { $0 == level }
    }
    return counted
  }

  private func values(_ isBefore: Bool, where isMeant: (Int) -> Bool) -> [String] {
    let (question, states) =
      isBefore ? (pair.before, pair.beforeStates) : (pair.after, pair.afterStates)
    return question.choices.indices.filter { isMeant(states[$0]) }.map { question.choices[$0].id.rawValue }
  }

  private func phase(_ isBefore: Bool) -> [String: [String]] {
    plan.phase?.conditions(before: isBefore) ?? [:]
  }

  /// The figures of a row on the pair, and on a group of those who answered.
  func row(_ group: [String: [String]] = [:]) -> [String: Counted] {
    ["n_before": answered(before: true).and(group), "n_after": answered(before: false).and(group)]
  }
}

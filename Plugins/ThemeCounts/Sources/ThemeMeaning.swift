import EngageAnalysis
import EngageModel
import EngageReport

/// Whom the figures on themes count.
struct ThemeMeaning {
  static let forms = [Counted.unit: [Counted.form]]
  static let tables = [Counted.unit: [Counted.table]]

  /// The dimension of those who wrote something. With people's codes it is another: they find other themes, and leave
  /// out other texts.
  private let dimension: String
  private let texts: String
  private let isByRules: Bool
  /// The dimension of priorities, of the same texts.
  private var priorities: String { "priority" + dimension.dropFirst("theme".count) }

  init(_ plan: ThemePlan) {
    let rules = Counted.themes(of: plan.codebook, in: plan.questions)
    isByRules = plan.human == nil
    dimension = isByRules ? rules : "\(rules):\(plan.source.rawValue)-\(plan.consensus.rawValue)"
    texts = Counted.texts(in: plan.questions)
  }

  /// Who wrote something.
  var answered: Counted {
    Counted(where: [dimension: []], alike: isByRules ? [Counted(where: [texts: []])] : [])
  }

  /// Of these, who raised the theme of a row.
  var raised: Counted { Counted(keys: ["theme": dimension + "/"]) }

  /// Who raised the two themes of a row.
  var together: Counted { Counted(keys: ["theme": dimension + "/", "with": dimension + "/"]) }

  /// Who raised a theme of the priority of a row.
  var prioritised: Counted { Counted(keys: ["priority": priorities + "/"]) }
}

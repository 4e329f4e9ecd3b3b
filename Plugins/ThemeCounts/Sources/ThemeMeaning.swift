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
  /// Which of the ticks are parts of others.
  let unions: [Union]

  init(_ plan: ThemePlan) {
    let rules = Counted.themes(of: plan.codebook, in: plan.questions)
    isByRules = plan.human == nil
    let coding = isByRules ? nil : "\(plan.source.rawValue)-\(plan.consensus.rawValue)"
    dimension = rules + (coding.map { ":\($0)" } ?? "")
    unions = plan.codebook.unions(in: plan.questions, coding: coding)
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
  var prioritised: Counted { Counted(keys: ["priority": Codebook.priorities(dimension) + "/"]) }
}

import EngageAnalysis
import EngageModel
import EngageReport

/// Whom the figures on themes count.
struct ThemeMeaning {
  static let forms = [Counted.unit: [Counted.form]]
  static let tables = [Counted.unit: [Counted.table]]

  /// The dimension of those who wrote something, by whose themes and codes: other codes find other themes, and leave out
  /// other texts.
  private let dimension: String
  /// The dimension of priorities, of the same texts.
  private var priorities: String { "priority" + dimension.dropFirst("theme".count) }

  /// - Parameter codes: how people's codes are counted; `nil` where only the rules count.
  init(codebook: Codebook.ID, questions: [Question], codes: String?) {
    dimension =
      (["theme", codebook.rawValue, questions.map(\.id.rawValue).joined(separator: "+")]
      + [codes].compactMap(\.self)).joined(separator: ":")
  }

  /// Who wrote something.
  var answered: Counted { Counted(where: [dimension: []]) }

  /// Of these, who raised the theme of a row.
  var raised: Counted { Counted(keys: ["theme": dimension + "/"]) }

  /// Who raised the two themes of a row.
  var together: Counted { Counted(keys: ["theme": dimension + "/", "with": dimension + "/"]) }

  /// Who raised a theme of the priority of a row.
  var prioritised: Counted { Counted(keys: ["priority": priorities + "/"]) }
}

extension ThemePlan {
  var meaning: ThemeMeaning {
    ThemeMeaning(
      codebook: codebook.id, questions: questions,
      codes: human == nil ? nil : "\(source.rawValue)-\(consensus.rawValue)")
  }
}

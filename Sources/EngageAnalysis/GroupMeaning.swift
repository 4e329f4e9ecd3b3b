public import EngageModel
public import EngageReport

/// Whom the groups of a breakdown are, for tables that tell whom they count.
extension BreakdownGroups {
  /// What the words of a key column of groups are values of; ends in `/` where a response may be in several groups.
  public var dimension: String { overlap ? whole + "/" : whole }

  /// Of which any answer is to be in one of the groups.
  private var whole: String {
    if case .question(let question) = breakdown { question.dimension } else { breakdown.name }
  }

  /// Sessions by which a table calls them, in full; empty where the keys are the values.
  public var joined: [String: [String]] {
    Dictionary(
      zip(keys, values).filter { $0 != $1 }.map { ($0, [$1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// What those in one group have in common.
  public func conditions(of group: Int) -> [String: [String]] {
    overlap ? [dimension + values[group]: ["yes"]] : [dimension: [values[group]]]
  }

  /// What those in any group have in common.
  public var conditionsOfAny: [String: [String]] {
    if case .question = breakdown { [whole: []] } else { [:] }
  }
}

extension Counted {
  /// Those of them who are also in the group that the words of a key column name.
  public func by(_ groups: BreakdownGroups, key column: String) -> Counted {
    var part = self
    part.keys[column] = groups.dimension
    var names = groups.joined
    if groups.overlap, !values.isEmpty {
      // The values are those of another key: groups are ticks.
      for key in groups.keys { names[key] = ["yes"] }
    }
    if !names.isEmpty { part.joined[column] = names }
    part.alike = alike.map { $0.by(groups, key: column) }
    return part
  }

  /// Those of them who also meet further conditions.
  public func and(_ further: [String: [String]]) -> Counted {
    var part = self
    for (dimension, values) in further { part.require(dimension, values) }
    part.alike = alike.map { $0.and(further) }
    return part
  }
}

extension Counted {
  /// Those who gave certain answers to the question that the words of the key column `question` name, in tables with a
  /// row for each question; by group, the column `group` names the group.
  /// - Parameter questions: by name, with the values counted, `nil` for any answer; with none of them nobody is.
  public static func forms(
    of questions: [(name: String, values: [String]?)], by groups: BreakdownGroups? = nil
  ) -> Counted {
    var joined: [String: [String]] = [:]
    for case (let name, let values?) in questions {
      joined[name] = values.isEmpty ? [Counted.nobody] : values
    }
    let counted = Counted.forms(keys: ["question": "@"], joined: joined.isEmpty ? [:] : ["question": joined])
    return groups.map { counted.by($0, key: "group") } ?? counted
  }
}

extension Question {
  /// What its answers are values of, for figures that tell whom they count.
  public var dimension: String { Counted.dimension(of: id.rawValue) }
}

// MARK: - Texts

extension Counted {
  /// The dimension of those who wrote something in answer to any of some questions; its ticks are the themes that the
  /// rules of a codebook find there.
  public static func themes(of codebook: Codebook, in questions: [Question]) -> String {
    "theme:\(codebook.id):\(names(questions))"
  }

  /// The dimension of those who wrote something, whatever codebook it is read with.
  public static func texts(in questions: [Question]) -> String { "text:\(names(questions))" }

  private static func names(_ questions: [Question]) -> String {
    questions.map(\.id.rawValue).joined(separator: "+")
  }
}

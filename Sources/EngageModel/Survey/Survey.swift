/// A versioned questionnaire, or several of its versions pooled by question name.
public struct Survey: Sendable, Hashable, Codable {
  public var id: ID
  public var version: Int
  public var title: LocalizedText
  public var summary: LocalizedText?
  /// Where the questionnaire comes from.
  public var source: String?
  public var languages: Languages
  /// For whom a response may speak.
  public var units: [Unit]
  /// Groups and grids, outer before inner.
  public var groups: [QuestionGroup]
  /// All questions in order, those of groups, grids and blocks in their places; the text of each "other" follows
  /// its question.
  public var questions: [Question]
  /// Reusable blocks it includes, as `name v1`.
  public var blocks: [String]

  public init(
    id: ID, version: Int = 1, title: LocalizedText, summary: LocalizedText? = nil, source: String? = nil,
    languages: Languages = Languages(), units: [Unit] = [.person], groups: [QuestionGroup] = [],
    questions: [Question], blocks: [String] = []
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.summary = summary
    self.source = source
    self.languages = languages
    self.units = units
    self.groups = groups
    self.questions = questions
    self.blocks = blocks
  }

  /// The question of that name.
  public func question(_ id: Question.ID) -> Question? { questions.first { $0.id == id } }

  /// The group or grid of that name.
  public func group(_ name: String) -> QuestionGroup? { groups.first { $0.name == name } }

  /// The conditions under which a question is asked: its own and those of all groups around it.
  public func relevance(of question: Question) -> [Expression] {
    var conditions = question.relevant.map { [$0] } ?? []
    var next = question.group
    while let name = next, let group = group(name) {
      if let condition = group.relevant { conditions.insert(condition, at: 0) }
      next = group.parent
    }
    return conditions
  }
}

/// The languages a questionnaire exists in.
public struct Languages: Sendable, Hashable, Codable {
  /// The code of the language of untranslated words.
  public var `default`: String
  public var others: [String]

  public init(default: String = "en", others: [String] = []) {
    self.default = `default`
    self.others = others
  }
}

/// For whom a response speaks.
public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
  /// A form, filled in by one person.
  case person
  /// The notes of a discussion group.
  case table
}

/// Questions under a common heading.
public struct QuestionGroup: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    case group
    /// Every question of it has the same choices.
    case grid
  }

  public var name: String
  public var kind: Kind
  public var label: LocalizedText?
  public var relevant: Expression?
  /// The group around this one.
  public var parent: String?

  public init(
    name: String, kind: Kind = .group, label: LocalizedText? = nil, relevant: Expression? = nil,
    parent: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.label = label
    self.relevant = relevant
    self.parent = parent
  }
}

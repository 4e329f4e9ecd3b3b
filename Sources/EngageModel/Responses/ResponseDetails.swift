/// What is kept of a response beside its answers: what whoever typed it in had to say about it.
///
/// Nothing of it is counted by an analysis.
public struct ResponseDetails: Sendable, Hashable, Codable {
  /// A remark on the whole response by the person who entered it.
  public var note: String?
  /// Whether somebody should look at the whole of it again.
  public var secondLook: Bool
  /// Questions whose answers somebody should look at again.
  public var doubtful: Set<Question.ID>
  /// What the paper says to questions that skip logic does not ask: kept, and counted nowhere.
  public var hidden: [Question.ID: Answer]
  /// Where texts come from that were written in another language.
  public var origins: [Question.ID: TextOrigin]
  /// Questions whose text is held back, out of everybody's sight: see `RestrictedText`.
  public var restricted: Set<Question.ID>
  /// For a table: who was there and what was raised, point by point.
  public var table: TableNotes?

  public init(
    note: String? = nil, secondLook: Bool = false, doubtful: Set<Question.ID> = [],
    hidden: [Question.ID: Answer] = [:], origins: [Question.ID: TextOrigin] = [:],
    restricted: Set<Question.ID> = [], table: TableNotes? = nil
  ) {
    self.note = note
    self.secondLook = secondLook
    self.doubtful = doubtful
    self.hidden = hidden
    self.origins = origins
    self.restricted = restricted
    self.table = table
  }

  /// Whether there is nothing to keep.
  public var isEmpty: Bool { self == ResponseDetails() }
}

/// In which language a text was written, and who put it into another one.
public struct TextOrigin: Sendable, Hashable, Codable {
  /// The language it was written in: a code such as `pl`, or a name.
  public var language: String
  /// The words as they were written; `nil` where only the translation is there.
  public var original: String?
  /// Who translated it; `nil` where the text is the original.
  public var translatedBy: String?

  public init(language: String, original: String? = nil, translatedBy: String? = nil) {
    self.language = language
    self.original = original
    self.translatedBy = translatedBy
  }
}

/// The notes of a discussion table, beside its head count.
///
/// The answer to a text question is the text of its points, joined by `TablePoint.separator`; what is known of
/// each point stands here.
public struct TableNotes: Sendable, Hashable, Codable {
  /// Whose notes they are.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case table
    /// What was said in front of all.
    case plenary
  }

  public var kind: Kind
  public var facilitator: String?
  public var noteTaker: String?
  /// How many flip-chart pages they were taken from.
  public var pages: Int
  /// By question, in the order they were written down.
  public var points: [Question.ID: [TablePoint]]

  public init(
    kind: Kind = .table, facilitator: String? = nil, noteTaker: String? = nil, pages: Int = 1,
    points: [Question.ID: [TablePoint]] = [:]
  ) {
    self.kind = kind
    self.facilitator = facilitator
    self.noteTaker = noteTaker
    self.pages = pages
    self.points = points
  }
}

/// One thing that a table raised.
public struct TablePoint: Sendable, Hashable, Codable {
  public enum Stance: String, Sendable, Hashable, Codable, CaseIterable {
    case concern, hope, suggestion
  }

  /// What stands between two points in the text of an answer: no phrase of a codebook stretches over it.
  public static let separator = "; "

  /// On one line.
  public var text: String
  /// How many people agreed; `nil` where nobody counted. Never more than the head count, where that is known.
  public var agreed: Int?
  /// Dots stuck to it. A person may stick several: they are no people.
  public var dots: Int?
  /// Whether they are somebody's own words.
  public var isQuote: Bool
  public var stance: Stance?
  /// Whether its text is held back, out of everybody's sight; `text` is empty then.
  public var isRestricted: Bool

  public init(
    text: String, agreed: Int? = nil, dots: Int? = nil, isQuote: Bool = false, stance: Stance? = nil,
    isRestricted: Bool = false
  ) {
    self.text = text
    self.agreed = agreed
    self.dots = dots
    self.isQuote = isQuote
    self.stance = stance
    self.isRestricted = isRestricted
  }

  /// The points as the answer to their question: the texts that are not held back.
  public static func answer(_ points: [TablePoint]) -> Answer? {
    let texts = points.filter { !$0.isRestricted && !$0.text.isEmpty }.map(\.text)
    return texts.isEmpty ? nil : .text(texts.joined(separator: separator))
  }
}

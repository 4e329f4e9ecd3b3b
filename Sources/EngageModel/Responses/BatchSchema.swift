/// Which questions a batch of responses holds, and in which column.
public final class BatchSchema: Sendable {
  /// The questions with a column, in order.
  public let questions: [Question]
  /// What the `sessions` column of a batch counts into.
  public let sessions: [SessionReference]
  /// Whose responses to read; `nil` for those of every survey used in the sessions.
  public let survey: Survey.ID?
  /// Whether batches are asked to give the version, key and time of submission of each response too.
  public let identities: Bool
  /// Questions that the source of the batch says nothing about, such as those a file has no column for: what is
  /// stored of them stays.
  public let untold: Set<Question.ID>
  private let positions: [Question.ID: Int]

  /// - Parameters:
  ///   - questions: those of type `note` are left out.
  ///   - sessions: all sessions that a response of the batch may belong to.
  ///   - survey: whose responses to read, where an event uses more than one survey.
  ///   - identities: whether version, key and time of submission are wanted.
  ///   - untold: questions that the source of the batch says nothing about.
  public init(
    questions: [Question], sessions: [SessionReference], survey: Survey.ID? = nil, identities: Bool = false,
    untold: Set<Question.ID> = []
  ) {
    self.untold = untold
    self.survey = survey
    self.identities = identities
    self.questions = questions.filter { $0.type.columnKind != nil }
    self.sessions = sessions
    var positions: [Question.ID: Int] = [:]
    for (index, question) in self.questions.enumerated() { positions[question.id] = index }
    self.positions = positions
  }

  /// The questions that the source of the batch speaks about, in order.
  public var told: [Question.ID] { questions.map(\.id).filter { !untold.contains($0) } }

  /// The column of a question; `nil` if the batch does not hold it.
  public func column(of question: Question.ID) -> Int? { positions[question] }
}

public import EngageModel
public import EngageStore

/// A text to be coded, without the text: that is read when it is shown.
public struct CodingItem: Sendable, Hashable {
  public var response: Int64
  public var question: Question.ID
  /// Of the text as it was when the list was made.
  public var fingerprint: UInt64

  public init(response: Int64, question: Question.ID, fingerprint: UInt64) {
    self.response = response
    self.question = question
    self.fingerprint = fingerprint
  }

  public var text: CodingDraw.Text { CodingDraw.Text(response: response, question: question) }

  /// Every text of live responses that answers one of the questions, in the order of responses, then of questions.
  /// What is held back is not among them: no response holds it.
  /// - Throws: `StoreError`.
  public static func all(
    survey: Survey.ID, sessions: [SessionReference], questions: [Question.ID], in store: any ResponseStore
  ) throws -> [CodingItem] {
    let wanted = Set(sessions)
    return try store.responses(ResponseQuery(survey: survey)).filter { wanted.contains($0.session) }
      .flatMap { response in
        questions.compactMap { question in
          guard let text = response.comment(question) else { return nil }
          return CodingItem(
            response: response.id, question: question,
            fingerprint: CodedText.fingerprint(of: text.utf8))
        }
      }
  }
}

extension Response {
  /// What was said in answer to a text question; `nil` where that is nothing.
  func comment(_ question: Question.ID) -> String? {
    guard !withdrawn, case .text(let text) = self[question], text.contains(where: { !$0.isWhitespace }) else {
      return nil
    }
    return text
  }
}

/// What a coder is to code, and with what.
public struct CodingJob: Sendable {
  /// With its versions pooled.
  public var survey: Survey
  public var codebook: Codebook
  public var coder: String
  /// What to call it on the screen.
  public var title: String
  /// In the order in which they are shown.
  public var items: [CodingItem]
  /// The themes that the codebook's rules find; `nil` keeps them out of the coder's sight.
  public var rules: (@Sendable (String, Codebook) -> [Theme.ID])?
  /// Makes the next version of the codebook.
  public var change: @Sendable (CodebookChange) throws -> Codebook

  public init(
    survey: Survey, codebook: Codebook, coder: String, title: String, items: [CodingItem],
    rules: (@Sendable (String, Codebook) -> [Theme.ID])? = nil,
    change: @escaping @Sendable (CodebookChange) throws -> Codebook
  ) {
    self.survey = survey
    self.codebook = codebook
    self.coder = coder
    self.title = title
    self.items = items
    self.rules = rules
    self.change = change
  }
}

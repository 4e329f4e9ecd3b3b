import EngageAnalysis
import EngageModel
import EngageReport
import EngageStore

/// Which texts may be quoted to readers outside the organisation, and in which words.
///
/// All of this must hold: it stands on a form, not in the notes of a table; the event has a question that permits
/// quoting, and this person answered it with yes; a person released the text as it stands now; it neither waits for a
/// safeguarding decision nor is a concern, and the safeguarding codebook finds nothing in it that nobody cleared; its
/// question is not sensitive.
struct QuotableTexts {
  private let workplace: Workplace
  private let subject: Subject

  init(_ subject: Subject, in workplace: Workplace) {
    self.subject = subject
    self.workplace = workplace
  }

  func texts() throws -> [QuotableText] {
    guard let survey = subject.survey, subject.namedSessions.isEmpty,
      let store = try workplace.existingStore()
    else { return [] }
    let reviews = Dictionary(
      try store.reviews(survey: survey.id, event: nil).filter { $0.decision != .withhold }
        .map { ($0.place, $0) }, uniquingKeysWith: { $1 })
    guard !reviews.isEmpty else { return [] }
    let queued = Dictionary(
      try store.queuedTexts(survey: survey.id, event: nil).map { ($0.place, $0) }, uniquingKeysWith: { $1 })
    let rules = try SafeguardingRules(try workplace.codebooks(of: subject))
    let permission = QuotingPermission(subject)
    var found: [QuotableText] = []
    try visit(survey.questions.filter { $0.type == .text && !$0.sensitive }, permission) { response, texts in
      for (question, text) in texts {
        let place = TextPlace(response: response.id, question: question)
        guard let wording = reviews[place]?.released(of: text), permission.isGiven(by: response) else {
          continue
        }
        let entry = queued[place]
        if entry?.isHeld == true { continue }
        let isCleared = entry?.fingerprint == CodedText.fingerprint(of: text.utf8)
        if !isCleared, rules?.findings(in: text) != nil { continue }
        found.append(QuotableText(response: response.id, question: question, wording: wording))
      }
    }
    return found
  }

  /// Hands over each form with its texts.
  private func visit(
    _ questions: [Question], _ permission: QuotingPermission,
    _ body: (Response, [(Question.ID, String)]) -> Void
  ) throws {
    let all = questions + permission.questions.filter { !questions.map(\.id).contains($0.id) }
    let schema = BatchSchema(questions: all, sessions: subject.sessions)
    for partition in try workplace.source(for: subject).partitions(schema, atMost: 1) {
      try partition.visit { batch in
        for row in 0..<batch.count {
          let response = batch.response(at: row)
          let texts = questions.compactMap { question -> (Question.ID, String)? in
            guard case .text(let text) = response[question.id] else { return nil }
            return (question.id, text)
          }
          if !texts.isEmpty { body(response, texts) }
        }
      }
    }
  }
}

/// Whether somebody agreed to be quoted.
struct QuotingPermission: Sendable {
  /// By event: the question, and the choices of it that say yes.
  private let asked: [Event.ID: (question: Question, yes: Set<Choice.ID>)]

  var questions: [Question] {
    var seen: Set<Question.ID> = []
    return asked.values.map(\.question).filter { seen.insert($0.id).inserted }
  }

  init(_ subject: Subject) {
    var asked: [Event.ID: (question: Question, yes: Set<Choice.ID>)] = [:]
    for event in subject.events {
      guard let id = event.dataProtection?.quotingQuestion, let question = subject.survey?.question(id) else {
        continue
      }
      asked[event.id] = (question, Set(question.choices.filter(QuotingPermission.saysYes).map(\.id)))
    }
    self.asked = asked
  }

  /// Whether anybody at the event of a response was asked.
  func isAsked(of response: Response) -> Bool { asked[response.session.event] != nil }

  /// - Parameter response: with its answer to the question; a table's note is nobody's to permit.
  func isGiven(by response: Response) -> Bool {
    guard response.unit == .person, let (question, yes) = asked[response.session.event],
      case .choice(let choice) = response[question.id]
    else { return false }
    switch question.type {
    case .acknowledge: return true
    case .selectOne: return yes.contains(choice)
    default: return false
    }
  }

  /// "Yes", "yes, you may": but not what comes with a condition.
  private static func saysYes(_ choice: Choice) -> Bool {
    let words = choice.label.text.lowercased().split { !$0.isLetter }
    let conditions: Set<Substring> = ["but", "only", "if", "not", "no", "except", "unless", "ask"]
    guard conditions.isDisjoint(with: words) else { return false }
    return words.first == "yes" || choice.id.rawValue.lowercased() == "yes"
  }
}

extension Report {
  /// The report with no other released quotes than those: whoever made a table, nothing but what was released leaves.
  func quotingOnly(_ texts: [QuotableText]) -> Report {
    let wordings = Set(texts.map(\.wording))
    var report = self
    for index in report.sections.indices {
      report.sections[index].tables = report.sections[index].tables.compactMap { table in
        let places = table.columns.indices.filter { table.columns[$0].kind == .releasedQuote }
        guard !places.isEmpty else { return table }
        var table = table
        table.rows = table.rows.filter { row in
          places.allSatisfy { row[$0].words.map(wordings.contains) ?? false }
        }
        return table.rows.isEmpty ? nil : table
      }
    }
    return report
  }
}

import EngageModel
import EngageStore
import GRDB

/// In what a response that arrives differs from the one stored under its key. Times of submission do not count.
struct Difference {
  /// Answers that differ.
  var answers: [(question: Question.ID, before: Answer, after: Answer)]
  /// `nil` where session, unit and head count are the same.
  var placement: (before: Placement, after: Placement)?
  /// `nil` where they are the same, or nothing is said about them.
  var details: DetailsChange?
  /// The event of both.
  let event: Event.ID

  /// - Parameter questions: those that the arriving response speaks about.
  init(_ stored: Response, _ arrived: Response, questions: [Question.ID]) {
    event = stored.session.event
    answers = questions.compactMap { question in
      let (before, after) = (stored[question], arrived[question])
      return before == after ? nil : (question, before, after)
    }
    let isElsewhere =
      stored.session != arrived.session || stored.unit != arrived.unit || stored.people != arrived.people
    if isElsewhere || (!answers.isEmpty && stored.version != arrived.version) {
      var after = Placement(arrived)
      after.submittedAt = arrived.submittedAt ?? stored.submittedAt
      placement = (Placement(stored), after)
    }
  }

  var isNone: Bool { answers.isEmpty && placement == nil && details == nil }

  /// Adds what only a person's correction changes: key, time of submission and details.
  mutating func completePlacement(_ stored: Response, _ wanted: Response) {
    let (before, after) = (Placement(stored), Placement(wanted))
    if stored.details != wanted.details {
      details = DetailsChange(before: stored.details, after: wanted.details)
    }
    if before != after || details != nil { placement = (before, after) }
  }
}

/// Changes stored responses and notes what they said before.
struct ChangeWriter {
  let rows: ResponseRows
  let sessions: SessionNumbers

  func apply(
    _ difference: Difference, to response: Int64, batch: Int, _ action: Change.Action, _ occasion: Occasion
  ) throws {
    let trail = AuditTrail(db: rows.db)
    let survey = rows.table.id
    if let (before, after) = difference.placement {
      let session = SessionReference(event: difference.event, session: Session.ID(after.session))
      try rows.move(response, to: after, session: try sessions.number(of: session))
      try trail.note(
        action, occasion, batch: batch, survey: survey, response: response, before: before, after: after,
        details: difference.details)
    }
    if let details = difference.details { try rows.set(details.after, response: response) }
    for (question, before, after) in difference.answers {
      try rows.set(after, to: question, response: response)
      try trail.note(
        action, occasion, batch: batch, survey: survey, response: response, question: question,
        before: before,
        after: after)
    }
  }
}

import EngageModel
import EngageStore

/// The comments of a survey that somebody may code: of responses that count, and not held back.
struct CommentList {
  struct Comment {
    var response: Int64
    var question: Question.ID
    var session: SessionReference
    var text: String

    var event: Event.ID { session.event }
    var place: TextPlace { TextPlace(response: response, question: question) }

    var key: CodingSheetLayout.TextKey {
      CodingSheetLayout.TextKey(
        response: response, question: question, fingerprint: CodedText.fingerprint(of: text.utf8))
    }
  }

  let byText: [CodingDraw.Text: Comment]

  /// By which a coded text is known.
  static func key(of code: CodedText) -> CodingSheetLayout.TextKey {
    CodingSheetLayout.TextKey(
      response: code.response, question: code.question, fingerprint: code.fingerprint)
  }

  init(_ questions: [Question], of subject: Subject, in workplace: Workplace) throws {
    let schema = BatchSchema(questions: questions, sessions: subject.sessions)
    var found: [CodingDraw.Text: Comment] = [:]
    for partition in try workplace.source(for: subject).partitions(schema, atMost: 1) {
      try partition.visit { batch in
        let columns = questions.map { batch.column(of: $0.id) }
        for row in 0..<batch.count {
          for (question, column) in zip(questions, columns) {
            guard let text = column.text(at: row), text.contains(where: { !$0.isWhitespace }) else {
              continue
            }
            found[CodingDraw.Text(response: batch.ids[row], question: question.id)] = Comment(
              response: batch.ids[row], question: question.id,
              session: batch.schema.sessions[Int(batch.sessions[row])], text: text)
          }
        }
      }
    }
    byText = found
  }
}

import EngageDisclosure
import EngageModel
import Testing

/// Forms in memory, read as a store would hand them over.
struct FormsAtHand: ResponseSource {
  var responses: [Response]

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    [
      BatchPartition { [responses] visit in
        for start in stride(from: 0, to: responses.count, by: 1_000) {
          var batch = ResponseBatch(schema: schema)
          for response in responses[start..<min(start + 1_000, responses.count)] { batch.append(response) }
          try visit(batch)
        }
      }
    ]
  }
}

/// A survey with forms, and what may leave of them.
struct RecordCase {
  static let event: Event.ID = "evening"
  static let sessions = ["rugby", "nuneaton", "warwick"].map {
    SessionReference(event: event, session: Session.ID($0))
  }
  static let keys = RecordKeys(secret: Array(0..<32))

  var survey: Survey
  var forms: FormsAtHand
  var included: [Question.ID] = []
  var unwanted: [Question.ID] = []
  var rules = DisclosureProfile.RecordRules()
  var districts = ["Rugby", "North", "North"]

  init(_ survey: Survey, _ responses: [Response]) {
    self.survey = survey
    forms = FormsAtHand(responses: responses)
  }

  var events: [Event] {
    [
      Event(
        id: RecordCase.event, title: "Evening",
        sessions: zip(RecordCase.sessions, districts).map { Session(id: $0.session, district: $1) })
    ]
  }

  func protected(
    earlier: [RecordRelease] = [], keys: RecordKeys = RecordCase.keys, to recipient: String = "Public Health",
    releasedText: (@Sendable (Int64, Question) throws -> String?)? = nil
  ) throws -> ProtectedRecords {
    try RecordProtection(
      rules: rules, survey: survey, events: events, sessions: RecordCase.sessions, including: included,
      leavingOut: unwanted,
      releasedText: releasedText
    ).protect(forms, keys: keys, recipient: recipient, at: "2026-01-01T00:00:00Z", earlier: earlier)
  }
}

extension ProtectedRecords {
  /// The cells of the records as words: a row for each, by question and `key`.
  func rows() throws -> [[String: String]] {
    let schema = BatchSchema(
      questions: survey.questions, sessions: ProtectedRecords.sessions, survey: survey.id, identities: true)
    var rows: [[String: String]] = []
    for part in try source.partitions(schema, atMost: 1) {
      try part.visit { batch in
        for row in 0..<batch.count {
          let response = batch.response(at: row)
          var words = ["key": response.key ?? ""]
          for question in survey.questions { words[question.id.rawValue] = response[question.id].words }
          rows.append(words)
        }
      }
    }
    return rows
  }

  /// The records by the store's number of the response.
  func row(of response: Int64, keys: RecordKeys = RecordCase.keys) throws -> [String: String]? {
    let key = keys.key(of: response)
    return try rows().first { $0["key"] == key }
  }

  /// The columns by which people may be recognised.
  var identifying: [String] {
    treatments.filter { $0.kind == .identifying }.map(\.question.rawValue)
  }
}

extension Answer {
  /// As a cell says it.
  var words: String {
    switch self {
    case .choice(let choice): choice.rawValue
    case .choices(let choices), .ranking(let choices):
      choices.isEmpty ? ";" : choices.map(\.rawValue).joined(separator: ";")
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .date(let date): date.description
    case .time(let seconds): String(seconds)
    case .text(let text): text
    case .missing(.notAnswered): ""
    case .missing(let reason): reason.name
    }
  }
}

extension Question {
  /// A question with choices, in few words.
  static func choice(
    _ id: Question.ID, _ choices: String, identifies: Bool = false, sensitive: Bool = false
  ) -> Question {
    Question(
      id: id, type: .selectOne, label: LocalizedText("\(id)?"),
      choices: choices.split(separator: " ").map {
        Choice(id: Choice.ID(String($0)), label: LocalizedText(String($0)))
      }, sensitive: sensitive, identifies: identifies)
  }
}

/// A form of a session, with its answers as choices.
func form(_ id: Int64, session: Int = 0, _ answers: [Question.ID: Answer]) -> Response {
  Response(
    id: id, session: RecordCase.sessions[session], key: "FORM-\(id)", submittedAt: "2019-09-24T18:00:00",
    answers: answers)
}

import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Timeline

/// Two events of a programme, and what came back from them.
struct TimelineCase {
  static let questions = [
    Question(id: "concerns", type: .text, label: "What concerns you?", codebook: "hate-crime"),
    Question(id: "role", type: .selectOne, label: "Role", choices: [Choice(id: "a", label: "A")]),
  ]
  static let codebook = Codebook(
    id: "hate-crime",
    themes: [
      Theme(id: "police", title: "The police", match: [.phrase("police")]),
      Theme(id: "buses", title: "Buses", match: [.phrase("bus")]),
    ])
  static let events = [
    """
    event: wst-2018
    title: "We Stand Together 2018"
    sessions:
      - {session: rugby, place: "Rugby", date: 2018-09-24, attended: 60}
      - {session: leam, place: "Leamington Spa", date: 2018-10, attended: over 50}
    """,
    """
    event: wst-2019
    title: "We Stand Together 2019"
    sessions:
      - {session: rugby, place: "Rugby", date: 2018-12-03, attended: 30}
      - {session: warwick, place: "Warwick", date: 2019-01-14, attended: 40}
      - {session: stratford, place: "Stratford", date: 2019-01-20, status: cancelled}
      - {session: kenilworth, place: "Kenilworth", date: 2019-01-21}
      - {session: online, title: "Online"}
    """,
  ]

  let context: AnalysisContext
  let batch: ResponseBatch

  /// - Parameter responses: as `ReadableCase` reads them; a session as `event/session`.
  init(_ responses: String, events files: [String] = TimelineCase.events, codebooks: [Codebook] = [codebook])
    throws
  {
    let events = try files.map { try EventFile.read(text: $0, path: "event.yaml").get() }
    let sessions = events.flatMap { event in
      event.sessions.map { SessionReference(event: event.id, session: $0.id) }
    }
    var batch = ResponseBatch(
      schema: BatchSchema(questions: Self.questions, sessions: sessions, identities: true))
    for var response in try ReadableCase.responses(responses, questions: Self.questions) {
      let parts = response.session.session.rawValue.split(separator: "/")
      response.session = SessionReference(
        event: Event.ID(String(parts[0])), session: Session.ID(String(parts[1])))
      batch.append(response)
    }
    self.batch = batch
    context = AnalysisContext(
      survey: Survey(id: "survey", title: "Survey", questions: Self.questions), events: events,
      sessions: sessions,
      codebooks: codebooks)
  }

  /// Responses of one online event, by when they were submitted.
  init(submitted: [String]) throws {
    let rows = submitted.map { "| one/online | \($0) |" }.joined(separator: "\n")
    try self.init(
      "| session | submitted |\n" + rows,
      events: ["event: one\ntitle: \"One\"\nsessions:\n  - {session: online, title: \"Online\"}"])
  }

  func analysis(_ options: [String: String] = [:], questions: [Question] = []) throws -> Timeline {
    var context = context
    context.questions = questions
    return try Timeline(
      options: Options(options, specifications: Timeline.manifest.options, of: "timeline"), context: context)
  }

  func section(_ options: [String: String] = [:]) throws -> Section {
    let analysis = try analysis(options)
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    return try analysis.finish(tally)
  }
}

extension Section {
  /// The rows of the timeline as "2019-09-24: 3".
  var counts: [String] {
    (table("timeline")?.rows ?? []).map { "\($0[0].words ?? ""): \(Int($0[2].amount ?? -1))" }
  }
}

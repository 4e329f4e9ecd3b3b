import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import ThemeCounts

/// A small survey, its codebook and some responses.
struct ThemeCase {
  static let questions = [
    Question(id: "concerns", type: .text, label: "What concerns you most?", codebook: "hate-crime"),
    Question(id: "suggestions", type: .text, label: "What would help?", codebook: "hate-crime"),
    Question(id: "notes", type: .text, label: "Notes"),
    Question(
      id: "role", type: .selectOne, label: "Who are you?",
      choices: [
        Choice(id: "parent", label: "Parent"), Choice(id: "faith", label: "Member of a faith community"),
      ]),
    Question(
      id: "topics", type: .selectMultiple, label: "Topics",
      choices: [Choice(id: "a", label: "A"), Choice(id: "b", label: "B")]),
  ]

  static let codebook = Codebook(
    id: "hate-crime", version: 2,
    priorities: [
      Priority(name: "support", title: "Support"), Priority(name: "schools", title: "Safe education"),
    ],
    themes: [
      Theme(
        id: "reporting", title: "Hate crime and its reporting", priority: "support",
        match: [.phrase("report*")],
        exclude: [.phrase("weather report")],
        themes: [Theme(id: "police", title: "The police", match: [.phrase("police")])]),
      Theme(id: "schools", title: "Schools", priority: "schools", match: [.phrase("school")]),
      Theme(id: "buses", title: "Buses", match: [.phrase("bus")]),
    ])

  static let responses = """
    | session | unit   | people | role   | topics | concerns                          | suggestions          |
    |---------|--------|--------|--------|--------|-----------------------------------|----------------------|
    | rugby   | person |        | parent | a; b   | Nobody reported it to the school. | Report it. Report!   |
    | rugby   | person |        | faith  | a      |                                   | More schools         |
    | rugby   | table  | 8      |        |        | The POLICE did not come           |                      |
    | leam    | person |        | parent | b      | The weather report was late       | !prefer_not_to_say   |
    | leam    | person |        | parent |        | !not_asked                        | !not_asked           |
    | leam    | person |        | faith  | a      |                                   |                      |
    """

  let context: AnalysisContext
  var batch: ResponseBatch

  init(
    responses: String = ThemeCase.responses, codebooks: [Codebook] = [ThemeCase.codebook],
    questions: [Question] = [], survey: [Question] = ThemeCase.questions, by: Breakdown? = nil,
    audience: Audience = .internal, codes: [(response: Int64, coder: String, themes: [Theme.ID])] = []
  ) throws {
    var batch = try ReadableCase.batch(responses, questions: survey)
    if !codes.isEmpty { batch.ids = (1...batch.count).map(Int64.init) }
    self.batch = batch
    context = AnalysisContext(
      survey: Survey(id: "survey", title: "Survey", questions: survey),
      events: [
        Event(
          id: "event", title: "Event",
          sessions: [Session(id: "rugby", place: "Rugby"), Session(id: "leam", place: "Leamington Spa")])
      ], sessions: batch.schema.sessions, codebooks: codebooks, audience: audience, questions: questions,
      breakdown: by,
      codes: codes.map { code in
        let text = batch.column(of: "concerns").text(at: Int(code.response) - 1) ?? ""
        return CodedText(
          response: code.response, question: "concerns", codebook: "hate-crime", version: 2,
          coder: code.coder, themes: code.themes, fingerprint: CodedText.fingerprint(of: text.utf8), at: "")
      })
  }

  func analysis(_ options: [String: String] = [:]) throws -> ThemeCounts {
    let manifest = ThemeCounts.manifest
    return try ThemeCounts(
      options: Options(options, specifications: manifest.options, of: manifest.name), context: context)
  }

  func section(_ options: [String: String] = [:]) throws -> Section {
    let analysis = try analysis(options)
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    return try analysis.finish(tally)
  }

  /// The figures of a section that do not count whom they say they count.
  func recounted(_ section: Section) -> [String] {
    Recount(
      survey: context.survey, events: context.events, responses: (0..<batch.count).map(batch.response),
      codebooks: context.codebooks
    ).differences(in: section)
  }
}

extension Table {
  /// The table as lines: cells joined by blanks and bars, shares as "3 of 4".
  func lines(_ names: String...) -> [String] {
    rows.map { row in
      names.compactMap { name in index(of: name).map { ThemeCase.words(row[$0]) } }.joined(separator: " | ")
    }
  }
}

extension ThemeCase {
  static func words(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): words
    case .number(let number): String(Int(number))
    case .share(let part, let whole): "\(Int(part)) of \(Int(whole))"
    case .suppressed: "suppressed"
    case .missing: "-"
    }
  }
}

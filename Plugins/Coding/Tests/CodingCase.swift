import Coding
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// A small survey, its codebook, some responses numbered from 1, and what people coded.
struct CodingCase {
  static let questions = [
    Question(id: "concerns", type: .text, label: "What concerns you most?", codebook: "hate-crime"),
    Question(id: "help", type: .text, label: "What would help?", codebook: "hate-crime"),
  ]

  static let codebook = Codebook(
    id: "hate-crime", version: 3,
    themes: [
      Theme(
        id: "reporting", title: "Reporting", match: [.phrase("report*")],
        themes: [Theme(id: "police", title: "The police", match: [.phrase("police")])]),
      Theme(id: "schools", title: "Schools", match: [.phrase("school")]),
      Theme(id: "buses", title: "Buses", match: [.phrase("bus")]),
    ])

  static let responses = """
    | session | unit   | people | concerns                     | help         |
    |---------|--------|--------|------------------------------|--------------|
    | rugby   | person |        | Nobody reported it at school | More police  |
    | rugby   | person |        | The bus                      |              |
    | rugby   | table  | 8      | The police did not come      | Report it    |
    | leam    | person |        | Weather                      | !not_asked   |
    | leam    | person |        |                              | A school bus |
    | leam    | table  | 0      | Report it to the police      |              |
    """

  var survey = CodingCase.questions
  var codebooks = [CodingCase.codebook]
  var responses = CodingCase.responses
  /// `response question coder: themes`, a line each; `/3` after the coder for a version, `!` before the response for
  /// a text that was changed since.
  var codes = """
    1 concerns ann: reporting schools
    1 concerns ben: reporting
    1 help ann: police
    1 help ben: police
    2 concerns ann: buses
    2 concerns ben:
    3 concerns ann: police
    3 concerns ben: police
    4 concerns ann:
    5 help ann: schools
    """
  var audience = Audience.internal
  var smallestBase = 1

  func batch() throws -> ResponseBatch {
    var batch = try ReadableCase.batch(responses, questions: survey)
    batch.ids = (1...max(batch.count, 1)).prefix(batch.count).map(Int64.init)
    return batch
  }

  func coded(in batch: ResponseBatch) throws -> [CodedText] {
    try codes.split(separator: "\n").map { line in
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      let head = parts[0].split(separator: " ")
      let coder = head[2].split(separator: "/")
      let isChanged = head[0].hasPrefix("!")
      let response = try #require(Int64(head[0].drop { $0 == "!" }))
      let question = Question.ID(String(head[1]))
      let row = batch.ids.firstIndex(of: response)
      let text = row.flatMap { batch.column(of: question).text(at: $0) } ?? "gone"
      return CodedText(
        response: response, question: question, codebook: "hate-crime",
        version: coder.count > 1 ? Int(coder[1]) ?? 0 : 3, coder: String(coder[0]),
        themes: parts[1].split(separator: " ").map { Theme.ID(String($0)) },
        fingerprint: CodedText.fingerprint(of: (isChanged ? "before" : text).utf8), at: "2026-11-21T10:00")
    }
  }

  func analysis(_ options: [String: String] = [:]) throws -> Coding {
    let batch = try batch()
    let context = AnalysisContext(
      survey: Survey(id: "survey", title: "Survey", questions: survey), sessions: batch.schema.sessions,
      codebooks: codebooks, audience: audience, codes: try coded(in: batch), smallestBase: smallestBase)
    let manifest = Coding.manifest
    return try Coding(
      options: Options(options, specifications: manifest.options, of: manifest.name), context: context)
  }

  func section(_ options: [String: String] = [:]) throws -> Section {
    let analysis = try analysis(options)
    var tally = analysis.start()
    try analysis.add(batch(), to: &tally)
    return try analysis.finish(tally)
  }
}

extension Section {
  /// A table as lines: cells joined by blanks and bars, shares as "3 of 4".
  func lines(_ table: String, _ names: String...) -> [String] {
    guard let table = self.table(table) else { return ["there is no table \(table)"] }
    return table.rows.map { row in
      names.compactMap { name in table.index(of: name).map { Section.words(row[$0]) } }
        .joined(separator: " | ")
    }
  }

  private static func words(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): words
    case .number(let number): String((number * 1000).rounded() / 1000).replacing(/\.0$/, with: "")
    case .share(let part, let whole): "\(Int(part)) of \(Int(whole))"
    case .suppressed: "suppressed"
    case .missing: "-"
    }
  }
}

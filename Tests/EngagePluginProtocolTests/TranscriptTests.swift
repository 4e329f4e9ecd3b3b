import EngageAnalysis
import EngageModel
import EngagePluginProtocol
import EngageReport
import EngageTesting
import Foundation
import Testing

/// `Golden/transcript.ndjson` is two conversations with the plugin `choice-counts` of the host's tests, a blank line
/// between them: what Engage says as `PROTOCOL.md` tells it, and what the plugin answered.
@Suite struct TranscriptTests {
  let survey = Survey(
    id: "evening", version: 2, title: "The evening",
    questions: [
      Question(
        id: "safe_day", type: .scale, label: "How safe do you feel by day?",
        choices: [
          Choice(id: "1", label: "Unsafe"), Choice(id: "2", label: "Safe"),
          Choice(id: "9", label: "Don't know", scored: false),
        ]),
      Question(
        id: "topics", type: .selectMultiple, label: "What should we talk about?",
        choices: [Choice(id: "hate", label: "Hate crime"), Choice(id: "knives", label: "“Knives”")]),
      Question(id: "concerns", type: .text, label: "What concerns you?"),
    ])
  let manifest = AnalysisManifest(
    name: "choice-counts", version: "1.0.0", provides: "choice-counts", title: "Choices counted",
    summary: "Counts how often each choice was taken.",
    options: [
      OptionSpecification(
        "minimum", .integer(0...1000), default: "0", summary: "Fewest responses that are shown.",
        example: "minimum=5")
    ], questionTypes: [.selectOne, .scale, .selectMultiple], by: .optional,
    example: "engage analyse choice-counts")
  let responses = """
    | session | unit   | people | safe_day    | topics       | concerns        |
    |---------|--------|--------|-------------|--------------|-----------------|
    | rugby   | person |        | 2           | hate; knives | never sent      |
    | rugby   | person |        | !not_asked  | hate         |                 |
    | warwick | table  | 8      |             |              | never sent      |
    | warwick | person |        | 9           |              |                 |
    | warwick | person |        | !unreadable | knives       |                 |
    """

  var run: PluginRun {
    get throws {
      let sessions = [
        Session(
          id: "rugby", place: "Rugby", date: EventDate("2019-09-24"), attended: Quantity(50, .over)),
        Session(id: "warwick", title: "Warwick, with food"),
      ]
      let event = Event(id: "evening-2019", survey: "evening", title: "The evening 2019", sessions: sessions)
      return PluginRun(
        manifest: manifest, options: try Options(specifications: manifest.options, of: "choice-counts"),
        context: AnalysisContext(
          survey: survey, events: [event],
          sessions: sessions.map { SessionReference(event: event.id, session: $0.id) },
          today: CalendarDate(daysSince1970: 20_484)))
    }
  }

  /// The `responses` messages of the first so many responses, and of the others.
  func batches(cutAt cut: Int) throws -> [[UInt8]] {
    let run = try run
    var encoder = run.encoder()
    let all = try ReadableCase.responses(responses, questions: survey.questions, event: "evening-2019")
    return [all[..<cut], all[cut...]].map { part in
      var batch = ResponseBatch(schema: BatchSchema(questions: run.needs, sessions: run.context.sessions))
      for response in part { batch.append(response) }
      var line: [UInt8] = []
      encoder.encode(batch) { line = $0 }
      return line
    }
  }

  func transcript() throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/transcript.ndjson")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
  }

  /// The tally that the plugin gave in the first conversation and is handed in the second.
  func tallied() throws -> [UInt8] {
    let answer = try #require(try transcript()[0].last)
    guard case .tally(let state) = try PluginMessage(line: Array(answer.dropFirst(2).utf8)) else { return [] }
    return state
  }

  @Test func engageSaysWhatTheTranscriptSays() throws {
    let batches = try batches(cutAt: 3)
    let hello = HostMessage.hello(name: "engage", version: "0.5.0").line
    let start = HostMessage.start(try run).line
    let state = try tallied()
    let conversations = [
      [hello, start, batches[1], HostMessage.tally.line],
      [hello, start, batches[0], HostMessage.merge(state: state).line, HostMessage.finish.line],
    ]
    let answers = try transcript().map { $0.filter { $0.hasPrefix("< ") } }
    let text = zip(conversations, answers).map { lines, answers in
      var left = answers[...]
      return lines.map { line in
        let said = "> " + String(decoding: line, as: UTF8.self)
        let asks = [HostMessage.tally.line, HostMessage.finish.line, hello].contains(line)
        return said + (asks ? (left.popFirst().map { $0 + "\n" } ?? "") : "")
      }.joined()
    }.joined(separator: "\n")
    #expect(try GoldenFile("transcript.ndjson").difference(from: text) == nil)
  }

  @Test func thePluginsAnswersAreUnderstood() throws {
    let answers = try transcript().map { lines in
      try lines.filter { $0.hasPrefix("< ") }.map { try PluginMessage(line: Array($0.dropFirst(2).utf8)) }
    }
    #expect(answers.map { $0.map(\.type) } == [["hello", "tally"], ["hello", "section"]])
    guard case .section(let written) = answers[1][1] else { return }
    let section = written.section(of: "choice-counts")
    #expect(section.shapeProblems == [])
    #expect(section.untoldColumns == [])
    #expect(section.table("topics")?.counted(row: 1, column: 3) == .forms(where: ["topics/knives": ["yes"]]))
    #expect(section.table("topics")?.base?.counts == .forms(where: ["topics": []]))
    #expect(section.table("safe_day")?.cells(of: "responses") == [.count(0), .count(1), .count(1)])
    #expect(
      section.table("topics")?.rows.last
        == [.text("knives"), .text("“Knives”"), .count(2), .share(2, of: 3)])
  }

  @Test(.enabled(if: OtherProgram.hasPython("json", otherwise: "the transcript is not replayed to a plugin")))
  func thePluginAnswersWhatTheTranscriptSays() throws {
    let plugin = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "EngagePluginHostTests/Fixtures/sound/choice-counts/plugin.py").path
    let folder = try TemporaryFolder()
    for lines in try transcript() {
      func side(_ sign: String) -> String {
        lines.filter { $0.hasPrefix(sign) }.map { $0.dropFirst(2) + "\n" }.joined()
      }
      try side("> ").write(toFile: folder.path("said"), atomically: true, encoding: .utf8)
      let answered = try OtherProgram.run(
        "sh", ["-c", "exec python3 \"$0\" < \"$1\"", plugin, folder.path("said")])
      #expect(String(decoding: answered, as: UTF8.self) == side("< "))
    }
  }
}

import Attendance
import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// An event written as in its file, and what came back from it.
struct AttendanceCase {
  var events: [Event]
  /// As `ReadableCase` reads it; the session column holds `session` or `event/session`.
  var responses: String?
  var options: [String: String] = [:]
  var filter: String?
  var entered: [EnteredFigures] = []

  init(_ files: String..., responses: String? = nil, options: [String: String] = [:], filter: String? = nil)
    throws
  {
    events = try files.map { try EventFile.read(text: $0, path: "event.yaml").get() }
    self.responses = responses
    self.options = options
    self.filter = filter
  }

  init(events: [Event]) { self.events = events }

  var context: AnalysisContext {
    AnalysisContext(
      survey: responses == nil ? nil : Survey(id: "survey", title: "Survey", questions: []), events: events,
      sessions: events.flatMap { event in
        event.sessions.map { SessionReference(event: event.id, session: $0.id) }
      }, filter: filter, entered: entered)
  }

  var analysis: Attendance {
    get throws {
      let manifest = Attendance.manifest
      let options = try Options(options, specifications: manifest.options, of: manifest.name)
      return try Attendance(options: options, context: context)
    }
  }

  var batch: ResponseBatch {
    get throws {
      var batch = ResponseBatch(schema: BatchSchema(questions: [], sessions: context.sessions))
      guard let responses else { return batch }
      for var response in try ReadableCase.responses(responses, questions: [], event: events[0].id) {
        let parts = response.session.session.rawValue.split(separator: "/").map(String.init)
        if parts.count == 2 {
          response.session = SessionReference(event: Event.ID(parts[0]), session: Session.ID(parts[1]))
        }
        let isAdded = batch.append(response)
        try #require(isAdded, "the session of a response is not in the event")
      }
      return batch
    }
  }

  /// What the analysis finds; the laws of analyses are checked on the way.
  func section() throws -> Section {
    let analysis = try analysis
    #expect(try AnalysisLaws.failures(of: analysis, over: batch) == [])
    var tally = analysis.start()
    let batch = try batch
    analysis.add(batch, to: &tally)
    let section = try analysis.finish(tally)
    let recount = Recount(
      survey: context.survey, events: context.events, responses: (0..<batch.count).map(batch.response))
    #expect(recount.differences(in: section) == [])
    #expect(section.untoldColumns == [])
    return section
  }

  func sentences() throws -> [String] { try section().statements.map(\.text) }
}

/// So many equal rows of a table of responses.
func rows(_ count: Int, _ session: String, _ unit: String = "person", people: Int? = nil) -> String {
  Array(repeating: "| \(session) | \(unit) | \(people.map(String.init) ?? "") |", count: count).joined(
    separator: "\n")
}

let heading = "| session | unit | people |\n|---|---|---|\n"

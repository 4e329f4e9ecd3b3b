import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Synchronization
import Testing

@testable import EngagePluginHost

/// Whether the fixtures, which are Python, can run; said loudly where not.
let hasPython = OtherProgram.hasPython("json", otherwise: "no plugin in another language is tested")

/// Tests that run plugins, one after the other: each makes sure that no process is left.
@Suite(.enabled(if: hasPython), .serialized) enum RunningPlugins {}

/// A plugin of the fixtures, and responses for it to count.
struct PluginFixture {
  let folder: String
  let description: PluginDescription
  /// What the host said on standard error.
  let told = Told()

  final class Told: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }
    func add(_ word: String) { words.withLock { $0.append(word) } }
  }

  /// - Parameter name: `sound/choice-counts`.
  init(_ name: String, beside file: String = #filePath) throws {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    description = try PluginFile.read(path: folder + "/plugin.yaml").get()
  }

  /// All broken ones, by name.
  static func broken(beside file: String = #filePath) throws -> [String] {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/broken").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  func host(isSandboxed: Bool, policy: SandboxPolicy = .prefer) -> PluginHost {
    PluginHost(
      version: "test", policy: policy, bubblewrap: isSandboxed ? Programs.path(of: "bwrap") : nil,
      tell: { [told] in told.add($0) }, showLog: { [told] in told.add("log of \($0): \($1)") })
  }

  func plugin(isSandboxed: Bool = true, policy: SandboxPolicy = .prefer) -> ExternalPlugin {
    ExternalPlugin(description, folder: folder, host: host(isSandboxed: isSandboxed, policy: policy))
  }

  /// The section over some responses, read in so many parts.
  func section(
    parts: Int = 2, isSandboxed: Bool = true, policy: SandboxPolicy = .prefer, by: String? = nil,
    options: [String: String] = [:]
  ) async throws -> Section {
    let registry = AnalysisRegistry([plugin(isSandboxed: isSandboxed, policy: policy)])
    let request = SectionRequest(analysis: description.name, by: by, options: options)
    let prepared = try registry.prepare(request, context: SampleResponses.context)
    let outcome = try await AnalysisRunner(
      [prepared], sessions: SampleResponses.sessions, parallelism: parts
    ).run(over: SampleResponses(parts: parts))
    return outcome.sections[0]
  }

  /// Processes of this test run's plugins that still run.
  static var leftProcesses: [String] {
    let own = "ENGAGE_PLUGIN_RUN=\(getpid())-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard Int(name) != nil, let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ")
      else {
        return false
      }
      let status = (try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8)) ?? ""
      return String(decoding: environment, as: UTF8.self).contains(own) && !status.contains(") Z ")
    }
  }
}

/// Some responses to a small survey, in parts.
struct SampleResponses: ResponseSource {
  let parts: Int

  static let survey = Survey(
    id: "survey", title: "Survey",
    questions: [
      Question(
        id: "role", type: .selectOne, label: "Role",
        choices: [Choice(id: "faith", label: "Faith"), Choice(id: "parent", label: "Parent")]),
      Question(
        id: "topics", type: .selectMultiple, label: "Topics",
        choices: [Choice(id: "hate", label: "Hate"), Choice(id: "knives", label: "“Knives”\nand more")]),
      Question(id: "concerns", type: .text, label: "Concerns"),
    ])
  static let sessions = ["rugby", "warwick"].map { SessionReference(event: "e", session: Session.ID($0)) }
  static let context = AnalysisContext(survey: survey, sessions: sessions)
  static let rows = """
    | session | unit   | people | role   | topics       | concerns |
    |---------|--------|--------|--------|--------------|----------|
    | rugby   | person |        | faith  | hate; knives | Nobody listens. |
    | rugby   | person |        | parent | hate         |          |
    | rugby   | table  | 8      |        |              | It was "reported". |
    | warwick | person |        | faith  | !not_asked   |          |
    | warwick | person |        |        | knives       | 😀       |
    | warwick | person |        | faith  |              |          |
    """

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let responses = try ReadableCase.responses(
      SampleResponses.rows, questions: SampleResponses.survey.questions, event: "e")
    let number = min(parts, count)
    return (0..<number).map { part in
      BatchPartition { visitor in
        var batch = ResponseBatch(schema: schema)
        for (index, response) in responses.enumerated() where index % number == part {
          batch.append(response)
        }
        try visitor(batch)
      }
    }
  }
}

import EngageModel
import EngageSQLite
import EngageStore
import Foundation
import Testing

/// Nothing is out that is not in the ledger, and nothing that was refused is in it: whatever goes wrong.
@Suite struct ReleaseSafetyTests {
  @Test func `what is refused leaves neither a file nor an entry`() throws {
    try withEvening(parents: 2, others: 1) { engage throws in
      let refused = try engage.run("report", "partner", "--event", "spring", "-o", "a.html")
      #expect(refused.status == 2, "\(refused.errors)")
      #expect(!engage.exists("a.html"))
      #expect(try engage.ledger().isEmpty)
    }
  }

  @Test func `a file that can't be written leaves no entry`() throws {
    try withEvening { engage throws in
      #expect(try engage.run("report", "partner", "--event", "spring", "-o", "no/where/a.html").status == 1)
      #expect(try engage.run("report", "partner", "--event", "spring", "-o", "a.doc").status == 1)
      #expect(try engage.ledger().isEmpty)
    }
  }

  @Test func `a ledger that can't be written leaves no file`() throws {
    try withEvening { engage throws in
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let survey = try #require(try store.versions(of: "evening").first)
      let draft = BatchDraft(
        kind: .import, survey: "evening", event: "spring", enteredBy: "Ada", at: "2026-03-05T10:00:00Z")
      // Nobody else writes while a batch is being written.
      _ = try store.write(draft, answering: survey, onExistingKey: .report) { _ in
        let refused = try engage.run("report", "partner", "--event", "spring", "-o", "a.html")
        #expect(refused.status == 1, "\(refused.errors)")
        return .discard
      }
      #expect(!engage.exists("a.html"))
      #expect(try engage.ledger().isEmpty)
      #expect(try engage.left().isEmpty)
    }
  }

  @Test func `a kill leaves no file without its entry`() throws {
    try withEvening { engage throws in
      var outcomes: Set<Bool> = []
      for (round, delay) in [0.0, 0.02, 0.05, 0.08, 0.12, 0.2, 0.4, 5].enumerated() {
        let process = engage.process(["report", "partner", "--event", "spring", "-o", "a\(round).html"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: delay)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let named = try engage.ledger().flatMap(\.files).contains { $0.name == "a\(round).html" }
        let isThere = engage.exists("a\(round).html")
        #expect(!isThere || named, "round \(round)")
        outcomes.insert(isThere)
      }
      #expect(outcomes == [true, false])
      #expect(try engage.run("doctor").status == 0)
    }
  }

  @Test func `of several that release at once each knows those before`() throws {
    try withEvening { engage throws in
      let processes = try (1...5).map { number in
        let process = engage.process([
          "analyse", "frequencies", "--event", "spring", "--audience", "partner", "--recipient",
          "Council \(number)",
          "-o", "a\(number).html",
        ])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
      }
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
      let ledger = try engage.ledger()
      #expect(ledger.map(\.number) == [1, 2, 3, 4, 5])
      #expect(Set(ledger.map(\.recipient)).count == 5)
      #expect(Set(ledger.map(\.released)).count == 1)
      #expect(try engage.left().isEmpty)
    }
  }
}

/// Runs a test body with a survey of one question and forms that answer it.
func withEvening(parents: Int = 12, others: Int = 13, _ body: (EngageProgram) throws -> Void) throws {
  try withWorkspace(copyingSurveys: false) { engage throws in
    try engage.write(
      """
      survey: evening
      version: 1
      title: "Evening"
      questions:
        - {type: select_one, name: role, label: "Role", choices: {parent: "Parent", other: "Other"}}

      """, to: "Surveys/evening/survey.v1.yaml")
    try engage.write(
      """
      event: spring
      survey: evening
      title: "Spring evening"
      data_protection: {controller: "Us", purpose: "To learn", lawful_basis: "Legitimate interests", article_9_condition: "Explicit consent", notice_version: "1", retain_until: 2099-12-31}
      sessions:
        - {session: rugby, place: "Rugby", date: 2026-03-01, attended: 40}

      """, to: "Surveys/evening/events/spring.yaml")
    let roles = Array(repeating: "parent", count: parents) + Array(repeating: "other", count: others)
    let rows = roles.enumerated().map { "F\($0.offset),rugby,\($0.element)\n" }.joined()
    try engage.write("key,session,role\n" + rows, to: "forms.csv")
    let imported = try engage.run("import", "forms.csv", "--event", "spring")
    try #require(imported.status == 0, "\(imported.errors)")
    try body(engage)
  }
}

extension EngageProgram {
  /// Releases the partner report into a file.
  @discardableResult
  func release(_ file: String, to recipient: String? = nil) throws -> Result {
    let made = try run(
      ["report", "partner", "--event", "spring", "-o", file] + (recipient.map { ["--recipient", $0] } ?? []))
    try #require(made.status == 0, "\(made.errors)")
    return made
  }

  /// What the store says was released.
  func ledger() throws -> [Release] {
    try SQLiteStore(path: path("engage.sqlite"), readOnly: true).releases()
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  /// The store's files by name, all that is in them.
  func storeFiles() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix("engage.sqlite") && !$0.hasSuffix("-shm")
    }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try bytes($0)) }).filter {
      !$0.value.isEmpty
    }
  }

  /// Files under temporary names.
  func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".part") }
  }
}

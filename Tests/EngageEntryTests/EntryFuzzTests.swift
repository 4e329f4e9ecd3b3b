import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

@testable import EngageEntry

/// Random scripts with kills: whatever is typed, nothing crashes, and the store holds exactly what was accepted.
@Suite struct EntryFuzzTests {
  static let words = [
    "", "", "", "1", "2", "3", "9", "1,2", "1 2 3", "faith", "pro", "other", "Some words", "first\\", "\\",
    "//x",
    "/b", "/b", "/n", "/p", "/u", "/m", "/t", "/e", "/?", "/", "/zzz", "/q", "discard", "store", "unknown",
    "8",
    "24/9/2019", "9:30", "-1", "2.5", "n", "y", "ż", "1,1", "a > b", "new",
  ]

  @Test("2,000 random scripts with kills lose nothing", arguments: ["evening", "types"])
  func losesNothing(_ name: String) throws {
    let survey = name == "types" ? Survey.allTypes : .evening
    var (kills, stored) = (0, 0)
    for seed in 0..<1000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var run = try FuzzRun(survey, InMemoryStore(), reopening: { $0 }, name: "\(seed)-0")
      for step in 1...60 where run.problem == nil {
        if Int.random(in: 0..<12, using: &random) == 0 {
          try run.kill(name: "\(seed)-\(step)")
          kills += 1
        } else {
          try run.type(EntryFuzzTests.words.randomElement(using: &random) ?? "")
        }
      }
      #expect(run.problem == nil, "seed \(seed): \(run.problem ?? "")")
      let count = try run.store.responses(ResponseQuery(survey: survey.id)).count
      #expect(count == run.completed, "seed \(seed)")
      stored += count
    }
    // The scripts must get as far as that for the test to mean anything.
    #expect(kills > 1000 && stored > 100)
  }
}

/// The same on the store that people use, whose file the next process opens anew.
@Suite struct EntryOnFileTests {
  @Test("Random scripts with kills lose nothing in a file", arguments: ["evening", "types"])
  func losesNothing(_ name: String) throws {
    let survey = name == "types" ? Survey.allTypes : .evening
    var (kills, stored) = (0, 0)
    for seed in 0..<12 {
      try withStoreFile { path throws in
        var random = SeededGenerator(seed: UInt64(seed))
        var run = try FuzzRun(
          survey, SQLiteStore(path: path), reopening: { _ in try SQLiteStore(path: path) }, name: "\(seed)-0")
        for step in 1...60 where run.problem == nil {
          if Int.random(in: 0..<12, using: &random) == 0 {
            try run.kill(name: "\(seed)-\(step)")
            kills += 1
          } else {
            try run.type(EntryFuzzTests.words.randomElement(using: &random) ?? "")
          }
        }
        #expect(run.problem == nil, "seed \(seed): \(run.problem ?? "")")
        let count = try SQLiteStore(path: path, readOnly: true).responses(ResponseQuery(survey: survey.id))
          .count
        #expect(count == run.completed, "seed \(seed)")
        stored += count
      }
    }
    #expect(kills > 20 && stored > 3)
  }

  @Test func aSittingGoesOnWhereItWasKilled() throws {
    try withStoreFile { path throws in
      var asha = try EntryCase(store: SQLiteStore(path: path), identities: "first")
      try asha.type("7|1|3|/e|⏎|8|2|2")
      asha = try EntryCase(store: SQLiteStore(path: path), identities: "second")
      #expect(asha.entry.prompt.options.count == 1, "the form in hand is offered")
      try asha.type("1")
      try asha.type("/e|⏎")
      let answers = ["person #7 role=faith", "person #8 role=parent"]
      let stored = try EntryCase(store: SQLiteStore(path: path, readOnly: true), identities: "third").stored()
      #expect(stored.count == 2)
      for (line, start) in zip(stored, answers) { #expect(line.hasPrefix(start) && line.contains("safe=")) }
      #expect(try SQLiteStore(path: path).drafts(event: EntryCase.place.event, session: nil).isEmpty)
    }
  }

  private func withStoreFile(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "engage-entry-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("engage.sqlite").path)
  }
}

/// A machine and a store that are compared after every line.
private struct FuzzRun {
  let survey: Survey
  let store: any ResponseStore
  /// Gives the store as the next process finds it.
  let reopening: (any ResponseStore) throws -> any ResponseStore
  var entry: EntrySession
  var completed = 0
  var problem: String?

  init(
    _ survey: Survey, _ store: any ResponseStore,
    reopening: @escaping (any ResponseStore) throws -> any ResponseStore, name: String
  ) throws {
    self.survey = survey
    self.store = store
    self.reopening = reopening
    entry = try EntrySession(
      survey: survey, session: EntryCase.place, enteredBy: "Asha", store: store, surroundings: .fixed(name))
  }

  private var drafts: [EntryDraft] {
    get throws { try store.drafts(event: EntryCase.place.event, session: EntryCase.place.session) }
  }

  mutating func type(_ line: String) throws {
    let before = entry
    let reply = try entry.accept(line)
    if case .refused = reply, entry.stage != before.stage, before.stage != .summary, before.writing == nil {
      problem = "“\(line)” was refused and moved on"
    }
    if entry.storedCount > before.storedCount {
      completed += 1
      try checkStored(before)
    } else if entry.form.id == before.form.id {
      checkOnlyTheAskedChanged(before, line)
    }
    try checkDisk()
  }

  /// The form in hand is on disk as it is in hand.
  private mutating func checkDisk() throws {
    guard entry.form.batch > 0, try drafts.contains(where: { $0.id == entry.form.id }) else {
      if entry.form.batch > 0, entry.stage != .finished, !isResuming {
        problem = "the form in hand is not on disk"
      }
      return
    }
    if try !drafts.contains(where: {
      $0.id == entry.form.id && $0.response.answers == entry.form.response.answers
    }) {
      problem = "what is on disk differs from what was accepted"
    }
  }

  private var isResuming: Bool {
    if case .resume = entry.stage { return true }
    return false
  }

  private mutating func checkOnlyTheAskedChanged(_ before: EntrySession, _ line: String) {
    var (was, now) = (before.form.response.answers, entry.form.response.answers)
    if case .question(let asked) = before.stage {
      was[asked] = nil
      now[asked] = nil
    }
    if was != now { problem = "“\(line)” at \(before.stage) changed other answers" }
  }

  private mutating func checkStored(_ before: EntrySession) throws {
    guard let stored = try store.responses(ResponseQuery(survey: survey.id)).last else {
      problem = "said to be stored, but is not there"
      return
    }
    let said = before.form.response.answers
    let shown = Set(before.flow.applicable(said).map(\.id))
    for question in survey.questions where question.type != .calculate && question.type != .hidden {
      if question.type == .note { continue }
      let expected =
        shown.contains(question.id) ? said[question.id] ?? .missing(.notAnswered) : .missing(.notAsked)
      if stored[question.id] != expected, question.choiceFilter == nil {
        problem = "\(question.id) was stored otherwise than accepted"
      }
    }
    if stored.key != before.form.response.key || stored.people != before.form.response.people {
      problem = "number or head count were stored otherwise than accepted"
    }
  }

  /// Drops the machine and takes another one on the same store, which goes on with the form that was in hand.
  mutating func kill(name: String) throws {
    let before = entry
    let completed = completed
    self = try FuzzRun(survey, reopening(store), reopening: reopening, name: name)
    self.completed = completed
    guard let index = try drafts.firstIndex(where: { $0.id == before.form.id }) else { return }
    _ = try entry.accept(String(index + 1))
    if entry.form != before.form && before.stage != .finished { problem = "it went on with another form" }
    if case .question = before.stage, entry.stage != before.stage { problem = "it went on elsewhere" }
    if case .summary = before.stage, !before.form.response.answers.isEmpty, entry.stage != .summary {
      problem = "it did not go on at the end of the form"
    }
  }
}

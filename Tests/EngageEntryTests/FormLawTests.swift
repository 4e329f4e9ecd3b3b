import EngageFiles
import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

@testable import EngageEntry

/// What holds whatever is typed.
@Suite struct FormLawTests {
  static let keys: [EntryKey] =
    "1234590abcnpky!?+/,@ż ".map { EntryKey.text(String($0)) }
    + [
      .enter, .enter, .enter, .enter, .enter, .enter, .tab, .backTab, .escape, .newLine, .backspace, .delete,
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .unreadable, .control("z"), .control("z"),
      .control("y"), .control("g"), .control("n"), .control("c"), .alt("e"), .alt("e"), .alt("p"), .alt("u"),
      .alt("n"), .alt("k"), .alt("s"), .alt("o"), .alt("l"), .alt("w"), .alt("d"), .alt("f"), .alt("m"),
      .alt("t"), .alt("x"), .function(1), .function(10), .function(6), .text("प"), .paste("one\ntwo"),
      .paste("a@b.org"), .text("store"), .text("7"), .deleteToStart,
    ]

  @Test("1,000 random scripts with kills lose nothing", arguments: ["evening", "types"])
  func losesNothing(_ name: String) throws {
    let survey = name == "types" ? Survey.allTypes : .evening
    var (kills, stored) = (0, 0)
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      var run = try FormRun(survey, InMemoryStore(), name: "\(seed)-0")
      for step in 1...160 where run.problem == nil {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
          try run.kill(name: "\(seed)-\(step)")
          kills += 1
        case 1:
          run.form.tick()
          try run.checkDisk()
        default: try run.press(FormLawTests.keys.randomElement(using: &random) ?? .enter)
        }
      }
      #expect(run.problem == nil, "seed \(seed): \(run.problem ?? "")")
      let count = try run.store.responses(ResponseQuery(survey: survey.id)).count
      #expect(count == run.completed, "seed \(seed)")
      stored += count
    }
    // The scripts must get as far as that for the test to mean anything.
    #expect(kills > 500 && stored > 100, "\(kills) kills, \(stored) forms")
  }

  @Test func takingAllBackAndDoingItAgainRestoresTheForm() throws {
    var changes = 0
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      var run = try FormRun(seed.isMultiple(of: 2) ? .evening : .allTypes, InMemoryStore(), name: "\(seed)")
      for _ in 1...60 { try run.press(FormLawTests.keys.randomElement(using: &random) ?? .enter) }
      var entry = run.form.entry
      guard entry.stage != .finished else { continue }
      let (form, stage, count) = (entry.form, entry.stage, entry.history.past.count)
      changes += count
      for _ in 0..<count { try entry.undo() }
      #expect(throws: EntryRefusal.self) { try entry.undo() }
      #expect(entry.form.response.answers.isEmpty)
      for _ in 0..<count { try entry.redo() }
      #expect(entry.form.response == form.response && entry.stage == stage, "seed \(seed)")
    }
    #expect(changes > 500)
  }

  @Test("Random scripts with kills lose nothing in a file", arguments: ["evening", "types"])
  func losesNothingInAFile(_ name: String) throws {
    let survey = name == "types" ? Survey.allTypes : .evening
    var kills = 0
    for seed in 0..<6 {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engage-law-\(UUID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appendingPathComponent("engage.sqlite").path
      var random = SeededGenerator(seed: UInt64(seed))
      var run = try FormRun(
        survey, SQLiteStore(path: path), reopening: { _ in try SQLiteStore(path: path) }, name: "\(seed)-0")
      for step in 1...120 where run.problem == nil {
        if Int.random(in: 0..<25, using: &random) == 0 {
          try run.kill(name: "\(seed)-\(step)")
          kills += 1
        } else {
          try run.press(FormLawTests.keys.randomElement(using: &random) ?? .enter)
        }
      }
      #expect(run.problem == nil, "seed \(seed): \(run.problem ?? "")")
      let stored = try SQLiteStore(path: path, readOnly: true).responses(ResponseQuery(survey: survey.id))
      #expect(stored.count == run.completed, "seed \(seed)")
    }
    #expect(kills > 10)
  }

  @Test func everyKeyAtEveryQuestionOfEverySurveyIsTaken() throws {
    let root = try #require(RepositoryFolder.root())
    let workspace = Workspace(at: root)
    let surveys = workspace.surveys().compactMap { workspace.readSurvey($0).value } + [.evening, .allTypes]
    #expect(surveys.count >= 6)
    for survey in surveys {
      for unit in survey.units {
        var form = try EntryForm(
          survey: survey, session: EntryCase.place, unit: unit, enteredBy: "Asha", store: InMemoryStore(),
          surroundings: .fixed("every"))
        var asked = 0
        for _ in 0..<200 {
          if case .summary = form.entry.stage { break }
          asked += 1
          for key in FormLawTests.keys + (1...12).map(EntryKey.function) {
            var copy = form
            try copy.handle(key)
            _ = copy.screen
          }
          try form.handle(asked.isMultiple(of: 3) ? .enter : .text("1"))
          try form.handle(.enter)
          if case .key = form.entry.stage { try form.handle(.enter) }
        }
        #expect(asked > 2, "\(survey.id)")
      }
    }
  }
}

import EngageModel
import EngageStore
import EngageTesting
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
}

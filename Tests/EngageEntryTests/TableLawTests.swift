import EngageEntry
import EngageModel
import EngageTesting
import Testing

/// What holds whatever is typed.
@Suite struct TableLawTests {
  private static let keys: [EntryKey] = [
    .text("a"), .text("buses "), .text("12"), .text("{5 agreed, q}"), .text("{9}"), .text("}"), .text("d"),
    .text("ਗੁਰ"), .text("🇬🇧"), .text("unknown"), .text("about 40"), .paste("one\ntwo {3 dots}\n"),
    .paste("one"), .paste(""),
    .paste("- x\n\n- y {99 agreed}"), .enter, .enter, .enter, .newLine, .tab, .tab, .backTab, .escape,
    .backspace, .delete,
    .deleteWordBack, .deleteToEnd, .deleteToStart, .left, .right, .up, .up, .down, .wordLeft, .wordRight,
    .home, .end,
    .textStart, .textEnd, .pageUp, .pageDown, .function(2), .control("x"), .control("z"), .control("z"),
    .control("y"),
    .control("c"), .alt("u"), .unreadable,
  ]

  @Test(arguments: 0..<40)
  func anyKeysLeavePointsThatCanStand(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      var editor = PointsEditor(people: 8, question: "What concerns you?")
      for _ in 0..<Int.random(in: 1...80, using: &random) {
        let before = editor
        let outcome = editor.handle(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
        switch outcome {
        case .edited: break
        case .refused(let words):
          #expect(!words.isEmpty)
          #expect(editor == before, "refused, and yet something changed")
        default: #expect(editor.points == before.points, "\(outcome)")
        }
        var screen = EntryScreen()
        editor.fill(&screen)
        #expect(screen.options.count == editor.points.count)
        for point in editor.points {
          #expect((point.agreed ?? 0) <= 8 && !point.text.isEmpty)
          let isOneLine = !point.text.contains { $0.isNewline }
          #expect(isOneLine)
        }
      }
      takesBack(editor)
    }
  }

  /// Undoing as often as it goes ends with nothing, redoing with what there was.
  private func takesBack(_ written: PointsEditor) {
    var editor = written
    _ = editor.handle(.escape)
    _ = editor.handle(.escape)
    var again = editor
    // What is half written has an undo of its own.
    var steps = 0
    while editor.handle(.control("z")) != .notMine, steps < 10_000 { steps += 1 }
    #expect(editor.points.isEmpty)
    while editor.handle(.control("y")) != .notMine, steps < 20_000 { steps += 1 }
    while again.handle(.control("y")) != .notMine, steps < 20_000 { steps += 1 }
    #expect(editor.points == again.points)
  }

  @Test(arguments: 0..<20)
  func anyKeysLeaveFiguresThatCanBeStored(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      var form = try FiguresCase().form
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let outcome = form.handle(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
        var screen = EntryScreen()
        form.fill(&screen)
        #expect(!screen.text.isEmpty)
        guard case .done(let figures?) = outcome else { continue }
        #expect(!figures.isEmpty && figures.session == EntryCase.place)
        #expect(figures.attended != Quantity(52), "what was known is said again")
      }
    }
  }
}

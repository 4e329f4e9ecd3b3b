import EngageEntry
import EngageTesting
import Testing

@testable import EngageTerminal

@Suite struct PainterLawTests {
  private static let words = [
    "Prevent", "źdźbło", "ਪੰਜਾਬੀ", "محلے", "שָׁלוֹם", "家庭学校", "👩‍👩‍👧", "🇵🇱", "न्त", "\u{1B}[31m", "\u{202E}back", "a\nb",
    "\u{301}", "1", "a_very_long_word_that_will_not_fit_in_a_narrow_window_at_all", "ｆｕｌｌ", "\t", "❤️",
  ]

  private static func text(_ random: inout SeededGenerator, upTo most: Int = 12) -> String {
    (0..<Int.random(in: 0...most, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      .joined(separator: " ")
  }

  private static func screen(_ random: inout SeededGenerator) -> EntryScreen {
    func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    var screen = EntryScreen(title: text(&random), text: text(&random, upTo: 40))
    screen.progress = text(&random)
    screen.reconciliation = one(in: 2) ? text(&random) : nil
    screen.place = text(&random, upTo: 3)
    screen.hint = one(in: 2) ? text(&random) : nil
    screen.notes = (0..<Int.random(in: 0..<3, using: &random)).map { _ in text(&random) }
    screen.earlier = (0..<Int.random(in: 0..<30, using: &random)).map {
      .init(
        number: "\($0)", question: text(&random), answer: text(&random), mark: one(in: 3) ? .hidden : nil,
        isCurrent: one(in: 20))
    }
    let count = one(in: 2) ? Int.random(in: 0..<70, using: &random) : 3
    let focus = Int.random(in: 0..<80, using: &random)
    screen.options = (0..<count).map {
      .init(
        key: "\($0)", label: text(&random, upTo: one(in: 5) ? 30 : 1), isChosen: one(in: 2),
        isFocused: $0 == focus)
    }
    screen.choosing = [.one, .several, .order, .nothing].randomElement(using: &random) ?? .one
    if one(in: 2) {
      let text = text(&random, upTo: 200)
      screen.field = .init(text: text, cursor: Int.random(in: 0...text.count, using: &random), isLong: true)
    }
    screen.details = (0..<Int.random(in: 0..<20, using: &random)).map { _ in text(&random) }
    screen.detailsFocus = Int.random(in: -1..<30, using: &random)
    let kinds: [EntryScreen.Message.Kind] = [.information, .refusal, .warning, .safeguarding]
    if one(in: 2) {
      screen.message = .init(kinds.randomElement(using: &random) ?? .refusal, [text(&random), text(&random)])
    }
    screen.foot = (0..<8).map { .init("F\($0)", text(&random, upTo: 2)) }
    return screen
  }

  private static func size(_ random: inout SeededGenerator) -> WindowSize {
    WindowSize(columns: Int.random(in: 1...130, using: &random), rows: Int.random(in: 1...50, using: &random))
  }

  @Test(arguments: 0..<80)
  func `any screen fits any window, and the cursor is in it`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for look in [Look(), Look(hasColour: false, isUnicode: false)] {
      let screen = Self.screen(&random)
      let size = Self.size(&random)
      let frame = Painter(look).frame(of: screen, size: size)
      #expect(frame.lines.count <= size.rows)
      for line in frame.lines { #expect(line.width <= size.columns) }
      if let cursor = frame.cursor {
        #expect((0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column))
      }
      let isControl = frame.text.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E
      }
      #expect(!isControl)
      if size.columns >= 20, size.rows >= 5, screen.message?.kind != .safeguarding {
        #expect((screen.field == nil && !screen.options.contains(where: \.isFocused)) || frame.cursor != nil)
      }
    }
  }

  @Test(arguments: 0..<40)
  func `what changed alone makes the same picture as all of it`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 1_000)
    let size = WindowSize(columns: Int.random(in: 20...100, using: &random), rows: 20)
    let painter = Painter(Look())
    var shown = ScreenEmulator(columns: size.columns, rows: size.rows)
    var old: Frame?
    var screen = Self.screen(&random)
    for step in 0..<8 {
      let frame = painter.frame(of: screen, size: size)
      shown.take(FrameDifference.bytes(from: old, to: frame))
      var anew = ScreenEmulator(columns: size.columns, rows: size.rows)
      anew.take(FrameDifference.bytes(from: nil, to: frame))
      #expect(shown == anew, "step \(step)")
      #expect(anew.unknown == [])
      #expect(FrameDifference.bytes(from: frame, to: frame) == [])
      old = frame
      // A small change, mostly, as a key makes.
      if step % 3 == 2 { screen = Self.screen(&random) }
      screen.field = .init(text: Self.text(&random, upTo: 20), cursor: 0)
      screen.message = step % 2 == 0 ? .init(.refusal, [Self.text(&random)]) : nil
    }
  }

  @Test(arguments: 0..<60)
  func `the cursor stands before the character it is before`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 2_000)
    let letters = Array("abc def\nghi家庭éਪੰ")
    let text = String(
      (0..<Int.random(in: 1..<300, using: &random)).map { _ in letters.randomElement() ?? "a" })
    for cursor in [0, text.count / 3, text.count - 1] {
      var screen = EntryScreen(text: "What?")
      screen.field = .init(text: text, cursor: cursor, isLong: true)
      let frame = Painter(Look()).frame(of: screen, size: WindowSize(columns: 40, rows: 12))
      let place = try #require(frame.cursor)
      let cells = frame.lines[place.row].cells
      let next = Array(text)[cursor]
      if place.column < cells.count, next != "\n", next != " " {
        #expect(cells[place.column].character == next)
      } else {
        #expect(next == "\n" || next == " ")
      }
    }
  }

  @Test(arguments: [
    (100, 50, 10, 46..<54, true, true), (100, 0, 10, 0..<9, false, true),
    (100, 99, 10, 91..<100, true, false),
    (5, 4, 5, 0..<5, false, false), (5, 4, 2, 3..<5, false, false), (5, 2, 1, 2..<3, false, false),
    (5, 0, 0, 0..<0, false, false), (0, 0, 5, 0..<0, false, false),
  ])
  func `of a long list the part around the focus is shown`(
    count: Int, focus: Int, room: Int, shown: Range<Int>, before: Bool, after: Bool
  ) {
    let window = ListWindow(count: count, focus: focus, room: room)
    #expect(window.shown == shown)
    #expect(window.tellsBefore == before && window.tellsAfter == after)
  }

  @Test(arguments: [
    (5, [3, 0, 4], [3, 0, 2]), (2, [3, 1, 4], [1, 1, 0]), (20, [3, 1, 4], [3, 1, 4]), (-1, [3], [0]),
    (3, [0], [0]),
  ])
  func `rows are shared out, one each first`(rows: Int, wants: [Int], shares: [Int]) {
    #expect(Layout.share(rows, among: wants) == shares)
  }

  @Test func `every kind of message and every choice can be told apart without colour`() {
    let painter = Painter(Look(hasColour: false))
    let kinds: [EntryScreen.Message.Kind] = [.information, .refusal, .warning, .safeguarding]
    let texts = kinds.map { kind in
      var screen = EntryScreen(text: "What?")
      screen.message = .init(kind, ["Words"])
      return painter.frame(of: screen, size: WindowSize(columns: 40, rows: 12)).text
    }
    #expect(Set(texts).count == kinds.count)
    for (name, screen) in MadeUpScreens.all {
      let frame = painter.frame(of: screen, size: WindowSize(columns: 80, rows: 24))
      let styles = frame.lines.flatMap(\.cells).map(\.style)
      #expect(styles.allSatisfy { $0.isDisjoint(with: [.red, .yellow, .cyan]) }, "\(name)")
    }
  }

  @Test(
    arguments: [
      ([:], true, false), (["NO_COLOR": ""], true, false),
      (["NO_COLOR": "1", "LANG": "en_GB.UTF-8"], false, true),
      (["LANG": "en_GB.UTF-8", "LC_ALL": "C"], true, false),
      (["LC_CTYPE": "C.utf8", "LC_ALL": ""], true, true),
    ] as [([String: String], Bool, Bool)])
  func `the environment says what can be shown`(environment: [String: String], colour: Bool, unicode: Bool) {
    #expect(Look(environment: environment) == Look(hasColour: colour, isUnicode: unicode))
  }
}

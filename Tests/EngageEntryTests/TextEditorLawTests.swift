import EngageEntry
import EngageTesting
import Testing

/// What an editor should do, said as simply as can be: everything is counted anew after each key.
private struct NaiveEditor {
  var characters: [Character]
  var cursor: Int

  mutating func handle(_ key: EntryKey) {
    switch key {
    case .text(let typed), .paste(let typed): put(typed, over: cursor..<cursor)
    case .newLine: put("\n", over: cursor..<cursor)
    case .backspace where cursor > 0: put("", over: cursor - 1..<cursor)
    case .delete where cursor < characters.count: put("", over: cursor..<cursor + 1)
    case .left: cursor = max(cursor - 1, 0)
    case .right: cursor = min(cursor + 1, characters.count)
    case .home: cursor = lineStart
    case .end: cursor = lineEnd
    case .deleteToStart: put("", over: lineStart..<cursor)
    case .deleteToEnd:
      put("", over: cursor..<(lineEnd == cursor ? min(cursor + 1, characters.count) : lineEnd))
    case .textStart: cursor = 0
    case .textEnd: cursor = characters.count
    default: break
    }
  }

  private var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  /// Characters may join with their neighbours, so the cursor is found again by bytes.
  private mutating func put(_ text: String, over range: Range<Int>) {
    let before = String(characters[..<range.lowerBound]) + text
    characters = Array(before + String(characters[range.upperBound...]))
    let bytes = before.utf8.count
    var seen = 0
    cursor =
      characters.firstIndex { character in
        defer { seen += character.utf8.count }
        return seen >= bytes
      } ?? characters.count
  }
}

@Suite struct TextEditorLawTests {
  private static let pieces = [
    "a", " ", "\n", "é", "e\u{301}", "\u{301}", "\u{200D}", "👩", "👩‍👩‍👧‍👦", "🏽", "👍🏽", "🇵", "🇱", "🇵🇱🇬🇧", "ਪੰ", "ਾ", "ਖ਼",
    "न्", "त",
    "مَ", "ش", "שָ", "ל", "家", "ᄀ", "ᅡ", "ᆨ", "\u{FE0F}", "one two\nthree", "7️⃣", "ﷺ", "\u{200C}",
  ]

  private static func key(_ random: inout SeededGenerator) -> EntryKey {
    let moves: [EntryKey] = [
      .left, .right, .home, .end, .textStart, .textEnd, .backspace, .delete, .newLine, .deleteToEnd,
      .deleteToStart, .left, .right, .backspace, .delete, .left, .left,
    ]
    return switch Int.random(in: 0..<10, using: &random) {
    case 0..<5: .text(pieces.randomElement(using: &random) ?? "a")
    case 5: .paste((0..<4).map { _ in pieces.randomElement(using: &random) ?? "b" }.joined())
    default: moves.randomElement(using: &random) ?? .left
    }
  }

  @Test(arguments: 0..<40)
  func `random keys do what they do to a text counted anew each time`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var editor = TextEditor("", isLong: true)
    var naive = NaiveEditor(characters: [], cursor: 0)
    for step in 0..<400 {
      let key = Self.key(&random)
      #expect(press(key, &editor))
      naive.handle(key)
      guard editor.text.unicodeScalars.elementsEqual(String(naive.characters).unicodeScalars),
        editor.cursor == naive.cursor
      else {
        Issue.record("step \(step), \(key): \(editor.text.debugDescription) at \(editor.cursor), \(naive)")
        return
      }
    }
  }

  @Test(arguments: 0..<20)
  func `undoing everything gives the text of the start, redoing everything that of the end`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 1_000)
    let start = "Prevent ਪੰਜਾਬੀ 👩‍👩‍👧"
    var editor = TextEditor(start, isLong: true)
    for _ in 0..<200 { _ = editor.handle(Self.key(&random)) }
    let end = editor.text
    while press(.control("z"), &editor) {}
    #expect(editor.text.unicodeScalars.elementsEqual(start.unicodeScalars))
    while press(.control("y"), &editor) {}
    #expect(editor.text.unicodeScalars.elementsEqual(end.unicodeScalars))
    editor.cursor = Int.max
    #expect(editor.cursor == end.count)
  }

  @Test func `words are left and right of one another`() {
    var editor = TextEditor("It's “Zażółć”, ਪੰਜਾਬੀ-2 (ok)")
    var ends: [Int] = []
    editor.cursor = 0
    while editor.cursor < editor.text.count {
      #expect(press(.wordRight, &editor))
      ends.append(editor.cursor)
    }
    #expect(ends == [4, 12, 18, 20, 24, 25])
    var starts: [Int] = []
    while editor.cursor > 0 {
      #expect(press(.wordLeft, &editor))
      starts.append(editor.cursor)
    }
    #expect(starts == [22, 19, 15, 6, 0])
  }
}

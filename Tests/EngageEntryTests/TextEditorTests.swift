import EngageEntry
import Testing

@Suite struct TextEditorTests {
  private func edited(_ text: String, isLong: Bool = false, _ keys: [EntryKey]) -> TextEditor {
    var editor = TextEditor(text, isLong: isLong)
    for key in keys { _ = editor.handle(key) }
    return editor
  }

  /// The text with the cursor shown as `|`.
  private func shown(_ editor: TextEditor) -> String {
    let characters = Array(editor.text)
    return String(characters[..<editor.cursor]) + "|" + String(characters[editor.cursor...])
  }

  @Test(arguments: [
    ([EntryKey.text("!")], "Warm welcome!|"),
    ([.backspace], "Warm welcom|"),
    ([.home, .delete], "|arm welcome"),
    ([.wordLeft, .text("very ")], "Warm very |welcome"),
    ([.wordLeft, .left, .deleteToEnd], "Warm|"),
    ([.wordLeft, .deleteToStart], "|welcome"),
    ([.deleteWordBack], "Warm |"),
    ([.deleteWordBack, .deleteWordBack], "|"),
    ([.textStart, .wordRight], "Warm| welcome"),
    ([.home, .left, .left, .right], "W|arm welcome"),
    ([.delete, .end, .right], "Warm welcome|"),
    ([.left, .left, .paste("X\n")], "Warm welcoX|me"),
  ])
  func `keys edit a short text`(keys: [EntryKey], expected: String) {
    #expect(shown(edited("Warm welcome", keys)) == expected)
  }

  @Test(arguments: [
    ([EntryKey.newLine, .text("d")], "one\ntwo, three\n\nfour\nd|"),
    ([.up, .text("X")], "one\ntwo, three\nX|\nfour"),
    ([.up, .up, .text("X")], "one\ntwo,X| three\n\nfour"),
    ([.up, .up, .up, .down, .text("X")], "one\ntwo,X| three\n\nfour"),
    ([.up, .up, .up, .up, .text("X")], "X|one\ntwo, three\n\nfour"),
    ([.textStart, .end, .deleteToEnd], "one|two, three\n\nfour"),
    ([.textStart, .down, .down, .down, .down], "one\ntwo, three\n\nfour|"),
    ([.up, .home, .backspace], "one\ntwo, three|\nfour"),
  ])
  func `keys edit a text of several lines`(keys: [EntryKey], expected: String) {
    #expect(shown(edited("one\ntwo, three\n\nfour", isLong: true, keys)) == expected)
  }

  @Test(arguments: [
    ("Zoe\u{308}", "Zo"), ("👩‍👩‍👧👍🏽", "👩‍👩‍👧"), ("🇵🇱🇬🇧", "🇵🇱"), ("ਪੰਜਾਬੀ", "ਪੰਜਾ"), ("مرحبا", "مرحب"), ("שלום", "שלו"),
    ("家庭", "家"),
  ])
  func `rubbing out takes what a reader takes for one character`(text: String, left: String) {
    let editor = edited(text, [.backspace])
    #expect(editor.text == left)
    #expect(editor.cursor == left.count)
  }

  @Test func `a mark typed behind a letter joins it`() {
    let editor = edited("Zoe", [.text("\u{308}")])
    #expect(editor.text == "Zoe\u{308}")
    #expect(editor.cursor == 3)
  }

  @Test func `what is pasted loses what is no text and has one kind of line end`() {
    let pasted = EntryKey.paste("a\r\nb\u{1B}[31m\tc\rd\u{202E}e\u{2028}f\u{FEFF}\n")
    #expect(edited("", isLong: true, [pasted]).text == "a\nb[31m c\nde\nf\n")
    #expect(edited("", [pasted]).text == "a b[31m c de f")
    #expect(edited("", [.paste("\n\r\n")]).text == "")
  }

  @Test func `a paste that is too long changes nothing and says why`() throws {
    var editor = TextEditor("kept", isLong: true)
    let clock = ContinuousClock()
    let taken = clock.measure {
      #expect(press(.paste(String(repeating: "é\n", count: 5_000_000)), &editor))
    }
    #expect(taken < .seconds(1))
    #expect(editor.text == "kept")
    #expect(try #require(editor.lastRefusal).contains("100,000 characters"))
    #expect(press(.text("!"), &editor))
    #expect(editor.lastRefusal == nil)
    #expect(editor.text == "kept!")
    // One letter with a hundred thousand accents is one character, but not one to store.
    #expect(press(.paste("e" + String(repeating: "\u{301}", count: 600_000)), &editor))
    #expect(editor.lastRefusal != nil)
  }

  @Test func `a full text takes no more, and can be shortened`() {
    var editor = TextEditor(String(repeating: "ab ", count: 33_333) + "c", isLong: true)
    #expect(press(.text("d"), &editor))
    #expect(editor.lastRefusal != nil)
    #expect(press(.backspace, &editor))
    #expect(editor.text.count == TextEditor.longest - 1)
    #expect(press(.text("d"), &editor))
    #expect(editor.text.hasSuffix(" d"))
  }

  @Test func `a word typed is undone at once, and redone`() {
    var editor = edited("", "one two".map { .text(String($0)) })
    #expect(press(.control("z"), &editor))
    #expect(shown(editor) == "one |")
    #expect(press(.control("z"), &editor))
    #expect(shown(editor) == "|")
    #expect(!press(.control("z"), &editor), "its owner undoes the answer")
    #expect(press(.control("y"), &editor))
    #expect(press(.control("y"), &editor))
    #expect(shown(editor) == "one two|")
    #expect(!press(.control("y"), &editor))
  }

  @Test(arguments: [
    EntryKey.enter, .tab, .backTab, .escape, .function(2), .control("g"), .alt("x"), .pageUp, .unreadable,
    .newLine,
    .up, .down,
  ])
  func `other keys are left to its owner`(key: EntryKey) {
    var editor = TextEditor("text")
    #expect(!press(key, &editor))
    #expect(editor == TextEditor("text"))
  }

  @Test func `up from the start and down from the end are left to its owner`() {
    var editor = TextEditor("a\nb", isLong: true)
    #expect(!press(.down, &editor))
    editor.cursor = 0
    #expect(!press(.up, &editor))
    #expect(press(.down, &editor))
    editor.cursor = 99
    #expect(editor.cursor == 3)
  }
}

/// Whether the editor took the key; `#expect` can't call what changes a value.
func press(_ key: EntryKey, _ editor: inout TextEditor) -> Bool { editor.handle(key) }

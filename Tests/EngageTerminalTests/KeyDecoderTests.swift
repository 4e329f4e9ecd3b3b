import EngageEntry
import EngageTerminal
import Testing

@Suite struct KeyDecoderTests {
  /// What the bytes mean if nothing follows them; `^[` is written for ESC.
  private func keys(_ text: String) -> [EntryKey] {
    var decoder = KeyDecoder()
    return decoder.keys(Array(text.replacing("^[", with: "\u{1B}").utf8)) + decoder.settle()
  }

  @Test(arguments: [
    // xterm, tmux, screen
    ("^[[A", EntryKey.up), ("^[[B", .down), ("^[[C", .right), ("^[[D", .left), ("^[OA", .up), ("^[OD", .left),
    ("^[[H", .home), ("^[[F", .end), ("^[OH", .home), ("^[OF", .end), ("^[[1~", .home), ("^[[4~", .end),
    ("^[[5~", .pageUp), ("^[[6~", .pageDown), ("^[[3~", .delete), ("^[[Z", .backTab),
    ("^[[1;5C", .wordRight), ("^[[1;5D", .wordLeft), ("^[[1;3C", .wordRight), ("^[[1;5H", .textStart),
    ("^[[1;5F", .textEnd), ("^[[1;2A", .up), ("^[[3;5~", .delete),
    ("^[OP", .function(1)), ("^[OS", .function(4)), ("^[[15~", .function(5)), ("^[[17~", .function(6)),
    ("^[[21~", .function(10)), ("^[[23~", .function(11)), ("^[[24~", .function(12)),
    ("^[[1;2P", .function(1)),
    // the Linux console, rxvt, PuTTY
    ("^[[[A", .function(1)), ("^[[[E", .function(5)), ("^[[11~", .function(1)), ("^[[7~", .home),
    ("^[[8~", .end),
    ("^[Oc", .wordRight), ("^[Od", .wordLeft), ("^[[c", .right), ("^[[7^", .textStart), ("^[[3$", .delete),
    ("^[[8@", .textEnd), ("^[^[[D", .wordLeft), ("^[^[OC", .wordRight), ("^[OM", .enter),
    ("^[Oq", .text("1")),
    // keys sent as numbers
    ("^[[13;2u", .newLine), ("^[[27;5;13~", .newLine), ("^[[97;5u", .home), ("^[[122;5u", .control("z")),
    ("^[[9;2u", .backTab), ("^[[27u", .escape), ("^[[233u", .text("é")), ("^[[120;3u", .alt("x")),
    // single bytes
    ("\r", .enter), ("\n", .newLine), ("^[\r", .newLine), ("\t", .tab), ("\u{7F}", .backspace),
    ("\u{8}", .backspace),
    ("\u{1}", .home), ("\u{5}", .end), ("\u{B}", .deleteToEnd), ("\u{15}", .deleteToStart),
    ("\u{17}", .deleteWordBack),
    ("\u{3}", .control("c")), ("\u{4}", .control("d")), ("\u{1A}", .control("z")), ("\u{7}", .control("g")),
    ("\u{1F}", .control("_")), ("\u{0}", .control(" ")), ("^[", .escape), ("^[x", .alt("x")),
    ("^[é", .alt("é")),
    ("^[\u{7F}", .deleteWordBack), ("^[[", .alt("[")), ("^[O", .alt("O")), ("^[P", .alt("P")),
    ("^[]", .alt("]")),
    ("a", .text("a")), ("ਪ", .text("ਪ")), ("👩", .text("👩")), ("ł", .text("ł")), ("\r\n", .enter),
  ])
  func `what a key sends is that key`(sent: String, key: EntryKey) {
    #expect(keys(sent) == [key])
  }

  @Test(arguments: [
    "^[[I", "^[[O", "^[[?1;2c", "^[[24;80R", "^[[<0;10;10M", "^[[M !!", "^[]11;rgb:0000/0000/0000\u{7}",
    "^[]0;title^[\\", "^[P1$r0m^[\\", "^[[?2026;2$y", "^[[E", "^[[2~", "^[[99~", "^[[;;;;~",
    "^[[1;2;3;4;5;6;7x",
    "^[Oz", "^[[201~", "^[[57441u", "^[[999999999999999999999999~", "^[_Gi=1;OK^[\\",
  ])
  func `reports and unknown sequences are no keys and no text`(sent: String) {
    #expect(keys(sent) == [])
    #expect(keys(sent + "a") == [.text("a")])
  }

  @Test(arguments: [
    ("^[[12\u{3}", [EntryKey.control("c")]), ("^[[1^[[A", [.up]), ("^[[1é", [.text("é")]),
    ("^[]0;never ended\r", [.enter]), ("^[Pa", [.alt("P"), .text("a")]),
    ("^[\u{3}", [.escape, .control("c")]),
    ("^[^[", [.escape, .escape]), ("^[^[^[[A", [.escape, .up]), ("^[[M\u{3}", [.control("c")]),
    ("^[Oé", [.alt("O"), .text("é")]), ("^[^[x", [.escape, .alt("x")]),
    ("\r\r\n\n", [.enter, .enter, .newLine]),
  ])
  func `a sequence that breaks off does not take the next key with it`(sent: String, expected: [EntryKey]) {
    #expect(keys(sent) == expected)
  }

  @Test func `Escape is known by the pause behind it`() {
    var decoder = KeyDecoder()
    #expect(decoder.keys([0x1B]) == [])
    #expect(decoder.patience == .milliseconds(50))
    #expect(decoder.settle() == [.escape])
    #expect(decoder.patience == nil)
    #expect(decoder.keys(Array("[A".utf8)) == [.text("["), .text("A")])
  }

  @Test func `bytes that are no text are told once`() {
    var decoder = KeyDecoder()
    #expect(decoder.keys([0x61, 0xFF, 0xFE, 0xC0, 0x80, 0x62]) == [.text("a"), .unreadable, .text("b")])
    #expect(decoder.keys([0xFF]) + decoder.keys([0xFF]) == [.unreadable])
    #expect(decoder.keys([0xE2, 0x82, 0x61]) == [.text("a")], "still the same run")
    #expect(decoder.keys([0xE2, 0x82]) + decoder.settle() == [.unreadable])
    // Surrogates, overlong forms, what is behind the last plane, controls of Latin-1.
    for bytes: [UInt8] in [[0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xC2, 0x9B]] {
      #expect(decoder.keys([0x61] + bytes + [0x62]) == [.text("a"), .unreadable, .text("b")])
    }
  }

  @Test func `a paste is one key whatever is in it`() {
    #expect(
      keys("a^[[200~one\r\ntwo\rthree ^[[A ^[[201 ^[^[[201~b")
        == [.text("a"), .paste("one\ntwo\nthree \u{1B}[A \u{1B}[201 \u{1B}"), .text("b")])
    #expect(keys("^[[200~^[[201~b") == [.text("b")])
    var decoder = KeyDecoder()
    #expect(
      decoder.keys(Array("\u{1B}[200~Zo".utf8) + [0xEB] + Array("\u{1B}[201~".utf8))
        == [.paste("Zo\u{FFFD}"), .unreadable])
  }

  @Test func `a paste without an end is given up after a pause`() {
    var decoder = KeyDecoder()
    #expect(decoder.keys(Array("\u{1B}[200~half of it \u{1B}[20".utf8)) == [])
    #expect(decoder.patience == .seconds(3))
    #expect(decoder.settle() == [.paste("half of it ")])
    #expect(decoder.keys(Array("q".utf8)) == [.text("q")])
  }

  @Test func `a paste of 10 MB comes through in portions`() {
    var decoder = KeyDecoder()
    let text = String(repeating: "Prevent ਪੰਜਾਬੀ\r\n", count: 380_000)
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~x".utf8)
    var found: [EntryKey] = []
    let taken = ContinuousClock().measure {
      for start in stride(from: 0, to: bytes.count, by: 4_093) {
        found += decoder.keys(Array(bytes[start..<min(start + 4_093, bytes.count)]))
      }
    }
    #expect(found == [.paste(text.replacing("\r\n", with: "\n")), .text("x")])
    #expect(taken < .seconds(10))
  }

  @Test func `a paste of any size takes no more memory than is of use`() {
    var decoder = KeyDecoder()
    var found = decoder.keys(Array("\u{1B}[200~".utf8))
    let portion = [UInt8](repeating: 0x61, count: 4_000_000)
    for _ in 0..<6 { found += decoder.keys(portion) }
    found += decoder.keys(Array("\u{1B}[201~b".utf8))
    guard case .paste(let text) = found.first, found.last == .text("b") else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count <= 16_000_006)
  }
}

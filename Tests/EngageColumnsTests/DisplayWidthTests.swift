import EngageColumns
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("家庭", 4), ("ko\u{301}", 2), ("Zażółć", 6), ("한국", 4), ("ｆｕ", 4), ("👩‍👩‍👧", 2), ("❤️", 2),
    ("–", 1), ("█▏", 2), ("a\u{200B}b", 2), ("🇵🇱", 2), ("👍🏽", 2), ("7️⃣", 2), ("ਪੰਜਾਬੀ", 5), ("न्त", 2), ("தமிழ்", 4),
    ("مرحبا", 5), ("שָׁלוֹם", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{301}", 0), ("\u{7}", 0), ("\u{2028}", 0),
  ])
  func `text takes the columns a terminal gives it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `control characters and direction marks never reach the terminal`() {
    #expect(DisplayWidth.plain("a\u{1B}[31mb\u{202E}c\r\nd\u{9B}e") == "a [31mbc  d e")
  }
}

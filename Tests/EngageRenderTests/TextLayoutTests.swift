import EngageColumns
import Testing

@testable import EngageRender

@Suite struct TextLayoutTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("家庭学校", 5, ["家庭", "学校"]),
    ("家庭", 1, ["家", "庭"]), ("", 5, [""]), ("fits", 4, ["fits"]),
  ])
  func `lines break between words, long words within`(text: String, width: Int, lines: [String]) {
    #expect(TextLayout.lines(text, width: width) == lines)
  }

  @Test(arguments: [20, 30, 40, 60, 80, 120])
  func `no line is wider than the terminal`(width: Int) throws {
    for line in try TerminalRenderer(width: width).text(Example.everything).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }

  @Test(arguments: [
    (0.0, ""), (1.0, "████"), (0.5, "██"), (0.03125, "▏"), (0.0001, "▏"), (0.96875, "███▉"), (7, "████"),
  ])
  func `bars are drawn to an eighth, and something is never nothing`(length: Double, bar: String) {
    #expect(TextBars.bar(length, width: 4) == bar)
  }
}

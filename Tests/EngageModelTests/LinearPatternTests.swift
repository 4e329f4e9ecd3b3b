import EngageModel
import Foundation
import Testing

@Suite("Patterns in linear time")
struct LinearPatternTests {
  @Test(
    "A pattern is the whole text or not",
    arguments: [
      ("", "", true), ("a", "", false), ("a*", "aaa", true), ("a+", "", false), ("a?b", "b", true),
      ("(ab|a)(c|bcd)", "abcd", true),
      ("[a-c]+", "abcabc", true), ("[^a-c]+", "abc", false), ("[]a]+", "]a]", true), ("[a-]+", "-a", true),
      ("[\\d.]+", "1.5", true),
      ("\\d{3}", "123", true), ("\\d{3}", "12", false), ("\\d{2,}", "12345", true),
      ("\\d{2,3}", "1234", false), ("a{0}", "", true),
      ("\\w+", "Müller_1", true), ("\\W", "ü", false), ("\\s+", " \t\u{a0}", true), (".", "é", true),
      (".", "\n", false),
      ("\\p{Lu}\\p{L}*", "Ärger", true), ("\\.", "x", false), ("^a$", "a", true), ("(a*)*", "aaaa", true),
      ("(a|b|)+", "", true),
      ("(?:ab)+", "abab", true), ("\\u00e9", "é", true), ("a\\b b", "a b", true), ("\\bé\\b", "é", true),
      ("a*?b", "aab", true),
    ])
  func whole(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try LinearPattern(pattern).matchesWhole(text) == expected)
  }

  @Test(
    "The longest match from a place",
    arguments: [
      ("multi-?agency", "a multi-agency team", 2, 14), ("bull(y|ied|ies|ying)", "bullying", 0, 8),
      ("a|ab|abc", "abcd", 0, 3),
      ("a*", "baaa", 0, 0), ("nothing (is |was |ever )*(done|happen(s|ed))", "nothing was ever done.", 0, 21),
      ("des \\w+ets", "des états", 0, nil as Int?), ("é", "é", 0, 2), ("b$", "ab", 1, 2),
      ("a$", "ab", 0, nil), ("^b", "ab", 1, nil),
      ("tick[- ]?box", "TICK BOX", 0, 8), ("[^a]", "A", 0, nil), ("ÉCOLE", "école", 0, 6),
    ])
  func longest(_ pattern: String, _ text: String, _ start: Int, _ end: Int?) throws {
    let bytes = Array(text.utf8)
    #expect(
      try LinearPattern(pattern, caseInsensitive: true).longestMatch(in: bytes.span, from: start) == end)
  }

  @Test("One memory serves several patterns, and places outside the text match nothing")
  func scratch() throws {
    var scratch = LinearPattern.Scratch()
    let bytes = Array("aaab".utf8)
    let long = try LinearPattern("a*b")
    let short = try LinearPattern("a")
    for _ in 0..<3 {
      #expect(long.longestMatch(in: bytes.span, from: 0, &scratch) == 4)
      #expect(short.longestMatch(in: bytes.span, from: 1, &scratch) == 2)
      #expect(long.longestMatch(in: bytes.span, from: 4, &scratch) == nil)
    }
    #expect(long.longestMatch(in: bytes.span, from: 5, &scratch) == nil)
    #expect(long.longestMatch(in: bytes.span, from: -1, &scratch) == nil)
  }

  @Test("Bytes that are no UTF-8 are characters of their own and crash nothing")
  func brokenBytes() throws {
    let pattern = try LinearPattern("(.|\\b|\\w)*")
    for bytes in [
      [0xff, 0xc3], [0xe2, 0x82], [0x80, 0x80, 0x80, 0x80, 0x80], [0xf7, 0xbf, 0xbf, 0xbf],
      [0xed, 0xa0, 0x80],
    ] as [[UInt8]] {
      #expect(pattern.longestMatch(in: bytes.span, from: 0) == bytes.count)
    }
  }

  @Test(
    "What is not supported says so where it stands",
    arguments: [
      ("a(b", 1), ("a)", 1), ("[ab", 0), ("*a", 0), ("a**", 2), ("a*+", 2), ("a{2", 1), ("a{3,2}", 1),
      ("(a)\\1", 3), ("(?=a)", 0),
      ("(?i)a", 0), ("(?<n>a)", 0), ("\\", 0), ("[[:alpha:]]", 1), ("é{x}", 1), ("a{1001}", 1), ("[z-a]", 3),
      ("\\q", 0), ("^*", 1),
      ("((a{1000}){1000})", 0),
    ])
  func refused(_ pattern: String, _ offset: Int) {
    #expect {
      try LinearPattern(pattern)
    } throws: { error in
      (error as? PatternProblem)?.offset == offset
    }
  }

  @Test("Patterns that take others exponential time are quick")
  func linear() throws {
    let text = String(repeating: "a", count: 5000)
    let clock = ContinuousClock()
    let nested = try LinearPattern("(a*)*b")
    let overlapping = try LinearPattern("(a|aa)+$")
    let counted = try LinearPattern("(a?){25}a{25}")
    let spent = clock.measure {
      #expect(!nested.matchesWhole(text))
      #expect(overlapping.matchesWhole(text))
      #expect(counted.matchesWhole(String(repeating: "a", count: 25)))
    }
    #expect(spent < .seconds(10))
  }

  @Test(
    "Patterns that would grow without end are refused at once",
    arguments: [
      "((((a{1000}){1000}){1000}){1000}){1000}", "((((){1000}){1000}){1000}){1000}",
      "(((()*){1000}){1000}){1000}", "(((|){1000}){1000}){1000}", "((\\b(){1000}){1000}){1000}",
    ])
  func growth(_ source: String) {
    let took = ContinuousClock().measure {
      #expect(throws: PatternProblem.tooLarge) { _ = try LinearPattern(source) }
    }
    #expect(took < .seconds(2))
  }

  @Test("Random patterns agree with Foundation's")
  func agreement() throws {
    var generator = SplitMix(seed: 3)
    func pattern(_ depth: Int) -> String {
      guard depth > 0 else {
        return ["a", "b", "c", ".", "[ab]", "[^a]", "\\d", "\\w"].randomElement(using: &generator) ?? "a"
      }
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return "(\(pattern(depth - 1))|\(pattern(depth - 1)))"
      case 1:
        return "(\(pattern(depth - 1)))"
          + (["*", "+", "?", "{1,2}", "{2}"].randomElement(using: &generator) ?? "?")
      default: return pattern(depth - 1) + pattern(depth - 1)
      }
    }
    var matches = 0
    for _ in 0..<2000 {
      let source = pattern(3)
      let mine = try LinearPattern(source)
      let theirs = try NSRegularExpression(pattern: "^(?:\(source))$")
      for _ in 0..<5 {
        let text = String(
          (0..<Int.random(in: 0...8, using: &generator)).map { _ in
            "abc1".randomElement(using: &generator) ?? "a"
          })
        let expected =
          theirs.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
        #expect(mine.matchesWhole(text) == expected, "\(source) on \(text)")
        matches += expected ? 1 : 0
      }
    }
    #expect(matches > 200)
  }

  @Test("Random sources of patterns are read or refused")
  func random() {
    var generator = SplitMix(seed: 11)
    let pieces = Array("ab(|)[]^-*+?{}1,2\\dwsp$.:=é&\n")
    for _ in 0..<20_000 {
      let source = String(
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? "a"
        })
      guard let pattern = try? LinearPattern(source) else { continue }
      _ = pattern.matchesWhole("ab1é2,ab")
      #expect(pattern.description == source)
    }
  }
}

import EngageModel
import Testing

@Suite("Whatever is typed")
struct ExpressionFuzzTests {
  static let pieces = [
    "${age}", "${topics}", "${born}", "${x", "}", ".", "..", "(", ")", ",", "'a'", "\"", "'", "1", "1.5",
    ".5", "999999999999999999999",
    "+", "-", "*", " div ", " mod ", " and ", " or ", "=", "!=", "<", ">=", "selected(", "if(", "substr(",
    "round(", "regex(",
    "date(", "format-date(", "jr:choice-name(", "selected-at(", "coalesce(", "pow(", "min(", "now()",
    "today()", "true()",
    "'[a-z]+'", "'(a|b)*'", "'{2}'", "name", "é", "👩‍👩‍👧", "\u{301}", "\r\n", "\0", "“", " ", "int(",
    "'2019-09-24'", "'%Y%'", "number(",
  ]

  @Test("Random sources are read or refused, checked and evaluated, without a crash and without NaN")
  func random() throws {
    var generator = SplitMix(seed: 20_190_924)
    let context = try ExpressionValueTests.context(current: .number(3))
    var read = 0
    for _ in 0..<100_000 {
      let source = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
        Self.pieces.randomElement(using: &generator) ?? ""
      }.joined()
      do throws(ExpressionProblem) {
        let expression = try Expression(parsing: source)
        read += 1
        let value = expression.value(in: context)
        if case .number(let number) = value { #expect(number.isFinite, "\(source)") }
        #expect(!["nan", "-nan", "inf", "-inf"].contains(value.text), "\(source)")
        for problem in expression.problems(in: ExpressionScope(survey: sampleSurvey), expecting: .number) {
          #expect(problem.offset + problem.length <= source.count, "\(source): \(problem)")
        }
      } catch {
        if error.offset < 0 || error.offset + error.length > source.count {
          Issue.record("\(source): \(error)")
        }
      }
    }
    print("\(read) of 100000 random sources were expressions")
    #expect(read > 1000)
  }

  @Test("Random expressions of the grammar are always read")
  func grammar() throws {
    var generator = SplitMix(seed: 7)
    let context = try ExpressionValueTests.context(current: .date(try #require(CalendarDate("2019-09-24"))))
    func expression(_ depth: Int) -> String {
      let leaves = [
        "${age}", "${topics}", "${born}", "${none}", ".", "1", "0", "'x'", "'4'", "today()", "''", "col",
      ]
      guard depth > 0 else { return leaves.randomElement(using: &generator) ?? "1" }
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        let signs = ["+", "-", "*", "div", "mod", "and", "or", "=", "!=", "<", ">="]
        return
          "\(expression(depth - 1)) \(signs.randomElement(using: &generator) ?? "+") \(expression(depth - 1))"
      case 1: return "(\(expression(depth - 1)))"
      case 2: return "-\(expression(depth - 1))"
      default:
        let calls = [
          "if(A, A, A)", "substr(A, A, A)", "round(A, A)", "date(A)", "pow(A, A)", "max(A, A)",
          "selected-at(A, A)",
          "regex(A, A)", "format-date(A, A)", "concat(A, A)", "abs(A)", "int(A)", "count-selected(A)",
        ]
        let parts = (calls.randomElement(using: &generator) ?? "abs(A)").split(
          separator: "A", omittingEmptySubsequences: false)
        var source = String(parts[0])
        for part in parts.dropFirst() { source += expression(depth - 1) + part }
        return source
      }
    }
    for _ in 0..<5000 {
      let source = expression(4)
      let value = try Expression(parsing: source).value(in: context)
      if case .number(let number) = value { #expect(number.isFinite, "\(source)") }
    }
  }
}

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

import EngageModel
import EngageText
import Testing

@Suite struct CodebookMatcherTests {
  private func themes(_ text: String, of themes: Theme...) throws -> [Theme.ID] {
    try ThemeCoder(Codebook(id: "test", themes: themes)).themes(of: text)
  }

  @Test(arguments: [
    ("The weather report was late", false), ("A report, not the weather report", true),
    ("Reported twice", true),
    ("weather reports", false),
  ])
  func anExclusionCancelsTheMatchesItOverlaps(text: String, isFound: Bool) throws {
    let theme = Theme(
      id: "reporting", title: "", match: [.phrase("report*")], exclude: [.phrase("weather report")])
    #expect(try themes(text, of: theme).isEmpty != isFound)
  }

  @Test func anExclusionConcernsItsOwnThemeOnly() throws {
    let one = Theme(
      id: "reporting", title: "", match: [.phrase("report")], exclude: [.phrase("weather report")])
    let other = Theme(id: "weather", title: "", match: [.phrase("weather")])
    #expect(try themes("weather report", of: one, other) == ["weather"])
  }

  @Test func aParentHasItsDescendantsTexts() throws {
    let inner = Theme(id: "inner", title: "", match: [.phrase("wheelchair")])
    let middle = Theme(id: "middle", title: "", themes: [inner])
    let outer = Theme(
      id: "outer", title: "", match: [.phrase("victim")], exclude: [.phrase("wheelchair")], themes: [middle])
    #expect(try themes("a wheelchair", of: outer) == ["outer", "middle", "inner"])
    #expect(try themes("a victim", of: outer) == ["outer"])
  }

  @Test func moreThanSixtyFourThemesAreToldApart() throws {
    let many = (0..<150).map { Theme(id: Theme.ID("t\($0)"), title: "", match: [.exact("word\($0)")]) }
    let coder = try ThemeCoder(Codebook(id: "test", themes: many))
    #expect(coder.themes(of: "word149 word64 word0 word150") == ["t0", "t64", "t149"])
  }

  @Test func placesAreTheBytesOfTheMatches() throws {
    let coder = try ThemeCoder(
      Codebook(id: "c", themes: [Theme(id: "t", title: "", match: [.phrase("hate crime"), .phrase("café")])]))
    let text = "Ça: Hate  crimes at the CAFÉ."
    #expect(coder.places(in: text).map { String(text[$0.range]) } == ["Hate  crimes", "CAFÉ"])
  }

  @Test func theCacheOfWordsForgetsAndStaysRight() throws {
    let matcher = try CodebookMatcher(
      Codebook(id: "c", themes: [Theme(id: "t", title: "", match: [.phrase("reports")])]))
    matcher.withScratch { scratch in
      for round in 0..<4 {
        var found = matcher.noThemes
        let noise = (0..<30_000).map { "w\(round)x\($0) abcdefghijk\($0)" }.joined(separator: " ")
        matcher.find(in: Array(noise.utf8).span, scratch, into: &found)
        #expect(found == [0])
        matcher.find(in: Array("It was reported".utf8).span, scratch, into: &found)
        #expect(found == [1])
      }
    }
  }

  @Test(arguments: [
    (Term.phrase("  "), "bad-term"), (.phrase("*report"), "bad-term"), (.phrase("re*port"), "bad-term"),
    (.phrase("report *"), "bad-term"), (.phrase("report*,"), "bad-term"), (.exact(""), "bad-term"),
    (.pattern("multi("), "bad-pattern"), (.pattern("(a)\\1"), "bad-pattern"),
  ])
  func whatCannotBeMatchedIsRefusedByTheme(term: Term, rule: String) throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try CodebookMatcher(Codebook(id: "c", themes: [Theme(id: "reporting", title: "", match: [term])]))
    }
    #expect(error?.diagnostics.map(\.rule) == [rule])
    #expect(error?.diagnostics.first?.message.hasPrefix("theme reporting: ") == true)
  }

  @Test func allProblemsAreToldAtOnce() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try CodebookMatcher(
        Codebook(
          id: "c",
          themes: [Theme(id: "a", title: "", match: [.phrase("*"), .pattern("[")], exclude: [.phrase("")])]))
    }
    #expect(error?.diagnostics.count == 3)
  }
}

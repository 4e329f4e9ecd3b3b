import EngageModel
import EngageText
import Testing

@Suite struct ThemeEvidenceTests {
  private static let codebook = Codebook(
    id: "words",
    themes: [
      Theme(
        id: "reporting", title: "Reporting",
        match: [.phrase("report*"), .exact("101"), .pattern("nothing (is |was )*done")],
        exclude: [.phrase("school report*")],
        themes: [Theme(id: "courts", title: "Courts", match: [.phrase("court")])])
    ])

  @Test(arguments: [
    (
      "I reported it on 101",
      [("reporting", Term.phrase("report*"), "reported"), ("reporting", .exact("101"), "101")]
    ),
    ("Nothing was done.", [("reporting", .pattern("nothing (is |was )*done"), "Nothing was done")]),
    ("His school report was late; no report since", [("reporting", .phrase("report*"), "report")]),
    ("In courts I trust", [("courts", .phrase("court"), "courts")]), ("Nobody listens", []),
  ])
  func whatGivesATextAThemeIsTold(text: String, expected: [(String, Term, String)]) throws {
    let found = try ThemeEvidence(ThemeEvidenceTests.codebook).found(of: "reporting", in: text)
    #expect(found.map(\.theme.rawValue) == expected.map(\.0))
    #expect(found.map(\.term) == expected.map(\.1))
    #expect(found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == expected.map(\.2))
  }

  @Test func aThemeDoesNotHaveItsParentsWords() throws {
    let evidence = try ThemeEvidence(ThemeEvidenceTests.codebook)
    #expect(evidence.found(of: "courts", in: "I reported it").isEmpty)
  }
}

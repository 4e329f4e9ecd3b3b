import EngageModel
import EngageText
import Testing

@Suite struct SafeguardingScanTests {
  static let codebook = Codebook(
    id: "safeguarding", safeguarding: true,
    themes: [
      Theme(
        id: "self-harm", title: "Self-harm",
        match: [.phrase("self-harm*"), .pattern("hurts? (myself|herself)")],
        tell: "Safeguarding lead",
        themes: [Theme(id: "suicide", title: "Suicide", match: [.phrase("suicid*")])]),
      Theme(id: "schools", title: "Schools", match: [.phrase("school*")]),
    ])

  @Test func aDisclosureIsFoundWithItsThemeItsWordsAndWhomToTell() throws {
    let text = "At school she hurts herself 😢, I fear suicide."
    let found = try SafeguardingScan(SafeguardingScanTests.codebook).findings(in: text)
    #expect(found.map(\.theme) == ["self-harm", "suicide"])
    #expect(found.map { String(text[$0.range]) } == ["hurts herself", "suicide"])
    #expect(found.map(\.tell) == ["Safeguarding lead", "Safeguarding lead"])
    #expect(found.map(\.term) == [.pattern("hurts? (myself|herself)"), .phrase("suicid*")])
  }

  @Test func otherThemesOfTheCodebookAreNoDisclosure() throws {
    let scan = try SafeguardingScan(SafeguardingScanTests.codebook)
    #expect(scan.findings(in: "The school is fine") == [])
    #expect(scan.themes(of: "School and self-harming") == ["self-harm"])
  }

  @Test func whereNoThemeSaysWhomToTellAllAreDisclosures() throws {
    var codebook = SafeguardingScanTests.codebook
    codebook.themes[0].tell = nil
    #expect(try SafeguardingScan(codebook).themes(of: "school") == ["schools"])
  }

  @Test func inAnotherCodebookNothingIsFound() throws {
    var codebook = SafeguardingScanTests.codebook
    codebook.safeguarding = false
    let scan = try SafeguardingScan(codebook)
    #expect(scan.findings(in: "self-harm") == [] && scan.themes(of: "self-harm") == [])
  }
}

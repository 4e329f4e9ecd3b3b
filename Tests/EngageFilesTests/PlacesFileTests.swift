import EngageFiles
import EngageModel
import EngageText
import Testing

@Suite struct PlacesFileTests {
  @Test func aPlaceALineCommentsAside() {
    let text = "# streets\n Mill Lane  # the short one\r\n\nSt Mary's #1 School\nC# Court\n"
    let reading = PlacesFile.read(text: text, path: "places.txt")
    #expect(reading.value?.names == ["Mill Lane", "St Mary's", "C# Court"])
    #expect(reading.diagnostics == [])
  }

  @Test func everyProblemIsToldWithItsLine() {
    let text = "Mill Lane\nx\nmill lane\n" + String(repeating: "long ", count: 30) + "\nA, B\n"
    let reading = PlacesFile.read(text: text, path: "places.txt")
    #expect(reading.value == nil)
    #expect(
      reading.diagnostics.map { "\($0.rule) \($0.line ?? 0)" } == [
        "place-too-short 2", "duplicate-place 3", "place-too-long 4", "place-with-comma 5",
      ])
  }

  @Test func aCodebookSaysThatItIsForSafeguardingAndIsWrittenSo() throws {
    let text = """
      codebook: safeguarding
      safeguarding: yes
      themes:
        - {theme: harm, title: "Harm", tell: "Jo Bloggs", match: ["harm*"]}
      """
    let codebook = try CodebookFile.read(text: text, path: "codebook.safeguarding.yaml").get()
    #expect(codebook.safeguarding && codebook.disclosures.map(\.tell) == ["Jo Bloggs"])
    let again = CodebookFile.read(text: CodebookWriter(codebook).text, path: "codebook.safeguarding.yaml")
    #expect(again.value == codebook)
  }

  @Test func whomToTellNeedsACodebookForSafeguarding() {
    let text = "codebook: c\nthemes:\n  - {theme: harm, title: \"Harm\", tell: \"Jo\", match: [harm]}\n"
    let reading = CodebookFile.read(text: text, path: "codebook.c.yaml")
    #expect(reading.value == nil && reading.diagnostics.map(\.rule) == ["tell-without-safeguarding"])
  }

  @Test func theStarterCodebookFindsItsFourThemes() throws {
    let content = try #require(Workspace.starterFile("Surveys/open-evening/codebook.safeguarding.yaml"))
    let reading = CodebookFile.read(text: content, path: "codebook.safeguarding.yaml")
    #expect(reading.diagnostics == [])
    let scan = try SafeguardingScan(try reading.get())
    for (text, theme) in [
      ("My daughter is hurting herself", "self-harm"), ("he said he’d kill her, he has a knife", "threat"),
      ("my husband hits me", "abuse"), ("I am scared of my husband", "abuse"),
      ("my son wants to join ISIS", "radicalisation"),
    ] {
      #expect(scan.themes(of: text) == [Theme.ID(theme)], "\(text)")
    }
    for text in [
      "The lights hit a low", "We want to join a club", "Nobody listens to us", "It is not safe at night",
    ] {
      #expect(scan.themes(of: text) == [], "\(text)")
    }
  }
}

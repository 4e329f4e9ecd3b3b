import Coding
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct CodingTests {
  @Test func theLawsOfAnalysesHold() throws {
    for codes in [CodingCase().codes, ""] {
      var test = CodingCase()
      test.codes = codes
      #expect(try AnalysisLaws.failures(of: test.analysis(), over: test.batch()) == [])
    }
  }

  @Test func theReadmeSaysWhatTheManifestSays() {
    #expect(PluginDocumentation.failures(manifest: Coding.manifest) == [])
    #expect(Coding.manifest.problems(among: [Coding.manifest]) == [])
  }

  @Test func eachCoderIsToldWithWhatTheyGave() throws {
    #expect(
      try CodingCase().section().lines("coders", "coder", "texts", "share", "codes", "none") == [
        "ann | 6 | 6 of 8 | 6 | 1", "ben | 4 | 4 of 8 | 3 | 1",
      ])
  }

  @Test func aTextWithASubThemeHasItsParentAndUnitsStandApart() throws {
    #expect(
      try CodingCase().section(["consensus": "any"]).lines(
        "codes", "theme", "rules", "rules_share", "human", "human_share", "forms", "tables") == [
          "reporting | 5 | 5 of 8 | 3 | 3 of 6 | 2 | 1", "police | 3 | 3 of 8 | 2 | 2 of 6 | 1 | 1",
          "schools | 2 | 2 of 8 | 2 | 2 of 6 | 2 | 0", "buses | 2 | 2 of 8 | 1 | 1 of 6 | 1 | 0",
        ])
  }

  @Test(arguments: [("any", 2), ("majority", 1), ("all", 1)])
  func consensusDecidesWhatPeopleSay(consensus: String, schools: Int) throws {
    let lines = try CodingCase().section(["consensus": consensus]).lines("codes", "theme", "human")
    #expect(lines.contains("schools | \(schools)"))
  }

  @Test func ofThreeCodersTwoAreTheMajority() throws {
    var test = CodingCase()
    test.codes = """
      2 concerns ann: buses schools
      2 concerns ben: buses
      2 concerns cat: reporting
      """
    #expect(
      try test.section().lines("codes", "theme", "human") == [
        "reporting | 0", "police | 0", "schools | 0", "buses | 1",
      ])
  }

  /// Four texts coded by both; over all themes scikit-learn 1.9 (`cohen_kappa_score` of the sets) and krippendorff 0.9
  /// (with 1 − Jaccard) have 0.3333 and 0.4220.
  @Test func reliabilityIsToldForEachTheme() throws {
    let section = try CodingCase().section()
    #expect(
      section.lines("reliability", "theme", "coders", "texts", "given", "agreement", "kappa", "alpha")
        == [
          "reporting | 2 | 4 | 3 | 4 of 4 | 1 | 1", "police | 2 | 4 | 2 | 4 of 4 | 1 | 1",
          "schools | 2 | 4 | 1 | 3 of 4 | 0 | 0", "buses | 2 | 4 | 1 | 3 of 4 | 0 | 0",
          "all | 2 | 4 | 4 | 2 of 4 | 0.333 | 0.422",
        ])
    #expect(section.lines("reliability", "theme", "result").first == "reporting | full agreement")
    #expect(section.table("reliability")?.cell(row: "reporting", column: "low") == .missing)
  }

  @Test func whatNobodyGaveHasNoKappaAndSaysWhy() throws {
    var test = CodingCase()
    test.codes = "1 concerns ann: schools\n1 concerns ben: schools\n2 concerns ann: schools\n2 concerns ben:"
    let lines = try test.section().lines("reliability", "theme", "kappa", "alpha", "result")
    #expect(lines[0] == "reporting | - | - | not defined: nobody gave it")
    test.codes = "1 concerns ann: schools\n1 concerns ben: schools"
    #expect(
      try test.section().lines("reliability", "theme", "kappa", "alpha", "result")[2]
        == "schools | - | - | not defined: all said the same")
  }

  @Test func onTooFewTextsThereIsNoVerdict() throws {
    let section = try CodingCase().section(["smallest_base": "5"])
    for line in section.lines("reliability", "kappa", "alpha", "low", "high", "result") {
      #expect(line == "- | - | - | - | too few to say")
    }
    for line in section.lines("rules", "f1", "result").dropLast() { #expect(line == "- | too few to say") }
    #expect(section.measure("alpha") == nil)
    #expect(section.statements.contains { $0.text.contains("too few to say") })
  }

  @Test func rulesAreComparedWithPeopleWhereBothLooked() throws {
    #expect(
      try CodingCase().section(["consensus": "any"]).lines(
        "rules", "theme", "labelled", "found", "both", "precision", "recall", "f1") == [
          "reporting | 3 | 3 | 3 | 3 of 3 | 3 of 3 | 1", "police | 2 | 2 | 2 | 2 of 2 | 2 of 2 | 1",
          "schools | 2 | 2 | 2 | 2 of 2 | 2 of 2 | 1", "buses | 1 | 2 | 1 | 1 of 2 | 1 of 1 | 0.667",
          "all | 8 | 9 | 8 | 8 of 9 | 8 of 8 | 0.941",
        ])
  }

  @Test func codesOfATextChangedSinceAreLeftOutAndTold() throws {
    var test = CodingCase()
    test.codes = "!1 concerns ann: schools\n2 concerns ann: buses"
    let section = try test.section()
    #expect(section.lines("coders", "coder", "texts", "changed") == ["ann | 1 | 1"])
    #expect(section.notes.contains { $0.hasPrefix("One coded text was changed after coding") })
    #expect(try test.section(["changed": "keep"]).lines("coders", "texts", "changed") == ["2 | 1"])
  }

  @Test func codesOfAnotherVersionAreToldAndMayBeLeftOut() throws {
    var test = CodingCase()
    test.codes = "1 concerns ann/2: schools\n2 concerns ann: buses gone"
    let section = try test.section()
    #expect(section.lines("coders", "texts", "other_version") == ["2 | 1"])
    #expect(section.notes.contains { $0.contains("another version of the codebook than 3") })
    #expect(section.notes.contains { $0.contains("does not have any more") })
    #expect(try test.section(["versions": "current"]).lines("coders", "texts", "other_version") == ["1 | 1"])
  }

  @Test func codesOfThemesThatWereMergedOrSplitSinceAreUnderstood() throws {
    var test = CodingCase()
    test.codebooks[0].history = [
      CodebookRevision(version: 2, .merge, ["trams"], into: ["buses"]),
      CodebookRevision(version: 3, .split, ["reporting"], into: ["police"]),
    ]
    test.codes = "1 concerns ann/1: trams\n2 concerns ann/2: reporting"
    let section = try test.section()
    #expect(
      section.lines("codes", "theme", "human") == [
        "reporting | 1", "police | 0", "schools | 0", "buses | 1",
      ])
    #expect(section.notes.contains { $0.hasPrefix("One coded text has a theme that was split since") })
    #expect(!section.notes.contains { $0.contains("does not have any more") })
  }

  @Test func codesOfTextsThatAreNotReadAreTold() throws {
    var test = CodingCase()
    test.codes = "99 concerns ann: schools"
    #expect(
      try test.section().notes.contains("One coded text is not among the texts that are counted here."))
  }

  @Test(arguments: ["", "1 concerns ann: schools"])
  func withoutCodesOrWithOneCoderASentenceSaysSo(codes: String) throws {
    var test = CodingCase()
    test.codes = codes
    let section = try test.section()
    let said = section.statements.map(\.text)
    #expect(
      codes.isEmpty
        ? said == [
          "Nobody has coded these texts by hand yet: begin with engage code, or engage coding-sheet for Excel."
        ]
          && section.tables.map(\.name) == ["codes"]
        : said[0] == "One coder coded 1 of 8 texts."
          && said[1] == "How reliable the codes are can't be told: no text was coded by two people.")
  }

  @Test func withoutTextsThereIsATableAndASentence() throws {
    var test = CodingCase()
    test.responses = "| session | concerns |\n|---|---|\n| rugby | |"
    test.survey = [CodingCase.questions[0]]
    test.codes = ""
    let section = try test.section()
    #expect(section.statements.map(\.text) == ["Nobody wrote anything that could be coded."])
    #expect(section.lines("codes", "theme", "rules", "human").first == "reporting | 0 | 0")
  }

  @Test(arguments: [Audience.partner, .public])
  func outsideTheOrganisationCodersHaveNoNames(audience: Audience) throws {
    var test = CodingCase()
    test.audience = audience
    let section = try test.section()
    #expect(section.lines("coders", "coder", "name") == ["coder-1 | Coder 1", "coder-2 | Coder 2"])
    #expect(!String(describing: section).contains("ann"))
  }

  @Test func threeCodersHaveFleissKappaOverTheTextsOfAll() throws {
    var test = CodingCase()
    test.codes = (1...4).flatMap { response in
      ["ann", "ben", "cat"].map { coder in
        "\(response) concerns \(coder): \(response % 2 == 0 || coder == "cat" ? "buses" : "schools")"
      }
    }.joined(separator: "\n")
    let section = try test.section()
    #expect(section.notes.contains { $0.contains("Fleiss’") })
    // Fleiss (1971) by hand: 2 texts of 3 yes, 2 of 1 yes: P = 2/3, Pe = 5/9, so 1/4.
    #expect(section.lines("reliability", "theme", "kappa")[3] == "buses | 0.25")
  }
}

import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

@Suite struct ProtectedTableTests {
  typealias Made = MadeReports

  @Test func aSmallCountIsHiddenAndAnotherWithItSoThatTheTotalDoesNotTellIt() throws {
    let shown = try Made.protected(
      Made.report(forms: 61, [Made.frequencies("role", ["faith": 3, "parent": 20, "other": 38])]))
    #expect(shown.hiddenRows("role") == ["faith", "parent"])
    #expect(shown.hiddenRows("role", "share") == ["faith", "parent"])
    #expect(shown.table("role").base?.answered == 61)
    #expect(shown.small == 1)
    #expect(shown.secondary == 1)
    #expect(shown.report.protection?.profile == "below-5")
  }

  @Test func nothingIsHiddenWhereNothingIsSmall() throws {
    let report = Made.report(forms: 61, [Made.frequencies("role", ["faith": 8, "parent": 15, "other": 38])])
    let shown = try Made.protected(report)
    #expect(shown.report.sections == report.sections)
    #expect(shown.report.made.by.isEmpty)
  }

  @Test func anInternalReportStaysAsItIs() throws {
    var report = Made.report(forms: 61, [Made.frequencies("role", ["faith": 3, "parent": 58])])
    report.audience = .internal
    #expect(try Made.protected(report).report == report)
  }

  @Test func theSamePeopleAreHiddenInEveryTable() throws {
    let shown = try Made.protected(
      Made.report(
        forms: 60,
        [
          Made.frequencies("role", ["faith": 8, "parent": 12, "other": 40]),
          Made.crosstab(
            "aware", by: "role", ["faith", "parent", "other"], ["yes": [2, 7, 30], "no": [6, 5, 10]]),
        ]))
    #expect(shown.isHidden("aware-by-role", "yes", "role=faith"))
    // The total of faith stands in both tables, so that one hidden cell of its column does not do.
    #expect(shown.hiddenRows("role").isEmpty)
    #expect(shown.isHidden("aware-by-role", "no", "role=faith"))
    let rows = ["yes", "no"].map { row in
      ["faith", "parent", "other"].filter { shown.isHidden("aware-by-role", row, "role=\($0)") }
    }
    #expect(rows.allSatisfy { $0.count >= 2 })
  }

  @Test func aSessionThatIsSmallTakesAnotherWithIt() throws {
    let shown = try Made.protected(
      Made.report(
        forms: 60,
        [Made.crosstab("aware", by: "session", ["a", "b", "c"], ["yes": [9, 12, 14], "no": [3, 10, 12]])]))
    for row in ["yes", "no"] {
      let hidden = ["a", "b", "c"].filter { shown.isHidden("aware-by-session", row, "session=\($0)") }
      #expect(hidden.count == 2, "\(row)")
    }
    #expect(!shown.isHidden("aware-by-session", "no", "total"))
  }

  @Test func anAnswerThatIsLeftOutAndSmallTakesAnotherWithIt() throws {
    // 2 of 17 are in none of the rows told.
    let report = Made.report(
      forms: 17, [Made.frequencies("role", ["faith": 7, "parent": 8], base: 17)])
    #expect(try Made.protected(report).hiddenRows("role").isEmpty == false)
  }

  @Test func mergedAnswersAreHeldTogetherWithThoseTheyAreMadeOf() throws {
    let merged = Made.frequencies(
      "role", ["adults": 33, "young": 20], joined: ["adults": ["parent", "other"], "young": ["young"]])
    var other = Made.frequencies("role", ["parent": 30, "young": 20], base: 53)
    other.name = "role-again"
    // 33 less 30 would tell of the three others.
    let shown = try Made.protected(Made.report(forms: 53, [merged, other]))
    let hidden = shown.hiddenRows("role") + shown.hiddenRows("role-again")
    #expect(!hidden.isEmpty)
  }

  @Test func aTableInWhichNothingIsLeftSaysSoAndNotHowMany() throws {
    let shown = try Made.protected(
      Made.report(
        forms: 40,
        [
          Made.frequencies("role", ["a": 3, "b": 3, "c": 4, "d": 2, "e": 1], base: 13),
          Made.frequencies("aware", ["yes": 20, "no": 20]),
        ]))
    #expect(shown.table("role").withheld == Section.tooFewToShow)
    #expect(shown.table("role").rows.isEmpty)
    #expect(shown.table("role").base == nil)
  }

  @Test func aReportOfWhichNothingIsLeftIsRefused() {
    let report = Made.report(forms: 13, [Made.frequencies("role", ["a": 3, "b": 3, "c": 4, "d": 3])])
    #expect(throws: DisclosureRefusal.self) { try Made.protected(report) }
  }

  @Test(arguments: [1, 4]) func aReportOnFewIsRefusedWithoutSayingHowMany(forms: Int) {
    let report = Made.report(forms: forms, [Made.frequencies("role", ["a": forms])])
    let refusal = #expect(throws: DisclosureRefusal.self) { try Made.protected(report) }
    #expect(refusal?.reason == .tooFewResponses(fewerThan: 5))
  }

  @Test func whereAllOfAGroupAnsweredAlikeThatIsHidden() throws {
    let report = Made.report(
      forms: 60,
      [
        Made.crosstab(
          "aware", by: "role", ["faith", "parent", "other"],
          ["yes": [0, 12, 10], "unsure": [0, 6, 8], "no": [7, 8, 9]])
      ])
    let shown = try Made.protected(report)
    #expect(shown.isHidden("aware-by-role", "no", "role=faith"))
    var allowed = DisclosureProfile.standard
    allowed.dominance = nil
    #expect(try Made.protected(report, profile: allowed).report.sections == report.sections)
  }

  @Test func zerosAreShownOrHiddenByChoice() throws {
    let report = Made.report(
      forms: 60, [Made.frequencies("role", ["faith": 0, "parent": 20, "other": 18, "more": 22])])
    #expect(try Made.protected(report).hiddenRows("role").isEmpty)
    var hiding = DisclosureProfile.standard
    hiding.zeros = .hidden
    #expect(try Made.protected(report, profile: hiding).hiddenRows("role").contains("faith"))
  }

  @Test func aRoundedProfileRoundsWhatIsShownAndHidesBelowEight() throws {
    let shown = try Made.protected(
      Made.report(forms: 62, [Made.frequencies("role", ["faith": 3, "parent": 21, "other": 38])]),
      profile: .rounded)
    #expect(shown.isHidden("role", "faith", "responses"))
    let told = shown.table("role").rows.compactMap { $0[2].amount }
    #expect(told.allSatisfy { $0.truncatingRemainder(dividingBy: 5) == 0 })
    #expect(shown.report.scope.forms == 60)
    #expect(shown.table("role").base?.answered == 60)
  }

  @Test func tablesWithCountsBelowZeroOrThatAddUpToMoreThanTheirTotalAreWithheldAndTold() throws {
    var wrong = Made.crosstab("aware", by: "role", ["a", "b"], ["yes": [20, 30], "no": [10, 12]])
    wrong.rows[2][1] = .count(25)
    var negative = Made.frequencies("topic", ["x": 30, "y": 10])
    negative.rows[0][2] = .number(-30)
    let shown = try Made.protected(
      Made.report(forms: 80, [wrong, negative, Made.frequencies("safe", ["yes": 40, "no": 40])]))
    #expect(shown.table("aware-by-role").withheld != nil)
    #expect(shown.table("topic").withheld != nil)
    #expect(shown.table("safe").withheld == nil)
    #expect(shown.remarks.count == 2)
  }

  @Test func whatADifferenceOfFiltersWouldTellIsHidden() throws {
    var filtered = Made.frequencies("role", ["faith": 20, "parent": 18])
    filtered.name = "role"
    var report = Made.report(forms: 60, [Made.frequencies("role", ["faith": 22, "parent": 38])])
    var other = report.sections[0]
    other.tables = [filtered]
    other.asked = Asked(filter: "${aware} = 'yes'")
    report.sections.append(other)
    // 22 less 20: two people of faith do not fulfil the filter.
    let shown = try Made.protected(report)
    let tables = shown.report.sections.map { $0.tables[0] }
    #expect(tables.contains { $0.withheld != nil || $0.rows.contains { $0[2] == .suppressed } })
  }
}

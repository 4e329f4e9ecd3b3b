import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

@Suite struct EarlierReleaseTests {
  typealias Made = MadeReports
  let first = Made.report(forms: 61, [Made.frequencies("role", ["faith": 12, "parent": 20, "other": 29])])

  @Test func theSameReportAgainIsFine() throws {
    let again = try Made.protected(first, earlier: [Made.release(first)])
    #expect(again.report.sections == first.sections)
  }

  @Test func threeMoreResponsesAreRefusedNamingTheRelease() throws {
    let later = Made.report(forms: 64, [Made.frequencies("role", ["faith": 13, "parent": 21, "other": 30])])
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try Made.protected(later, earlier: [Made.release(first, number: 7)])
    }
    #expect(refusal?.reason == .tooLikeEarlier)
    #expect(refusal?.releases == [7])
    #expect(refusal?.ways.contains { $0.contains("engage releases withdraw 7") } == true)
  }

  @Test func twentyMoreAreFineButForAChangeThatIsSmall() throws {
    let later = Made.report(forms: 81, [Made.frequencies("role", ["faith": 13, "parent": 30, "other": 38])])
    let shown = try Made.protected(later, earlier: [Made.release(first)])
    // One more of faith would be told by 13 less 12.
    #expect(shown.hiddenRows("role").contains("faith"))
    #expect(shown.hiddenRows("role").count == 2)
  }

  @Test func oneEventAndThenAllOfThemTellsNothingOfATinyOne() throws {
    let one = Made.report(forms: 60, [Made.frequencies("role", ["faith": 24, "parent": 24, "other": 12])])
    let all = Made.report(
      forms: 63, [Made.frequencies("role", ["faith": 26, "parent": 25, "other": 12])], events: ["e", "tiny"])
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try Made.protected(all, earlier: [Made.release(one, number: 7)])
    }
    #expect(refusal?.reason == .tooLikeEarlier)
  }

  @Test func aConditionThatAllFormsMeetIsNone() throws {
    let later = Made.report(
      forms: 62, [Made.frequencies("role", ["faith": 13, "parent": 20, "other": 29])],
      filter: "unit = 'person'", sectionFilter: "unit = 'person'")
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try Made.protected(later, earlier: [Made.release(first, number: 7)])
    }
    #expect(refusal?.reason == .tooLikeEarlier)
  }

  @Test func anExtraSplitIsHeldTogetherWithWhatIsOut() throws {
    let split = Made.report(
      forms: 61,
      [
        Made.crosstab(
          "aware", by: "role", ["faith", "parent", "other"], ["yes": [2, 11, 15], "no": [10, 9, 14]])
      ])
    let shown = try Made.protected(split, earlier: [Made.release(first)])
    #expect(shown.isHidden("aware-by-role", "yes", "role=faith"))
    #expect(shown.isHidden("aware-by-role", "no", "role=faith"))
  }

  @Test func aBandThatIsCutAnewIsHeldAgainstTheOldOne() throws {
    let old = Made.report(
      forms: 60,
      [
        Made.frequencies(
          "age", ["young": 20, "old": 40], joined: ["young": ["16", "17"], "old": ["18", "19", "20"]])
      ])
    let new = Made.report(
      forms: 60,
      [
        Made.frequencies(
          "age", ["young": 22, "old": 38], joined: ["young": ["16", "17", "18"], "old": ["19", "20"]])
      ])
    // 22 less 20: two are 18. Both old figures are out, so both new ones must be hidden: nothing is left.
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try Made.protected(new, earlier: [Made.release(old)])
    }
    #expect(refusal?.reason == .nothingLeft)
  }

  @Test func anotherEventIsAnotherMatter() throws {
    let other = Made.report(
      forms: 64, [Made.frequencies("role", ["faith": 13, "parent": 21, "other": 30])], events: ["f"])
    #expect(try Made.protected(other, earlier: [Made.release(first)]).report.sections == other.sections)
  }

  @Test func sessionsThatAreMergedNowAreThoseThatAreOut() throws {
    let single = Made.report(
      forms: 60,
      [
        Made.crosstab(
          "aware", by: "session", ["e/a", "e/b", "e/c"], ["yes": [10, 12, 8], "no": [11, 9, 10]])
      ])
    var merged = Made.report(
      forms: 60,
      [Made.crosstab("aware", by: "session", ["e/a", "e/south"], ["yes": [10, 20], "no": [11, 19]])])
    merged.merged = ["session": ["south": ["b", "c"]]]
    #expect(
      try Made.protected(merged, earlier: [Made.release(single)]).report.sections == merged.sections)
  }
}

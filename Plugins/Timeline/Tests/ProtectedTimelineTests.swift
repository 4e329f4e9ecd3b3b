import EngageModel
import EngageReport
import EngageTesting
import Testing
import Timeline

/// What readers outside the organisation see of when responses came.
@Suite struct ProtectedTimelineTests {
  /// So many responses of some days of March; without a day of the last.
  private func submitted(_ counts: KeyValuePairs<String, Int>) -> [String] {
    counts.flatMap { day, count in
      Array(repeating: day.isEmpty ? "" : "2026-03-\(day)T10:00:00Z", count: count)
    }
  }

  private func shown(_ counts: KeyValuePairs<String, Int>) throws -> Section {
    let test = try TimelineCase(submitted: submitted(counts))
    return try AnalysisCase(
      survey: Survey(id: "survey", title: "Survey", questions: TimelineCase.questions), batch: test.batch
    ).protected(test.section(["unit": "day"]))
  }

  @Test func itEndsWithTheLastDayThatIsShown() throws {
    let section = try shown(["02": 17, "03": 0, "04": 30, "06": 8, "09": 3])
    #expect(section.counts == ["2026-03-02: 17", "2026-03-03: 0", "2026-03-04: 30"])
    #expect(try shown(["02": 17, "04": 30, "05": 8, "06": 9]).counts.last == "2026-03-06: 9")
  }

  @Test func itsNoteDoesNotTellHowManyHaveNoDay() throws {
    let section = try shown(["02": 17, "03": 30, "": 3])
    #expect(section.table("timeline")?.base?.missing == nil)
    #expect(section.table("timeline")?.rows.count == 2)
    #expect(!section.notes.contains { $0.contains("left out") })
    let told = try shown(["02": 17, "03": 30, "": 6])
    #expect(told.notes.contains { $0.hasPrefix("Six responses are left out") })
  }
}

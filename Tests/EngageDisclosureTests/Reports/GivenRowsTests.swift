import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Rows that stand in a table only because somebody answered.
@Suite struct GivenRowsTests {
  typealias Made = MadeReports

  private func timeline(
    _ counts: KeyValuePairs<String, Int>, unit: String = "date:day", notes: [String] = []
  ) -> Table {
    let answered = counts.reduce(0) { $0 + $1.value }
    return Table(
      name: "timeline", title: "Responses by day",
      base: Base(answered: answered, missing: 0, counts: Counted(where: [unit: []])), dimensions: ["date"],
      columns: [
        Column("period", "Day", .key), Column("label", "Day", .text),
        Column("responses", "Responses", .count, counts: Counted(keys: ["period": unit])),
      ],
      rows: counts.map { [.text($0.key), .text($0.key), .count($0.value)] }, notes: notes)
  }

  private func periods(_ table: Table) throws -> [String] {
    let shown = try Made.protected(Made.report(forms: 80, [table]))
    return shown.table("timeline").cells(of: "period").compactMap(\.words)
  }

  @Test func aTimelineEndsWithWhatIsShownAndNotWithTheLastWhoAnswered() throws {
    let table = timeline([
      "2026-03-02": 3, "2026-03-03": 0, "2026-03-04": 20, "2026-03-05": 2, "2026-03-06": 0, "2026-03-07": 30,
      "2026-03-08": 0, "2026-03-09": 4,
    ])
    #expect(
      try periods(table) == ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"])
  }

  @Test func monthsAndWeeksEndSoToo() throws {
    let months = timeline(
      ["2025-12": 20, "2026-01": 3, "2026-02": 30, "2026-03": 0, "2026-04": 4], unit: "date:month")
    #expect(try periods(months) == ["2025-12", "2026-01", "2026-02"])
    let weeks = timeline(
      ["2026-03-02": 40, "2026-03-09": 33, "2026-03-16": 3, "2026-03-23": 4], unit: "date:week")
    #expect(try periods(weeks) == ["2026-03-02", "2026-03-09"])
  }

  @Test func whereOnlyPeriodsWithResponsesAreListedHiddenOnesAreNot() throws {
    let table = timeline([
      "2026-03-02": 20, "2026-05-01": 3, "2026-07-04": 30, "2026-07-05": 2, "2026-09-01": 25,
    ])
    #expect(try periods(table) == ["2026-03-02", "2026-07-04", "2026-09-01"])
  }

  @Test func aTimelineOfWhichNothingIsHiddenIsAsItWas() throws {
    let table = timeline(["2026-03-02": 30, "2026-03-03": 0, "2026-03-04": 50])
    #expect(try Made.protected(Made.report(forms: 80, [table])).table("timeline") == table)
  }

  private func campaigns(_ sizes: [Int]) -> Table {
    let dimension = "campaign:0.6,5,3,3:concerns"
    return Table(
      name: "campaigns", title: "Groups",
      base: Base(answered: 80, missing: 0, counts: Counted(where: ["text:concerns": []])),
      dimensions: ["concerns"], overlapping: true,
      columns: [
        Column("campaign", "Group", .key), Column("label", "Group", .text),
        Column(
          "responses", "Responses", .count,
          counts: Counted(keys: ["campaign": dimension + "/"], values: ["exact", "near"])),
      ],
      rows: sizes.enumerated().map { [.text("\($0 + 1)"), .text("Group \($0 + 1)"), .count($1)] })
  }

  private func groups(_ sizes: [Int]) throws -> Table {
    let safe = Made.frequencies("safe", ["yes": 40, "no": 40])
    return try Made.protected(Made.report(forms: 80, [campaigns(sizes), safe])).table("campaigns")
  }

  @Test func aGroupThatIsHiddenIsNotListed() throws {
    #expect(try groups([20, 12, 3]).rows == campaigns([20, 12]).rows)
    #expect(try groups([3]).withheld == Section.tooFewToShow)
  }

  @Test func thatGroupsAreLeftOutIsSaidWhetherOrNotThereAreAny() throws {
    #expect(try groups([20, 12]).notes == [GivenRows.noteOfCampaigns])
    #expect(try groups([20, 12]) == groups([20, 12, 3]))
  }

  /// What is below the first that is hidden lies between others.
  @Test func fromTheFirstHiddenGroupOnNoneIsListed() throws {
    let dimension = "campaign:0.6,5,3,3:concerns"
    var table = campaigns([20, 12, 9])
    // Of the second the parts are told, one of them small.
    table.columns.append(
      Column(
        "exact", "Word for word", .count,
        counts: Counted(keys: ["campaign": dimension + "/"], values: ["exact"])))
    table.columns.remove(at: 2)
    for (row, count) in [20, 2, 9].enumerated() { table.rows[row][2] = .count(count) }
    let shown = try Made.protected(Made.report(forms: 80, [table])).table("campaigns")
    #expect(shown.cells(of: "campaign") == [.text("1")])
  }
}

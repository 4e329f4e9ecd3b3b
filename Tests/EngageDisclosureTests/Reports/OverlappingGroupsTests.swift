import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Groups of answers of one question that overlap, as promoters, detractors and the positive side of a scale do.
@Suite struct OverlappingGroupsTests {
  typealias Made = MadeReports

  private func groups(_ name: String, _ counts: KeyValuePairs<String, (Int, [String])>) -> Table {
    var table = Made.frequencies(
      "n", [:], base: 70, joined: Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.value.1) }))
    table.name = name
    table.title = name
    table.rows = counts.map {
      [.text($0.key), .text($0.key), .count($0.value.0), .share($0.value.0, of: 70)]
    }
    return table
  }

  private func answers(_ range: ClosedRange<Int>) -> [String] { range.map(String.init) }

  /// 0 to 6 and 6 to 10 share 6: who gave that could be reckoned. Only the table goes that overlaps with the others.
  @Test func ofTablesThatOverlapAsManyStayAsCan() throws {
    let promoters = groups(
      "promoters", ["9–10": (34, answers(9...10)), "7–8": (22, answers(7...8)), "0–6": (14, answers(0...6))])
    let sides = groups("sides", ["6–10": (60, answers(6...10)), "0–4": (10, answers(0...4))])
    let targets = groups("targets", ["9–10": (34, answers(9...10)), "0–8": (36, answers(0...8))])
    let shown = try Made.protected(Made.report(forms: 70, [promoters, sides, targets]))
    #expect(shown.table("promoters").withheld == nil)
    #expect(shown.table("targets").withheld == nil)
    #expect(shown.table("sides").withheld != nil)
    #expect(shown.remarks == ["“sides” (frequencies, sides): \(TableDoubts.Reason.overlap.words)"])
  }
}

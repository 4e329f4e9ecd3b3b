import EngageReport
import EngageTesting
import EngageWorkbook
import Foundation
import Testing

/// How a workbook with hidden figures looks to others.
@Suite(.enabled(if: ReadBack.isPossible)) struct ProtectedReportTests {
  private func cells(_ sheet: ReadBack.Sheet) -> [String] {
    sheet.rows.joined().compactMap { $0?.description }
  }

  @Test func `what is not to be seen is in no part of the file`() throws {
    for (name, text) in try ReadBack.parts(of: ProtectedExample.report) {
      #expect(ProtectedExample.secrets(in: text) == [], "\(name)")
    }
  }

  @Test func `the grid is as somebody has seen it`() throws {
    let book = try ReadBack.of(ProtectedExample.report)
    var lines: [String] = []
    for sheet in book.sheets {
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          guard let cell else { continue }
          lines.append("\(sheet.name)\t\(UnicodeScalar(UInt8(65 + column)))\(row + 1)\t\(cell)")
        }
      }
    }
    try expectGolden(lines.joined(separator: "\n") + "\n", "protected-grid.txt")
  }

  @Test func `one sign, explained once on each sheet that has it, and in the notes`() throws {
    let book = try ReadBack.of(ProtectedExample.report)
    for sheet in book.sheets where sheet.name != "Notes" {
      let cells = cells(sheet)
      let isUsed = cells.contains { $0.contains("[c]") && !$0.contains("hidden to protect people") }
      let explained = cells.count { $0.contains("[c] hidden to protect people") }
      #expect(explained == (isUsed && sheet.name != "Summary" ? 1 : 0), "\(sheet.name)")
    }
    let notes = cells(try book.sheet("Notes"))
    #expect(notes.contains("[c]") && notes.contains("hidden to protect people"))
    #expect(notes.contains("How people are protected"))
    for rule in ProtectedExample.rules { #expect(notes.contains(rule)) }
  }

  @Test func `a report for others that nobody protected is refused, and no file is left`() throws {
    var report = ProtectedExample.report
    report.protection = nil
    try ReadBack.withFolder { folder in
      #expect(throws: NotProtected.self) { try WorkbookRenderer().write(report, to: folder + "/a.xlsx") }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func `charts leave hidden bars out and say so`() throws {
    let book = try ReadBack.of(ProtectedExample.report)
    let role = cells(try book.sheet("Which best describes you"))
    #expect(role.contains("Not drawn, as hidden to protect people [c]: Parent and Young person."))
    let trust = try book.sheet("Trust")
    #expect(trust.charts == 0)
    #expect(cells(trust).contains("No chart is drawn: a part of it is hidden to protect people [c]."))
  }

  @Test func `themes to act on say where a figure is hidden`() throws {
    let actions = cells(try ReadBack.of(ProtectedExample.report).sheet("Actions"))
    #expect(actions.contains("Support") && actions.contains("On [c] forms, of 110 forms and tables."))
  }

  @Test
  func `nothing stands outside the cells: no comments, hidden sheets or columns, names but for printing`()
    throws
  {
    let parts = try ReadBack.parts(of: ProtectedExample.report)
    #expect(
      !parts.keys.contains { $0.contains("comment") || $0.contains("external") || $0.contains("custom") })
    let book = try #require(parts["xl/workbook.xml"])
    #expect(!book.contains("state=\"hidden\"") && !book.contains("veryHidden"))
    for match in book.matches(of: #/<definedName name="([^"]*)"/#) {
      #expect(["_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"].contains(String(match.1)))
    }
    #expect(!parts.values.contains { $0.contains("hidden=\"1\"") && $0.contains("<cols>") })
  }

  @Test func `what charts keep of their cells is what the cells show`() throws {
    let parts = try ReadBack.parts(of: ProtectedExample.report)
    let shown = Set(try ReadBack.of(ProtectedExample.report).sheets.flatMap { cells($0) })
    let charts = parts.filter { $0.key.hasPrefix("xl/charts/") }
    #expect(!charts.isEmpty)
    for (name, chart) in charts {
      for match in chart.matches(of: #/<c:v>([^<]*)<\/c:v>/#) {
        let kept = String(match.1).replacing("&amp;", with: "&")
        #expect(shown.contains(kept) || kept == "0", "\(name): \(kept)")
      }
    }
  }
}

import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct WorkbookRoundTripTests {
  @Test("What this library writes, shared or streamed, it reads", arguments: [false, true])
  func own(streamed: Bool) throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("a.xlsx")
    let book = try WorkbookFile(
      path: path, properties: DocumentProperties(created: 0),
      options: WorkbookOptions(constantMemory: streamed))
    let sheet = try book.addSheet("Läst & \"read\"")
    let texts = ["plain", "a\nb", "a\r\nb", " edge ", "_x0041_", "=1+1", "é😀", "\"", "007", "<b>&amp;"]
    for (row, text) in texts.enumerated() {
      try sheet.write(text, row: row, column: 0)
      try sheet.write(Double(row) / 10 + 0.2, row: row, column: 2)
      try sheet.write(row % 2 == 0, row: row, column: 3)
    }
    try book.finish()
    let reader = try WorkbookReader(path: path)
    #expect(reader.sheets.map(\.name) == ["Läst & \"read\""])
    let rows = try reader.rows(of: reader.sheets[0])
    #expect(rows.map { $0[0] } == texts)
    #expect(rows.map { $0[1] } == texts.map { _ in "" })
    #expect(rows.map { $0[2] } == ["0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1", "1.1"])
    #expect(rows.map { $0[3] } == (0..<10).map { $0 % 2 == 0 ? "TRUE" : "FALSE" })
  }

  @Test(
    "A workbook of another program is read with its dates, errors and formulas",
    .enabled(if: WorkbookTests.hasReader))
  func openpyxl() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("a.xlsx")
    let script = """
      import sys, datetime as d, openpyxl
      w = openpyxl.Workbook(); s = w.active; s.title = "Form answers"
      s.append(["when", "day", "time", "ok", "error", "sum", "id"])
      s.append([d.datetime(2019, 9, 24, 10, 39, 41), d.date(2019, 9, 24), d.time(10, 39, 41), True, "#N/A", "=1+1", "007"])
      s.merge_cells("A4:C4"); s["A4"] = "merged"
      h = w.create_sheet("Lists"); h.sheet_state = "veryHidden"; h["A1"] = 1
      w.save(sys.argv[1])
      """
    _ = try #require(run("python3", ["-c", script, path]))
    let reader = try WorkbookReader(path: path)
    #expect(reader.sheets.map(\.visibility) == [.visible, .veryHidden])
    let rows = try reader.rows(of: reader.sheets[0])
    #expect(rows[1] == ["2019-09-24 10:39:41", "2019-09-24", "10:39:41", "TRUE", "#N/A", "", "007"])
    #expect(rows.count == 4 && rows[2] == [] && rows[3][0] == "merged")
    let summary = try reader.summary(of: reader.sheets[0])
    #expect(summary.formulasWithoutValue.firstCell == "F2")
    #expect(summary.errors == 1)
    #expect(summary.mergedRanges.map(\.name) == ["A4:C4"])
    #expect(try TableText(path: path).sheetName == "Form answers")
  }
}

import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct WorkbookTests {
  static let hasReader: Bool = {
    let found = run("python3", ["-c", "import openpyxl"]) != nil
    if !found { print("SKIPPED: python3 with openpyxl is not there; workbooks are not read back") }
    return found
  }()

  private let properties = DocumentProperties(
    created: 1_767_225_600, title: "What we heard", author: "Engage")

  @Test("What is written is what another program reads", .enabled(if: hasReader))
  func readBack() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("report.xlsx")
    try writeSample(path)
    let script = """
      import sys, json, openpyxl
      w = openpyxl.load_workbook(sys.argv[1]); s = w.worksheets[0]; p = w.properties
      t = s.tables["people"]
      print(json.dumps({
        "sheets": w.sheetnames,
        "cells": [[c.value if not isinstance(c.value, float) else c.value for c in r] for r in s["A1:C4"]],
        "types": [c.data_type for c in s["A2:A4"][0] + s["A2:A4"][1] + s["A2:A4"][2]],
        "bold": s["A1"].font.b, "format": s["B2"].number_format, "table": [t.ref, [c.name for c in t.tableColumns]],
        "link": s["A7"].hyperlink.location, "rich": s["A8"].value, "freeze": s.freeze_panes,
        "filter": w.worksheets[1].auto_filter.ref, "area": w.worksheets[1].print_area,
        "rows": w.worksheets[1].print_title_rows, "landscape": s.page_setup.orientation, "paper": s.page_setup.paperSize,
        "valid": [v.formula1 for v in s.data_validations.dataValidation], "width": s.column_dimensions["A"].width,
        "header": s.oddHeader.left.text, "title": p.title, "created": p.created.isoformat(),
        "charts": len(s._charts), "names": sorted(w.defined_names), "active": w.active.title,
      }, ensure_ascii=False))
      """
    let output = try #require(run("python3", ["-c", script, path]))
    let found = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    func text(_ key: String) -> String { found[key].map { "\($0)" } ?? "none" }
    #expect(found["sheets"] as? [String] == ["2019", "Q1", "Summary (x)"])
    let cells = try #require(found["cells"] as? [[Any]])
    #expect(
      cells.map { $0.map { "\($0)" } } == [
        ["Name", "Count", "Ok"], ["=1+1", "0.25", "1"], ["http://example.org", "-5", "0"],
        ["+é😀", "12", "<null>"],
      ])
    #expect(found["types"] as? [String] == ["s", "s", "s"])
    #expect(found["bold"] as? Bool == true)
    #expect(text("format") == "0.0%")
    #expect((found["table"] as? [Any])?.first as? String == "A1:C4")
    #expect((found["table"] as? [Any])?.last as? [String] == ["Name", "Count", "Ok"])
    #expect(text("link") == "'Summary (x)'!B12")
    #expect(text("rich") == "plain and bold")
    #expect(text("freeze") == "A2")
    #expect(text("filter") == "A1:B9")
    #expect(text("area") == "'Q1'!$A$1:$B$9")
    #expect(text("rows") == "$1:$2")
    #expect(text("landscape") == "landscape" && text("paper") == "9")
    #expect(found["valid"] as? [String] == ["\"Yes,No\"", "'2019'!$A$2:$A$4"])
    #expect(text("header") == "R&&D")
    #expect(text("title") == "What we heard" && text("created") == "2026-01-01T00:00:00")
    #expect(text("charts") == "3" && text("active") == "Q1")
    #expect(found["names"] as? [String] == ["people_count"])
  }

  @Test("The same input gives the same bytes, also some seconds later")
  func sameBytes() throws {
    let scratch = try TemporaryFolder()
    try writeSample(scratch.path("a.xlsx"))
    Thread.sleep(forTimeInterval: 2.1)
    try writeSample(scratch.path("b.xlsx"))
    let a = try MappedFile(path: scratch.path("a.xlsx"))
    let b = try MappedFile(path: scratch.path("b.xlsx"))
    #expect(a.fingerprint() == b.fingerprint())
    #expect(a.kind() == .xlsx)
    #expect(scratch.names == ["a.xlsx", "b.xlsx"])
  }

  @Test("A lying bar chart has its category title on the category axis", .enabled(if: hasReader))
  func axes() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("axes.xlsx")
    try writeSample(path)
    let script = """
      import sys, re, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      for n in sorted(x for x in z.namelist() if "charts/chart" in x):
        x = z.read(n).decode()
        cat = re.search("<c:catAx>.*?</c:catAx>", x).group(); val = re.search("<c:valAx>.*?</c:valAx>", x).group()
        print("CAT" in cat and "VAL" in val, "maxMin" in cat, "percentStacked" in x, "'2019'!$B$2:$B$4" in x,
              "c:strCache" in x, sep=",")
      print('descr="Bars of the counts"' in z.read("xl/drawings/drawing1.xml").decode())
      """
    let output = try #require(run("python3", ["-c", script, path]))
    #expect(
      output.split(separator: "\n") == [
        "True,True,True,True,True", "True,False,False,True,True", "True,False,False,True,True", "True",
      ])
  }

  @Test(
    "Texts that Excel would misread come back as written", .enabled(if: hasReader), arguments: [false, true])
  func oddTexts(constantMemory: Bool) throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("odd.xlsx")
    let book = try WorkbookFile(
      path: path, properties: properties, options: WorkbookOptions(constantMemory: constantMemory))
    let sheet = try book.addSheet("S")
    let texts = [
      "_x0041_", " edges ", "a\u{0}b\u{FFFF}", "two\nlines", "<&>\"", "{=1}",
      String(repeating: "é", count: 32_767),
    ]
    for (row, text) in texts.enumerated() { try sheet.write(text, row: row, column: 0) }
    try book.finish()
    let script = """
      import sys, re, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      n = "xl/sharedStrings.xml" if "xl/sharedStrings.xml" in z.namelist() else "xl/worksheets/sheet1.xml"
      import xml.etree.ElementTree as E
      print([t.text if len(t.text) < 99 else len(t.text) for t in E.fromstring(z.read(n)).iter() if t.tag.endswith("}t")])
      """
    let output = try #require(run("python3", ["-c", script, path]))
    #expect(
      output == "['_x005F_x0041_', ' edges ', 'a\u{FFFD}b\u{FFFD}', 'two\\nlines', '<&>\"', '{=1}', 32767]\n")
  }

  @Test("Mistakes are errors that name path, sheet and cell")
  func mistakes() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("m.xlsx")
    let book = try WorkbookFile(path: path, properties: properties)
    let sheet = try book.addSheet("S")
    func error(_ body: () throws -> Void) -> WorkbookError? {
      do { try body() } catch { return error as? WorkbookError }
      return nil
    }
    let long = String(repeating: "x", count: 32_768)
    let tooLong = error { try sheet.write(long, row: 11, column: 1) }
    #expect(tooLong?.cell == "B12" && tooLong?.sheet == "S" && tooLong?.path == path)
    #expect(
      tooLong?.description
        == "\(path) (sheet “S”, B12): the text is longer than the 32,767 characters a cell can hold")
    #expect(error { try sheet.write(1, row: 1_048_576, column: 0) } != nil)
    #expect(error { try sheet.write(1, row: -1, column: 0) } != nil)
    #expect(
      error { try sheet.autofilter(CellRange(firstRow: 3, firstColumn: 0, lastRow: 1, lastColumn: 0)) } != nil
    )
    let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 2, lastColumn: 1)
    #expect(error { try sheet.addTable(SheetTable(columns: [.init("a"), .init("A")]), range) } != nil)
    #expect(error { try sheet.addTable(SheetTable(columns: [.init("a")]), range) } != nil)
    #expect(error { try sheet.restrict(range, to: .items([long])) } != nil)
    #expect(error { try sheet.insert(SheetChart(.bar, series: []), row: 0, column: 0) } != nil)
    #expect(error { try sheet.setHeader(String(repeating: "h", count: 300)) }?.cell == "header")
    #expect(error { try book.defineName("no good!", formula: "=1") } != nil)
    try book.finish()
    #expect(error { try sheet.write(1, row: 0, column: 0) }?.message == "the workbook is already finished")
    #expect(error { try book.finish() } != nil)
  }

  @Test("An unfinished workbook leaves nothing behind, and an old file stays")
  func abandoned() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write([7], as: "old.xlsx")
    do {
      let book = try WorkbookFile(path: path, properties: properties)
      try book.addSheet("S").write("x", row: 0, column: 0)
    }
    #expect(scratch.names == ["old.xlsx"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([7]))
  }

  @Test("A full disk and a missing folder are errors")
  func unwritable() throws {
    let book = try WorkbookFile(path: "/dev/full", properties: properties)
    try book.addSheet("S").write("x", row: 0, column: 0)
    do {
      try book.finish()
      Issue.record("writing to a full device succeeded")
    } catch { #expect(error.isDiskFull && error.path == "/dev/full") }
    #expect(throws: WorkbookError.self) {
      _ = try WorkbookFile(path: "/nowhere/at/all/x.xlsx", properties: properties)
    }
  }

  @Test("A workbook for the owner alone has mode 0600, and many rows stream in constant memory")
  func constantMemory() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("c.xlsx")
    let options = WorkbookOptions(constantMemory: true, access: .ownerOnly)
    let book = try WorkbookFile(path: path, properties: properties, options: options)
    let sheet = try book.addSheet("Responses")
    for row in 0..<5000 {
      try sheet.write("text \(row)", row: row, column: 0)
      try sheet.write(row, row: row, column: 1)
    }
    let range = CellRange(firstRow: 0, firstColumn: 0, lastRow: 2, lastColumn: 0)
    #expect(throws: WorkbookError.self) { try sheet.addTable(SheetTable(columns: [.init("a")]), range) }
    try book.finish()
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(scratch.names == ["c.xlsx"])
  }

  @Test(
    "Sheet names become legal",
    arguments: [
      ("Plain", "Plain"), ("a/b:c*d?[e]\\f", "a-b-cd(e)-f"), ("'quoted'", "quoted"), ("O'Brien", "O’Brien"),
      ("History", "History 1"), ("", "Sheet"), ("  ", "Sheet"), ("a\u{1}b", "a b"),
      ("How safe do you feel in your area by day?", "How safe do you feel in your ar"),
      (String(repeating: "😀", count: 20), String(repeating: "😀", count: 15)), ("taken", "taken (2)"),
    ])
  func names(wanted: String, expected: String) {
    #expect(legalSheetName(wanted, taken: ["TAKEN"]) == expected)
  }

  @Test("Long equal sheet names stay apart within 31 characters")
  func longNames() {
    var taken: [String] = []
    for _ in 0..<120 { taken.append(legalSheetName(String(repeating: "n", count: 40), taken: taken)) }
    #expect(Set(taken).count == 120)
    #expect(taken.allSatisfy { $0.utf16.count <= 31 })
    #expect(taken[119].hasSuffix(" (120)"))
  }

  private func writeSample(_ path: String) throws {
    let book = try WorkbookFile(path: path, properties: properties)
    let sheet = try book.addSheet("2019")
    let second = try book.addSheet("Q1")
    _ = try book.addSheet("Summary [x]")
    let bold = try book.format(CellFormat { $0.isBold = true })
    let share = try book.format(
      CellFormat {
        $0.numberFormat = "0.0%"
        $0.background = 0xDDEEFF
        $0.colour = 0
      })
    #expect(try book.format(CellFormat { $0.isBold = true }) == bold)
    let table = SheetTable(
      name: "people", columns: ["Name", "Count", "Ok"].map { .init($0, headerFormat: bold) },
      style: .medium(2))
    try sheet.addTable(table, CellRange(firstRow: 0, firstColumn: 0, lastRow: 3, lastColumn: 2))
    for (row, name) in ["=1+1", "http://example.org", "+é😀"].enumerated() {
      try sheet.write(name, row: row + 1, column: 0)
    }
    try sheet.write(0.25, row: 1, column: 1, format: share)
    try sheet.write(-5, row: 2, column: 1)
    try sheet.write(12, row: 3, column: 1)
    try sheet.write(true, row: 1, column: 2)
    try sheet.write(false, row: 2, column: 2)
    try sheet.writeBlank(row: 3, column: 2, format: bold)
    try sheet.writeLink("See", toSheet: "Summary (x)", targetRow: 11, targetColumn: 1, row: 6, column: 0)
    try sheet.write([.init("plain and "), .init(""), .init("bold", format: bold)], row: 7, column: 0)
    try layOut(sheet, second)
    try addCharts(to: sheet)
    try book.defineName("people_count", formula: CellRange(column: 1, rows: 1...3).formula(onSheet: "2019"))
    try book.finish()
  }

  private func layOut(_ sheet: Worksheet, _ second: Worksheet) throws {
    try sheet.setWidth(30, columns: 0...0)
    try sheet.setHeight(24, row: 0)
    try sheet.freezePanes(row: 1, column: 0)
    try sheet.setPage(landscape: true, fitWidth: 1, centredHorizontally: true)
    try sheet.setHeader("&L" + headerText("R&D"))
    try sheet.setFooter("&CPage &P of &N")
    try sheet.hideGridlines()
    try sheet.setZoom(90)
    try sheet.setTabColour(0x1F4E79)
    try sheet.restrict(CellRange(column: 4, rows: 1...3), to: .items(["Yes", "No"]))
    try sheet.restrict(
      CellRange(column: 5, rows: 1...3), to: .cells(CellRange(column: 0, rows: 1...3), sheet: "2019"))
    try sheet.addDataBars(CellRange(column: 1, rows: 1...3), colour: 0x88AACC)
    try second.autofilter(CellRange(firstRow: 0, firstColumn: 0, lastRow: 8, lastColumn: 1))
    try second.setPrintArea(CellRange(firstRow: 0, firstColumn: 0, lastRow: 8, lastColumn: 1))
    try second.repeatRows(0...1)
    try second.activate()
    try sheet.setFirst()
  }

  private func addCharts(to sheet: Worksheet) throws {
    let font = SheetChart.Font(name: "Arial", size: 9, colour: 0x333333)
    for (index, kind) in [SheetChart.Kind.barStackedPercent, .column, .line].enumerated() {
      let series = SheetChart.Series(
        name: "=Count", sheet: "2019", categories: CellRange(column: 0, rows: 1...3),
        values: CellRange(column: 1, rows: 1...3), colour: 0x1F4E79, pointColours: [nil, 0xC00000],
        labels: SheetChart.Labels(position: .centre, numberFormat: "0", font: font))
      var chart = SheetChart(kind, title: "=Title", series: [series])
      chart.titleFont = font
      chart.categoryAxis = SheetChart.Axis {
        $0.name = "CAT"
        $0.isReversed = index == 0
        $0.font = font
      }
      chart.valueAxis = SheetChart.Axis {
        $0.name = "VAL"
        $0.minimum = 0
        $0.gridlines = true
        $0.gridColour = 0xDDDDDD
      }
      chart.legend = index == 0 ? .none : .bottom
      chart.seriesOutOfLegend = index == 1 ? [0] : []
      chart.gap = 40
      chart.overlap = index == 0 ? 100 : nil
      chart.altText = "Bars of the counts"
      chart.hidesFrame = true
      chart.background = 0xFFFFFF
      try sheet.insert(chart, row: 10 + 20 * index, column: 0)
    }
  }
}

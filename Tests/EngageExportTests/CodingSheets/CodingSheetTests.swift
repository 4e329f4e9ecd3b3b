import EngageExport
import EngageImport
import EngageModel
import EngageSheets
import Foundation
import Testing

/// A coding sheet with three comments, filled in as a coder would.
private struct CodingSheetCase {
  static let codebook = Codebook(
    id: "hate-crime", version: 2,
    themes: [
      Theme(
        id: "reporting", title: "Reporting", match: [.phrase("report*")],
        themes: [Theme(id: "police", title: "The police", match: [.phrase("police")])]),
      Theme(id: "schools", title: "Schools", match: [.phrase("school")]),
    ])

  let folder = FileManager.default.temporaryDirectory.appending(path: "coding-\(UUID().uuidString)")
  var layout = CodingSheetLayout(
    survey: "survey", codebook: "hate-crime", version: 2, coder: "Ann Lee",
    themes: CodingSheetCase.codebook.flattened.map(\.theme.id), hasQuestions: true, showsRules: true,
    made: "2026-11-21T10:00Z", engine: "Engage 0.1.0")
  var rows = [
    CodingSheetCase.row(1, "Nobody reported it", rules: ["Reporting"]),
    CodingSheetCase.row(2, "=HYPERLINK(\"http://example.org\")"), CodingSheetCase.row(3, "@school\n+1 -2"),
  ]

  static func row(_ response: Int64, _ text: String, rules: [String] = []) -> CodingSheetWorkbook.Row {
    CodingSheetWorkbook.Row(
      key: CodingSheetLayout.TextKey(
        response: response, question: "concerns", fingerprint: CodedText.fingerprint(of: text.utf8)),
      question: "Concerns?", comment: text, rules: rules)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func written(remarks: [EntrySheetWorkbook.Remark] = []) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var workbook = try CodingSheetWorkbook(
      codebook: CodingSheetCase.codebook, layout: layout, rows: rows, title: "Evening", made: 0)
    workbook.remarks = remarks
    try workbook.write(to: path("sheet.xlsx"))
    return path("sheet.xlsx")
  }

  func read() throws -> CodingSheet {
    let path = try written()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try #require(try CodingSheet.read(path))
  }
}

@Suite("Coding sheets") struct CodingSheetTests {
  @Test("A sheet that nobody filled in brings no codes, and says for whom it was made") func empty() throws {
    let test = CodingSheetCase()
    let sheet = try test.read()
    #expect(sheet.layout == test.layout)
    #expect(sheet.rows.map(\.key) == test.rows.map(\.key))
    #expect(sheet.coded.isEmpty && sheet.problems.isEmpty && sheet.damage.isEmpty)
  }

  @Test("What was chosen comes back: themes in order, none that fits, a remark; an empty row is not coded")
  func filled() throws {
    var test = CodingSheetCase()
    test.rows[0].marks = ["schools": "yes", "reporting": "YES", "police": " x "]
    test.rows[0].memo = "  =1+1, talk over "
    test.rows[1].none = "yes"
    let coded = try test.read().coded
    #expect(coded.map(\.key) == [test.rows[0].key, test.rows[1].key])
    #expect(coded.map(\.themes) == [["reporting", "police", "schools"], []])
    #expect(coded.map(\.memo) == ["=1+1, talk over", nil])
  }

  @Test("Comments and remarks are text in their cells, whatever they begin with") func text() throws {
    let test = CodingSheetCase()
    let path = try test.written()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let workbook = try WorkbookReader(path: path)
    let comments = try #require(workbook.sheets.first { $0.name == "Comments" })
    let summary = try workbook.summary(of: comments)
    #expect(summary.formulasWithoutValue.count == 0)
    let cells = try workbook.rows(of: comments).dropFirst(3).map { $0[3] }
    #expect(Array(cells) == test.rows.map(\.comment))
  }

  @Test(
    "Each wrong cell is told by its name",
    arguments: [
      (["schools": "perhaps"], "", "", "bad-mark", "H4"), ([:], "maybe", "", "bad-mark", "I4"),
      (["police": "yes"], "yes", "", "none-and-theme", "I4"), ([:], "", "hm", "memo-without-code", "J4"),
    ] as [([Theme.ID: String], String, String, String, String)])
  func mistakes(marks: [Theme.ID: String], none: String, memo: String, rule: String, cell: String) throws {
    var test = CodingSheetCase()
    (test.rows[0].marks, test.rows[0].none, test.rows[0].memo) = (marks, none, memo)
    let sheet = try test.read()
    #expect(sheet.problems.map(\.diagnostic.rule) == [rule])
    #expect(sheet.problems.map(\.diagnostic.cell) == [cell])
    #expect(sheet.problems.first?.diagnostic.sheet == "Comments")
    #expect(sheet.coded.isEmpty)
  }

  @Test("A row twice is damage: which of the two is meant can't be told") func twice() throws {
    var test = CodingSheetCase()
    test.rows.append(test.rows[0])
    #expect(try test.read().damage.map(\.rule) == ["duplicate-comment"])
  }

  @Test("A coder who is to see nothing sees no rules, and no words that the rules look for") func blind()
    throws
  {
    var test = CodingSheetCase()
    test.layout.showsRules = false
    let path = try test.written()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let workbook = try WorkbookReader(path: path)
    let texts = try workbook.sheets.flatMap { try workbook.rows(of: $0).joined() }
    #expect(!texts.contains("Found by rules"))
    #expect(!texts.contains { $0.contains("report*") })
  }

  @Test("Other workbooks are none of coding") func others() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "o.xlsx").path
    let workbook = try WorkbookFile(path: path, properties: DocumentProperties(created: 0))
    try workbook.addSheet("Comments").write("Comment", row: 0, column: 0)
    try workbook.finish()
    #expect(try CodingSheet.read(path) == nil)
  }

  @Test("What says which text a row is about survives being written, or is none") func keys() {
    let key = CodingSheetLayout.TextKey(response: 7, question: "concerns", fingerprint: 255)
    #expect(key.written == "7/concerns/00000000000000ff")
    #expect(CodingSheetLayout.TextKey(key.written) == key)
    for text in [
      "", "7/concerns", "x/concerns/00000000000000ff", "7//00000000000000ff", "7/concerns/ff",
      "0/c/00000000000000ff",
    ] {
      #expect(CodingSheetLayout.TextKey(text) == nil, "\(text)")
    }
  }

  @Test("A layout of a later Engage, or one that lost a line, is not taken") func layouts() {
    let grid = CodingSheetCase().layout.grid
    #expect(CodingSheetLayout(grid: grid) == CodingSheetCase().layout)
    #expect(CodingSheetLayout(grid: [["engage-coding-sheet/2"]] + grid.dropFirst()) == nil)
    for index in 1..<7 {
      var lost = grid
      lost.remove(at: index)
      #expect(CodingSheetLayout(grid: lost) == nil, "\(grid[index])")
    }
  }
}

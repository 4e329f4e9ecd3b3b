import EngageImport
import EngageModel
import EngageSheets
import EngageTesting
import Testing

@Suite("What a spreadsheet program may have done to answers is told") struct SpreadsheetDamageTests {
  /// A workbook of one sheet, imported for a small survey.
  private func damage(_ fill: (Worksheet, _ day: StoredFormat) throws -> Void) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.xlsx")
    let book = try WorkbookFile(path: path, properties: DocumentProperties(created: 0))
    let sheet = try book.addSheet("Answers")
    for (column, heading) in ["code", "age_band", "day"].enumerated() {
      try sheet.write(heading, row: 0, column: column)
    }
    try fill(sheet, try book.format(CellFormat { $0.numberFormat = "yyyy-mm-dd" }))
    try book.finish()
    let survey = Survey(
      id: "club", title: "Club",
      questions: [
        Question(id: "code", type: .text, label: "Code"), Question(id: "age_band", type: .text, label: "Age"),
        Question(id: "day", type: .date, label: "Day"),
      ])
    let options = ImportOptions(survey: survey, event: "evening", sessions: [Session(id: "only")])
    return try Importer(options).open(path).diagnostics
  }

  @Test("dates among words, codes without their zeros, numbers too long to keep: each with its first cell")
  func damaged() throws {
    let found = try damage { sheet, day in
      for row in 1...3 { try sheet.write("0\(row)7", row: row, column: 0) }
      try sheet.write(7, row: 4, column: 0)
      try sheet.write(1_234_567_890_123_456_789, row: 5, column: 0)
      for row in 1...3 { try sheet.write("over 60", row: row, column: 1) }
      try sheet.write(43_497, row: 4, column: 1, format: day)
    }
    #expect(found.map(\.rule) == ["excel-zeros", "excel-digits", "excel-dates"])
    #expect(found.map(\.cell) == ["A5", "A6", "B5"])
    #expect(found.allSatisfy { $0.severity == .warning && $0.sheet == "Answers" && $0.hint != nil })
  }

  @Test("dates where the survey asks for a day are no damage")
  func dates() throws {
    let found = try damage { sheet, day in
      for row in 1...4 { try sheet.write("x", row: row, column: 0) }
      for row in 1...3 { try sheet.write("2019-09-2\(row)", row: row, column: 2) }
      try sheet.write(43_732, row: 4, column: 2, format: day)
    }
    #expect(found.isEmpty)
  }
}

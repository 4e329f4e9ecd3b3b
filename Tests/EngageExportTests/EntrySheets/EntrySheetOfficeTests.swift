import EngageExport
import EngageFiles
import EngageImport
import EngageModel
import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite("Entry sheets in other people’s spreadsheet programs", .serialized)
struct EntrySheetOfficeTests {
  private static let red = "FFC7CE"
  private static let amber = "FFEB9C"
  private static let grey = "D9D9D9"

  private func shipped() throws -> [Survey] {
    let root = try #require(RepositoryFolder.root())
    return try FileManager.default.contentsOfDirectory(atPath: root + "/Surveys").sorted()
      .map { "\(root)/Surveys/\($0)/survey.v1.yaml" }.filter { FileManager.default.fileExists(atPath: $0) }
      .map { try SurveyFile.read(path: $0).get() }
  }

  /// A case with invented answers in it.
  private func filled(_ entry: inout EntryCase, seed: UInt64, forms: Int = 6) {
    var dice = SeededGenerator(seed: seed)
    let typist = Typist(survey: entry.survey)
    let reference = SessionReference(event: "evening-2019", session: "rugby")
    let responses = [(EngageModel.Unit.person, "00"), (.table, "T")].flatMap { unit, prefix in
      (1...forms).map { number in
        Response(
          session: reference, unit: unit, people: unit == .table ? 8 : nil, key: "\(prefix)\(number)",
          answers: typist.answers(&dice, unit: unit))
      }
    }
    for sheet in entry.workbook.layout.sheets {
      entry.workbook.filling[sheet.name] = typist.rows(responses, on: sheet)
    }
  }

  /// Cases of the typed survey and all shipped ones, filled and written.
  private func written(_ name: String, seed: UInt64) throws -> [EntryCase] {
    try ([.typed] + shipped()).enumerated().map { number, survey in
      var entry = try EntryCase(survey)
      filled(&entry, seed: seed + UInt64(number))
      try entry.workbook.write(to: entry.path("\(name)\(number).xlsx"))
      return entry
    }
  }

  @Test(.enabled(if: Office.isThere)) func savedByLibreOfficeASheetBringsTheSameAnswers() throws {
    let cases = try written("filled", seed: 0)
    defer { for entry in cases { entry.remove() } }
    let folder = cases[0].path("saved")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Office.resave(cases.indices.map { cases[$0].path("filled\($0).xlsx") }, into: folder)
    for (number, entry) in cases.enumerated() {
      let before = try entry.imported(entry.path("filled\(number).xlsx"))
      let after = try entry.imported("\(folder)/filled\(number).xlsx")
      #expect(after.errors == [] && after.isStorable, "\(entry.survey.id)")
      #expect(after.responses == before.responses && !after.responses.isEmpty, "\(entry.survey.id)")
    }
  }

  @Test(.enabled(if: Office.isThere)) func noCellTurnsRedWhereEveryAnswerIsAllowed() throws {
    let cases = try written("good", seed: 50)
    defer { for entry in cases { entry.remove() } }
    let colours = try Office.colours(
      cases.indices.map { cases[$0].path("good\($0).xlsx") }, folder: cases[0].folder)
    for (entry, colours) in zip(cases, colours) {
      #expect(colours.filter { $0.value == Self.red || $0.key.hasSuffix("?") } == [:], "\(entry.survey.id)")
    }
  }

  @Test(.enabled(if: Office.isThere)) func whatTheImportRefusesIsRedInTheSheet() throws {
    try withEntry(.typed, rows: 40) { entry in
      var wanted: [String] = []
      for sheet in entry.workbook.layout.sheets {
        let key = sheet.columns[0].name
        var rows = [[key: sheet.unit == .person ? "001" : "T1"]]
        for (number, slip) in Slip.all.enumerated() where slip.sheet == sheet.name {
          rows.append(
            [key: sheet.unit == .person ? "\(100 + number)" : "T\(100 + number)"].merging(slip.cells) { $1 })
          // A pattern is checked at import only, and the instructions say so.
          if slip.at == "postcode" { continue }
          let column = try #require(sheet.columns.firstIndex { $0.name == slip.at })
          wanted.append(
            "\(sheet.name)!\(cellName(row: EntrySheetLayout.namesRow + rows.count - 1, column: column))")
        }
        entry.workbook.filling[sheet.name] = rows.map { row in sheet.columns.map { row[$0.name] ?? "" } }
      }
      try entry.workbook.write(to: entry.path("slips.xlsx"))
      let colours = try Office.colours([entry.path("slips.xlsx")], folder: entry.folder)[0]
      #expect(colours.filter { $0.key.hasSuffix("?") } == [:])
      #expect(wanted.filter { colours[$0] != Self.red } == [])
    }
  }

  @Test(.enabled(if: Office.isThere)) func whatIsNotAskedIsGreyAndWhatIsExpectedAmber() throws {
    try withEntry(.typed) { entry in
      let sheet = entry.workbook.layout.sheets[0]
      let rows: [[String: String]] = [
        ["safe": "Level 2", "role": "Other"], ["safe": "Level 4", "role": "Parent"], ["safe": "1"],
        ["safe": "unreadable", "role": "prefer not to say"], [:],
      ]
      entry.workbook.filling["Forms"] = rows.enumerated().map { number, row in
        let row = row.isEmpty ? row : row.merging(["engage/form_number": "N\(number)"]) { $1 }
        return sheet.columns.map { row[$0.name] ?? "" }
      }
      try entry.workbook.write(to: entry.path("logic.xlsx"))
      let colours = try Office.colours([entry.path("logic.xlsx")], folder: entry.folder)[0]
      func column(_ name: String) throws -> [String?] {
        let index = try #require(sheet.columns.firstIndex { $0.name == name })
        return rows.indices.map {
          colours["Forms!\(cellName(row: EntrySheetLayout.namesRow + $0, column: index))"]
        }
      }
      #expect(try column("why") == [nil, Self.grey, nil, Self.grey, nil])
      #expect(try column("role_other") == [nil, Self.grey, Self.grey, Self.grey, nil])
      #expect(try column("role") == [nil, nil, Self.amber, nil, nil])
    }
  }
}

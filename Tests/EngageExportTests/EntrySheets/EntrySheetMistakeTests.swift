import EngageExport
import EngageImport
import EngageModel
import EngageSheets
import Foundation
import Testing

/// A slip on an entry sheet: what stands in a row beside its form number, and where it is reported.
struct Slip: Sendable, CustomTestStringConvertible {
  var what: String
  var sheet = "Forms"
  var cells: [String: String]
  /// The name of the column of the cell.
  var at: String
  var rule: String
  /// What it should have been.
  var mended: [String: String]

  var testDescription: String { what }

  static let all: [Slip] = [
    Slip(
      what: "a misspelt choice", cells: ["role": "Parnet"], at: "role", rule: "unknown-choice",
      mended: ["role": "Parent"]),
    Slip(
      what: "a word that is no step", cells: ["safe": "quite"], at: "safe", rule: "unknown-choice",
      mended: ["safe": "Level 4"]),
    Slip(
      what: "a number that no box has", cells: ["safe": "7"], at: "safe", rule: "unknown-choice",
      mended: ["safe": "4"]),
    Slip(
      what: "a letter for a tick", cells: ["topics/online": "q"], at: "topics/online", rule: "unknown-tick",
      mended: ["topics/online": "x"]),
    Slip(
      what: "boxes that exclude each other", cells: ["topics/hate": "x", "topics/none": "x"],
      at: "topics/hate",
      rule: "constraint", mended: ["topics/none": ""]),
    Slip(
      what: "a fourth place of three", cells: ["wishes/buses": "4"], at: "wishes/buses", rule: "not-a-place",
      mended: ["wishes/buses": "3"]),
    Slip(
      what: "two first places", cells: ["wishes/lights": "1", "wishes/youth": "1"], at: "wishes/youth",
      rule: "ranked-twice", mended: ["wishes/youth": "2"]),
    Slip(
      what: "a word for a place", cells: ["wishes/lights": "first"], at: "wishes/lights", rule: "not-a-place",
      mended: ["wishes/lights": "1"]),
    Slip(
      what: "a word for a number", cells: ["age": "forty"], at: "age", rule: "not-a-number",
      mended: ["age": "40"]),
    Slip(
      what: "a range for a number", cells: ["age": "1-2"], at: "age", rule: "not-a-number",
      mended: ["age": "2"]),
    Slip(what: "a half year", cells: ["age": "3.5"], at: "age", rule: "not-whole", mended: ["age": "3"]),
    Slip(
      what: "an impossible age", cells: ["age": "130"], at: "age", rule: "constraint", mended: ["age": "30"]),
    Slip(
      what: "a decimal comma", cells: ["hours": "3,5"], at: "hours", rule: "not-a-number",
      mended: ["hours": "3.5"]),
    Slip(
      what: "a score beyond the end", cells: ["score": "12"], at: "score", rule: "out-of-range",
      mended: ["score": "10"]),
    Slip(
      what: "a score between steps", cells: ["score": "3"], at: "score", rule: "off-step",
      mended: ["score": "4"]),
    Slip(
      what: "a day that never was", cells: ["day": "31/2/2019"], at: "day", rule: "not-a-date",
      mended: ["day": "28/2/2019"]),
    Slip(
      what: "words for a day", cells: ["day": "last week"], at: "day", rule: "not-a-date",
      mended: ["day": "2019-09-24"]),
    Slip(
      what: "a day to come", cells: ["day": "1/1/2031"], at: "day", rule: "constraint",
      mended: ["day": "1/1/2021"]),
    Slip(
      what: "an hour that no day has", cells: ["begin": "25:00"], at: "begin", rule: "not-a-time",
      mended: ["begin": "15:00"]),
    Slip(
      what: "a doubtful agreement", cells: ["consent": "perhaps"], at: "consent", rule: "unknown-choice",
      mended: ["consent": "x"]),
    Slip(
      what: "a text against its pattern", cells: ["postcode": "here"], at: "postcode", rule: "constraint",
      mended: ["postcode": "CV11"]),
    Slip(
      what: "no form number", cells: ["engage/form_number": "", "age": "4"], at: "engage/form_number",
      rule: "no-form-number", mended: ["engage/form_number": "N99"]),
    Slip(
      what: "a form number twice", cells: ["engage/form_number": "001"], at: "engage/form_number",
      rule: "duplicate-key", mended: ["engage/form_number": "N98"]),
    Slip(
      what: "a word for a head count", sheet: "Tables", cells: ["engage/people": "eight"],
      at: "engage/people", rule: "not-a-head-count", mended: ["engage/people": "8"]),
    Slip(
      what: "nobody at the table", sheet: "Tables", cells: ["engage/people": "0"], at: "engage/people",
      rule: "head-count", mended: ["engage/people": "unknown"]),
    Slip(
      what: "a form’s number for a table", sheet: "Tables", cells: ["engage/table_number": "001"],
      at: "engage/table_number", rule: "duplicate-key", mended: ["engage/table_number": "T9"]),
  ]
}

@Suite("Slips on an entry sheet") struct EntrySheetMistakeTests {
  private func column(_ name: String, _ sheet: EntrySheetLayout.Sheet) throws -> Int {
    try #require(sheet.columns.firstIndex { $0.name == name }, "\(name)")
  }

  /// A sheet with good rows first, then a row for each slip.
  private func fill(_ entry: inout EntryCase, _ slips: [Slip], mended: Bool = false) throws -> [String] {
    var places: [String] = []
    for sheet in entry.workbook.layout.sheets {
      let key = sheet.columns[0].name
      var rows = [[key: sheet.unit == .person ? "001" : "T1"]]
      for (number, slip) in slips.enumerated() where slip.sheet == sheet.name {
        let own = [key: sheet.unit == .person ? "\(100 + number)" : "T\(100 + number)"]
        rows.append(own.merging(slip.cells) { $1 }.merging(mended ? slip.mended : [:]) { $1 })
        let cell = cellName(
          row: EntrySheetLayout.namesRow + rows.count - 1, column: try column(slip.at, sheet))
        places.append("\(sheet.name)!\(cell) \(slip.rule)")
      }
      entry.workbook.filling[sheet.name] = rows.map { row in sheet.columns.map { row[$0.name] ?? "" } }
    }
    return places
  }

  @Test(arguments: Slip.all) func aSlipIsReportedAtItsCellAndNothingIsStored(_ slip: Slip) throws {
    try withEntry(.typed) { entry in
      let places = try fill(&entry, [slip])
      try entry.workbook.write(to: entry.path("slip.xlsx"))
      let outcome = try entry.imported(entry.path("slip.xlsx"))
      #expect(outcome.errors == places)
      #expect(!outcome.isStorable)
    }
  }

  @Test func allSlipsAreReportedAtOnceAndMendedTheSheetIsTaken() throws {
    try withEntry(.typed) { entry in
      let places = try fill(&entry, Slip.all)
      try entry.workbook.write(to: entry.path("slips.xlsx"))
      let outcome = try entry.imported(entry.path("slips.xlsx"))
      #expect(Set(outcome.errors) == Set(places) && outcome.errors.count == places.count)
      #expect(!outcome.isStorable)
      _ = try fill(&entry, Slip.all, mended: true)
      try entry.workbook.write(to: entry.path("mended.xlsx"))
      let mended = try entry.imported(entry.path("mended.xlsx"))
      #expect(mended.errors == [] && mended.isStorable)
      #expect(mended.responses.count == Slip.all.count + 2)
    }
  }

  @Test(.enabled(if: OtherReader.openpyxl))
  func theMarkedCopyHasItsNotesOnTheWrongCellsAndMendedItIsTaken() throws {
    try withEntry(.typed) { entry in
      let places = try fill(&entry, Slip.all)
      try entry.workbook.write(to: entry.path("slips.xlsx"))
      let outcome = try entry.imported(entry.path("slips.xlsx"))
      var copy = entry.workbook
      copy.remarks = outcome.diagnostics.compactMap { EntrySheetWorkbook.Remark($0) }
      try copy.write(to: entry.path("slips.errors.xlsx"))
      let mending = try mendings(entry)
      let found = try OtherReader.python(
        """
        import json, openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        notes = {}
        for sheet in book.worksheets:
          for row in sheet.iter_rows():
            for cell in row:
              if cell.comment: notes[sheet.title + "!" + cell.coordinate] = [cell.comment.text, cell.fill.fgColor.rgb]
        for place, text in json.loads(sys.argv[3]).items():
          sheet, cell = place.split("!")
          book[sheet][cell] = text
        book.save(sys.argv[2])
        json.dump({"notes": notes}, sys.stdout)
        """, entry.path("slips.errors.xlsx"), entry.path("mended.xlsx"), mending)
      let notes = try #require(found["notes"] as? [String: [String]])
      let wanted = Set(places.map { String($0.prefix { $0 != " " }) })
      #expect(Set(notes.keys) == wanted)
      #expect(notes.values.allSatisfy { $0[0].count > 10 && $0[1].hasSuffix("FFC7CE") })
      let mended = try entry.imported(entry.path("mended.xlsx"))
      #expect(mended.errors == [] && mended.responses.count == Slip.all.count + 2)
    }
  }

  /// Which cells to mend, and how: as JSON.
  private func mendings(_ entry: EntryCase) throws -> String {
    var cells: [String: String] = [:]
    for sheet in entry.workbook.layout.sheets {
      for (row, slip) in Slip.all.filter({ $0.sheet == sheet.name }).enumerated() {
        for (name, text) in slip.mended {
          let cell = cellName(row: EntrySheetLayout.namesRow + 1 + row, column: try column(name, sheet))
          cells["\(sheet.name)!\(cell)"] = text
        }
      }
    }
    return String(decoding: try JSONEncoder().encode(cells), as: UTF8.self)
  }

  @Test func aFreeTextIsNotRepeatedInWhatIsSaid() throws {
    try withEntry(.typed) { entry in
      let slip = Slip(
        what: "", cells: ["postcode": "Mrs Kowalska of 3 Mill Lane"], at: "postcode", rule: "constraint",
        mended: [:])
      _ = try fill(&entry, [slip])
      try entry.workbook.write(to: entry.path("slip.xlsx"))
      let said = try entry.imported(entry.path("slip.xlsx")).diagnostics.map { $0.message + ($0.hint ?? "") }
      #expect(!said.isEmpty && !said.joined().contains("Kowalska"))
    }
  }
}

import EngageExport
import EngageImport
import EngageModel
import Foundation
import Testing

@Suite("Entry sheets that were changed where they should not be", .enabled(if: OtherReader.openpyxl))
struct EntrySheetTamperingTests {
  /// A sheet with two forms and a table, changed by a few lines of Python with `book`, `forms` and `tables`.
  private func changed(_ script: String, _ check: (EntryCase.Outcome) throws -> Void) throws {
    try withEntry(.typed) { entry in
      let rows: [String: [[String: String]]] = [
        "Forms": [
          ["engage/form_number": "007", "role": "Parent", "age": "40", "topics/online": "x"],
          ["engage/form_number": "003", "role": "Other", "role_other": "Warden", "day": "3/4/2019"],
        ],
        "Tables": [["engage/table_number": "T1", "engage/people": "8", "concerns": "Buses"]],
      ]
      for sheet in entry.workbook.layout.sheets {
        entry.workbook.filling[sheet.name] = (rows[sheet.name] ?? []).map { row in
          sheet.columns.map { row[$0.name] ?? "" }
        }
      }
      try entry.workbook.write(to: entry.path("made.xlsx"))
      _ = try OtherReader.python(
        """
        import json, openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        forms, tables = book["Forms"], book["Tables"]
        for sheet in (forms, tables):
          for area in list(sheet.merged_cells.ranges): sheet.unmerge_cells(str(area))
        def column(name): return next(cell.column for cell in forms[4] if cell.value == name)
        \(script)
        book.save(sys.argv[2])
        json.dump({}, sys.stdout)
        """, entry.path("made.xlsx"), entry.path("changed.xlsx"))
      try check(try entry.imported(entry.path("changed.xlsx")))
    }
  }

  private func expectSame(_ outcome: EntryCase.Outcome) {
    #expect(outcome.errors == [] && outcome.isStorable)
    #expect(outcome.responses.map(\.key) == ["007", "003", "T1"])
    #expect(outcome.responses.first?["age"] == .number(40))
    #expect(outcome.responses.first?["topics"] == .choices(["online"]))
    #expect(outcome.responses.dropFirst().first?["role_other"] == .text("Warden"))
    #expect(outcome.responses.last?.unit == .table && outcome.responses.last?.people == 8)
  }

  private func expectRefused(_ outcome: EntryCase.Outcome, _ words: String) {
    #expect(!outcome.isStorable && outcome.responses.isEmpty)
    #expect(
      outcome.diagnostics.contains { $0.rule == "changed-sheet" && $0.message.contains(words) },
      "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.filter { $0.severity == .error }.allSatisfy { $0.hint != nil })
  }

  @Test func headingsInOtherWordsChangeNothing() throws {
    try changed("forms['B2'] = 'Who are you?'; forms['N2'] = 'Shoe size'; forms['A1'] = None") {
      expectSame($0)
    }
  }

  @Test func aColumnAtAnotherPlaceIsKnownByItsHiddenName() throws {
    try changed(
      """
      at = column("age")
      for row in range(1, 13):
          one, other = forms.cell(row, at), forms.cell(row, 2)
          one.value, other.value = other.value, one.value
      """
    ) { expectSame($0) }
  }

  @Test func sheetsInOtherOrderAndUnderOtherNamesAreKnown() throws {
    try changed("book.move_sheet('Tables', -2); forms.title = 'Rugby'; tables.title = 'Notes'") {
      expectSame($0)
    }
  }

  @Test func aFurtherSheetIsToldAndNotRead() throws {
    try changed("book.create_sheet('Mine')['A1'] = 'shopping'") { outcome in
      expectSame(outcome)
      #expect(outcome.diagnostics.contains { $0.rule == "further-sheet" && $0.severity == .warning })
    }
  }

  @Test func emptyRowsBetweenAndRowsInOtherOrderAreFine() throws {
    try changed(
      """
      for at in range(1, forms.max_column + 1):
          for target, source in ((9, 5), (5, 6), (6, 13)):
              forms.cell(target, at).value = forms.cell(source, at).value
      """
    ) { outcome in
      #expect(outcome.errors == [] && outcome.responses.map(\.key) == ["003", "007", "T1"])
    }
  }

  @Test func aColumnThatIsGoneIsRefused() throws {
    try changed("forms.delete_cols(column('age'))") { expectRefused($0, "the column for age is gone") }
  }

  @Test func aColumnThatCameInIsRefused() throws {
    try changed("forms.insert_cols(5); forms['E5'] = 'note'") { expectRefused($0, "column E is none") }
  }

  @Test func aColumnTwiceIsRefused() throws {
    try changed("forms.cell(4, column('hours')).value = 'age'") { expectRefused($0, "second one for age") }
  }

  @Test func headingsSortedWithTheAnswersAreRefused() throws {
    try changed(
      """
      for at in range(1, forms.max_column + 1):
          one, other = forms.cell(4, at), forms.cell(6, at)
          one.value, other.value = other.value, one.value
      """
    ) { expectRefused($0, "not in its place") }
  }

  @Test func aRowOfHeadingsThatIsGoneIsRefused() throws {
    try changed("forms.delete_rows(2)") { expectRefused($0, "not in its place") }
  }

  @Test func aSheetThatIsGoneIsRefused() throws {
    try changed("book.remove(tables)") { expectRefused($0, "“Tables” is gone") }
  }

  @Test func twoCopiesOfASheetAreRefused() throws {
    try changed("book.copy_worksheet(forms).title = 'Forms (2)'") { expectRefused($0, "several copies") }
  }

  @Test func aHiddenSheetThatIsGoneIsRefused() throws {
    try changed("book.remove(book['Engage'])") { expectRefused($0, "hidden sheet") }
  }

  @Test func aHiddenSheetThatWasChangedIsRefused() throws {
    try changed("book['Engage']['B3'] = 'two'") { expectRefused($0, "hidden sheet") }
  }

  @Test func aSheetWithoutAnswersSaysSo() throws {
    try changed("forms.delete_rows(5, 99); tables.delete_rows(5, 99)") { outcome in
      #expect(outcome.errors == ["-!- no-responses"] && !outcome.isStorable)
    }
  }
}

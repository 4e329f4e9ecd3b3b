import EngageModel
import EngageSheets

/// What a spreadsheet program may have done to answers before they came here.
///
/// Excel turns “1-2” and “March” into dates, takes the zeros off codes, and keeps 15 digits of a number. None of
/// this can be undone with certainty, so it is told and not mended.
struct SpreadsheetDamage {
  let summary: WorkbookSheetSummary
  let layout: ColumnLayout
  let survey: Survey

  /// A warning for each column that shows signs of it.
  var diagnostics: [Diagnostic] {
    summary.columns.enumerated().flatMap { index, contents -> [Diagnostic] in
      guard index < layout.columns.count, let role = layout.columns[index].roles.first, role != .ignore else {
        return []
      }
      return damage(to: contents, heading: shown(layout.columns[index].heading), isDateless: isDateless(role))
    }
  }

  private func damage(to contents: SheetColumnContents, heading: String, isDateless: Bool) -> [Diagnostic] {
    func warning(_ rule: String, _ cells: SheetCellCount, _ what: String, _ hint: String) -> Diagnostic {
      Diagnostic(
        .warning, rule: rule, message: "“\(heading)” holds \(what)", cell: cells.firstCell, hint: hint)
    }
    var found: [Diagnostic] = []
    if isDateless, contents.dates.count > 0, contents.texts.count > contents.dates.count {
      found.append(
        warning(
          "excel-dates", contents.dates,
          "\(counted(contents.dates.count, "date")) among words: Excel makes dates of words such as “1-2” or “March”",
          "look at the answers where they came from; a map can say what such a date stands for (values:)"))
    }
    if contents.leadingZeroTexts.count > 0, contents.numbers.count > 0 {
      found.append(
        warning(
          "excel-zeros", contents.numbers,
          "codes that begin with 0 beside \(counted(contents.numbers.count, "number")): those may have lost their zeros",
          "export the codes again as text"))
    }
    if contents.overlongNumbers.count > 0 {
      found.append(
        warning(
          "excel-digits", contents.overlongNumbers,
          "\(counted(contents.overlongNumbers.count, "number")) of more than 15 digits, of which Excel keeps 15",
          "export them again as text, or as CSV"))
    }
    if contents.errors.count > 0 {
      found.append(
        warning(
          "excel-errors", contents.errors,
          "\(counted(contents.errors.count, "error")) of a formula, such as #N/A",
          "mend the formula, or empty the cell"))
    }
    return found
  }

  /// Whether a date has no business in the column.
  private func isDateless(_ role: ColumnMap.Role) -> Bool {
    guard let id = role.question, let question = survey.question(id) else { return role == .key }
    return question.type != .date && question.type != .time
  }
}

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
    var found: [Diagnostic] = []
    for (index, contents) in summary.columns.enumerated() where index < layout.columns.count {
      let column = layout.columns[index]
      guard let role = column.roles.first, role != .ignore else { continue }
      let heading = shown(column.heading)
      if isDateless(role), contents.dates.count > 0, contents.texts.count > contents.dates.count {
        found.append(
          Diagnostic(
            .warning, rule: "excel-dates",
            message: "“\(heading)” holds \(counted(contents.dates.count, "date")) among words: "
              + "Excel makes dates of words such as “1-2” or “March”",
            cell: contents.dates.firstCell,
            hint:
              "look at the answers where they came from; a map can say what such a date stands for (values:)")
        )
      }
      if contents.leadingZeroTexts.count > 0, contents.numbers.count > 0 {
        found.append(
          Diagnostic(
            .warning, rule: "excel-zeros",
            message:
              "“\(heading)” holds codes that begin with 0 beside \(counted(contents.numbers.count, "number")): "
              + "those may have lost their zeros",
            cell: contents.numbers.firstCell, hint: "export the codes again as text"))
      }
      if contents.overlongNumbers.count > 0 {
        found.append(
          Diagnostic(
            .warning, rule: "excel-digits",
            message:
              "“\(heading)” holds \(counted(contents.overlongNumbers.count, "number")) of more than 15 digits, "
              + "of which Excel keeps 15",
            cell: contents.overlongNumbers.firstCell, hint: "export them again as text, or as CSV"))
      }
      if contents.errors.count > 0 {
        found.append(
          Diagnostic(
            .warning, rule: "excel-errors",
            message:
              "“\(heading)” holds \(counted(contents.errors.count, "error")) of a formula, such as #N/A",
            cell: contents.errors.firstCell, hint: "mend the formula, or empty the cell"))
      }
    }
    return found
  }

  /// Whether a date has no business in the column.
  private func isDateless(_ role: ColumnMap.Role) -> Bool {
    guard let id = role.question, let question = survey.question(id) else { return role == .key }
    return question.type != .date && question.type != .time
  }
}

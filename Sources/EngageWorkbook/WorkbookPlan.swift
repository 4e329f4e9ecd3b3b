import EngageReport

/// Which sheets a workbook has, in order, and what stands on each.
struct WorkbookPlan {
  var sheets: [PlannedSheet] = []

  init(_ report: Report) {
    sheets.append(PlannedSheet(name: "Summary", content: .summary))
    let actions = ActionList(report)
    if !actions.rows.isEmpty { sheets.append(PlannedSheet(name: "Actions", content: .actions(actions))) }
    sheets += tableSheets(of: report).map { PlannedSheet(name: $0.name, content: .tables($0)) }
    sheets.append(PlannedSheet(name: "All figures", content: .allFigures))
    sheets.append(PlannedSheet(name: "Notes", content: .notes))
  }

  private func tableSheets(of report: Report) -> [TableSheet] {
    var collected = SheetCollection()
    for (index, section) in report.sections.enumerated() {
      for table in section.tables { collected.add(table, of: section, at: index, in: report) }
    }
    return collected.sheets(of: report)
  }
}

/// A sheet's wished-for name and what stands on it.
struct PlannedSheet {
  enum Content {
    case summary, allFigures, notes
    case actions(ActionList)
    case tables(TableSheet)
  }

  var name: String
  var content: Content
}

/// A sheet of tables with their charts.
struct TableSheet {
  var name: String
  var title: String
  /// Sentences about the tables of this sheet.
  var statements: [String] = []
  var blocks: [TableBlock]
  /// Remarks on whole sections.
  var notes: [String] = []
  /// Whether its tables hold words of people who took part.
  var isQuotes = false
}

/// A table with what belongs to it.
struct TableBlock {
  var place: TablePlace
  var table: Table
  var layout: TableLayout
  var charts: [Chart]
  /// Tests of the table, for internal readers.
  var measures: [Measure]
}

/// Which table of a report is meant.
struct TablePlace: Hashable {
  var section: Int
  var table: String
}

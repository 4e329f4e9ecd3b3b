import EngageModel
import EngageSheets

/// What the words of a table of records mean: a row for each choice of each question.
struct RecordCodebook {
  struct Row {
    var question = ""
    var label = ""
    var type = ""
    var choice = ""
    var choiceLabel = ""
    var scored = ""

    var cells: [String] { [question, label, type, choice, choiceLabel, scored] }
  }

  static let headings = ["question", "label", "type", "choice", "choice_label", "scored"]
  let rows: [Row]

  init(_ export: RecordExport) {
    var rows: [Row] = []
    for column in export.columns {
      guard case .question(let index) = column.content else {
        rows.append(Row(question: column.heading, label: column.label, type: "record"))
        continue
      }
      let question = export.questions[index]
      rows.append(Row(question: column.heading, label: column.label, type: question.type.rawValue))
      for choice in question.choices {
        rows.append(
          Row(
            question: column.heading, label: column.label, type: question.type.rawValue,
            choice: choice.id.rawValue, choiceLabel: choice.label.text,
            scored: question.type == .scale ? (choice.scored ? "yes" : "no") : ""))
      }
    }
    for reason in MissingWord.reasons {
      rows.append(
        Row(
          question: "(any)", label: "Why an answer is missing", choice: reason.name, choiceLabel: reason.label
        ))
    }
    rows.append(
      Row(question: "(any)", label: "Why an answer is missing", choiceLabel: "an empty cell: not answered"))
    self.rows = rows
  }

  /// Writes the rows to a sheet, from its top on.
  func write(to sheet: Worksheet, formats: WorkbookRecords.Formats) throws {
    for (column, width) in [24.0, 60, 16, 24, 40, 8].enumerated() {
      try sheet.setWidth(width, columns: column...column)
    }
    for (column, heading) in Self.headings.enumerated() {
      try sheet.write(heading, row: 0, column: column, format: formats.heading)
    }
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
        try sheet.write(cell, row: index + 1, column: column, format: formats.wrapped)
      }
    }
    try sheet.freezePanes(row: 1, column: 0)
    try sheet.autofilter(
      CellRange(firstRow: 0, firstColumn: 0, lastRow: rows.count, lastColumn: Self.headings.count - 1))
  }
}

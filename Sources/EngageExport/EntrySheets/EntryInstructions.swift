import EngageModel
import EngageSheets

/// The first sheet: how to type, what the colours mean, what happens next.
struct EntryInstructions {
  private let workbook: EntrySheetWorkbook
  private let unchecked: [Question.ID]

  init(_ workbook: EntrySheetWorkbook, unchecked: [Question.ID]) {
    (self.workbook, self.unchecked) = (workbook, unchecked)
  }

  private enum Line {
    case title(String)
    case heading(String)
    case text(String)
    case colour(StoredFormat, String, String)
  }

  func write(to page: Worksheet, _ look: EntryLook) throws {
    try page.setWidth(18, columns: 0...0)
    try page.setWidth(92, columns: 1...1)
    for (row, line) in lines(look).enumerated() {
      switch line {
      case .title(let text): try page.write(text, row: row, column: 0, format: look.title)
      case .heading(let text):
        try page.write(text, row: row, column: 0, format: look.strong)
        try page.setHeight(26, row: row)
      case .text(let text):
        try page.merge(
          CellRange(firstRow: row, firstColumn: 0, lastRow: row, lastColumn: 1), text: text,
          format: look.plain)
        try page.setHeight(height(of: text, width: 108), row: row)
      case .colour(let format, let name, let text):
        try page.write(name, row: row, column: 0, format: format)
        try page.write(text, row: row, column: 1, format: look.plain)
        try page.setHeight(height(of: text, width: 90), row: row)
      }
    }
    try page.hideGridlines()
    try page.protect()
    try page.setPage(landscape: true, fitWidth: 1, fitHeight: 1)
  }

  /// Merged cells don't grow with their text.
  private func height(of text: String, width: Int) -> Double {
    Double((text.count + width - 1) / width) * 15 + 3
  }

  private func lines(_ look: EntryLook) -> [Line] {
    var lines: [Line] = [.title(workbook.title)]
    if !workbook.remarks.isEmpty {
      lines += [
        .heading("Cells to mend"),
        .text(
          "This is a copy of your sheet. Each cell with a red frame has a note that says what is wrong: rest the "
            + "pointer on it. Mend those cells here and import this copy; then delete the one you no longer need."
        ),
      ]
    }
    lines.append(.heading("Typing"))
    let units = workbook.layout.sheets.map(\.unit)
    if units.contains(.person) {
      lines.append(
        .text("One row for each paper form on the sheet “Forms”. Begin with the number on the form’s corner.")
      )
    }
    if units.contains(.table) {
      lines.append(
        .text(
          "One row for each table’s notes on the sheet “Tables”: its number (such as T1), how many sat there or "
            + "unknown, then what was said. Put points on lines of their own (Alt+Enter), or part them by “;”."
        ))
    }
    lines += typing + colours(look)
    if !unchecked.isEmpty {
      let names = unchecked.compactMap {
        workbook.survey.question($0)?.label.text(in: workbook.layout.language)
      }
      .map { "“\($0.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60))”" }
      lines.append(
        .text(
          "Some rules can’t be shown by colours and are checked when the sheet is imported: "
            + names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "") + "."))
    }
    return lines + after
  }

  private var typing: [Line] {
    [
      .text(
        "Form and table numbers: every one differs from all others of the whole event, not only of this session. If "
          + "two sessions both have a form 7, write N7 and R7, on the paper too."),
      .text(
        "One answer: type the number that stands at its box on the form made by Engage, or choose it from the list of the "
          + "cell (Alt+Down)."),
      .text("Several answers: each has a column; type x where the box is ticked, leave the others empty."),
      .text("Rankings: type 1 below what comes first, 2 below the next, and so on."),
      .text("Dates: day first, as 24/9/2019, or 2019-09-24. Times: 19:30. Decimals: with a full stop, 3.5."),
      .text(
        "No answer: leave the cell empty. Where the paper tells why, choose that at the foot of the list or type it: "
          + "prefer not to say · unreadable · more than one ticked (where one is allowed) · between two (a mark "
          + "between two steps of a scale). For several answers and rankings it goes into the question’s first column."
      ),
      .text("“Other”: choose Other, and type the words into the column behind it."),
      .text("Don’t type names, addresses or telephone numbers of anybody, even if the paper has them."),
    ]
  }

  private func colours(_ look: EntryLook) -> [Line] {
    [
      .heading("Colours"),
      .colour(
        look.wrong, "red",
        "This can’t be: not in the list, not a number, a number used twice, or against a rule of the survey."),
      .colour(look.missing, "amber", "An answer is expected here. If the form gives none, leave it empty."),
      .colour(
        look.notAsked, "grey",
        "Not asked, because of an earlier answer. If the form answers it all the same, type it."),
    ]
  }

  private var after: [Line] {
    let layout = workbook.layout
    return [
      .heading("When you have finished, or in between"),
      .text(
        "Save as .xlsx and run: engage import FILE.xlsx. All rows are checked; if anything is wrong, nothing is stored and a "
          + "copy of the sheet with a note on each wrong cell is written beside it. Import the same sheet again when it "
          + "has more rows: rows that are stored already are passed over."),
      .text(
        "Rows may be sorted. Leave the headings and the sheets as they are: they are protected (without a password), and two "
          + "hidden sheets and a hidden row tell Engage what the columns mean."),
      .text(
        "The answers are about people. Keep this file where only those who type can open it, and delete it and its "
          + "copies when everything is stored."),
      .text(
        "Made by \(layout.engine), \(layout.made), for \(layout.event), session \(layout.session), "
          + "survey \(layout.survey) version \(layout.version)."),
    ]
  }
}

import EngageModel
import EngageSheets

/// The first sheet: how to code, and what happens next.
struct CodingSheetInstructions {
  private let workbook: CodingSheetWorkbook

  init(_ workbook: CodingSheetWorkbook) { self.workbook = workbook }

  func write(to page: Worksheet, _ look: EntryLook) throws {
    try page.setWidth(104, columns: 0...0)
    try page.write(workbook.title, row: 0, column: 0, format: look.title)
    var row = 1
    for (heading, texts) in sections {
      try page.write(heading, row: row, column: 0, format: look.strong)
      try page.setHeight(26, row: row)
      row += 1
      for text in texts {
        try page.write(text, row: row, column: 0, format: look.plain)
        try page.setHeight(Double((text.count + 99) / 100) * 15 + 3, row: row)
        row += 1
      }
    }
    try page.hideGridlines()
    try page.protect()
    try page.setPage(landscape: true, fitWidth: 1, fitHeight: 1)
  }

  private var sections: [(heading: String, texts: [String])] {
    let layout = workbook.layout
    var sections: [(String, [String])] = []
    if !workbook.remarks.isEmpty {
      sections.append(
        (
          "Cells to mend",
          [
            "This is a copy of your sheet. Each cell with a red frame has a note that says what is wrong: rest the "
              + "pointer on it. Mend those cells here and import this copy; then delete the one you no longer need."
          ]
        ))
    }
    sections.append(
      (
        "Coding",
        [
          "One row for each comment on the sheet “Comments”. Choose yes below each theme that is in it; leave the "
            + "others empty. What each theme means stands on the sheet “Themes”.",
          "Where no theme is in it, choose yes below “None fits”. A row without any yes has not been coded yet: you can "
            + "stop at any time and go on later. Rows that are coded turn grey.",
          layout.showsRules
            ? "“Found by rules” shows what Engage found by words alone. It is often wrong: read the comment first."
            : "What Engage found by words, and what others said, is not shown, so that your codes are your own. Don’t "
              + "talk about single comments with other coders before all have finished.",
          "“Remark” is for what you want to talk over. Don’t type anybody’s name into it.",
        ]
      ))
    sections.append(
      (
        "When you have finished, or in between",
        [
          "Save as .xlsx and run: engage import FILE.xlsx. All rows are checked; if anything is wrong, nothing is stored "
            + "and a copy with a note on each wrong cell is written beside it. Import the same sheet again when more of it "
            + "is coded: what is stored already is passed over, what you changed replaces it.",
          "Leave the headings, the comments and the sheets as they are: they are protected (without a password), and a "
            + "hidden sheet, a hidden row and a hidden column tell Engage what is what.",
          "The comments are people’s own words. Keep this file where only the coder can open it, and delete it and its "
            + "copies when everything is stored.",
          "Made by \(layout.engine), \(layout.made), for \(layout.coder): survey \(layout.survey), codebook "
            + "\(layout.codebook) version \(layout.version).",
        ]
      ))
    return sections
  }
}

/// The sheet that says what the themes are.
struct CodingSheetThemes {
  private let workbook: CodingSheetWorkbook

  init(_ workbook: CodingSheetWorkbook) { self.workbook = workbook }

  func write(to file: WorkbookFile, _ look: EntryLook) throws {
    let page = try file.addSheet("Themes")
    let showsRules = workbook.layout.showsRules
    let headings = ["Theme", "Part of"] + (showsRules ? ["Words the rules look for", "But not"] : [])
    let heading = try look.heading(isOdd: true, isQuestion: true, isCentred: false)
    for (column, text) in headings.enumerated() {
      try page.write(text, row: 0, column: column, format: heading)
      try page.setWidth(column < 2 ? 36 : 60, columns: column...column)
    }
    let flat = workbook.codebook.flattened
    for (index, (theme, parent)) in flat.enumerated() {
      var cells = [theme.title, parent.map { flat[$0].theme.title } ?? ""]
      if showsRules { cells += [theme.match, theme.exclude].map { $0.map(\.shown).joined(separator: ", ") } }
      for (column, text) in cells.enumerated() {
        try page.write(
          String(text.prefix(2000)), row: index + 1, column: column, format: look.plain)
      }
    }
    try page.freezePanes(row: 1, column: 0)
    try page.protect()
    try page.setPage(landscape: true, fitWidth: 1)
  }
}

extension Term {
  /// The words looked for, without how.
  var shown: String {
    switch self {
    case .phrase(let text), .exact(let text), .pattern(let text): text
    }
  }
}

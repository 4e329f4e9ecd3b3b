public import EngageModel
import EngageSheets

/// A codebook as a workbook: a row for each theme, its phrases a line each.
///
/// ```swift
/// try CodebookWorkbook(codebook, made: now).write(to: "hate-crime.xlsx")
/// let read = try CodebookWorkbook.read("hate-crime.xlsx")
/// ```
/// What is written and read again is the same codebook, but for its history, which stays with the file.
public struct CodebookWorkbook: Sendable {
  /// The columns of the sheet of themes.
  enum Column: String, CaseIterable {
    case theme = "Theme"
    case title = "Title"
    case parent = "Part of"
    case priority = "Priority"
    case match = "Finds"
    case exclude = "But not"
    /// Only of a codebook for safeguarding.
    case tell = "Tell"

    /// Those that a codebook has.
    static func all(of codebook: Codebook) -> [Column] {
      allCases.filter { $0 != .tell || codebook.safeguarding }
    }

    var width: Double {
      switch self {
      case .theme, .parent: 22
      case .title: 36
      case .priority, .tell: 18
      case .match, .exclude: 44
      }
    }
  }

  static let themesName = "Themes"
  static let prioritiesName = "Priorities"
  static let codebookName = "Codebook"
  /// The first cell of the sheet that says which codebook it is.
  static let mark = "engage-codebook/1"

  private let codebook: Codebook
  private let made: Int

  /// - Parameter made: seconds since 1970-01-01 UTC.
  /// - Throws: `DiagnosticsError` with the themes that a sheet can't hold.
  public init(_ codebook: Codebook, made: Int) throws(DiagnosticsError) {
    (self.codebook, self.made) = (codebook, made)
    var problems: [Diagnostic] = []
    for theme in codebook.flattened.map(\.theme) {
      let terms = theme.match + theme.exclude
      let lines = terms.map(CodebookTerm.line)
      if zip(terms, lines).contains(where: { CodebookTerm.term($1) != $0 || $1.contains(where: \.isNewline) })
        || lines.joined(separator: "\n").utf16.count > 32_000
      {
        problems.append(
          Diagnostic(
            rule: "no-cell-for-phrase",
            message: "theme “\(theme.id)” has phrases that begin or end with a blank, or too many for a cell",
            hint: "take the blanks out of the file, or part the theme into sub-themes"))
      }
    }
    try problems.throwIfErrors()
  }

  /// Writes the workbook.
  /// - Throws: `WorkbookError`.
  public func write(to path: String) throws {
    let title = codebook.title ?? codebook.id.rawValue
    let workbook = try WorkbookFile(
      path: path,
      properties: DocumentProperties(
        created: made, title: String(title.prefix(255)), subject: "Codebook: themes and their words"))
    let look = try EntryLook(workbook)
    try writeThemes(to: workbook, look)
    try writePriorities(to: workbook, look)
    try writeFacts(to: workbook, look)
    try workbook.finish()
  }

  private func writeThemes(to workbook: WorkbookFile, _ look: EntryLook) throws {
    let page = try workbook.addSheet(CodebookWorkbook.themesName)
    let heading = try look.heading(isOdd: true, isQuestion: true, isCentred: false)
    let cell = try look.cell(startsQuestion: false, isCentred: false, wraps: true)
    let columns = Column.all(of: codebook)
    for (index, column) in columns.enumerated() {
      try page.setWidth(column.width, columns: index...index)
      try page.write(column.rawValue, row: 0, column: index, format: heading)
    }
    let flat = codebook.flattened
    for (number, (theme, parent)) in flat.enumerated() {
      for (index, column) in columns.enumerated() {
        let text = words(column, theme, parent: parent.map { flat[$0].theme })
        if text.isEmpty {
          try page.writeBlank(row: number + 1, column: index, format: cell)
        } else {
          try page.write(text, row: number + 1, column: index, format: cell)
        }
      }
      let lines = max(theme.match.count, theme.exclude.count, 1)
      try page.setHeight(min(Double(lines) * 15 + 3, 400), row: number + 1)
    }
    try page.freezePanes(row: 1, column: 2)
    try page.setPage(landscape: true, fitWidth: 1)
    try page.repeatRows(0...0)
  }

  private func words(_ column: Column, _ theme: Theme, parent: Theme?) -> String {
    switch column {
    case .theme: theme.id.rawValue
    case .title: theme.title
    case .parent: parent?.id.rawValue ?? ""
    case .priority: theme.priority ?? ""
    case .match: theme.match.map(CodebookTerm.line).joined(separator: "\n")
    case .exclude: theme.exclude.map(CodebookTerm.line).joined(separator: "\n")
    case .tell: theme.tell ?? ""
    }
  }

  private func writePriorities(to workbook: WorkbookFile, _ look: EntryLook) throws {
    let page = try workbook.addSheet(CodebookWorkbook.prioritiesName)
    let heading = try look.heading(isOdd: true, isQuestion: true, isCentred: false)
    let cell = try look.cell(startsQuestion: false, isCentred: false, wraps: true)
    try page.setWidth(24, columns: 0...0)
    try page.setWidth(60, columns: 1...1)
    for (row, texts) in ([["Priority", "Title"]] + codebook.priorities.map { [$0.name, $0.title] })
      .enumerated()
    {
      for (column, text) in texts.enumerated() {
        try page.write(text, row: row, column: column, format: row == 0 ? heading : cell)
      }
    }
    try page.freezePanes(row: 1, column: 0)
  }

  private func writeFacts(to workbook: WorkbookFile, _ look: EntryLook) throws {
    let page = try workbook.addSheet(CodebookWorkbook.codebookName)
    let cell = try look.cell(startsQuestion: false, isCentred: false, wraps: true)
    try page.setWidth(24, columns: 0...0)
    try page.setWidth(80, columns: 1...1)
    let facts =
      [
        (CodebookWorkbook.mark, ""), ("codebook", codebook.id.rawValue),
        ("version", String(codebook.version)),
        ("title", codebook.title ?? ""), ("source", codebook.source ?? ""),
        ("stems", codebook.matching.stems.rawValue), ("accents", codebook.matching.accents.rawValue),
      ] + (codebook.safeguarding ? [("safeguarding", "yes")] : [])
    for (row, (name, text)) in facts.enumerated() {
      try page.write(name, row: row, column: 0, format: look.names)
      if text.isEmpty {
        try page.writeBlank(row: row, column: 1, format: cell)
      } else {
        try page.write(text, row: row, column: 1, format: cell)
      }
    }
    for (number, text) in CodebookWorkbook.help.enumerated() {
      try page.write(text, row: facts.count + 1 + number, column: 1, format: look.plain)
    }
  }

  private static let help = [
    "Themes: one row each. “Theme” is the name that files and reports call it by; it never changes. “Part of” is the name "
      + "of the theme above it.",
    "Finds, But not: one phrase in a line (Alt+Enter). A phrase finds whole words in any case; report* finds every word "
      + "that begins so. exact: before it takes the words as written; pattern: is for those who know patterns.",
    "Bring it back: engage codebook import FILE.xlsx --survey SURVEY. It becomes the next version of the codebook.",
  ]
}

/// A phrase as a line of a cell: `report*`, `exact: 101`, `pattern: multi-?agency`.
enum CodebookTerm {
  private static let marks = ["exact:", "pattern:", "phrase:"]

  static func line(_ term: Term) -> String {
    switch term {
    case .exact(let text): "exact: \(text)"
    case .pattern(let text): "pattern: \(text)"
    case .phrase(let text):
      // Words that begin like a mark need one themselves.
      marks.contains { text.lowercased().hasPrefix($0) } ? "phrase: \(text)" : text
    }
  }

  /// - Returns: `nil` where nothing stands in the line.
  static func term(_ line: String) -> Term? {
    let text = line.trimmed
    guard let mark = marks.first(where: { text.lowercased().hasPrefix($0) }) else {
      return text.isEmpty ? nil : .phrase(text)
    }
    let words = String(text.dropFirst(mark.count)).trimmed
    if words.isEmpty { return nil }
    switch mark {
    case "exact:": return .exact(words)
    case "pattern:": return .pattern(words)
    default: return .phrase(words)
    }
  }
}

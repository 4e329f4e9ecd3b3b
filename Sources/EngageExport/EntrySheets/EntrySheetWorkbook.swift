public import EngageModel
import EngageSheets

/// A workbook for typing paper forms into: a row for each form, lists to choose from, red where something can't be.
///
/// ```swift
/// let workbook = try EntrySheetWorkbook(survey: survey, event: event, session: session, made: now, engine: "Engage 0.1.0")
/// try workbook.write(to: "forms.xlsx")
/// ```
/// Filled in, it is imported without being told anything: what its columns mean stands on a hidden sheet. The file is
/// for its owner's eyes alone.
public struct EntrySheetWorkbook: Sendable {
  /// A remark on a cell, such as what is wrong with it.
  public struct Remark: Sendable, Hashable {
    /// The sheet's name.
    public var sheet: String
    /// Such as `F7`.
    public var cell: String
    public var text: String

    /// A remark on a cell.
    public init(sheet: String, cell: String, text: String) {
      (self.sheet, self.cell, self.text) = (sheet, cell, text)
    }

    /// What an import found wrong with a cell; `nil` for what is no error, or of no cell.
    public init?(_ problem: Diagnostic) {
      guard problem.severity == .error, let sheet = problem.sheet, let cell = problem.cell else { return nil }
      // A rule of the survey has words for people; its formula is for whoever wrote it.
      let hint = problem.rule == "constraint" ? nil : problem.hint
      self.init(
        sheet: sheet, cell: cell, text: [problem.message, hint].compactMap { $0 }.joined(separator: "\n"))
    }
  }

  /// What a sheet holds already: its rows from the first below the headings, cells as text.
  public typealias Filling = [String: [[String]]]

  /// The most rows that a sheet is made with.
  public static let rowLimit = 5000

  public let layout: EntrySheetLayout
  /// Rows made ready on each sheet.
  public var rows = 200
  /// What the sheets hold already, by sheet.
  public var filling: Filling = [:]
  public var remarks: [Remark] = []
  let survey: Survey
  let event: Event
  let session: Session
  /// Seconds since 1970-01-01 UTC.
  let made: Int

  /// An empty workbook for a session.
  /// - Parameters:
  ///   - language: of the words; the survey's default language if `nil`.
  ///   - tablesOnly: whether there is to be no sheet for forms.
  ///   - made: seconds since 1970-01-01 UTC.
  ///   - madeAt: the same moment, ISO 8601.
  ///   - engine: `Engage 0.1.0`
  /// - Throws: a diagnostic where the survey has more columns than a sheet can hold, or asks no tables.
  public init(
    survey: Survey, event: Event, session: Session, language: String? = nil, tablesOnly: Bool = false,
    made: Int, madeAt: String, engine: String
  ) throws {
    var sheets: [EntrySheetLayout.Sheet] = []
    if survey.units.contains(.person), !tablesOnly { sheets.append(.forms(of: survey)) }
    if survey.units.contains(.table) { sheets.append(.tables(of: survey)) }
    guard !sheets.isEmpty else {
      throw Diagnostic(
        rule: "unit-not-asked", message: "the survey \(survey.id) has no table notes",
        hint: "leave out --tables, or write units: [person, table] into the next version of the survey")
    }
    if let wide = sheets.first(where: { $0.columns.count > 4000 }) {
      throw Diagnostic(
        rule: "too-many-columns",
        message:
          "a sheet for typing this survey would have \(wide.columns.count) columns, which nobody could use",
        hint: "type the forms with engage enter")
    }
    self.init(
      survey: survey, event: event, session: session,
      layout: EntrySheetLayout(
        survey: survey.id, version: survey.version, fingerprint: try survey.fingerprint(), event: event.id,
        session: session.id, language: language, made: madeAt, engine: engine, sheets: sheets),
      made: made)
  }

  /// A workbook with the columns of another.
  public init(survey: Survey, event: Event, session: Session, layout: EntrySheetLayout, made: Int) {
    (self.survey, self.event, self.session) = (survey, event, session)
    (self.layout, self.made) = (layout, made)
  }

  /// `We Stand Together 2019 · Nuneaton, 2019-09-24`
  var title: String {
    event.title + " · " + session.displayName + (session.date.map { ", \($0)" } ?? "")
  }

  /// Writes the workbook.
  /// - Throws: `WorkbookError`.
  public func write(to path: String) throws {
    let workbook = try WorkbookFile(
      path: path,
      properties: DocumentProperties(
        created: made, title: String(title.prefix(255)), subject: "Sheet for typing paper forms"),
      options: WorkbookOptions(access: .ownerOnly))
    let look = try EntryLook(workbook)
    let instructions = try workbook.addSheet("Instructions")
    var lists = EntryLists()
    var unchecked: [Question.ID] = []
    for sheet in layout.sheets {
      let room = filling[sheet.name].map { max(rows, $0.count + 20) } ?? rows
      var page = EntryPage(self, sheet, rows: room, lists: lists)
      try page.write(to: workbook, look)
      lists = page.lists
      unchecked += page.unchecked.filter { !unchecked.contains($0) }
    }
    try EntryInstructions(self, unchecked: unchecked).write(to: instructions, look)
    try lists.write(to: workbook)
    let hidden = try workbook.addSheet(EntrySheetLayout.sheetName)
    for (row, cells) in layout.grid.enumerated() {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        try hidden.write(cell, row: row, column: column)
      }
    }
    try hidden.protect()
    try hidden.hide()
    if remarks.isEmpty { try instructions.activate() }
    try workbook.finish()
  }
}

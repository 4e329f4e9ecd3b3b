public import EngageReport
public import EngageSheets

/// A report as an Excel workbook for people who lift charts, sort tables and fill in what they will do.
///
/// The same report gives the same bytes. Nothing in it is computed by Excel: no formulas, macros, hidden sheets or
/// links out of the file.
public struct WorkbookRenderer: Sendable {
  /// The word that asks for it.
  public let name = "workbook"
  /// File name endings without the dot.
  public let fileExtensions = WorkbookRenderer.fileExtensions
  /// The same, for those who choose a form by it.
  public static let fileExtensions = ["xlsx"]
  /// One line for lists of formats.
  public let summary = "an Excel workbook: summary, actions, a sheet for each question, all figures"

  /// A renderer of workbooks.
  public init() {}

  /// Writes the report to `path`; the file appears whole or not at all.
  /// - Throws: `NotProtected` for a report that is for others and was not made safe for them; `WorkbookError` where the
  ///   file can't be written.
  public func write(_ report: Report, to path: String) throws {
    let written = try prepare(report, for: path)
    do throws(SheetFileError) { try written.commit() } catch { throw WorkbookError(error) }
  }

  /// Writes the report under a temporary name.
  /// - Returns: what gives it its name `path`, or removes it if that is never done.
  /// - Throws: as ``write(_:to:)``.
  public func prepare(_ report: Report, for path: String) throws -> AtomicOutput {
    HeapTrimming.postpone()
    let report = try report.readyForItsReaders()
    let file = try WorkbookFile(path: path, properties: properties(of: report))
    let looks = StoredLooks(file)
    let names = TableNames()
    let plan = WorkbookPlan(report)
    let sheets = try plan.sheets.map { try file.addSheet($0.name) }
    var placed: [TablePlace: PlacedTable] = [:]
    for (planned, sheet) in zip(plan.sheets, sheets) {
      let pen = { (widths: [Double]) in try SheetPen(sheet, looks, report, widths: widths) }
      switch planned.content {
      case .summary, .notes: break
      case .actions(let list):
        try ActionsSheet(list: list).write(with: pen(ActionsSheet.widths), names)
      case .tables(let tables):
        placed.merge(try tables.write(with: pen(tables.widths), names)) { first, _ in first }
      case .allFigures:
        let all = AllFiguresSheet(report)
        try all.write(with: pen(all.widths), names)
      }
    }
    // The first and the last sheet speak of all others.
    if let first = sheets.first {
      let pen = try SheetPen(first, looks, report, widths: SummarySheet.widths)
      try SummarySheet(report: report, placed: placed).write(with: pen)
      try first.activate()
    }
    if let last = sheets.last {
      let contents = zip(plan.sheets, sheets).dropLast().map { (name: $1.name, about: $0.about) }
      let pen = try SheetPen(last, looks, report, widths: NotesSheet.widths)
      try NotesSheet(report: report, contents: contents, symbols: plan.symbols).write(with: pen)
    }
    return try file.finishUnnamed()
  }

  private func properties(of report: Report) -> DocumentProperties {
    // Others learn the day, not the minute.
    let moment = Moment(report.made.at)
    return DocumentProperties(
      created: report.audience == .internal ? moment.seconds : moment.seconds / 86_400 * 86_400,
      title: CellText.line(report.title, units: 250),
      subject: CellText.line(report.subjects.joined(separator: "; "), units: 250),
      category: report.audienceWords,
      comments: report.sources.invented.isEmpty ? nil : "Invented sample data")
  }
}

extension PlannedSheet {
  /// What is on the sheet, for the contents.
  var about: String {
    switch content {
    case .summary: "Who was heard and what was found, on one page"
    case .actions: "Themes, with room for who does what by when"
    case .allFigures: "Every figure of this workbook in one table"
    case .notes: "Contents, method and sources"
    case .tables(let sheet):
      sheet.title == name
        ? sheet.blocks.map { CellText.line($0.table.title, units: 90) }.joined(separator: "; ") : sheet.title
    }
  }
}

extension WorkbookPlan {
  /// Symbols on any sheet.
  var symbols: Set<Symbol> {
    sheets.reduce(into: []) { symbols, sheet in
      guard case .tables(let tables) = sheet.content else { return }
      for block in tables.blocks {
        symbols.formUnion(block.layout.symbols)
        // On the sheet of all figures a sign stands for it.
        if block.table.shownInstead != nil { symbols.insert(.suppressed) }
      }
    }
  }
}

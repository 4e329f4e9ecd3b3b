/// Reads an Excel workbook (XLSX): its sheets as rows of text, streamed, so that memory stays flat.
///
/// ```swift
/// let workbook = try WorkbookReader(path: "responses.xlsx")
/// let rows = try workbook.rows(of: workbook.sheets[0])
/// ```
/// Texts come as they are, numbers as Excel shows them with room enough (20, 0.3), dates by their number format as
/// `2019-09-24`, `2019-09-24 10:39:41` or `10:39:41`, booleans as TRUE and FALSE, errors as `#N/A`, formulas by the
/// result stored with them. Not for use from several threads at once.
public final class WorkbookReader {
  /// The path as it was given.
  public let path: String
  /// The worksheets in the workbook's order, hidden ones included.
  public let sheets: [WorkbookSheet]
  /// Whether days are counted from 1904, as old versions for the Macintosh did.
  public let countsFrom1904: Bool

  private let archive: PackageArchive
  private let outline: WorkbookOutline
  private var context: SheetContext?

  /// Opens the workbook at `path` and lists its sheets.
  /// - Throws: when it is no workbook, is locked, old, damaged or too large, or holds macros or links to other files.
  public convenience init(
    path: String, limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookReadError) {
    let refusal: WorkbookReadError.Reason?
    do throws(SheetFileError) {
      let file = try MappedFile(path: path)
      refusal = file.withBytes { PackageArchive.refusal(of: $0, limits: limits) }
    } catch {
      throw WorkbookReadError(.unreadable(error), path: path)
    }
    if let refusal { throw WorkbookReadError(refusal, path: path) }
    try self.init(archive: PackageArchive(path: path, limits: limits))
  }

  /// Opens a workbook held in memory; `name` stands for its path in errors.
  /// - Throws: as ``init(path:limits:)`` does.
  public convenience init(
    bytes: [UInt8], name: String, limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookReadError) {
    if let refusal = bytes.withUnsafeBufferPointer({ PackageArchive.refusal(of: $0, limits: limits) }) {
      throw WorkbookReadError(refusal, path: name)
    }
    try self.init(archive: PackageArchive(bytes: bytes, name: name, limits: limits))
  }

  private init(archive: PackageArchive) throws(WorkbookReadError) {
    self.archive = archive
    path = archive.path
    outline = try archive.outline()
    sheets = outline.sheets
    countsFrom1904 = outline.from1904
  }

  deinit { context?.texts.deallocate() }

  /// A sheet's rows, for sheets of few rows such as those of an XLSForm: `rows[0]` is row 1 of the sheet, an empty
  /// row is an empty array, and empty rows at the end are left out. Rows after the widest one are as long as that.
  /// - Throws: as ``writeCSV(of:to:name:)`` does.
  public func rows(of sheet: WorkbookSheet) throws(WorkbookReadError) -> [[String]] {
    let scan = try scan(sheet, SheetRows(descriptor: nil, path: path))
    defer { scan.deallocate() }
    let limits = CSVLimits(fieldBytes: archive.limits.cellBytes, columns: archive.limits.columns)
    var reader = CSVReader(bytes: scan.rows.out.bytes, limits: limits)
    var rows: [[String]] = []
    do throws(CSVError) {
      while try reader.nextRow() {
        rows.append(reader.isBlankLine ? [] : (0..<reader.fieldCount).map { reader.text($0) })
      }
    } catch {
      throw WorkbookReadError(.tooLarge(error.message), path: path, sheet: sheet.name, cell: error.place.cell)
    }
    return rows
  }

  /// Writes a sheet as CSV in UTF-8 (comma, LF, RFC 4180) to an open file: record n is row n of the sheet, and an
  /// empty row an empty line, so that cell names stay true. Empty rows at the end are left out.
  ///
  /// Records are as long as the longest before them. `name` is the file's name in errors.
  /// - Throws: when the sheet's part or one it needs is missing, damaged, too large or contradicts itself, or when
  ///   the text cannot be written.
  public func writeCSV(
    of sheet: WorkbookSheet, to descriptor: Int32, name: String = "temporary file"
  ) throws(WorkbookReadError) -> WorkbookSheetSummary {
    var scan = try scan(sheet, SheetRows(descriptor: descriptor, path: name))
    defer { scan.deallocate() }
    scan.rows.flush()
    if let failure = scan.rows.failure { throw WorkbookReadError(.unwritable(failure), path: path) }
    return scan.summary
  }

  /// What a sheet holds, without its text.
  /// - Throws: as ``writeCSV(of:to:name:)`` does.
  public func summary(of sheet: WorkbookSheet) throws(WorkbookReadError) -> WorkbookSheetSummary {
    var rows = SheetRows(descriptor: nil, path: path)
    rows.isDropped = true
    let scan = try scan(sheet, rows)
    defer { scan.deallocate() }
    return scan.summary
  }

  private func scan(_ sheet: WorkbookSheet, _ rows: SheetRows) throws(WorkbookReadError) -> SheetScan {
    guard sheets.contains(sheet) else {
      throw WorkbookReadError(.foreignSheet, path: path, sheet: sheet.name)
    }
    do throws(WorkbookReadError) {
      let part = try archive.required(sheet.part)
      var scan = SheetScan(part: part.name, context: try sharedContext(), rows: rows)
      do throws(WorkbookReadError) {
        try archive.parse(part, &scan)
        try scan.finish(path: path)
      } catch {
        scan.deallocate()
        throw error
      }
      return scan
    } catch {
      var error = error
      if error.sheet == nil { error.sheet = sheet.name }
      throw error
    }
  }

  /// Styles and shared texts, read when the first sheet is.
  private func sharedContext() throws(WorkbookReadError) -> SheetContext {
    if let context { return context }
    let made = try archive.context(for: outline)
    context = made
    return made
  }
}

internal import CXLSXWriter
internal import Glibc

/// How a workbook is written.
public struct WorkbookOptions: Equatable, Sendable {
  /// Whether rows are written out as soon as the next one starts. Cells then must come row by row, left to right
  /// within the current row, and tables cannot be used.
  public var constantMemory: Bool
  /// Who may read the file.
  public var access: FileAccess
  /// The folder for temporary files; `nil` for the folder of the workbook, so that they share its disk.
  public var temporaryFolder: String?

  /// Options; without arguments everything is kept in memory until the end.
  public init(constantMemory: Bool = false, access: FileAccess = .usual, temporaryFolder: String? = nil) {
    self.constantMemory = constantMemory
    self.access = access
    self.temporaryFolder = temporaryFolder
  }
}

/// An Excel workbook (XLSX) being written. It appears at its path, whole, with ``finish()``; without that, nothing
/// is left behind. Not for use from several threads at once.
///
/// ```swift
/// let workbook = try WorkbookFile(path: "report.xlsx", properties: DocumentProperties(created: 1_767_225_600))
/// let sheet = try workbook.addSheet("Summary")
/// try sheet.write("Attended", row: 0, column: 0, format: try workbook.format(CellFormat { $0.isBold = true }))
/// try sheet.write(147, row: 0, column: 1)
/// try workbook.finish()
/// ```
public final class WorkbookFile {
  /// The path as it was given.
  public let path: String
  /// The names of the sheets, in order.
  public private(set) var sheetNames: [String] = []
  /// Whether cells are streamed, see ``WorkbookOptions/constantMemory``.
  public let isConstantMemory: Bool

  private var output: AtomicOutput?
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [UnsafeMutablePointer<lxw_format>] = []
  private var storedFormats: [CellFormat: StoredFormat] = [:]

  /// Starts a workbook that will appear at `path`.
  /// - Throws: when the folder cannot be written to, or a property is too long.
  public init(
    path: String, properties: DocumentProperties, options: WorkbookOptions = WorkbookOptions()
  ) throws(WorkbookError) {
    self.path = path
    isConstantMemory = options.constantMemory
    let made = try Self.begin(path, options.access)
    let temporaryPath = made.temporaryPath
    output = consume made
    let folder = options.temporaryFolder ?? AtomicOutput.folder(of: temporaryPath)
    workbook = folder.withCString { folder in
      var settings = lxw_workbook_options()
      settings.constant_memory = options.constantMemory ? 1 : 0
      settings.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(temporaryPath, &settings)
    }
    guard workbook != nil else { throw WorkbookError("not enough memory for a workbook", path: path) }
    try set(properties)
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
  }

  /// Adds a sheet; the name is made legal and unique, see ``legalSheetName(_:taken:)``.
  /// - Throws: when the workbook is finished or memory runs out.
  public func addSheet(_ name: String) throws(WorkbookError) -> Worksheet {
    let book = try handle()
    let legal = legalSheetName(name, taken: sheetNames)
    guard let sheet = workbook_add_worksheet(book, legal) else {
      throw WorkbookError("the sheet cannot be added", path: path, sheet: legal)
    }
    // The library quotes only names with special characters; Excel needs quotes around `2019` or `Q1` too.
    free(sheet.pointee.quoted_name)
    sheet.pointee.quoted_name = strdup(quotedSheetName(legal))
    sheetNames.append(legal)
    return Worksheet(file: self, sheet: sheet, name: legal)
  }

  /// Stores a format, once for equal formats.
  /// - Throws: when the workbook is finished or a name in the format is too long.
  public func format(_ format: CellFormat) throws(WorkbookError) -> StoredFormat {
    if let stored = storedFormats[format] { return stored }
    for text in [format.fontName, format.numberFormat] where (text?.utf8.count ?? 0) > 127 {
      throw WorkbookError("a font name or number format is longer than 127 bytes", path: path)
    }
    guard let made = workbook_add_format(try handle()) else {
      throw WorkbookError("not enough memory for a format", path: path)
    }
    format.apply(to: made)
    formats.append(made)
    let stored = StoredFormat(index: formats.count - 1)
    storedFormats[format] = stored
    return stored
  }

  /// Gives a name to a formula or range, such as `='People'!$A$1:$A$9`.
  /// - Throws: when Excel would not accept the name.
  public func defineName(_ name: String, formula: String) throws(WorkbookError) {
    let code = workbook_define_name(try handle(), SheetText.plain(name), SheetText.plain(formula))
    try check(code)
  }

  /// Writes the workbook to disk and moves it to its path. Afterwards nothing can be added.
  /// - Throws: when the disk is full or the file cannot be written; no file, or the old file, is left then.
  public func finish() throws(WorkbookError) {
    let written = try finishUnnamed()
    do throws(SheetFileError) { try written.commit() } catch { throw WorkbookError(error) }
  }

  /// Writes the workbook to disk under a temporary name. Afterwards nothing can be added.
  /// - Returns: what gives it its name, or removes it if that is never done.
  /// - Throws: as ``finish()``.
  public func finishUnnamed() throws(WorkbookError) -> AtomicOutput {
    let book = try handle()
    if sheetNames.isEmpty { _ = try addSheet("Sheet") }
    workbook = nil
    errno = 0
    let code = workbook_close(book)
    let systemCode = errno
    guard let written = output.take() else {
      throw WorkbookError("the workbook is already finished", path: path)
    }
    guard code == LXW_NO_ERROR else {
      let isFull = systemCode == ENOSPC || systemCode == EDQUOT || systemCode == EFBIG
      let words = isFull ? "the disk is full. Free some space and try again" : WorkbookError.words(code)
      throw WorkbookError(words, path: path, isDiskFull: isFull)
    }
    return written
  }

  // MARK: For sheets and charts

  func handle() throws(WorkbookError) -> UnsafeMutablePointer<lxw_workbook> {
    guard let workbook else { throw WorkbookError("the workbook is already finished", path: path) }
    return workbook
  }

  func pointer(_ format: StoredFormat?) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format>? {
    guard let format else { return nil }
    guard format.index < formats.count else {
      throw WorkbookError("a format of another workbook was used", path: path)
    }
    return formats[format.index]
  }

  func check(_ code: lxw_error, sheet: String? = nil, cell: String? = nil) throws(WorkbookError) {
    if code == LXW_NO_ERROR { return }
    throw WorkbookError(WorkbookError.words(code), path: path, sheet: sheet, cell: cell)
  }

  private static func begin(_ path: String, _ access: FileAccess) throws(WorkbookError) -> AtomicOutput {
    do throws(SheetFileError) { return try AtomicOutput(path: path, access: access) } catch {
      throw WorkbookError(error)
    }
  }

  private func set(_ properties: DocumentProperties) throws(WorkbookError) {
    let texts = CStrings()
    var raw = lxw_doc_properties()
    raw.title = texts.copy(properties.title)
    raw.subject = texts.copy(properties.subject)
    raw.author = texts.copy(properties.author)
    raw.company = texts.copy(properties.company)
    raw.category = texts.copy(properties.category)
    raw.keywords = texts.copy(properties.keywords)
    raw.comments = texts.copy(properties.comments)
    raw.created = properties.created
    let code = withExtendedLifetime(texts) { workbook_set_properties(workbook, &raw) }
    try check(code)
  }
}

/// C copies of texts that live as long as this object.
final class CStrings {
  private var copies: [UnsafeMutablePointer<CChar>] = []

  /// A copy of the text without control characters; `nil` for `nil`.
  func copy(_ text: String?) -> UnsafeMutablePointer<CChar>? {
    guard let text, let made = strdup(SheetText.plain(text)) else { return nil }
    copies.append(made)
    return made
  }

  deinit {
    for copy in copies { free(copy) }
  }
}

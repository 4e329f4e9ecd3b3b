/// A file as UTF-8 CSV text, whatever it was: mapped as it lies where it is UTF-8, else converted into a temporary
/// file without a name, so that memory stays flat and nobody else sees the text.
///
/// ```swift
/// let table = try TableText(path: "responses.xlsx")
/// let format = table.withBytes { CSVDetection.detect($0).format }
/// ```
public final class TableText {
  /// The path as it was given.
  public let path: String
  /// What the file was.
  public let kind: FileKind
  /// Tells the original file's content from another, see ``contentFingerprint(of:)``.
  public let fingerprint: String
  /// How the file was encoded; UTF-8 for workbooks.
  public let encoding: TextEncoding
  /// Sentences that say why this encoding; empty for workbooks and where the caller chose.
  public let encodingEvidence: [String]
  /// Encodings that fit about as well: a reason to ask.
  public let encodingAlternatives: [TextEncoding]
  /// The sheet that was read, of a workbook.
  public let sheetName: String?
  /// The workbook's other sheets.
  public let otherSheets: [SheetListing]
  /// What the sheet held, of a workbook.
  public let sheetSummary: WorkbookSheetSummary?
  /// What a statistics program's data file held.
  public let statistics: SavSummary?
  /// What a person should know who trusts the text: characters lost before, cells without a value, hidden rows.
  public let notes: [String]

  private let text: TextStorage

  /// Opens a file as a table.
  ///
  /// - `sheet`: a sheet's name or its number from 1; without it, the only visible sheet that holds data.
  /// - `encoding`: how a text is encoded; without it, what a byte order mark or the bytes say.
  /// - Throws: when the file is of another kind, damaged or not in its encoding, or when it is not clear which sheet
  ///   is meant; ``TableTextError/sheets`` then lists them.
  public convenience init(
    path: String, sheet: String? = nil, encoding: TextEncoding? = nil,
    limits: WorkbookLimits = WorkbookLimits()
  ) throws(TableTextError) {
    let original: TextStorage
    do throws(SheetFileError) { original = TextStorage(try MappedFile(path: path)) } catch {
      throw TableTextError(.file(error), path: path)
    }
    let kind = original.file.kind()
    switch kind {
    case .text:
      guard sheet == nil else { throw TableTextError(.hasNoSheets, path: path) }
      try self.init(TableContents(text: original, encoding: encoding))
    case .xlsx:
      try self.init(TableContents(workbook: original, sheet: sheet, limits: limits))
    case .spss:
      guard sheet == nil else { throw TableTextError(.hasNoSheets, path: path) }
      try self.init(TableContents(statistics: path))
    case .xls:
      // One container, two meanings: an old workbook, or a new one with a password.
      let reason = original.file.withBytes { PackageArchive.refusal(of: $0, limits: limits) }
      throw TableTextError(.workbook(WorkbookReadError(reason ?? .oldExcel, path: path)), path: path)
    default: throw TableTextError(.kind(kind), path: path)
    }
  }

  /// A table that another reader makes of a file: `write` gets an open file for its text, which must be CSV in
  /// UTF-8 (comma, LF, RFC 4180), and answers what a person should know about it.
  public convenience init(
    path: String, kind: FileKind, write: (_ descriptor: Int32) throws(TableTextError) -> [String]
  ) throws(TableTextError) {
    try self.init(TableContents(path: path, kind: kind, write: write))
  }

  private init(_ contents: TableContents) {
    path = contents.path
    kind = contents.kind
    fingerprint = contents.fingerprint
    encoding = contents.encoding
    encodingEvidence = contents.encodingEvidence
    encodingAlternatives = contents.encodingAlternatives
    sheetName = contents.sheetName
    otherSheets = contents.otherSheets
    sheetSummary = contents.sheetSummary
    statistics = contents.statistics
    notes = contents.notes
    text = contents.text
  }

  /// Lends the text for the time of `body`; it may start with a byte order mark.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try text.file.withBytes(body)
  }

  /// Tells the system that the text before `offset` is not needed for now, so that it takes up no memory.
  public func release(before offset: Int) { text.file.releasePages(before: offset) }
}

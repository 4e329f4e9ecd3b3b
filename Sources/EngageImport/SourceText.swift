import EngageModel
import EngageSheets

/// The text of a file of responses, whatever kind of file it is.
final class SourceText {
  let path: String
  /// Tells the same content from another: the file's, and of a workbook the sheet.
  let fingerprint: String
  let encoding: TextEncoding
  /// What the file is, and why it is taken to be so.
  let evidence: [String]
  /// What is worth saying about the file as a whole.
  let diagnostics: [Diagnostic]
  /// The sheet, of a workbook: problems are then told by sheet and cell, not by line.
  let sheet: String?
  /// What stands between cells, rows of headings and cells without an answer, where a description of the file says so.
  let delimiter: UInt8?
  let headerRows: Int?
  let missing: [String]
  /// The variables of a statistics program's data file that Engage did not write.
  let statistics: SavSummary?
  private let table: TableText

  /// Whether the text was made of a workbook or of a statistics program's file: with commas, always.
  var isMadeHere: Bool { table.kind != .text }

  /// Opens a file and makes sure that it is a table.
  /// - Throws: one diagnostic that says what it is instead, or what to choose, and what to do.
  init(path: String, options: ImportOptions) throws(DiagnosticsError) {
    self.path = path
    let package = try SourceText.package(path)
    delimiter = package?.format.delimiter
    missing = package?.missingValues.filter { !$0.isEmpty } ?? []
    var notes: [Diagnostic] = []
    do {
      table = try TableText(
        path: package?.path ?? path, sheet: options.sheet,
        encoding: options.encoding ?? package?.format.encoding)
    } catch {
      if error.reason == .severalSheets, Set(["survey", "choices"]).isSubset(of: error.sheets.map(\.name)) {
        throw DiagnosticsError(
          Diagnostic(
            rule: "questionnaire", message: "this is an XLSForm: questions, not responses", file: path,
            hint: "engage survey import makes a survey of it"))
      }
      guard error.reason == .severalSheets, let (main, repeats) = CompanionSheets.main(of: error) else {
        throw DiagnosticsError(Diagnostic(error, path: path))
      }
      do {
        table = try TableText(path: path, sheet: String(main.number))
      } catch {
        throw DiagnosticsError(Diagnostic(error, path: path))
      }
      if !repeats.isEmpty { notes.append(CompanionSheets.note(main, repeats, path: path)) }
    }
    sheet = table.sheetName
    // The same workbook may hold several sheets of responses.
    let content = table.fingerprint
    fingerprint = table.sheetName.map { content + "/" + $0 } ?? content
    encoding = table.encoding
    statistics = table.statistics?.isEngageOwn == false ? table.statistics : nil
    headerRows = table.statistics?.headerRows ?? package?.headerRows
    var evidence = table.encodingEvidence + (table.statistics?.evidence ?? [])
    if package != nil { evidence.append("a data package that describes the file") }
    if let sheet { evidence.append("an Excel workbook, sheet “\(sheet)”") }
    self.evidence = evidence
    diagnostics = notes + SourceText.notes(of: table, isEntrySheet: options.entrySheet != nil)
  }

  /// Lends the text for the time of `body`.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try table.withBytes(body)
  }

  /// Merged cells, by row from 0.
  var mergedColumns: [Int: [ClosedRange<Int>]] {
    var merged: [Int: [ClosedRange<Int>]] = [:]
    for range in table.sheetSummary?.mergedRanges ?? [] {
      merged[range.firstRow, default: []].append(range.firstColumn...range.lastColumn)
    }
    return merged
  }

  /// What a spreadsheet program may have done to the answers.
  func damage(to layout: ColumnLayout, survey: Survey) -> [Diagnostic] {
    table.sheetSummary.map { SpreadsheetDamage(summary: $0, layout: layout, survey: survey).diagnostics }
      ?? []
  }

  /// A problem with its place in the file: of a workbook by sheet and cell.
  func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.file = path
    guard let sheet else { return diagnostic }
    diagnostic.sheet = sheet
    diagnostic.line = nil
    diagnostic.column = nil
    return diagnostic
  }

  /// The text before `offset` is not needed for now.
  func release(before offset: Int) { table.release(before: offset) }

  /// The description of a data package, if the path is one's.
  private static func package(_ path: String) throws(DiagnosticsError) -> DataPackageTable? {
    guard DataPackageTable.isDescription(path) else { return nil }
    do {
      return try DataPackageTable(path: path)
    } catch {
      throw DiagnosticsError(
        Diagnostic(
          rule: "broken-package", message: "the data package can't be read: \(error)", file: path,
          hint: "import the CSV file in it by itself"))
    }
  }

  private static func notes(of table: TableText, isEntrySheet: Bool) -> [Diagnostic] {
    // Of a sheet made for typing the row that names the columns is hidden.
    let told = isEntrySheet ? table.sheetSummary?.notes(hiddenOnPurpose: 1) ?? [] : table.notes
    var notes = told.map { Diagnostic(.note, rule: "file-note", message: $0, file: table.path) }
    let readings = [table.encoding] + table.encodingAlternatives
    if readings.count > 1 {
      let names = readings.map(\.rawValue)
      notes.append(
        Diagnostic(
          rule: "encoding-in-doubt",
          message: "the text may be \(names.joined(separator: " or ")): both fit about as well",
          file: table.path,
          hint: "open it in an editor to see which shows its letters right, then say so: "
            + names.map { "--encoding \"\($0.lowercased())\"" }.joined(separator: " or ")))
    }
    return notes
  }
}

extension Diagnostic {
  /// What keeps a file from being read as a table.
  init(_ error: TableTextError, path: String) {
    let rule =
      switch error.reason {
      case .file: "unreadable-file"
      case .kind, .nul: "not-csv"
      case .brokenUTF8, .unknownEncoding: "not-utf8"
      case .notInEncoding, .encodingUnavailable: "not-text"
      case .workbook, .statistics: "broken-workbook"
      case .noSuchSheet, .hasNoSheets, .severalSheets, .noData: "which-sheet"
      }
    self.init(
      rule: rule, message: error.message, file: path, line: error.line, column: error.column,
      hint: error.hint)
    sheet = error.sheet
    cell = error.cell
  }
}

/// Sheets of a workbook that go with the sheet of responses: the rows of a form's repeats, and the codebook of a
/// workbook that Engage wrote.
enum CompanionSheets {
  /// How the sheet with the codebook begins.
  private static let codebook = ["question", "label", "type", "choice", "choice_label"]

  /// The one sheet that is no companion, and the repeats; `nil` where that does not settle it.
  static func main(of error: TableTextError) -> (main: SheetListing, repeats: [SheetListing])? {
    let filled = error.sheets.filter { sheet in
      !sheet.isHidden && sheet.rows != 0 && !headings(of: sheet, path: error.path).starts(with: codebook)
    }
    let repeats = filled.filter { sheet in
      let headings = headings(of: sheet, path: error.path)
      return headings.contains("_parent_index") || headings.contains("PARENT_KEY")
    }
    guard filled.count - repeats.count == 1,
      let main = filled.first(where: { sheet in
        !repeats.contains { $0.number == sheet.number }
      })
    else { return nil }
    return (main, repeats)
  }

  private static func headings(of sheet: SheetListing, path: String) -> [String] {
    guard let table = try? TableText(path: path, sheet: String(sheet.number)) else { return [] }
    return table.withBytes { bytes in
      var reader = CSVReader(bytes: bytes, format: .comma)
      guard (try? reader.nextRow()) == true else { return [] }
      return (0..<reader.fieldCount).map { reader.text($0) }
    }
  }

  static func note(_ main: SheetListing, _ repeats: [SheetListing], path: String) -> Diagnostic {
    let named = repeats.map {
      "“\($0.name)”" + ($0.rows.map { " (\(counted(max(0, $0 - 1), "row")))" } ?? "")
    }
    return Diagnostic(
      .note, rule: "repeats-not-taken",
      message: "only the sheet “\(main.name)” was read; repeats are on sheets of their own: "
        + named.joined(separator: ", "),
      file: path,
      hint:
        "to bring in a repeat's rows as responses of their own, with a survey for them: --sheet \(repeats[0].number)"
    )
  }
}

/// Counts lines (LF, CRLF or lone CR), going on from the last place asked for.
struct LineFinder {
  private var offset = 0
  private var line = 1
  private var mark = (offset: 0, line: 1)

  /// Lets later questions about places from here on start here.
  mutating func setMark(_ target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    if mark.offset != target { mark = (target, line(of: target, in: bytes)) }
  }

  mutating func line(of target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if target < offset { (offset, line) = target < mark.offset ? (0, 1) : mark }
    while offset < min(target, bytes.count) {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) { line += 1 }
    }
    return line
  }
}

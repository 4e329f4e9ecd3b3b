public import EngageModel
import EngageSheets

/// Turns files of other programs into responses.
///
/// ```swift
/// let plan = try Importer(options).open("responses.csv")
/// let summary = try plan.read { batch, rows in
///   for conflict in try writer.append(batch).conflicts { try rows.refuse(row: conflict.row, …) }
/// }
/// ```
public struct Importer: Sendable {
  /// What is to be imported.
  public var options: ImportOptions

  /// An importer of one kind of file.
  public init(_ options: ImportOptions) {
    self.options = options
  }

  /// Opens a file, finds out how it is written and what its columns hold.
  /// - Returns: what reading it will do; problems that do not hinder are in `diagnostics`.
  /// - Throws: all problems of the file as a whole and of its headings at once.
  public func open(_ path: String) throws(DiagnosticsError) -> ImportPlan {
    let source = try SourceText(path: path, encoding: options.encoding)
    let headed = try source.withBytes { (bytes) throws(DiagnosticsError) in
      try HeadedFile(bytes, path: path, encoding: source.encoding, options: options)
    }
    var diagnostics = headed.layout.diagnostics
    for index in diagnostics.indices { diagnostics[index].file = path }
    try diagnostics.throwIfErrors()
    return ImportPlan(options: options, source: source, headed: headed, diagnostics: diagnostics)
  }
}

/// The format, headings and layout of a file.
struct HeadedFile {
  let format: CSVFormat
  let headerRows: Int
  /// The number of the last record of headings: more than `headerRows` where empty lines stand before them.
  let lastHeaderRecord: Int
  /// All rows of headings; the first names the columns.
  let headers: [[String]]
  let layout: ColumnLayout
  let dialect: ImportedDialect

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, encoding: TextEncoding, options: ImportOptions
  ) throws(DiagnosticsError) {
    let dialect = try HeadedFile.dialect(options.dialect, path: path)
    let headerRows = max(1, options.headerRows ?? options.map?.headerRows ?? 1)
    let detection = CSVDetection.detect(bytes)
    let wanted: [UInt8] =
      options.delimiter.map { [$0] }
      ?? [detection.format.delimiter]
      + [",", ";", "\t"].map { (scalar: Unicode.Scalar) in UInt8(ascii: scalar) }
      .filter { $0 != detection.format.delimiter }
    var best: (known: Int, format: CSVFormat, head: Head, layout: ColumnLayout)?
    var failure: CSVError?
    for delimiter in wanted {
      let format = CSVFormat(
        delimiter: delimiter, encoding: encoding, lineEnding: detection.format.lineEnding)
      do throws(CSVError) {
        let head = try HeadedFile.head(bytes, format: format, count: headerRows)
        let layout = dialect.layout(of: head.rows.first ?? [], options: options)
        let known = layout.columns.count { $0.roles.contains { $0 != .ignore } }
        if best.map({ known > $0.known }) ?? true { best = (known, format, head, layout) }
      } catch {
        if failure == nil { failure = error }
      }
    }
    guard let best else { throw HeadedFile.unreadable(failure, path: path) }
    if best.head.rows.isEmpty {
      throw DiagnosticsError(
        Diagnostic(
          rule: "empty-file", message: "the file holds no headings and no responses", file: path,
          hint: "export it again"))
    }
    format = best.format
    headers = best.head.rows
    lastHeaderRecord = best.head.lastRecord
    layout = HeadedFile.withPlaces(best.layout, best.head)
    self.headerRows = headerRows
    let names = best.head.rows.first ?? []
    var evidence = detection.evidence
    if let own = dialect.evidence(in: names, options: options) { evidence.append(own) }
    self.dialect = ImportedDialect(
      name: dialect.name, encoding: encoding.rawValue.lowercased(),
      delimiter: String(Unicode.Scalar(best.format.delimiter)), headerRows: headerRows, evidence: evidence)
  }

  private static func dialect(_ name: String?, path: String) throws(DiagnosticsError) -> any Dialect {
    guard let name else { return dialects[0] }
    if let dialect = dialects.first(where: { $0.name == name }) { return dialect }
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-dialect", message: "there is no dialect “\(name)”", file: path,
        hint: "dialects: " + dialects.map(\.name).joined(separator: ", ")))
  }

  /// The rows of headings and where the names stand.
  private struct Head {
    var rows: [[String]] = []
    var places: [CSVPlace] = []
    var lastRecord = 0
  }

  private static func head(
    _ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat, count: Int
  ) throws(CSVError) -> Head {
    var reader = CSVReader(bytes: bytes, format: format)
    var head = Head()
    while head.rows.count < count, try reader.nextRow() {
      if head.rows.isEmpty, reader.isBlankLine { continue }
      if head.rows.isEmpty {
        for index in 0..<reader.fieldCount { head.places.append(reader.place(of: index)) }
      }
      head.rows.append((0..<reader.fieldCount).map { reader.text($0) })
      head.lastRecord = reader.rowNumber
    }
    return head
  }

  /// Problems of headings name a cell of the first row; this gives them their places in the file.
  private static func withPlaces(_ layout: ColumnLayout, _ head: Head) -> ColumnLayout {
    var layout = layout
    var places: [String: CSVPlace] = [:]
    for (index, place) in head.places.enumerated() { places[cellName(row: 0, column: index)] = place }
    for index in layout.diagnostics.indices {
      guard let cell = layout.diagnostics[index].cell, let place = places[cell] else { continue }
      layout.diagnostics[index].line = place.line
      layout.diagnostics[index].column = place.column
      layout.diagnostics[index].cell = place.cell
    }
    return layout
  }

  private static func unreadable(_ failure: CSVError?, path: String) -> DiagnosticsError {
    guard let failure else {
      return DiagnosticsError(Diagnostic(rule: "empty-file", message: "the file holds nothing", file: path))
    }
    var diagnostic = Diagnostic(failure)
    diagnostic.file = path
    return DiagnosticsError(diagnostic)
  }
}

extension Diagnostic {
  /// What keeps a file from being split into cells.
  init(_ error: CSVError) {
    self.init(
      rule: "broken-csv", message: error.message, line: error.place.line, column: error.place.column,
      cell: error.place.cell, hint: error.hint)
  }
}

import EngageModel
import EngageSheets

/// The format, headings and layout of a file.
struct HeadedFile {
  let format: CSVFormat
  /// The number of the last record of headings: more than there are rows of headings where titles or empty lines
  /// stand before them.
  let lastHeaderRecord: Int
  /// All rows of headings; the first names the columns.
  let headers: [[String]]
  let layout: ColumnLayout
  let dialect: ImportedDialect
  /// Whether it is a sheet, in which cells are simply not there where nothing stands.
  let isSheet: Bool
  /// How a map names each column.
  let mapKeys: [String]

  /// Finds out how a file is written and what its columns hold.
  /// - Throws: what keeps it from being read, or both of two readings that fit.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, source: SourceText, options: ImportOptions
  ) throws(DiagnosticsError) {
    let detection = CSVDetection.detect(bytes)
    var best: Reading?
    var failure: CSVError?
    for delimiter in HeadedFile.delimiters(detection, options) {
      let format = CSVFormat(
        delimiter: delimiter, encoding: source.encoding, lineEnding: detection.format.lineEnding)
      var head: TableHead
      do throws(CSVError) {
        head = try TableHead(bytes, format: format)
        head.merged = source.mergedColumns
      } catch {
        if failure == nil { failure = error }
        continue
      }
      let table = try HeadedFile.table(of: head, path: source.path, options)
      var layout = LayoutBuilder(options: options, table: table).build(head: head)
      if source.sheet != nil { layout.fillsShortRows = true }
      layout.diagnostics += source.damage(to: layout, survey: options.survey)
      let reading = Reading(format: format, head: head, table: table, layout: layout)
      if best.map({ reading.known > $0.known }) ?? true { best = reading }
      // Other delimiters are tried only where this one says nothing.
      if reading.known > 0, detection.alternatives.isEmpty { break }
    }
    guard let best else { throw HeadedFile.unreadable(failure, path: source.path) }
    guard best.head.firstFilled != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "empty-file", message: "the file holds no headings and no responses", file: source.path,
          hint: "export it again"))
    }
    format = best.format
    headers = best.table.headers
    lastHeaderRecord = best.table.lastHeaderRecord
    layout = best.layoutWithPlaces
    mapKeys = best.table.mapKeys
    isSheet = source.sheet != nil
    let own = EngageLayout.evidence(in: best.table, layout: best.layout, survey: options.survey)
    var dialect = ImportedDialect(
      name: own == nil ? best.table.dialect : EngageLayout.name,
      encoding: source.encoding.rawValue.lowercased(),
      delimiter: String(Unicode.Scalar(best.format.delimiter)), headerRows: headers.count,
      evidence: best.table.evidence + [own].compactMap { $0 } + best.conventions + source.evidence
        + (source.sheet == nil ? detection.evidence : []))
    dialect.title = own == nil ? Dialects.named(dialect.name)?.title ?? dialect.name : EngageLayout.title
    dialect.signs = best.table.evidence + [own].compactMap { $0 }
    self.dialect = dialect
  }

  /// The cell of a heading, as diagnostics name it.
  func cell(ofHeading column: Int) -> String {
    cellName(row: max(0, lastHeaderRecord - headers.count), column: column)
  }

  /// A file read with one delimiter.
  private struct Reading {
    let format: CSVFormat
    let head: TableHead
    let table: ForeignTable
    let layout: ColumnLayout

    /// How many columns mean something.
    var known: Int { layout.columns.count { $0.roles.contains { $0 != .ignore } } }

    /// What cells were found to say.
    var conventions: [String] {
      table.conventions.missing.isEmpty
        ? []
        : ["no answer is written as " + table.conventions.missing.map { "“\($0)”" }.joined(separator: ", ")]
    }

    /// Problems of headings name a cell of the first row; this gives them their places in the file.
    var layoutWithPlaces: ColumnLayout {
      var layout = layout
      let row = table.lastHeaderRecord - table.headers.count
      guard row >= 0, row < head.places.count else { return layout }
      var places: [String: CSVPlace] = [:]
      for (index, place) in head.places[row].enumerated() { places[cellName(row: 0, column: index)] = place }
      for index in layout.diagnostics.indices {
        guard let cell = layout.diagnostics[index].cell, let place = places[cell] else { continue }
        layout.diagnostics[index].line = place.line
        layout.diagnostics[index].column = place.column
        layout.diagnostics[index].cell = place.cell
      }
      return layout
    }
  }

  private static func delimiters(_ detection: CSVDetection, _ options: ImportOptions) -> [UInt8] {
    if let delimiter = options.delimiter { return [delimiter] }
    return [detection.format.delimiter]
      + [",", ";", "\t", "|"].map { (scalar: Unicode.Scalar) in UInt8(ascii: scalar) }
      .filter { $0 != detection.format.delimiter }
  }

  /// The table as the dialect reads it: the one that a person names, else the one that the file shows.
  static func table(
    of head: TableHead, path: String, _ options: ImportOptions
  ) throws(DiagnosticsError) -> ForeignTable {
    if let name = options.dialect ?? options.map?.dialect {
      if name == EngageLayout.name {
        return PlainDialect().table(of: head, headerRows: options.headerRows ?? options.map?.headerRows ?? 1)
      }
      if let dialect = Dialects.named(name) {
        var table = dialect.table(of: head)
        table.evidence.insert("\(dialect.title), as you said", at: 0)
        return table
      }
      throw DiagnosticsError(
        Diagnostic(
          rule: "unknown-dialect", message: "there is no dialect “\(name)”", file: path,
          hint: "dialects: " + Dialects.names.joined(separator: ", ")))
    }
    if let rows = options.headerRows ?? options.map?.headerRows {
      return PlainDialect().table(of: head, headerRows: rows)
    }
    do {
      return try Dialects.recognise(head)
    } catch {
      throw DiagnosticsError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.file = path
          return diagnostic
        })
    }
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

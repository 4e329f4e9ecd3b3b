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
  /// Whether its text was made by Engage of a workbook or of SPSS data: cells are then simply not there where nothing
  /// stands, and no text is guarded against spreadsheets.
  let isMadeHere: Bool
  /// How a map names each column.
  let mapKeys: [String]

  /// Finds out how a file is written and what its columns hold.
  /// - Throws: what keeps it from being read, or both of two readings that fit.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, source: SourceText, options: ImportOptions
  ) throws(DiagnosticsError) {
    let detection = CSVDetection.detect(bytes)
    var best: Reading?
    var failure: DiagnosticsError?
    for delimiter in ForeignFile.delimiters(detection, source, options) {
      let foreign: ForeignFile
      do {
        foreign = try ForeignFile(
          bytes, delimiter: delimiter, lineEnding: detection.format.lineEnding, source: source,
          options: options)
      } catch {
        if failure == nil { failure = error }
        continue
      }
      var layout = LayoutBuilder(options: options, table: foreign.table).build(head: foreign.head)
      if source.sheet != nil { layout.fillsShortRows = true }
      layout.diagnostics += source.damage(to: layout, survey: options.survey)
      let reading = Reading(foreign: foreign, layout: layout)
      if best.map({ reading.known > $0.known }) ?? true { best = reading }
      // Other delimiters are tried only where this one says nothing.
      if reading.known > 0, detection.alternatives.isEmpty { break }
    }
    guard let best else { throw failure ?? DiagnosticsError([]) }
    format = best.foreign.format
    headers = best.foreign.table.headers
    lastHeaderRecord = best.foreign.table.lastHeaderRecord
    layout = best.layoutWithPlaces
    mapKeys = best.foreign.table.mapKeys
    isMadeHere = source.isMadeHere
    let own = EngageLayout.evidence(in: best.foreign.table, layout: best.layout, survey: options.survey)
    var dialect = ImportedDialect(
      name: own == nil ? best.foreign.table.dialect : EngageLayout.name,
      encoding: source.encoding.rawValue.lowercased(),
      delimiter: String(Unicode.Scalar(best.foreign.format.delimiter)), headerRows: headers.count,
      evidence: best.foreign.table.evidence + [own].compactMap { $0 } + best.conventions + source.evidence
        + (source.sheet == nil ? detection.evidence : []))
    dialect.title =
      options.entrySheet != nil
      ? EntrySheetDialect.title
      : own == nil ? Dialects.named(dialect.name)?.title ?? dialect.name : EngageLayout.title
    dialect.signs = best.foreign.table.evidence + [own].compactMap { $0 }
    self.dialect = dialect
  }

  /// A file read with one delimiter.
  private struct Reading {
    let foreign: ForeignFile
    let layout: ColumnLayout

    /// How many columns mean something.
    var known: Int { layout.columns.count { $0.roles.contains { $0 != .ignore } } }

    /// What cells were found to say.
    var conventions: [String] {
      foreign.table.conventions.missing.isEmpty
        ? []
        : [
          "no answer is written as "
            + foreign.table.conventions.missing.map { "“\($0)”" }.joined(separator: ", ")
        ]
    }

    /// Problems of headings name a cell of the first row; this gives them their places in the file.
    var layoutWithPlaces: ColumnLayout {
      var layout = layout
      let row = foreign.table.lastHeaderRecord - foreign.table.headers.count
      guard row >= 0, row < foreign.head.places.count else { return layout }
      var places: [String: CSVPlace] = [:]
      for (index, place) in foreign.head.places[row].enumerated() {
        places[cellName(row: 0, column: index)] = place
      }
      for index in layout.diagnostics.indices {
        guard let cell = layout.diagnostics[index].cell, let place = places[cell] else { continue }
        layout.diagnostics[index].line = place.line
        layout.diagnostics[index].column = place.column
        layout.diagnostics[index].cell = place.cell
      }
      return layout
    }
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

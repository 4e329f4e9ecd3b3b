import EngageModel
import EngageSheets

/// The head of a file and what its headings say, before a survey is looked at.
struct ForeignFile {
  let format: CSVFormat
  let head: TableHead
  let table: ForeignTable

  /// Reads the head with one delimiter.
  /// - Throws: what keeps it from being read, or both of two readings that fit.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, lineEnding: CSVFormat.LineEnding,
    source: SourceText,
    options: ImportOptions
  ) throws(DiagnosticsError) {
    format = CSVFormat(delimiter: delimiter, encoding: source.encoding, lineEnding: lineEnding)
    var head: TableHead
    do throws(CSVError) {
      head = try TableHead(bytes, format: format)
    } catch {
      throw DiagnosticsError(source.placed(Diagnostic(error)))
    }
    guard head.firstFilled != nil else {
      throw DiagnosticsError(
        source.placed(
          Diagnostic(
            rule: "empty-file", message: "the file holds no headings and no responses",
            hint: "export it again")))
    }
    head.merged = source.mergedColumns
    self.head = head
    do {
      var table = try ForeignFile.table(of: head, source, options)
      table.conventions.missing += source.missing.filter { !table.conventions.missing.contains($0) }
      self.table = table
    } catch {
      throw DiagnosticsError(error.diagnostics.map { source.placed($0) })
    }
  }

  /// The file with the delimiter that it most likely has.
  static func likeliest(
    _ bytes: UnsafeBufferPointer<UInt8>, source: SourceText, options: ImportOptions
  ) throws(DiagnosticsError) -> ForeignFile {
    let detection = CSVDetection.detect(bytes)
    return try ForeignFile(
      bytes, delimiter: delimiters(detection, source, options)[0], lineEnding: detection.format.lineEnding,
      source: source, options: options)
  }

  /// The delimiters to try, most likely first: the one that a person or the file's description names, else all.
  static func delimiters(_ detection: CSVDetection, _ source: SourceText, _ options: ImportOptions) -> [UInt8]
  {
    // Of a workbook and of SPSS data Engage makes the text itself.
    if source.isMadeHere { return [CSVFormat.comma.delimiter] }
    if let delimiter = options.delimiter ?? source.delimiter { return [delimiter] }
    return [detection.format.delimiter]
      + [",", ";", "\t", "|"].map { (scalar: Unicode.Scalar) in UInt8(ascii: scalar) }
      .filter { $0 != detection.format.delimiter }
  }

  /// The table as the dialect reads it: the one that a person names, else the one that the file shows.
  private static func table(
    of head: TableHead, _ source: SourceText, _ options: ImportOptions
  ) throws(DiagnosticsError) -> ForeignTable {
    let rows = options.headerRows ?? options.map?.headerRows ?? source.headerRows
    if let sheet = options.entrySheet { return EntrySheetDialect.table(of: head, sheet: sheet) }
    if let name = options.dialect ?? options.map?.dialect {
      if name == EntrySheetDialect.name {
        throw DiagnosticsError(
          Diagnostic(
            rule: "no-entry-sheet", message: "this is no sheet that Engage made for typing",
            hint: "leave out --dialect to find out what it is"))
      }
      if name == EngageLayout.name || name == PlainDialect().name {
        return PlainDialect().table(of: head, headerRows: rows ?? 1)
      }
      if let dialect = Dialects.named(name) {
        var table = dialect.table(of: head)
        table.evidence.insert("you said so", at: 0)
        return table
      }
      throw DiagnosticsError(
        Diagnostic(
          rule: "unknown-dialect", message: "there is no dialect “\(name)”",
          hint: "dialects: " + Dialects.names.joined(separator: ", ")))
    }
    if let statistics = source.statistics {
      return SPSSDialect().table(of: head, variables: statistics.variables)
    }
    if let rows { return PlainDialect().table(of: head, headerRows: rows) }
    return try Dialects.recognise(head)
  }
}

internal import CReadStat
internal import Glibc

/// Reads SPSS data files (.sav, .zsav) as tables of text.
///
/// The table is UTF-8 CSV with two rows of headings: the variables' names, then their labels. Labelled values become
/// their labels (with the value behind it, where two values have the same label), days `2019-09-24`, times
/// `19:30:00`, values for missing answers their labels or nothing. A file that Engage wrote gives its table back cell
/// by cell, see ``SavLayout``. Memory does not grow with the number of rows.
public enum SavReader {
  /// Writes the table to a file.
  /// - Throws: `SavError` where the file can't be understood; `SheetFileError` where it can't be read, or the output
  ///   not be written.
  public static func writeCSV(path: String, to output: borrowing AtomicOutput) throws -> SavSummary {
    let writer = CSVWriter(descriptor: output.descriptor, path: output.path, safety: .lossless)
    let scan = SavScan(path: path, writer: writer)
    try scan.run()
    return scan.summary
  }

  /// Writes the table to an open file.
  /// - Throws: as above.
  static func writeCSV(path: String, to descriptor: Int32) throws -> SavSummary {
    let scan = SavScan(path: path, writer: CSVWriter(descriptor: descriptor, path: path, safety: .lossless))
    try scan.run()
    return scan.summary
  }

  /// The table in memory.
  /// - Throws: as above.
  public static func csv(path: String) throws -> (bytes: [UInt8], summary: SavSummary) {
    let scan = SavScan(path: path, writer: CSVWriter(safety: .lossless))
    try scan.run()
    return (scan.writer.takeBytes(), scan.summary)
  }
}

/// One reading of a file.
final class SavScan {
  let path: String
  var writer: CSVWriter
  var summary = SavSummary()
  private var failure: (any Error)?
  private var labelSets: [String: [(value: String, label: String)]] = [:]
  private var labelSetOf: [String] = []
  private var table: SavTable?
  private var row: SavRow

  init(path: String, writer: consuming CSVWriter) {
    self.path = path
    self.writer = writer
    row = SavRow()
  }

  func run() throws {
    try checkReadable()
    guard let parser = readstat_parser_init() else { throw SavError("not enough memory", path: path) }
    defer { readstat_parser_free(parser) }
    setHandlers(parser)
    let code = readstat_parse_sav(parser, path, Unmanaged.passUnretained(self).toOpaque())
    if let failure { throw failure }
    guard code == READSTAT_OK else {
      throw SavError("the file can't be read as SPSS data: \(SavError(code, path: path).message)", path: path)
    }
    if table == nil { try begin() }
    try writer.flush()
  }

  /// libreadstat does not say why a file can't be opened; this does.
  private func checkReadable() throws {
    let file = try MappedFile(path: path)
    guard file.kind() == .spss else { throw SavError("this is no SPSS data file (.sav)", path: path) }
  }

  private func setHandlers(_ parser: UnsafeMutablePointer<readstat_parser_t>) {
    readstat_set_metadata_handler(parser) { metadata, context in
      SavScan.with(context) { $0.take(metadata) }
    }
    readstat_set_note_handler(parser) { _, note, context in
      SavScan.with(context) { $0.summary.notes.append(SavScan.string(note)) }
    }
    readstat_set_variable_handler(parser) { _, variable, labels, context in
      SavScan.with(context) { $0.take(variable, labels: SavScan.string(labels)) }
    }
    readstat_set_value_label_handler(parser) { name, value, label, context in
      SavScan.with(context) {
        $0.labelSets[SavScan.string(name), default: []].append((SavScan.word(value), SavScan.string(label)))
      }
    }
    readstat_set_value_handler(parser) { _, variable, value, context in
      SavScan.with(context) { try $0.take(variable, value) }
    }
  }

  /// Runs a handler; what it throws ends the reading.
  private static func with(_ context: UnsafeMutableRawPointer?, _ body: (SavScan) throws -> Void) -> Int32 {
    guard let context else { return Int32(READSTAT_HANDLER_ABORT) }
    let scan = Unmanaged<SavScan>.fromOpaque(context).takeUnretainedValue()
    do {
      try body(scan)
      return Int32(READSTAT_HANDLER_OK)
    } catch {
      scan.failure = error
      return Int32(READSTAT_HANDLER_ABORT)
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private static func word(_ value: readstat_value_t) -> String {
    readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
      ? string(readstat_string_value(value)) : SavCell.number(readstat_double_value(value))
  }

  // MARK: What the file says about itself

  private func take(_ metadata: UnsafeMutablePointer<readstat_metadata_t>?) {
    summary.encoding = Self.string(readstat_get_file_encoding(metadata))
    let label = Self.string(readstat_get_file_label(metadata))
    summary.label = label.isEmpty ? nil : label
  }

  private func take(_ variable: UnsafeMutablePointer<readstat_variable_t>?, labels: String) {
    var described = SavSummary.Variable(
      name: Self.string(readstat_variable_get_name(variable)), label: nil,
      format: Self.string(readstat_variable_get_format(variable)), measure: nil, valueLabels: [], missing: [],
      missingTexts: [])
    let label = Self.string(readstat_variable_get_label(variable))
    if !label.isEmpty { described.label = label }
    switch readstat_variable_get_measure(variable) {
    case READSTAT_MEASURE_NOMINAL: described.measure = .nominal
    case READSTAT_MEASURE_ORDINAL: described.measure = .ordinal
    case READSTAT_MEASURE_SCALE: described.measure = .scale
    default: break
    }
    let isText = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
    for index in 0..<readstat_variable_get_missing_ranges_count(variable) {
      let low = readstat_variable_get_missing_range_lo(variable, index)
      let high = readstat_variable_get_missing_range_hi(variable, index)
      if isText {
        described.missingTexts.append(Self.word(low))
      } else {
        let ends = [readstat_double_value(low), readstat_double_value(high)].sorted()
        described.missing.append(ends[0]...ends[1])
      }
    }
    summary.variables.append(described)
    labelSetOf.append(labels)
    row.isText.append(isText)
  }

  // MARK: Rows

  private func begin() throws {
    for index in summary.variables.indices {
      summary.variables[index].valueLabels = labelSets[labelSetOf[index]] ?? []
    }
    let layout = SavLayout(notes: summary.notes)
    summary.isEngageOwn = layout != nil
    let table = SavTable(summary.variables, isText: row.isText, layout: layout)
    summary.headings = table.columns.map(\.heading)
    try writer.row(table.columns.map(\.heading))
    try writer.row(table.columns.map(\.label))
    self.table = table
    row.begin(count: summary.variables.count)
  }

  private func take(_ variable: UnsafeMutablePointer<readstat_variable_t>?, _ value: readstat_value_t) throws
  {
    if table == nil { try begin() }
    let index = Int(readstat_variable_get_index(variable))
    if row.isText[index] {
      row.set(index, text: readstat_string_value(value))
    } else {
      row.numbers[index] =
        readstat_value_is_system_missing(value) != 0 ? .nan : readstat_double_value(value)
    }
    guard index == summary.variables.count - 1, let table else { return }
    for column in table.columns {
      let cell = column.cell(row)
      try cell.withUnsafeBufferPointer { try writer.field(bytes: $0) }
    }
    try writer.endRow()
    summary.rows += 1
    row.begin(count: summary.variables.count)
  }
}

/// The values of one row.
struct SavRow {
  var isText: [Bool] = []
  /// NaN where there is none.
  var numbers: [Double] = []
  private(set) var texts: [[UInt8]] = []

  mutating func begin(count: Int) {
    if numbers.count != count {
      numbers = Array(repeating: .nan, count: count)
      texts = Array(repeating: [], count: count)
    }
    for index in numbers.indices {
      numbers[index] = .nan
      texts[index].removeAll(keepingCapacity: true)
    }
  }

  mutating func set(_ index: Int, text: UnsafePointer<CChar>?) {
    guard let text else { return }
    texts[index].append(
      contentsOf: UnsafeRawBufferPointer(start: text, count: strlen(text)).lazy.map { $0 })
  }
}

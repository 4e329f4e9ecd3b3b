internal import CReadStat
internal import Glibc

/// What an SPSS file is about.
public struct SavDescription: Sendable {
  /// Its title; at most 64 bytes.
  public var label: String
  /// Lines for people, in the file's documents.
  public var lines: [String]
  /// How its variables come from the columns of a table.
  public var layout: SavLayout?
  /// When it was made, in seconds since 1970; `nil` for now.
  public var made: Int?

  /// What an SPSS file is about.
  public init(label: String, lines: [String] = [], layout: SavLayout? = nil, made: Int? = nil) {
    self.label = label
    self.lines = lines
    self.layout = layout
    self.made = made
  }
}

/// Writes an SPSS data file (.sav, UTF-8, compressed by rows). It appears at its path, whole, with ``finish()``.
///
/// ```swift
/// let writer = try SavWriter(path: "answers.sav", variables: variables, rows: 80, about: SavDescription(label: "Evening"))
/// for answer in answers {
///   try writer.beginRow()
///   try writer.set(0, to: 5)
///   try writer.endRow()
/// }
/// try writer.finish()
/// ```
/// A variable that is not set in a row is missing there (blank, if it is a text).
public final class SavWriter {
  /// The path as it was given.
  public let path: String
  private var output: AtomicOutput?
  private let writer: UnsafeMutablePointer<readstat_writer_t>
  private let bytes: SavBytes
  private var variables: [UnsafeMutablePointer<readstat_variable_t>] = []
  private let widths: [Int]
  private var isSet: [Bool]
  private var text: [CChar]

  /// Starts a file.
  /// - Parameter rows: exactly how many rows there will be.
  /// - Throws: `SheetFileError` where the folder can't be written to; `SavError` for a variable that SPSS does not
  ///   accept.
  public init(
    path: String, variables: [SavVariable], rows: Int, about: SavDescription, access: FileAccess = .usual
  ) throws {
    self.path = path
    let made = try AtomicOutput(path: path, access: access)
    bytes = SavBytes(descriptor: made.descriptor, path: path)
    output = consume made
    guard let writer = readstat_writer_init() else {
      throw SavError("not enough memory for an SPSS file", path: path)
    }
    self.writer = writer
    widths = variables.map { if case .text(let width) = $0.kind { width } else { -1 } }
    isSet = Array(repeating: false, count: variables.count)
    text = Array(repeating: 0, count: (widths.max() ?? 0) + 1)
    try describe(about)
    for (index, variable) in variables.enumerated() { try add(variable, number: index) }
    try begin(rows: rows)
  }

  deinit { readstat_writer_free(writer) }

  private func describe(_ about: SavDescription) throws {
    readstat_set_data_writer(writer) { data, count, context in
      guard let data, let context else { return -1 }
      let bytes = Unmanaged<SavBytes>.fromOpaque(context).takeUnretainedValue()
      return bytes.add(UnsafeRawBufferPointer(start: data, count: count)) ? count : -1
    }
    readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS)
    readstat_writer_set_file_label(writer, shortened(about.label, bytes: 64))
    if let made = about.made { readstat_writer_set_file_timestamp(writer, time_t(made)) }
    for line in about.lines.flatMap(Self.wrapped) { readstat_add_note(writer, line) }
    for line in about.layout?.notes ?? [] { readstat_add_note(writer, line) }
  }

  /// A line of SPSS's documents has at most 80 bytes.
  private static func wrapped(_ line: String) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      let word = shortened(String(word), bytes: 80)
      if !current.isEmpty, current.utf8.count + 1 + word.utf8.count > 80 {
        lines.append(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return lines + [current]
  }

  private func add(_ variable: SavVariable, number: Int) throws {
    let isText = widths[number] >= 0
    let type = isText ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE
    guard let made = readstat_add_variable(writer, variable.name, type, max(1, widths[number])) else {
      throw SavError("not enough memory for the variable \(variable.name)", path: path)
    }
    readstat_variable_set_label(made, shortened(variable.label, bytes: 255))
    readstat_variable_set_format(made, variable.format)
    readstat_variable_set_measure(made, variable.measure.code)
    if isText { readstat_variable_set_display_width(made, Int32(min(max(widths[number], 8), 40))) }
    if !variable.valueLabels.isEmpty {
      let set = readstat_add_label_set(writer, type, "labels\(number)")
      for meaning in variable.valueLabels {
        readstat_label_double_value(set, meaning.value, shortened(meaning.label, bytes: 120))
      }
      readstat_variable_set_label_set(made, set)
    }
    if let missing = variable.missing {
      try check(readstat_variable_add_missing_double_range(made, missing.lowerBound, missing.upperBound))
    }
    variables.append(made)
  }

  private func begin(rows: Int) throws {
    let context = Unmanaged.passUnretained(bytes).toOpaque()
    try check(readstat_begin_writing_sav(writer, context, rows))
    try check(readstat_validate_metadata(writer))
    for variable in variables { try check(readstat_validate_variable(writer, variable)) }
  }

  // MARK: Rows

  /// Begins a row.
  /// - Throws: `SavError`, `SheetFileError.diskFull`.
  public func beginRow() throws {
    try check(readstat_begin_row(writer))
    for index in isSet.indices { isSet[index] = false }
  }

  /// Sets a number, date or time in the current row.
  /// - Throws: `SavError`.
  public func set(_ variable: Int, to value: Double) throws {
    isSet[variable] = true
    try check(readstat_insert_double_value(writer, variables[variable], value))
  }

  /// Sets a text in the current row; SPSS drops blanks at its end.
  /// - Throws: `SavError` where it has more bytes than the variable is wide: nothing is ever cut.
  public func set(_ variable: Int, to value: UnsafeBufferPointer<UInt8>) throws {
    guard value.count <= widths[variable] else {
      throw SavError(
        "a text has \(value.count) bytes where there is room for \(widths[variable])", path: path)
    }
    isSet[variable] = true
    let target = variables[variable]
    let code = text.withUnsafeMutableBytes { room in
      room.copyMemory(from: UnsafeRawBufferPointer(value))
      room[value.count] = 0
      return readstat_insert_string_value(
        writer, target, room.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
    try check(code)
  }

  /// Ends a row.
  /// - Throws: `SavError`, `SheetFileError.diskFull`.
  public func endRow() throws {
    for index in isSet.indices where !isSet[index] {
      try check(readstat_insert_missing_value(writer, variables[index]))
    }
    try check(readstat_end_row(writer))
  }

  /// Writes the rest to disk and moves the file to its place.
  /// - Throws: `SavError` if there were fewer rows than announced; `SheetFileError.diskFull`, `notWritable`.
  public func finish() throws {
    try check(readstat_end_writing(writer))
    bytes.flush()
    if let failure = bytes.failure { throw failure }
    if let written = output.take() { try written.commit() }
  }

  private func check(_ code: readstat_error_t) throws {
    if let failure = bytes.failure { throw failure }
    if code != READSTAT_OK { throw SavError(code, path: path) }
  }
}

/// The bytes on their way to the file, and the first thing that went wrong with them.
private final class SavBytes {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private(set) var failure: SheetFileError?

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(1 << 17)
  }

  /// - Returns: false after a failure.
  func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { flush() }
    return failure == nil
  }

  func flush() {
    guard failure == nil else { return }
    buffer.withUnsafeBytes { bytes in
      do throws(SheetFileError) { try writeAll(bytes, to: descriptor, path: path) } catch { failure = error }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension SavVariable.Measure {
  fileprivate var code: readstat_measure_t {
    switch self {
    case .nominal: READSTAT_MEASURE_NOMINAL
    case .ordinal: READSTAT_MEASURE_ORDINAL
    case .scale: READSTAT_MEASURE_SCALE
    }
  }
}

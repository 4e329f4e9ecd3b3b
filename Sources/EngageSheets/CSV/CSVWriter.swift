/// How careful a ``CSVWriter`` is with texts that a spreadsheet would take for a formula.
public enum CSVSafety: Sendable {
  /// A text that starts with `=`, `+`, `-`, `@`, a tab, CR or LF, or with `＝`, `＋`, `－`, `＠`, gets a `'` in front.
  /// Numbers written as numbers stay as they are.
  case spreadsheetSafe
  /// Every text as it is; reading the file back gives the same bytes.
  case lossless
}

/// Writes records as CSV (RFC 4180), quoting only where needed.
///
/// ```swift
/// var writer = CSVWriter(safety: .spreadsheetSafe)
/// try writer.row(["choice", "responses"])
/// try writer.field("=1+1")
/// try writer.number(12)
/// try writer.endRow()
/// let bytes = writer.takeBytes()
/// ```
/// With a file descriptor it writes in pieces of 64 KiB; call ``flush()`` at the end. It does not close the file.
public struct CSVWriter: ~Copyable {
  /// Where the bytes go.
  private let descriptor: Int32?
  private let path: String
  private let delimiter: UInt8
  private let safety: CSVSafety
  private let lineEnd: [UInt8]
  private var buffer: [UInt8] = []
  private var fieldsInRow = 0
  private var rowIsOneEmptyField = false
  private static let pieceSize = 65_536

  /// A writer to memory; fetch what was written with ``takeBytes()``.
  public init(format: CSVFormat = .comma, safety: CSVSafety, withMark: Bool = false) {
    self.init(descriptor: nil, path: "memory", format: format, safety: safety, withMark: withMark)
  }

  /// A writer to an open file; `path` is named in errors.
  public init(
    descriptor: Int32, path: String, format: CSVFormat = .comma, safety: CSVSafety, withMark: Bool = false
  ) {
    self.init(
      descriptor: Optional(descriptor), path: path, format: format, safety: safety, withMark: withMark)
  }

  private init(descriptor: Int32?, path: String, format: CSVFormat, safety: CSVSafety, withMark: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.delimiter = format.delimiter
    self.safety = safety
    lineEnd =
      switch format.lineEnding {
      case .crlf: [0x0D, 0x0A]
      case .cr: [0x0D]
      case .lf, .mixed: [0x0A]
      }
    if withMark { buffer = [0xEF, 0xBB, 0xBF] }
  }

  /// The bytes waiting in memory.
  public var bufferedCount: Int { buffer.count }

  /// Writes a text as the next field.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func field(_ text: String) throws(SheetFileError) {
    var text = text
    var failure: SheetFileError?
    text.withUTF8 { bytes in
      do throws(SheetFileError) { try field(bytes: bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes UTF-8 bytes as the next field.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func field(bytes: UnsafeBufferPointer<UInt8>) throws(SheetFileError) {
    beginField(isEmpty: bytes.isEmpty)
    let isGuarded = safety == .spreadsheetSafe && needsGuard(bytes)
    if needsQuotes(bytes) {
      buffer.append(0x22)
      if isGuarded { buffer.append(0x27) }
      appendDoublingQuotes(bytes)
      buffer.append(0x22)
    } else {
      if isGuarded { buffer.append(0x27) }
      buffer.append(contentsOf: bytes)
    }
    try flushIfLarge()
  }

  /// Writes a whole number as the next field.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func number(_ value: Int) throws(SheetFileError) {
    beginField(isEmpty: false)
    buffer.append(contentsOf: String(value).utf8)
    try flushIfLarge()
  }

  /// Writes a number as the next field, with as few digits as give the same number back; NaN and infinities
  /// have no form in CSV and leave the field empty.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func number(_ value: Double) throws(SheetFileError) {
    guard value.isFinite else { return try empty() }
    if value == value.rounded(), abs(value) < 1e15 { return try number(Int(value)) }
    beginField(isEmpty: false)
    buffer.append(contentsOf: value.description.utf8)
    try flushIfLarge()
  }

  /// Writes an empty field.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func empty() throws(SheetFileError) {
    beginField(isEmpty: true)
    try flushIfLarge()
  }

  /// Ends the record. A record of one empty field is written as `""`, since an empty line is no record.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func endRow() throws(SheetFileError) {
    if rowIsOneEmptyField { buffer.append(contentsOf: [0x22, 0x22]) }
    buffer.append(contentsOf: lineEnd)
    fieldsInRow = 0
    rowIsOneEmptyField = false
    try flushIfLarge()
  }

  /// Writes a record of texts.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func row(_ texts: [String]) throws(SheetFileError) {
    for text in texts { try field(text) }
    try endRow()
  }

  /// Writes out what waits in memory; without a file it does nothing.
  /// - Throws: `diskFull`, `notWritable`.
  public mutating func flush() throws(SheetFileError) {
    guard let descriptor, !buffer.isEmpty else { return }
    var failure: SheetFileError?
    buffer.withUnsafeBytes { bytes in
      do throws(SheetFileError) { try writeAll(bytes, to: descriptor, path: path) } catch { failure = error }
    }
    buffer.removeAll(keepingCapacity: true)
    if let failure { throw failure }
  }

  /// Takes the bytes that wait in memory.
  public mutating func takeBytes() -> [UInt8] {
    let taken = buffer
    buffer = []
    return taken
  }

  private mutating func appendDoublingQuotes(_ bytes: UnsafeBufferPointer<UInt8>) {
    var from = 0
    for at in 0..<bytes.count where bytes[at] == 0x22 {
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from...at]))
      from = at
    }
    buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from...]))
  }

  private mutating func beginField(isEmpty: Bool) {
    if fieldsInRow > 0 { buffer.append(delimiter) }
    fieldsInRow += 1
    rowIsOneEmptyField = isEmpty && fieldsInRow == 1
  }

  private mutating func flushIfLarge() throws(SheetFileError) {
    if descriptor != nil, buffer.count >= Self.pieceSize { try flush() }
  }

  private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found = false
    // Without an early exit the compiler looks at many bytes at a time.
    for byte in bytes { found = found || byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D }
    return found
  }
}

/// Whether a spreadsheet that opens the text in a CSV file could take it for a formula or a command.
public func looksLikeFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = bytes.first else { return false }
  switch first {
  case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A: return true
  case 0xEF:  // U+FF0B ＋, U+FF0D －, U+FF1D ＝, U+FF20 ＠
    guard bytes.count >= 3 else { return false }
    if bytes[1] == 0xBC {
      return bytes[2] == 0x8B || bytes[2] == 0x8D || bytes[2] == 0x9D || bytes[2] == 0xA0
    }
    return false
  default: return false
  }
}

/// Whether a text gets a `'` in front in a file that is safe for spreadsheets: one that looks like a formula, with or
/// without such marks before it, so that taking one away gives the text back.
func needsGuard(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  looksLikeFormula(UnsafeBufferPointer(rebasing: bytes.drop { $0 == 0x27 }))
}

/// Whether a cell begins with the `'` that keeps a spreadsheet from taking it for a formula.
public func isGuarded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  cell.first == 0x27 && needsGuard(cell)
}

internal import Glibc

/// Reads the records of a CSV text (RFC 4180) one by one, as ranges of its bytes: no copy and no String is made.
///
/// ```swift
/// var reader = CSVReader(bytes: bytes, format: .comma)
/// while try reader.nextRow() {
///   for index in 0..<reader.fieldCount { use(reader.field(index)) }
/// }
/// ```
/// A quotation mark opens a quoted field only as its first byte; elsewhere it is text. LF, CRLF and lone CR end
/// a record; the last needs no end. An empty line is a record of one empty field (``isBlankLine``), but empty
/// lines at the end of the text are no records. Records may have different lengths.
public struct CSVReader: ~Copyable {
  @usableFromInline
  struct Cell {
    /// The first byte of the field in the text, its opening quotation mark if it has one.
    @usableFromInline var source: Int
    /// The first byte of the content; negative: `~start` in the side buffer.
    @usableFromInline var start: Int
    @usableFromInline var count: Int
  }

  @usableFromInline let base: UnsafePointer<UInt8>
  @usableFromInline var cells: UnsafeMutablePointer<Cell>
  /// Unescaped contents of the current record's fields that hold doubled quotation marks.
  @usableFromInline var side: UnsafeMutablePointer<UInt8>
  /// The number of fields in the current record.
  public internal(set) var fieldCount = 0
  /// The current record's number, from 1; the header is 1. Before the first record 0.
  public private(set) var rowNumber = 0
  /// The offset of the current record's first byte.
  public private(set) var byteOffset = 0

  /// How the file is written.
  public let format: CSVFormat
  /// The bounds that hold.
  public let limits: CSVLimits

  let end: Int
  var at: Int
  private var cellCapacity = 64
  private var sideCapacity = 256
  private var sideCount = 0
  private var lines = LineCounter()
  /// Up to here the text is known to be line ends followed by more text, so runs of them are looked at once.
  private var blankUntil = 0
  let bytes: UnsafeBufferPointer<UInt8>

  /// A reader at the start of `bytes` (UTF-8; a byte order mark is skipped), which must outlive it.
  public init(bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat = .comma, limits: CSVLimits = CSVLimits())
  {
    cells = .allocate(capacity: 64)
    side = .allocate(capacity: 256)
    self.bytes = bytes
    base = bytes.baseAddress ?? UnsafePointer(side)
    end = bytes.count
    self.format = format
    self.limits = limits
    at = TextEncoding.byMark(bytes) == .utf8 ? 3 : 0
  }

  deinit {
    cells.deallocate()
    side.deallocate()
  }

  /// Moves to the next record; false at the end. After an error there are no more records.
  public mutating func nextRow() throws(CSVError) -> Bool {
    fieldCount = 0
    sideCount = 0
    if at >= end { return false }
    if isLineEnd(base[at]), onlyLineEndsFollow() {
      at = end
      return false
    }
    rowNumber += 1
    byteOffset = at
    var scan = WordScan(delimiter: format.delimiter)
    while true {
      if fieldCount == limits.columns { throw fail(.tooManyColumns(limit: limits.columns), at: at) }
      if fieldCount == cellCapacity { growCells() }
      let stop: Int
      if at < end, base[at] == format.quote {
        stop = try quotedField()
        scan.forget()
      } else {
        // No further than the longest field allowed: a line of a GB is refused at its first MiB.
        stop = scan.next(base, at, min(end, at &+ limits.fieldBytes &+ 1))
        if stop - at > limits.fieldBytes { throw fail(.fieldTooLong(limit: limits.fieldBytes), at: at) }
        cells[fieldCount] = Cell(source: at, start: at, count: stop &- at)
        fieldCount &+= 1
      }
      if stop >= end {
        at = end
        return true
      }
      at = stop &+ 1
      let byte = base[stop]
      if byte == format.delimiter { continue }
      if byte == 0x0D, at < end, base[at] == 0x0A { at &+= 1 }
      return true
    }
  }

  /// The content of a field, unquoted and unescaped; valid until the next call of ``nextRow()``.
  @inlinable @inline(__always)
  public func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < fieldCount, "no such field")
    let cell = cells[index]
    let start = cell.start >= 0 ? base + cell.start : UnsafePointer(side) + ~cell.start
    return UnsafeBufferPointer(start: start, count: cell.count)
  }

  /// The content of a field as text; bytes that are no UTF-8 become U+FFFD.
  public func text(_ index: Int) -> String {
    String(decoding: field(index), as: UTF8.self)
  }

  /// Whether the field stood in quotation marks.
  public func isQuoted(_ index: Int) -> Bool {
    precondition(index >= 0 && index < fieldCount, "no such field")
    return cells[index].start != cells[index].source
  }

  /// Whether the current record is an empty line.
  public var isBlankLine: Bool {
    fieldCount == 1 && cells[0].count == 0 && !isQuoted(0)
  }

  /// Gives the current record empty fields at its end, so that it has `count` fields.
  public mutating func fillUp(to count: Int) {
    while fieldCount > 0, fieldCount < count {
      if fieldCount == cellCapacity { growCells() }
      // They have no place of their own: the last field's stands for it.
      let last = cells[fieldCount - 1].source
      cells[fieldCount] = Cell(source: last, start: last, count: 0)
      fieldCount += 1
    }
  }

  /// The byte that ended the current record: LF, CR (of a lone CR or a CRLF), or `nil` at the end of the text.
  var lineEnding: CSVFormat.LineEnding? {
    guard at > 0, fieldCount > 0, isLineEnd(base[at - 1]) else { return nil }
    if base[at - 1] == 0x0D { return .cr }
    return at > 1 && base[at - 2] == 0x0D ? .crlf : .lf
  }

  /// The physical line on which the current record starts, from 1.
  ///
  /// Lines are counted only when asked for, going on from the last place asked for.
  public var line: Int {
    mutating get { lines.place(of: byteOffset, in: bytes).line }
  }

  /// The place of a field of the current record.
  public mutating func place(of index: Int) -> CSVPlace {
    precondition(index >= 0 && index < fieldCount, "no such field")
    return place(at: cells[index].source, column: index)
  }

  private mutating func place(at offset: Int, column: Int) -> CSVPlace {
    let found = lines.place(of: offset, in: bytes)
    return CSVPlace(
      line: found.line, column: found.column, cell: cellName(row: rowNumber - 1, column: column),
      byteOffset: offset)
  }

  private mutating func fail(_ reason: CSVError.Reason, at offset: Int) -> CSVError {
    let error = CSVError(reason: reason, place: place(at: offset, column: fieldCount))
    at = end
    fieldCount = 0
    return error
  }

  // MARK: Quoted fields

  /// Reads the quoted field that opens at `at`; answers where its delimiter, line end or the end of the text is.
  private mutating func quotedField() throws(CSVError) -> Int {
    let source = at
    var from = source + 1
    var sideStart = -1
    while true {
      let used = sideStart < 0 ? 0 : sideCount - sideStart
      guard let close = try closingQuote(from: from, source: source, used: used) else {
        throw fail(.unterminatedQuote, at: source)
      }
      let next = close + 1
      if next < end, base[next] == format.quote {
        if sideStart < 0 { sideStart = sideCount }
        appendToSide(from, count: next - from)
        from = next + 1
        continue
      }
      guard next >= end || base[next] == format.delimiter || isLineEnd(base[next]) else {
        throw fail(.textAfterQuote, at: next)
      }
      if sideStart < 0 {
        cells[fieldCount] = Cell(source: source, start: from, count: close - from)
      } else {
        appendToSide(from, count: close - from)
        cells[fieldCount] = Cell(source: source, start: ~sideStart, count: sideCount - sideStart)
      }
      fieldCount += 1
      return next
    }
  }

  /// The next quotation mark from `from` on, looking no further than the longest field allowed.
  private mutating func closingQuote(from: Int, source: Int, used: Int) throws(CSVError) -> Int? {
    let room = limits.fieldBytes - used
    let window = min(end - from, room + 1)
    if window > 0, let found = memchr(base + from, Int32(format.quote), window) {
      return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }
    if window > room { throw fail(.fieldTooLong(limit: limits.fieldBytes), at: source) }
    return nil
  }

  private mutating func appendToSide(_ start: Int, count: Int) {
    if sideCount + count > sideCapacity {
      sideCapacity = max(sideCapacity * 2, sideCount + count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: sideCapacity)
      larger.update(from: side, count: sideCount)
      side.deallocate()
      side = larger
    }
    (side + sideCount).update(from: base + start, count: count)
    sideCount += count
  }

  private mutating func growCells() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity * 2)
    larger.update(from: cells, count: cellCapacity)
    cells.deallocate()
    cells = larger
    cellCapacity *= 2
  }

  // MARK: Line ends

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D
  }

  private mutating func onlyLineEndsFollow() -> Bool {
    if at < blankUntil { return false }
    var look = at
    while look < end, isLineEnd(base[look]) { look += 1 }
    blankUntil = look
    return look == end
  }
}

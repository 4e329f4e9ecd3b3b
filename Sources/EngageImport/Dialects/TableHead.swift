import EngageSheets

/// The first records of a file: enough to tell who wrote it and what its columns are.
struct TableHead {
  /// Records are never more than this.
  static let recordLimit = 400
  /// Bytes are hardly more than this.
  static let byteLimit = 1 << 20

  /// All cells of the first records; an empty line has one empty cell.
  var records: [[String]]
  /// Where the cells of each record stand.
  var places: [[CSVPlace]]
  let format: CSVFormat
  /// Whether every cell stands in quotation marks.
  let isQuotedThroughout: Bool
  /// Whether these are all the records there are.
  let isWhole: Bool
  /// Columns whose cells are merged into one, by the record they stand in, from 0; known of workbooks.
  var merged: [Int: [ClosedRange<Int>]] = [:]
}

extension TableHead {
  /// Reads the head of a text, up to the first record that can't be read: that is told when the whole is.
  /// - Throws: what is wrong with the first record.
  init(_ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat) throws(CSVError) {
    var reader = CSVReader(bytes: bytes, format: format)
    var records: [[String]] = []
    var places: [[CSVPlace]] = []
    var quoted = true
    var isWhole = false
    while records.count < TableHead.recordLimit, reader.byteOffset < TableHead.byteLimit {
      do {
        guard try reader.nextRow() else {
          isWhole = true
          break
        }
      } catch {
        if records.isEmpty { throw error }
        break
      }
      records.append((0..<reader.fieldCount).map { reader.text($0) })
      if records.count <= 8 { places.append((0..<reader.fieldCount).map { reader.place(of: $0) }) }
      for index in 0..<reader.fieldCount where quoted { quoted = reader.isQuoted(index) }
    }
    self.init(
      records: records, places: places, format: format, isQuotedThroughout: quoted && !records.isEmpty,
      isWhole: isWhole)
  }

  /// The cells of a column below the headings, as far as the head goes.
  func cells(ofColumn column: Int, after record: Int) -> [String] {
    records.dropFirst(record).compactMap { column < $0.count ? $0[column] : nil }
  }

  /// Whether the program leaves out empty cells at the end of a row: no row ends with one, and at least two rows and
  /// a fifth of all are shorter than the headings.
  ///
  /// A row that a line break has torn in two looks like two short ones; neighbours that could be the halves of one
  /// row don't count.
  func cutsEmptyCells(after record: Int, width: Int) -> Bool {
    let rows = records.dropFirst(record).filter { $0.contains { !trimmed($0).isEmpty } }.map { cells in
      (count: cells.count, endsEmpty: trimmed(cells.last ?? "").isEmpty)
    }
    if rows.contains(where: { $0.endsEmpty || $0.count > width }) { return false }
    var short = 0
    var index = 0
    while index < rows.count {
      if rows[index].count < width {
        if index + 1 < rows.count, rows[index].count + rows[index + 1].count == width + 1 {
          index += 2
          continue
        }
        short += 1
      }
      index += 1
    }
    return short >= 2 && short * 5 >= rows.count
  }

  /// The first record that is not an empty line; `nil` in a file of empty lines.
  var firstFilled: Int? { records.firstIndex { $0.contains { !trimmed($0).isEmpty } } }
}

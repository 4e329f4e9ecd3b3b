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

  /// The first record that is not an empty line; `nil` in a file of empty lines.
  var firstFilled: Int? { records.firstIndex { $0.contains { !trimmed($0).isEmpty } } }
}

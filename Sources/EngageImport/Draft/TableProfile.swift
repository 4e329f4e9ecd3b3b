import EngageModel
import EngageSheets

/// What the rows of a foreign file hold, read once from the first to the last.
struct TableProfile {
  /// Rows with at least one filled cell.
  private(set) var responses = 0
  /// For each column that may hold answers; `nil` for the others.
  private(set) var columns: [ColumnProfile?]
  /// For each question, what its items' cells do within a row.
  private(set) var items: [ItemRows]

  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - format: how it is written.
  ///   - table: what its headings say.
  ///   - passed: told now and then how many bytes are not needed any more.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat, table: ForeignTable,
    passed: (Int) -> Void = { _ in }
  ) throws(CSVError) {
    let missing = Set(table.conventions.missing + table.conventions.notAsked)
    columns = table.columns.map {
      TableProfile.isProfiled($0.content)
        ? ColumnProfile(missing: missing, decimalComma: NumberCell.hasDecimalComma(format.delimiter))
        : nil
    }
    items = table.questions.map { _ in ItemRows() }
    for (field, column) in table.columns.enumerated() {
      if case .item(let question, _) = column.content { items[question].fields.append(field) }
    }
    let withItems = items.indices.filter { items[$0].fields.count > 1 }
    var places = [Int32](repeating: ColumnProfile.blank, count: columns.count)
    var reader = CSVReader(bytes: bytes, format: format)
    var released = 0
    while try reader.nextRow() {
      if reader.rowNumber <= table.lastHeaderRecord || reader.isBlankLine { continue }
      if reader.byteOffset - released > 1 << 24 {
        released = reader.byteOffset
        passed(released)
      }
      let count = min(reader.fieldCount, columns.count)
      var isEmpty = true
      for field in 0..<count {
        guard let column = columns[field] else {
          if isEmpty, !trimmedBytes(reader.field(field)).isEmpty { isEmpty = false }
          continue
        }
        places[field] = column.add(reader.field(field))
        if places[field] != ColumnProfile.blank { isEmpty = false }
      }
      if isEmpty { continue }
      responses += 1
      for field in count..<columns.count { places[field] = ColumnProfile.blank }
      for question in withItems { items[question].add(places, reader) }
    }
  }

  private static func isProfiled(_ content: ForeignColumn.Content) -> Bool {
    switch content {
    case .answer, .item, .otherText, .metadata(.session): true
    case .metadata, .left, .told: false
    }
  }
}

/// What the cells of a question's items do within a row.
struct ItemRows {
  /// The columns of the items.
  var fields: [Int] = []
  /// Rows with at least one filled.
  var answered = 0
  /// Rows with two or more filled.
  var several = 0
  /// Rows with all filled.
  var complete = 0
  /// Rows in which two filled cells are the same.
  var repeats = 0

  private static let most = 40

  mutating func add(_ places: [Int32], _ reader: borrowing CSVReader) {
    var filled = 0
    for field in fields where places[field] != ColumnProfile.blank { filled += 1 }
    if filled == 0 { return }
    answered += 1
    if filled < 2 { return }
    several += 1
    if filled == fields.count { complete += 1 }
    // One row is enough to know; after that nobody needs to look.
    if repeats > 0 || fields.count > ItemRows.most { return }
    for (index, field) in fields.enumerated() where places[field] != ColumnProfile.blank {
      let cell = trimmedBytes(reader.field(field))
      for other in fields[..<index] where places[other] != ColumnProfile.blank {
        if trimmedBytes(reader.field(other)).elementsEqual(cell) {
          repeats += 1
          return
        }
      }
    }
  }
}

import EngageSheets

/// One sheet of a form: rows of text, as they stand in the file.
public struct FormSheet: Sendable, Equatable {
  public var name: String
  /// The header is the first. Cells that are not there are empty.
  public var rows: [[String]]
  /// The number of each row in its file, from 1.
  public var rowNumbers: [Int]
  /// Where each column stands in its file, from 0; a column behind the last stands behind it.
  public var columnPlaces: [Int]

  /// A sheet whose rows are the file's.
  public init(name: String, rows: [[String]]) {
    self.init(name: name, rows: rows, rowNumbers: Array(1..<(rows.count + 1)), columnPlaces: [0])
  }

  init(name: String, rows: [[String]], rowNumbers: [Int], columnPlaces: [Int]) {
    self.name = name
    self.rows = rows
    self.rowNumbers = rowNumbers
    self.columnPlaces = columnPlaces
  }

  /// Where a column stands in the file, from 0.
  func place(ofColumn column: Int) -> Int {
    if column < columnPlaces.count { return columnPlaces[column] }
    return (columnPlaces.last ?? 0) + column - columnPlaces.count + 1
  }

  /// The text of a cell; empty where there is none.
  func text(row: Int, column: Int) -> String {
    column < rows[row].count ? rows[row][column] : ""
  }
}

/// The sheets of a form, wherever they come from.
public struct FormSheets: Sendable, Equatable {
  public var sheets: [FormSheet]
  /// Where they were read, as diagnostics show it.
  public var file: String?
  /// Whether the sheets are those of a workbook, so that a diagnostic names a cell; else it names line and column.
  public var isWorkbook: Bool

  public init(_ sheets: [FormSheet], file: String? = nil, isWorkbook: Bool = true) {
    self.sheets = sheets
    self.file = file
    self.isWorkbook = isWorkbook
  }

  /// A sheet by its name, in any case.
  public func sheet(_ name: String) -> FormSheet? {
    sheets.first { $0.name.lowercased() == name }
  }

  /// Reads the one-file form of a questionnaire: the name of each sheet stands in the first column, its rows below it,
  /// one column to the right.
  /// - Parameters:
  ///   - records: of the CSV file.
  ///   - file: as diagnostics show it.
  public init(records: [[String]], file: String?) {
    var sheets: [FormSheet] = []
    for (index, record) in records.enumerated() {
      let first = record.first?.trimmed ?? ""
      if !first.isEmpty {
        sheets.append(FormSheet(name: first, rows: [], rowNumbers: [], columnPlaces: [1]))
      } else if !sheets.isEmpty, record.dropFirst().contains(where: { !$0.trimmed.isEmpty }) {
        sheets[sheets.count - 1].rows.append(Array(record.dropFirst()))
        sheets[sheets.count - 1].rowNumbers.append(index + 1)
      }
    }
    self.init(sheets, file: file, isWorkbook: false)
  }

  /// Whether the records of a CSV file are a form rather than a table of answers.
  public static func isForm(records: [[String]]) -> Bool {
    records.prefix(40).contains { $0.first?.trimmed.lowercased() == "survey" }
  }

  /// Writes the sheets as a workbook, replacing a file of that name in one step.
  /// - Parameters:
  ///   - created: when, in seconds since 1970.
  /// - Throws: `WorkbookError` if it can't be written, or a text is longer than a cell can hold.
  public func write(to path: String, created: Int) throws {
    let workbook = try WorkbookFile(path: path, properties: DocumentProperties(created: created))
    let bold = try workbook.format(CellFormat { $0.isBold = true })
    for sheet in sheets {
      let worksheet = try workbook.addSheet(sheet.name)
      try worksheet.freezePanes(row: 1, column: 0)
      for (column, header) in (sheet.rows.first ?? []).enumerated() {
        let longest = sheet.rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        try worksheet.setWidth(Double(min(max(longest, header.count) + 2, 60)), columns: column...column)
      }
      for (row, cells) in sheet.rows.enumerated() {
        for (column, text) in cells.enumerated() where !text.isEmpty {
          try worksheet.write(text, row: row, column: column, format: row == 0 ? bold : nil)
        }
      }
    }
    try workbook.finish()
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var part = self[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}

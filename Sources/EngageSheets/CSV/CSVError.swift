/// A place in a CSV file, in the terms of a text editor and of a spreadsheet.
public struct CSVPlace: Equatable, Hashable, Sendable {
  /// The physical line, from 1.
  public var line: Int
  /// The character in the line, from 1.
  public var column: Int
  /// The cell as a spreadsheet would show it, such as `C12`; the header is row 1.
  public var cell: String
  /// The byte's offset from the start of the file.
  public var byteOffset: Int

  /// A place; line and column count from 1.
  public init(line: Int, column: Int, cell: String, byteOffset: Int) {
    self.line = line
    self.column = column
    self.cell = cell
    self.byteOffset = byteOffset
  }
}

/// Why a CSV file cannot be split into fields, and where. It never repeats what a field says.
public struct CSVError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// A quotation mark opens a field and none closes it before the end of the file.
    case unterminatedQuote
    /// Something other than a delimiter or a line end follows a closing quotation mark.
    case textAfterQuote
    /// A field has more bytes than allowed.
    case fieldTooLong(limit: Int)
    /// A record has more fields than allowed.
    case tooManyColumns(limit: Int)
  }

  /// What is wrong.
  public let reason: Reason
  /// Where: for an unterminated or over-long field where it starts, else the byte that does not fit.
  public let place: CSVPlace

  /// What is wrong, in a sentence without the place.
  public var message: String {
    switch reason {
    case .unterminatedQuote: "a quotation mark opens this cell and none closes it before the file ends"
    case .textAfterQuote: "there is text after the quotation mark that closes this cell"
    case .fieldTooLong(let limit): "this cell is longer than the \(limit) bytes allowed"
    case .tooManyColumns(let limit): "this row has more than the \(limit) columns allowed"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch reason {
    case .unterminatedQuote:
      "Add the closing quotation mark. A cell that starts with one which is only text, such as \"Yes\", is written \"\"\"Yes\"\"\"; saving the table from Excel or LibreOffice as “CSV UTF-8” does that."
    case .textAfterQuote:
      "A quotation mark inside a quoted cell is written twice (\"\"); or the file uses another delimiter. Export it again, or save the table from Excel or LibreOffice as “CSV UTF-8”, which writes quotation marks properly."
    case .fieldTooLong: "A quotation mark may have been left open here."
    case .tooManyColumns: "The file may use another delimiter, or its line ends may be missing."
    }
  }
}

extension CSVError: CustomStringConvertible {
  /// Place, message and hint in one line.
  public var description: String {
    "line \(place.line), column \(place.column) (cell \(place.cell)): \(message). \(hint)"
  }
}

/// The conventions of one CSV file.
public struct CSVFormat: Equatable, Sendable {
  /// The byte between fields.
  public var delimiter: UInt8
  /// The byte around fields that hold delimiters, quotation marks or line breaks.
  public var quote: UInt8
  /// How the file's bytes stand for characters; a ``CSVReader`` reads UTF-8 (see ``TextEncoding/decode(_:)``).
  public var encoding: TextEncoding
  /// How records end; a ``CSVReader`` accepts every kind, whatever this says.
  public var lineEnding: LineEnding

  /// The end of a record.
  public enum LineEnding: String, Sendable {
    /// Line feed (Unix).
    case lf = "LF"
    /// Carriage return and line feed (Windows, RFC 4180).
    case crlf = "CRLF"
    /// Carriage return alone (old Macintosh).
    case cr = "CR"
    /// More than one kind in a file.
    case mixed = "mixed"
  }

  /// A format; without arguments RFC 4180 with line feeds, in UTF-8.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), encoding: TextEncoding = .utf8,
    lineEnding: LineEnding = .lf
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.encoding = encoding
    self.lineEnding = lineEnding
  }

  /// Fields apart by commas.
  public static let comma = CSVFormat()
  /// Fields apart by semicolons.
  public static let semicolon = CSVFormat(delimiter: UInt8(ascii: ";"))
  /// Fields apart by tabulators.
  public static let tab = CSVFormat(delimiter: UInt8(ascii: "\t"))

  /// The delimiter in words, as errors and evidence name it.
  public var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: "|"): "vertical bar"
    default: "“\(Unicode.Scalar(delimiter))”"
    }
  }
}

/// Bounds that keep a hostile or broken file from using up memory.
public struct CSVLimits: Equatable, Sendable {
  /// The most bytes of one field (1 MiB unless said otherwise).
  public var fieldBytes: Int
  /// The most fields of one record (16,384 unless said otherwise, as in a spreadsheet).
  public var columns: Int

  /// Bounds; both must be positive.
  public init(fieldBytes: Int = 1 << 20, columns: Int = 16_384) {
    self.fieldBytes = max(1, fieldBytes)
    self.columns = max(1, columns)
  }
}

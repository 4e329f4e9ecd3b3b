/// What a file is by its first bytes, whatever its name says.
public enum FileKind: Sendable, Equatable {
  /// Text that may be CSV.
  case text
  /// A ZIP archive with the parts of an Excel workbook.
  case xlsx
  /// An OpenDocument spreadsheet.
  case ods
  /// Another ZIP archive.
  case zip
  /// An old Excel file (an OLE compound file), or an encrypted new one.
  case xls
  /// A PDF document.
  case pdf
  /// A web page, such as a log-in page saved in place of the export.
  case html
  /// An SPSS data file.
  case spss
  /// Bytes that are no text: a NUL among the first 64 KiB (and no UTF-16 mark).
  case binary

  /// Looks at the first 64 KiB at most.
  public static func sniff(_ bytes: UnsafeBufferPointer<UInt8>) -> FileKind {
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(65_536))
    if starts(head, [0x50, 0x4B, 0x03, 0x04]) || starts(head, [0x50, 0x4B, 0x05, 0x06]) {
      return archive(head)
    }
    if starts(head, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .xls }
    if starts(head, Array("%PDF-".utf8)) { return .pdf }
    if starts(head, Array("$FL2".utf8)) || starts(head, Array("$FL3".utf8)) { return .spss }
    if TextEncoding.byMark(head) == .utf16LittleEndian || TextEncoding.byMark(head) == .utf16BigEndian {
      return .text
    }
    if head.contains(0) { return UTF16Pattern.encoding(of: bytes) == nil ? .binary : .text }
    return looksLikeWebPage(head) ? .html : .text
  }

  /// Why the file cannot be read as a table, and what to do; `nil` for text and Excel workbooks.
  public var refusal: String? {
    switch self {
    case .text, .xlsx, .spss: nil
    case .ods:
      "It is an OpenDocument spreadsheet, which cannot be read. Save the sheet as “CSV UTF-8” and import that."
    case .zip: "It is a ZIP archive. Unpack it and import the CSV file inside."
    case .xls:
      "It is an old Excel file (.xls) or one locked with a password. Open it, save as “CSV UTF-8”, import that."
    case .pdf: "It is a PDF document, which holds no table of answers. Export the responses as CSV."
    case .html: "It is a web page, perhaps a log-in page saved by mistake. Download the export again."
    case .binary: "It holds NUL bytes, so it is no text file. Export the responses as CSV in UTF-8."
    }
  }

  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]) -> Bool {
    bytes.count >= mark.count && bytes.prefix(mark.count).elementsEqual(mark)
  }

  private static func archive(_ head: UnsafeBufferPointer<UInt8>) -> FileKind {
    if contains(head, Array("application/vnd.oasis.opendocument.spreadsheet".utf8)) { return .ods }
    let isWorkbook = contains(head, Array("[Content_Types].xml".utf8)) || contains(head, Array("xl/".utf8))
    return isWorkbook ? .xlsx : .zip
  }

  static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    for start in 0...(bytes.count - part.count) where bytes[start] == part[0] {
      if bytes[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }

  private static func looksLikeWebPage(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = head.prefix(512).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    let start = String(decoding: text.prefix(15), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}

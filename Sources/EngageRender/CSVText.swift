/// Lines of fields as spreadsheet-safe CSV: UTF-8 with a byte order mark, so that Excel reads accents, and CRLF.
enum CSVText {
  static func bytes(_ lines: [[String]]) -> [UInt8] {
    var text = "\u{FEFF}"
    for line in lines { text += line.map(field).joined(separator: ",") + "\r\n" }
    return Array(text.utf8)
  }

  /// Quoted where it must be; what a spreadsheet would run as a formula gets an apostrophe in front, numbers don't.
  private static func field(_ value: String) -> String {
    let isFormula = value.first.map { "=+-@\t\r\n".contains($0) } ?? false
    let safe = isFormula && Double(value) == nil ? "'" + value : value
    guard safe.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return safe }
    return "\"" + safe.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}

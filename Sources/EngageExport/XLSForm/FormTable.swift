import EngageModel
import EngageSheets

/// A sheet of a form, its columns known by XLSForm's names whatever the form calls them.
struct FormTable {
  /// What a column holds.
  struct Column {
    /// XLSForm's name: `label`, `engage::codebook`; what Engage does not know as it is written.
    var name: String
    /// The language of its words as written: `Polish (pl)`.
    var language: String?
    /// The header as written.
    var header: String
  }

  let sheet: FormSheet
  let columns: [Column]
  /// The rows below the header that hold anything, as indexes of the sheet's.
  let rows: [Int]
  private let file: String?
  private let isWorkbook: Bool
  private var index: [String: [Int]] = [:]

  init(_ sheet: FormSheet, of sheets: FormSheets) {
    self.sheet = sheet
    file = sheets.file
    isWorkbook = sheets.isWorkbook
    columns = (sheet.rows.first ?? []).map(FormTable.column)
    rows = sheet.rows.indices.dropFirst().filter { row in sheet.rows[row].contains { !$0.trimmed.isEmpty } }
    for (position, column) in columns.enumerated() { index[column.name, default: []].append(position) }
  }

  /// Whether there is a column of that name.
  func has(_ name: String) -> Bool { index[name] != nil }

  /// The first column of that name that has something in a row; the first at all where none has.
  func column(_ name: String, in row: Int) -> Int? {
    index[name]?.first { !sheet.text(row: row, column: $0).trimmed.isEmpty } ?? index[name]?.first
  }

  /// What a row says in a column; empty where it says nothing. No-break spaces at the ends are white space.
  func text(_ name: String, in row: Int) -> String {
    column(name, in: row).map { FormTable.clean(sheet.text(row: row, column: $0)) } ?? ""
  }

  /// The words of a row in each language, by the column's language as written (`nil` without one).
  func words(_ name: String, in row: Int) -> [(language: String?, text: String)] {
    (index[name] ?? []).compactMap { position in
      let text = FormTable.clean(sheet.text(row: row, column: position))
      return text.isEmpty ? nil : (columns[position].language, text)
    }
  }

  private static func clean(_ text: String) -> String {
    let text = text.trimmed
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// A problem at a cell.
  func diagnostic(
    _ severity: Diagnostic.Severity = .error, rule: String, _ message: String, row: Int, column name: String?,
    hint: String? = nil
  ) -> Diagnostic {
    diagnostic(
      severity, rule: rule, message, row: row, position: name.flatMap { column($0, in: row) } ?? 0, hint: hint
    )
  }

  /// A problem at a cell, the column by its position.
  func diagnostic(
    _ severity: Diagnostic.Severity = .error, rule: String, _ message: String, row: Int, position: Int,
    hint: String? = nil
  ) -> Diagnostic {
    let number = row < sheet.rowNumbers.count ? sheet.rowNumbers[row] : row + 1
    return Diagnostic(
      severity, rule: rule, message: message, file: file, line: isWorkbook ? nil : number, sheet: sheet.name,
      cell: cellName(row: number - 1, column: sheet.place(ofColumn: position)), hint: hint)
  }

  /// The number of a row in its file, for messages.
  func number(of row: Int) -> Int { sheet.rowNumbers[row] }

  // MARK: - Headers

  /// Columns that may come in several languages.
  private static let translatable: Set<String> = [
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "big-image", "audio",
    "video", "engage::title", "engage::description",
  ]

  private static func column(_ header: String) -> Column {
    let written = header.trimmed
    var parts = split(written, by: "::")
    if parts.count == 1, let colon = written.firstIndex(of: ":") {
      // The older form, label:English.
      let name = canonical(String(written[..<colon]))
      if translatable.contains(name) {
        parts = [name, String(written[written.index(after: colon)...]).trimmed]
      }
    }
    if ["bind", "media", "body", "control", "engage"].contains(parts[0].lowercased()), parts.count > 1 {
      let prefix = parts.removeFirst().lowercased()
      parts[0] = prefix == "engage" ? "engage::" + parts[0].lowercased() : parts[0]
    }
    let name = canonical(parts[0])
    if parts.count > 1, translatable.contains(name) {
      return Column(name: name, language: parts.dropFirst().joined(separator: "::"), header: written)
    }
    return Column(name: parts.count > 1 || !known.contains(name) ? written : name, header: written)
  }

  private static func split(_ text: String, by separator: String) -> [String] {
    var parts: [String] = []
    var rest = text[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound].trimmed)
      rest = rest[range.upperBound...]
    }
    return parts + [rest.trimmed]
  }

  private static func canonical(_ name: String) -> String {
    var word = name.trimmed.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "_")
    if word.hasPrefix("engage_") { word = "engage::" + word.dropFirst("engage_".count) }
    return aliases[word] ?? word
  }

  /// Other words for columns (pyxform's aliases, and Engage's own keys).
  private static let aliases = [
    "relevance": "relevant", "calculate": "calculation", "caption": "label", "command": "type",
    "value": "name",
    "tag": "name", "constraining_message": "constraint_message", "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message", "jr:requiredmsg": "required_message", "readonly": "read_only",
    "count": "repeat_count", "jr:count": "repeat_count", "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id", "id_string": "form_id", "big_image": "big-image", "list": "list_name",
  ]

  /// Every column that XLSForm knows, used or not.
  private static let known: Set<String> = translatable.union([
    "type", "name", "list_name", "required", "relevant", "constraint", "default", "calculation",
    "choice_filter",
    "parameters", "appearance", "read_only", "trigger", "repeat_count", "disabled", "autoplay", "rows",
    "form_title", "form_id", "version", "default_language", "allow_choice_duplicates", "style", "public_key",
    "submission_url", "instance_name", "engage::type", "engage::other_of", "engage::codebook",
    "engage::sensitive", "engage::identifies", "engage::pair", "engage::target", "engage::groups",
    "engage::not_scored", "engage::languages", "engage::units", "engage::source", "engage::blocks",
  ])
}

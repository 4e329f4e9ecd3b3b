import EngageModel

/// Reads a data dictionary of REDCap: one field of a form to a row, in 18 columns.
///
/// It becomes an XLSForm, row by row, and is read as such, so that what is wrong is told with the dictionary's cells.
struct RedcapDictionary {
  /// The columns of a dictionary, as the program's own names.
  enum Column: String, CaseIterable {
    case name = "variable / field name"
    case form = "form name"
    case section = "section header"
    case type = "field type"
    case label = "field label"
    case choices = "choices, calculations, or slider labels"
    case note = "field note"
    case validation = "text validation type or show slider number"
    case minimum = "text validation min"
    case maximum = "text validation max"
    case identifier = "identifier?"
    case branching = "branching logic (show field only if...)"
    case required = "required field?"
    case matrix = "matrix group name"
    case ranking = "matrix ranking?"
    case annotation = "field annotation"
  }

  /// The headers of dictionaries that come through REDCap's programming interface.
  private static let otherHeaders: [String: Column] = [
    "field_name": .name, "form_name": .form, "section_header": .section, "field_type": .type,
    "field_label": .label, "select_choices_or_calculations": .choices, "field_note": .note,
    "text_validation_type_or_show_slider_number": .validation, "text_validation_min": .minimum,
    "text_validation_max": .maximum, "identifier": .identifier, "branching_logic": .branching,
    "required_field": .required, "matrix_group_name": .matrix, "matrix_ranking": .ranking,
    "field_annotation": .annotation,
  ]

  let records: [[String]]
  let file: String?
  private let columns: [Column: Int]

  init(records: [[String]], file: String?) {
    self.records = records
    self.file = file
    var columns: [Column: Int] = [:]
    for (position, header) in (records.first ?? []).enumerated() {
      if let column = RedcapDictionary.column(header), columns[column] == nil { columns[column] = position }
    }
    self.columns = columns
  }

  /// Whether records are those of a dictionary, by its header.
  static func isDictionary(records: [[String]]) -> Bool {
    let found = (records.first ?? []).compactMap(column)
    return found.contains(.name) && found.contains(.type) && found.contains(.choices)
  }

  private static func column(_ header: String) -> Column? {
    let word = header.trimmed.lowercased().filter { $0 != "\u{FEFF}" }
    return Column(rawValue: word) ?? otherHeaders[word]
  }

  /// What a row says; empty where it says nothing.
  func text(_ column: Column, in row: Int) -> String {
    guard let position = columns[column], position < records[row].count else { return "" }
    return records[row][position].trimmed
  }

  /// Where a column stands in the file, from 0.
  func place(_ column: Column) -> Int { columns[column] ?? 0 }

  /// The survey that the dictionary describes.
  func read(as id: Survey.ID?) -> FormReading {
    var form = RedcapForm(self)
    form.translate()
    var reading = XLSFormReader.read(form.sheets, as: id, leftOut: form.leftOut)
    reading.diagnostics =
      form.diagnostics
      + reading.diagnostics.map { problem in
        // The sheets are made up: the file has one, whose cells are right.
        var problem = problem
        problem.sheet = nil
        return problem
      }
    if reading.diagnostics.hasErrors { reading.survey = nil }
    return reading
  }
}

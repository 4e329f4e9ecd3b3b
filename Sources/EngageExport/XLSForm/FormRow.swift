import EngageModel
import FoundationEssentials

/// A row of a form's sheet, by column.
struct FormRow {
  private(set) var cells: [String: String] = [:]

  subscript(column: String) -> String {
    get { cells[column] ?? "" }
    set { cells[column] = newValue.isEmpty ? nil : newValue }
  }

  /// Writes words into a column and the columns of its translations.
  mutating func set(_ column: String, _ text: LocalizedText, _ languages: Languages) {
    if languages.others.isEmpty {
      self[column] = text.text
    } else {
      self["\(column)::\(LanguageNames.written(languages.default))"] = text.text
    }
    for (code, words) in text.translations { self["\(column)::\(LanguageNames.written(code))"] = words }
  }

  /// Writes all of a question but its type, name and label.
  mutating func setDetails(of question: Question, languages: Languages) {
    if let hint = question.hint { set("hint", hint, languages) }
    switch question.required {
    case .no: break
    case .yes: self["required"] = "yes"
    case .when(let condition): self["required"] = condition.source
    }
    if let message = question.requiredMessage { set("required_message", message, languages) }
    self["relevant"] = question.relevant?.source ?? ""
    self["constraint"] = question.constraint?.source ?? ""
    if let message = question.constraintMessage { set("constraint_message", message, languages) }
    self["default"] = question.defaultValue ?? ""
    self["calculation"] = question.calculation?.source ?? ""
    self["choice_filter"] = question.choiceFilter?.source ?? ""
    if let range = question.range {
      let numbers = [("start", range.start), ("end", range.end), ("step", range.step)]
      self["parameters"] = numbers.map { "\($0.0)=\(NumberRange.text($0.1))" }.joined(separator: " ")
    }
    self["engage::codebook"] = question.codebook?.rawValue ?? ""
    self["engage::sensitive"] = question.sensitive ? "yes" : ""
    self["engage::identifies"] = question.identifies ? "yes" : ""
    self["engage::pair"] = question.pair?.rawValue ?? ""
    self["engage::target"] = question.target?.description ?? ""
    self["engage::groups"] = GroupsCell.text(of: question.choiceGroups)
  }
}

/// Choices merged for reporting, in one cell: JSON, since they have names, words, translations and members.
enum GroupsCell {
  static func text(of groups: [ChoiceGroup]) -> String {
    if groups.isEmpty { return "" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and names always encode.
    guard let data = try? encoder.encode(groups) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// - Returns: `nil` if the cell can't be read.
  static func groups(_ text: String) -> [ChoiceGroup]? {
    try? JSONDecoder().decode([ChoiceGroup].self, from: Data(text.utf8))
  }
}

/// The order of a sheet's columns.
struct FormColumns {
  let columns: [String]
  /// Columns that are there even if no row uses them.
  let always: Set<String>

  static let survey = FormColumns(
    columns: [
      "type", "name", "label", "hint", "required", "required_message", "relevant", "constraint",
      "constraint_message",
      "default", "calculation", "choice_filter", "parameters", "appearance", "engage::type",
      "engage::other_of",
      "engage::codebook", "engage::sensitive", "engage::identifies", "engage::pair", "engage::target",
      "engage::groups",
    ], always: ["type", "name", "label"])

  /// In this sheet pyxform takes no headers with `::` but those of words.
  static let choices = FormColumns(
    columns: ["list_name", "name", "label", "engage_not_scored"], always: ["list_name", "name", "label"])

  static let settings = FormColumns(
    columns: [
      "form_title", "form_id", "version", "default_language", "engage::languages", "engage::units",
      "engage::title", "engage::description", "engage::source", "engage::blocks",
    ], always: [])

  /// Lays rows out under those columns that they use.
  func sheet(_ name: String, of rows: [FormRow], languages: Languages) -> FormSheet {
    let used = rows.reduce(into: Set<String>()) { $0.formUnion($1.cells.keys) }
    let endings = ([languages.default] + languages.others).map { "::" + LanguageNames.written($0) }
    var header = columns.flatMap { column in
      let own = used.contains(column) || (always.contains(column) && languages.others.isEmpty) ? [column] : []
      return own + endings.map { column + $0 }.filter { used.contains($0) }
    }
    header += used.subtracting(header).sorted()
    return FormSheet(name: name, rows: [header] + rows.map { row in header.map { row[$0] } })
  }
}

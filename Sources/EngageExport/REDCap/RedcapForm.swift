import EngageModel
import EngageSheets

/// A data dictionary translated into the sheets of an XLSForm, each cell with the place it comes from.
struct RedcapForm {
  /// The columns of the form's sheet `survey`, and the dictionary's column each comes from.
  private static let columns: [(name: String, from: RedcapDictionary.Column)] = [
    ("type", .type), ("name", .name), ("label", .label), ("hint", .note), ("required", .required),
    ("relevant", .branching), ("constraint", .minimum), ("calculation", .choices),
    ("parameters", .validation),
    ("appearance", .matrix), ("engage::type", .matrix), ("engage::sensitive", .identifier),
    ("engage::identifies", .identifier),
  ]

  let dictionary: RedcapDictionary
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var leftOut: [String] = []
  private var survey: [(row: Int, cells: [String: String])] = []
  private var choices: [(row: Int, cells: [String])] = []
  /// The names of all fields, for the names that groups get.
  private var taken: Set<String> = []
  /// The group that is open: a section or a matrix.
  private var section: String?
  private var matrix: String?
  /// The form that the last row belongs to: a section ends with it.
  private var openForm = ""

  init(_ dictionary: RedcapDictionary) {
    self.dictionary = dictionary
    taken = Set(dictionary.records.indices.dropFirst().map { dictionary.text(.name, in: $0) })
  }

  /// The sheets of the form.
  var sheets: FormSheets {
    let names = RedcapForm.columns.map(\.name)
    let rows = [names] + survey.map { row in names.map { row.cells[$0] ?? "" } }
    let questions = FormSheet(
      name: "survey", rows: rows, rowNumbers: [1] + survey.map { $0.row + 1 },
      columnPlaces: RedcapForm.columns.map { dictionary.place($0.from) })
    let lists = FormSheet(
      name: "choices", rows: [["list_name", "name", "label"]] + choices.map(\.cells),
      rowNumbers: [1] + choices.map { $0.row + 1 },
      columnPlaces: Array(repeating: dictionary.place(.choices), count: 3))
    return FormSheets([questions, lists], file: dictionary.file, isWorkbook: false)
  }

  mutating func translate() {
    for row in dictionary.records.indices.dropFirst() where !dictionary.records[row].allSatisfy(\.isEmpty) {
      let header = dictionary.text(.section, in: row)
      let group = dictionary.text(.matrix, in: row)
      if matrix != nil, group != matrix { endMatrix(row) }
      let form = dictionary.text(.form, in: row)
      if section != nil, matrix == nil, form != openForm { end(row) }
      openForm = form
      if !header.isEmpty, matrix == nil { beginSection(header, row: row) }
      if !group.isEmpty, matrix == nil { beginMatrix(group, row: row) }
      add(row)
    }
    let last = dictionary.records.count - 1
    if matrix != nil { endMatrix(last) }
    if section != nil { end(last) }
  }

  // MARK: - Groups

  private mutating func beginSection(_ header: String, row: Int) {
    if section != nil { end(row) }
    let name = free(
      FormNames.legal(NameRules.questionName(of: RedcapText.plain(header)) ?? "section_\(row + 1)"))
    survey.append(
      (row, ["type": "begin_group", "name": name, "label": RedcapText.plain(header)]))
    section = name
  }

  private mutating func end(_ row: Int) {
    survey.append((row, ["type": "end_group"]))
    section = nil
  }

  /// A matrix whose fields' names begin with its name is a grid; any other becomes a group.
  private mutating func beginMatrix(_ group: String, row: Int) {
    let rows = dictionary.records.indices.dropFirst().filter { dictionary.text(.matrix, in: $0) == group }
    let isGrid = rows.allSatisfy {
      dictionary.text(.name, in: $0).hasPrefix(group + "_") && dictionary.text(.type, in: $0) == "radio"
        && dictionary.text(.branching, in: $0).isEmpty
    }
    let name = isGrid && !taken.contains(group) ? group : free(group)
    var cells = ["type": "begin_group", "name": name]
    if isGrid, name == group {
      cells["appearance"] = "table-list"
      cells["engage::type"] = "grid"
    }
    survey.append((row, cells))
    matrix = group
  }

  private mutating func endMatrix(_ row: Int) {
    survey.append((row, ["type": "end_group"]))
    matrix = nil
  }

  private mutating func free(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    return name
  }

  // MARK: - Fields

  private mutating func add(_ row: Int) {
    let name = dictionary.text(.name, in: row)
    guard let type = type(of: row, name: name) else { return }
    var cells = ["type": type, "name": name, "label": RedcapText.plain(dictionary.text(.label, in: row))]
    cells["hint"] = RedcapText.plain(dictionary.text(.note, in: row))
    if RedcapText.isYes(dictionary.text(.required, in: row)) { cells["required"] = "yes" }
    if RedcapText.isYes(dictionary.text(.identifier, in: row)) {
      (cells["engage::sensitive"], cells["engage::identifies"]) = ("yes", "yes")
    }
    let branching = dictionary.text(.branching, in: row)
    if !branching.isEmpty { cells["relevant"] = translated(branching, .branching, row: row, name: name) }
    switch type {
    case "calculate":
      guard
        let sum = translated(
          dictionary.text(.choices, in: row), .choices, row: row, name: name, isVital: true)
      else { return }
      cells["calculation"] = sum
    case "range":
      cells["parameters"] = "start=\(number(.minimum, row) ?? "0") end=\(number(.maximum, row) ?? "100")"
    case "integer", "decimal", "date", "time": cells["constraint"] = bounds(row, type: type)
    default: break
    }
    survey.append((row, cells))
  }

  /// The form's type of a field; `nil`, told, for what Engage has no place for.
  private mutating func type(of row: Int, name: String) -> String? {
    switch dictionary.text(.type, in: row).lowercased() {
    case "text": return textType(row, name: name)
    case "notes": return "text"
    case "radio", "dropdown", "select", "truefalse", "yesno", "checkbox": return selectType(row, name: name)
    case "calc": return "calculate"
    case "slider": return "range"
    case "descriptive": return "note"
    case "file", "signature":
      leaveOut(row, name, "it asks for a file", hint: FormType.noMedia)
    case "sql":
      leaveOut(row, name, "its choices come from a database", hint: "write the choices into the survey")
    case let other:
      diagnostics.append(
        diagnostic(
          .error, "unknown-type", "there is no field type “\(other)”", .type, row: row,
          hint:
            "REDCap's are text, notes, radio, dropdown, checkbox, yesno, truefalse, calc, slider, descriptive, file"
        ))
    }
    return nil
  }

  private mutating func textType(_ row: Int, name: String) -> String? {
    let validation = dictionary.text(.validation, in: row).lowercased()
    switch validation {
    case "integer", "int": return "integer"
    case let word where word.hasPrefix("number") || word == "float": return "decimal"
    case let word where word.hasPrefix("datetime"):
      leaveOut(row, name, "it asks for a moment", hint: "ask for a date and for a time")
      return nil
    case let word where word.hasPrefix("date"): return "date"
    case "time", "time_hh_mm_ss": return "time"
    default: return "text"
    }
  }

  private mutating func selectType(_ row: Int, name: String) -> String {
    let type = dictionary.text(.type, in: row).lowercased()
    let list =
      switch type {
      case "yesno": [("1", "Yes"), ("0", "No")]
      case "truefalse": [("1", "True"), ("0", "False")]
      default: RedcapText.choices(dictionary.text(.choices, in: row))
      }
    // The fields of a matrix share its list.
    let listName = matrix.map { "matrix_\($0)" } ?? "list_\(name)"
    if !choices.contains(where: { $0.cells[0] == listName }) {
      for (code, label) in list { choices.append((row, [listName, code, RedcapText.plain(label)])) }
    }
    return "\(type == "checkbox" ? "select_multiple" : "select_one") \(listName)"
  }

  // MARK: - Numbers

  private func number(_ column: RedcapDictionary.Column, _ row: Int) -> String? {
    let text = dictionary.text(column, in: row)
    return Double(text).map(NumberRange.text)
  }

  /// The constraint that lowest and highest value make.
  private mutating func bounds(_ row: Int, type: String) -> String {
    var parts: [String] = []
    for (column, sign) in [(RedcapDictionary.Column.minimum, ">="), (.maximum, "<=")] {
      let text = dictionary.text(column, in: row)
      if text.isEmpty { continue }
      if type == "date", CalendarDate(text) != nil {
        parts.append(". \(sign) date('\(text)')")
      } else if type == "date", text == "today" {
        parts.append(". \(sign) today()")
      } else if type != "date", type != "time", let number = number(column, row) {
        parts.append(". \(sign) \(number)")
      } else {
        diagnostics.append(
          diagnostic(
            .warning, "left-out", "this bound is left out", column, row: row,
            hint: "write a number, or a day such as 2019-09-24"))
      }
    }
    return parts.joined(separator: " and ")
  }

  // MARK: - Telling

  private mutating func translated(
    _ logic: String, _ column: RedcapDictionary.Column, row: Int, name: String, isVital: Bool = false
  ) -> String? {
    do {
      return try RedcapLogic.expression(logic)
    } catch {
      if isVital {
        leaveOut(row, name, "its calculation \(error.reason)", hint: "work the value out by other means")
      } else {
        diagnostics.append(
          diagnostic(
            .warning, "left-out",
            "the branching logic of “\(name)” is left out: it \(error.reason); it is now asked "
              + "of everybody", column, row: row, hint: "write the condition into the survey file: relevant"))
      }
      return nil
    }
  }

  private mutating func leaveOut(_ row: Int, _ name: String, _ why: String, hint: String) {
    leftOut.append(name)
    diagnostics.append(
      diagnostic(.warning, "left-out", "“\(name)” is left out: \(why)", .type, row: row, hint: hint))
  }

  private func diagnostic(
    _ severity: Diagnostic.Severity, _ rule: String, _ message: String, _ column: RedcapDictionary.Column,
    row: Int,
    hint: String
  ) -> Diagnostic {
    Diagnostic(
      severity, rule: rule, message: message, file: dictionary.file, line: row + 1,
      cell: cellName(row: row, column: dictionary.place(column)), hint: hint)
  }
}

/// Texts of a dictionary.
enum RedcapText {
  /// Codes and labels of `1, Yes | 2, No`.
  static func choices(_ text: String) -> [(code: String, label: String)] {
    text.split { $0 == "|" || $0 == "\n" }.map(\.trimmed).filter { !$0.isEmpty }.map { part in
      guard let comma = part.firstIndex(of: ",") else { return (part, part) }
      return (part[..<comma].trimmed, part[part.index(after: comma)...].trimmed)
    }
  }

  static func isYes(_ text: String) -> Bool { ["y", "yes", "1", "true"].contains(text.lowercased()) }

  /// Words without the tags of web pages, which labels of REDCap may hold; line breaks stay.
  static func plain(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      let after = rest.index(after: start)
      // “<5 years” is no tag.
      guard after < rest.endIndex, rest[after].isLetter || rest[after] == "/",
        let end = rest[after...].firstIndex(of: ">")
      else {
        result += rest[...start]
        rest = rest[after...]
        continue
      }
      let tag = rest[after..<end].lowercased()
      result += rest[..<start]
      if tag.hasPrefix("br") || tag.hasPrefix("/p") || tag.hasPrefix("/div") { result += "\n" }
      rest = rest[rest.index(after: end)...]
    }
    return (result + rest).trimmed
  }
}

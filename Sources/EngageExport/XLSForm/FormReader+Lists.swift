import EngageModel

/// A list of the sheet `choices`.
struct FormList {
  /// In the order of the sheet.
  var choices: [Choice] = []
  /// As a scale has them: those not scored last. Made once, so that questions share them in memory.
  var scale: [Choice] = []
  /// As other questions have them: nothing is scored there.
  var plain: [Choice] = []
  /// What choices are called in the survey, by the form's names, where that differs.
  var renamed: [String: String] = [:]
  /// The names of its choices in the survey.
  var names: Set<String> = []
}

extension FormReader {
  /// Columns of the sheet `choices` that are no further columns for `choice_filter`.
  private static let choiceColumns: Set<String> = media.union([
    "list_name", "name", "label", "engage::not_scored", "",
  ])

  /// Reads all lists of choices.
  func readLists() {
    guard let table = choicesTable else { return }
    let attributes = attributeColumns(of: table)
    var hasMedia = false
    for row in table.rows {
      let list = table.text("list_name", in: row)
      let written = table.text("name", in: row)
      if list.isEmpty, written.isEmpty { continue }
      guard !list.isEmpty, !written.isEmpty else {
        tell(
          table, "missing-value",
          "a choice needs a list and a name: “\(list.isEmpty ? "list_name" : "name")” is empty",
          row: row, column: list.isEmpty ? "list_name" : "name")
        continue
      }
      if FormReader.media.contains(where: { !table.text($0, in: row).isEmpty }) { hasMedia = true }
      let name = FormNames.legalChoice(written)
      if !lists[list, default: FormList()].names.insert(name).inserted {
        tell(
          table, "duplicate-choice", "the list “\(list)” has the choice “\(written)” twice", row: row,
          column: "name",
          hint: "delete one of the two, or give it another name")
        continue
      }
      var choice = Choice(id: Choice.ID(name), label: label(of: written, in: row, of: table))
      choice.scored = FormReader.flag(table.text("engage::not_scored", in: row)) != true
      for (position, attribute) in attributes {
        let text = table.sheet.text(row: row, column: position).trimmed
        if !text.isEmpty { choice.attributes[attribute] = text }
      }
      if name != written {
        lists[list, default: FormList()].renamed[written] = name
        tell(
          table, "renamed", "the choice “\(written)” is called “\(name)” in Engage", row: row, column: "name",
          severity: .warning, hint: "names of choices are made of letters, digits, “_”, “-” and “.”")
      }
      lists[list, default: FormList()].choices.append(choice)
    }
    for (name, list) in lists {
      lists[name]?.scale = list.choices.filter(\.scored) + list.choices.filter { !$0.scored }
      lists[name]?.plain = list.choices.map { Choice(id: $0.id, label: $0.label, attributes: $0.attributes) }
    }
    if hasMedia {
      diagnostics.append(
        Diagnostic(
          .warning, rule: "left-out", message: "pictures and sounds of choices are left out",
          file: sheets.file,
          sheet: table.sheet.name, hint: "people see the labels"))
    }
  }

  private func label(of name: String, in row: Int, of table: FormTable) -> LocalizedText {
    if let words = words("label", in: row, of: table) { return words }
    tell(
      table, "missing-label", "the choice “\(name)” has no label: its name stands for it", row: row,
      column: table.has("label") ? "label" : "name", severity: .warning)
    return LocalizedText(name)
  }

  /// The further columns that a filter of the form asks for; all of them in a form that Engage wrote.
  private func attributeColumns(of table: FormTable) -> [(Int, String)] {
    let filters = self.table.rows.map { self.table.text("choice_filter", in: $0) }.filter { !$0.isEmpty }
    let keepsAllColumns = isOwn
    return table.columns.enumerated().compactMap { position, column -> (Int, String)? in
      guard !FormReader.choiceColumns.contains(column.name), column.language == nil else { return nil }
      guard keepsAllColumns || filters.contains(where: { $0.contains(column.name) }) else {
        diagnostics.append(
          table.diagnostic(
            .note, rule: "ignored-column", "Engage does not use the column “\(column.header)” of choices",
            row: 0,
            position: position, hint: "no choice_filter asks for it"))
        return nil
      }
      if NameRules.isQuestionName(column.name) { return (position, column.name) }
      diagnostics.append(
        table.diagnostic(
          .warning, rule: "ignored-column", "Engage can't use the column “\(column.header)” of choices",
          row: 0,
          position: position, hint: "name it with letters, digits and “_”"))
      return nil
    }
  }

  private func tell(
    _ table: FormTable, _ rule: String, _ message: String, row: Int, column: String,
    severity: Diagnostic.Severity = .error, hint: String? = nil
  ) {
    diagnostics.append(
      table.diagnostic(severity, rule: rule, message, row: row, column: column, hint: hint))
  }

  /// `yes`, `true`, `true()` in any case, and their opposites.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "true()": true
    case "no", "false", "false()": false
    default: nil
    }
  }
}

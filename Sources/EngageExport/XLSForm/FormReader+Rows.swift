import EngageModel

/// A question of a form on its way into the survey.
struct FormDraft {
  var question: Question
  let row: Int
  var expressions: [FormExpression] = []
  /// What choices are called in the survey, by the form's names.
  var renamedChoices: [String: String] = [:]
}

/// A group of a form on its way into the survey.
struct FormGroup {
  var group: QuestionGroup
  let row: Int
  var expression: FormExpression?
}

/// An expression of a form, not yet parsed.
struct FormExpression {
  enum Role: String {
    case relevant, constraint, required, calculation
    case choiceFilter = "choice_filter"
  }

  let role: Role
  let text: String
}

/// A group, repeat or loop that a form has begun and not yet ended.
private struct OpenContainer {
  let kind: FormType.Container
  let row: Int
  let written: String
  /// Its name in the survey; `nil` for what is left out.
  var name: String?
  /// For a grid: how many questions there were before it.
  var gridStart: Int?
  /// The repeat, loop or table that it is or stands in, as messages call it: all in it is left out.
  var leftOut: (what: String, remedy: String)?
}

extension FormReader {
  /// Reads the rows of the sheet `survey`.
  func readRows() {
    var open: [OpenContainer] = []
    if !table.has("type") {
      return add(
        "missing-column", "the sheet “survey” has no column “type”", row: 0, column: nil,
        hint: "an XLSForm has at least the columns type, name and label")
    }
    for row in table.rows where FormReader.flag(table.text("disabled", in: row)) != true {
      let written = table.text("type", in: row)
      if written.isEmpty {
        tellUntyped(row)
        continue
      }
      switch FormType(written) {
      case .begin(let kind): begin(kind, row: row, open: &open)
      case .end(let kind): end(kind, row: row, open: &open)
      case let type:
        if let container = open.last(where: { $0.leftOut != nil })?.leftOut {
          leaveOut(row, "it is asked in \(container.what), and Engage has none", remedy: container.remedy)
        } else {
          readQuestion(type, written: written, row: row, group: open.last?.name)
        }
      }
    }
    for container in open {
      add(
        "unclosed-group", "the \(container.kind.rawValue) “\(container.written)” is never ended",
        row: container.row,
        column: "type", hint: "add a row with the type end_\(container.kind.rawValue)")
    }
  }

  private func tellUntyped(_ row: Int) {
    if table.text("name", in: row).isEmpty, table.words("label", in: row).isEmpty { return }
    add(
      "missing-value", "this row has no type", row: row, column: "type",
      hint: "name a type, such as text or note")
  }

  /// Notes that a question is not in the survey.
  func leaveOut(_ row: Int, _ why: String, remedy: String, severity: Diagnostic.Severity = .warning) {
    let name = table.text("name", in: row)
    if !name.isEmpty { leftOut.append(name) }
    add(
      severity, "left-out", "\(name.isEmpty ? "this row" : "“\(name)”") is left out: \(why)", row: row,
      column: "type",
      hint: remedy)
  }

  // MARK: - Groups

  private func begin(_ kind: FormType.Container, row: Int, open: inout [OpenContainer]) {
    let written = table.text("name", in: row)
    var container = OpenContainer(kind: kind, row: row, written: written)
    defer { open.append(container) }
    if open.contains(where: { $0.leftOut != nil }) || kind != .group {
      container.leftOut =
        open.last { $0.leftOut != nil }?.leftOut ?? ("the \(kind.rawValue) “\(written)”", kind.remedy)
      if kind != .group { leaveOut(row, "it is a \(kind.rawValue)", remedy: kind.remedy) }
      return
    }
    guard !written.isEmpty else {
      return add("missing-value", "this group has no name", row: row, column: "name")
    }
    let name = name(for: written, row: row, group: open.last?.name)
    container.name = name
    var group = FormGroup(
      group: QuestionGroup(name: name, label: words("label", in: row, of: table), parent: open.last?.name),
      row: row)
    let condition = table.text("relevant", in: row)
    if !condition.isEmpty { group.expression = FormExpression(role: .relevant, text: condition) }
    let isTable = table.text("appearance", in: row).split(separator: " ").contains("table-list")
    if isTable, table.text("engage::type", in: row) == "grid" { container.gridStart = drafts.count }
    if isTable, container.gridStart == nil {
      add(
        .note, "table-list", "the table “\(written)” is read as a group of single questions", row: row,
        column: "appearance", hint: "for a table in Engage write type: grid in the survey file")
    }
    groups.append(group)
  }

  private func end(_ kind: FormType.Container, row: Int, open: inout [OpenContainer]) {
    guard let last = open.last, last.kind == kind else {
      let expected = open.last.map {
        "the \($0.kind.rawValue) “\($0.written)” of row \(table.number(of: $0.row))"
      }
      return add(
        "unopened-group",
        "this ends a \(kind.rawValue), but \(expected.map { "\($0) is open" } ?? "none is open")",
        row: row, column: "type",
        hint: "every begin_\(kind.rawValue) has its end_\(kind.rawValue), the inner first")
    }
    open.removeLast()
    if let start = last.gridStart, let name = last.name { finishGrid(name, from: start) }
  }

  /// The legal name of a question or group; tells if it is another than the form's.
  func name(for written: String, row: Int, group: String?) -> String {
    let name = names.add(written, in: group)
    if name != written {
      let isLegal = NameRules.isQuestionName(written)
      add(
        .warning, "renamed", "“\(written)” is called “\(name)” in Engage", row: row, column: "name",
        hint: isLegal
          ? "another question or group has that name already"
          : "names are made of letters, digits and “_” and start with a letter")
    }
    return name
  }
}

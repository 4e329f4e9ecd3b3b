import EngageModel

/// Reads everything of a question but its type, name, words and choices.
extension FormReader {
  func finish(_ draft: inout FormDraft) {
    let row = draft.row
    let type = draft.question.type
    draft.question.hint = words("hint", in: row, of: table)
    addExpression(.relevant, to: &draft)
    tellOfUnusedCells(draft)
    if type == .note { return }
    draft.question.sensitive = flag("engage::sensitive", in: row)
    draft.question.identifies = flag("engage::identifies", in: row)
    if type == .calculate || type == .hidden { addExpression(.calculation, to: &draft) }
    if type == .calculate { return }
    draft.question.defaultValue = defaultValue(of: draft)
    if type == .hidden { return }
    readRequired(into: &draft)
    draft.question.requiredMessage = words("required_message", in: row, of: table)
    draft.question.constraintMessage = words("constraint_message", in: row, of: table)
    addExpression(.constraint, to: &draft)
    if type.takesChoices { addExpression(.choiceFilter, to: &draft) }
    if type == .text {
      let codebook = table.text("engage::codebook", in: row)
      draft.question.codebook = codebook.isEmpty ? nil : Codebook.ID(codebook)
    }
    readReporting(into: &draft)
  }

  /// Says what of a question's row changes nothing in Engage.
  private func tellOfUnusedCells(_ draft: FormDraft) {
    let (row, type, name) = (draft.row, draft.question.type, draft.question.id)
    if FormReader.flag(table.text("read_only", in: row)) == true, type != .note, type != .calculate,
      type != .hidden
    {
      add(
        .warning, "left-out", "“\(name)” is read-only in the form: in Engage people answer it", row: row,
        column: "read_only", hint: "make it a note, or take it out of the survey file")
    }
    if !table.text("parameters", in: row).isEmpty, type != .range {
      add(
        .note, "ignored-cell", "Engage does not use the parameters of “\(name)”", row: row,
        column: "parameters",
        hint: "only a range has any here")
    }
  }

  private func addExpression(_ role: FormExpression.Role, to draft: inout FormDraft) {
    let text = table.text(role.rawValue, in: draft.row)
    if !text.isEmpty { draft.expressions.append(FormExpression(role: role, text: text)) }
  }

  private func readRequired(into draft: inout FormDraft) {
    let text = table.text("required", in: draft.row)
    if text.isEmpty { return }
    if let flag = FormReader.flag(text) {
      draft.question.required = flag ? .yes : .no
    } else {
      draft.expressions.append(FormExpression(role: .required, text: text))
    }
  }

  private func flag(_ column: String, in row: Int) -> Bool {
    let text = table.text(column, in: row)
    if text.isEmpty { return false }
    if let flag = FormReader.flag(text) { return flag }
    add("not-yes-or-no", "“\(column)” must be yes or no", row: row, column: column)
    return false
  }

  /// Pairs, targets and groups, which stand in columns of Engage's own.
  private func readReporting(into draft: inout FormDraft) {
    let row = draft.row
    let type = draft.question.type
    let pair = table.text("engage::pair", in: row)
    if !pair.isEmpty, type != .text, type != .rank, type != .acknowledge {
      draft.question.pair = Question.ID(pair)
    }
    guard [.selectOne, .selectMultiple, .scale].contains(type) else { return }
    let target = table.text("engage::target", in: row)
    if let read = TargetText(target), (0...100).contains(read.percent) {
      let names = read.choices.map(\.name)
      draft.question.target = Target(
        share: read.percent / 100, choices: choices(named: names, of: draft, column: "engage::target"))
    } else if !target.isEmpty {
      add(
        "bad-target", "the target can't be read", row: row, column: "engage::target",
        hint: "write it like this: at least 95% of agree, strongly_agree")
    }
    let groups = table.text("engage::groups", in: row)
    if groups.isEmpty { return }
    if let read = GroupsCell.groups(groups) {
      draft.question.choiceGroups = read.map { group in
        var group = group
        let names = group.choices.map(\.rawValue)
        group.choices = choices(named: names, of: draft, column: "engage::groups")
        return group
      }
    } else {
      add(
        "bad-groups", "the groups of choices can't be read", row: row, column: "engage::groups",
        hint: "leave the cell as engage survey export wrote it, or empty it")
    }
  }

  /// Choices by the form's names; tells of those that the question does not have.
  private func choices(named names: [String], of draft: FormDraft, column: String) -> [Choice.ID] {
    names.map { written in
      let name = Choice.ID(draft.renamedChoices[written] ?? written)
      if !has(name, draft) {
        let known = draft.question.choices.map(\.id.rawValue)
        add(
          "unknown-choice", "“\(draft.question.id)” has no choice “\(written)”", row: draft.row,
          column: column,
          hint: nearestName(to: written, among: known).map { "did you mean “\($0)”?" }
            ?? "it can be \(known.prefix(20).joined(separator: ", "))")
      }
      return name
    }
  }

  /// Whether a question has a choice, or is going to have it by `or_other`.
  private func has(_ choice: Choice.ID, _ draft: FormDraft) -> Bool {
    if draft.question.code(of: choice) != nil { return true }
    guard choice == Question.otherChoice.id,
      case .select(_, _, true) = FormType(table.text("type", in: draft.row))
    else { return false }
    return true
  }

  /// Tells of pairs of which one is no question.
  func checkPairs() {
    let known = Set(drafts.map(\.question.id))
    for draft in drafts {
      guard let pair = draft.question.pair, !known.contains(pair) else { continue }
      add(
        "unknown-question", "“\(draft.question.id)” is paired with “\(pair)”, which is no question",
        row: draft.row,
        column: "engage::pair",
        hint: nearestName(to: pair.rawValue, among: known.map(\.rawValue).sorted()).map {
          "did you mean “\($0)”?"
        })
    }
  }

  // MARK: - Default

  /// What a question starts from, if it can be its answer; an expression stays as it is.
  private func defaultValue(of draft: FormDraft) -> String? {
    let text = table.text("default", in: draft.row)
    if text.isEmpty { return nil }
    let isDynamic = text.contains("(") || text.contains("$")
    let question = draft.question
    if question.type.takesChoices, !isDynamic {
      let names = question.type.isSingleChoice ? [text] : text.split(separator: " ").map(String.init)
      let renamed = names.map { draft.renamedChoices[$0] ?? $0 }
      if renamed.allSatisfy({ has(Choice.ID($0), draft) }) {
        return renamed.joined(separator: " ")
      }
    } else if isDynamic || fits(text, question.type) {
      return text
    }
    add(
      .warning, "left-out", "“\(question.id)” can't start from this value: it is no answer to it",
      row: draft.row,
      column: "default", hint: "correct it, or empty the cell")
    return nil
  }

  private func fits(_ text: String, _ type: QuestionType) -> Bool {
    switch type {
    case .integer: Int(text) != nil
    case .decimal, .range: Double(text)?.isFinite == true
    case .date: CalendarDate(text) != nil
    default: true
    }
  }
}

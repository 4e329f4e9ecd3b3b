import EngageModel

extension FormReader {
  /// Reads one question.
  func readQuestion(_ type: FormType, written: String, row: Int, group: String?) {
    switch type {
    case .question(let type): addQuestion(type, row: row, group: group)
    case .select(let type, let list, let orOther):
      addSelect(type, list: list, orOther: orOther, row: row, group: group)
    case .metadata:
      leaveOut(
        row, "a device notes it by itself", remedy: "Engage notes itself who entered what, and when",
        severity: .note)
    case .unsupported(let what, let remedy): leaveOut(row, "it asks for \(what)", remedy: remedy)
    case .unknown, .begin, .end:
      let near = nearestName(to: written.lowercased(), among: QuestionType.allCases.map(\.rawValue))
      add(
        "unknown-type", "there is no type “\(written)”", row: row, column: "type",
        hint: near.map { "did you mean “\($0)”?" } ?? "see xlsform.org for the types")
    }
  }

  private func addQuestion(_ type: QuestionType, row: Int, group: String?) {
    var type = type
    let calculation = table.text("calculation", in: row)
    let isReadOnly = FormReader.flag(table.text("read_only", in: row)) == true
    if type == .note, table.text("name", in: row).isEmpty, table.words("label", in: row).isEmpty { return }
    if !calculation.isEmpty, type != .calculate, type != .hidden {
      if isReadOnly {
        type = .calculate
      } else if type != .note {
        add(
          .warning, "left-out",
          "the calculation of “\(table.text("name", in: row))” is left out: people answer it",
          row: row, column: "calculation", hint: "in Engage only calculate and hidden work out a value")
      }
    }
    if type == .calculate, calculation.isEmpty {
      return leaveOut(row, "it has no calculation", remedy: "write one into the column calculation")
    }
    guard var draft = draft(type, row: row, group: group) else { return }
    if type == .range { draft.question.range = range(row) }
    finish(&draft)
    drafts.append(draft)
    foldOther(row: row)
  }

  private func addSelect(_ type: QuestionType, list name: String, orOther: Bool, row: Int, group: String?) {
    guard let list = lists[name], !name.isEmpty else {
      let near = nearestName(to: name, among: lists.keys.sorted()).map { "did you mean “\($0)”?" }
      return add(
        "unknown-list",
        name.isEmpty
          ? "this question names no list of choices" : "there is no list “\(name)” in the sheet choices",
        row: row, column: "type", hint: near ?? "write the list's choices into the sheet choices")
    }
    let own = table.text("engage::type", in: row)
    var type = type
    if own == "scale", type == .selectOne {
      type = .scale
    } else if !own.isEmpty, own != type.rawValue {
      add(
        .warning, "unknown-word", "“\(own)” is no type that this question can have", row: row,
        column: "engage::type", hint: "scale makes an ordered question of a select_one")
    }
    guard var draft = draft(type, row: row, group: group) else { return }
    draft.renamedChoices = list.renamed
    draft.question.choices = type == .scale ? list.scale : list.plain
    finish(&draft)
    drafts.append(draft)
    if orOther { addOther(row: row, group: group) }
  }

  /// The choices of the scale in a row.
  func scaleChoices(of row: Int) -> [Choice] {
    guard case .select(_, let list, _) = FormType(table.text("type", in: row)) else { return [] }
    return lists[list]?.scale ?? []
  }

  /// A question with its name and words.
  private func draft(_ type: QuestionType, row: Int, group: String?) -> FormDraft? {
    var written = table.text("name", in: row)
    if written.isEmpty, type == .note { written = "note_\(table.number(of: row))" }
    guard !written.isEmpty else {
      add(
        "missing-value", "this question has no name", row: row, column: "name",
        hint: "name it by a word, such as age")
      return nil
    }
    if let column = FormReader.media.sorted().first(where: { !table.words($0, in: row).isEmpty }) {
      add(
        .warning, "left-out", "the picture or sound of “\(written)” is left out", row: row, column: column,
        hint: FormType.noMedia)
    }
    let name = name(for: written, row: row, group: group)
    return FormDraft(
      question: Question(
        id: Question.ID(name), type: type, label: label(of: type, name: name, row: row), group: group),
      row: row)
  }

  private func label(of type: QuestionType, name: String, row: Int) -> LocalizedText {
    if let label = words("label", in: row, of: table) {
      let quoted = ([label.text] + label.translations.values).contains { $0.contains("${") }
      if quoted {
        add(
          .warning, "reference-in-label", "the label of “\(name)” holds ${…}, which Engage shows as written",
          row: row, column: "label", hint: "word the label so that it needs no answer")
      }
      return label
    }
    if type != .calculate, type != .hidden {
      add(
        .warning, "missing-label", "“\(name)” has no label: its name stands for it", row: row,
        column: table.has("label") ? "label" : "name")
    }
    return LocalizedText(name)
  }

  // MARK: - Other

  /// Appends "Other" to the question just added, and the question for its words.
  private func addOther(row: Int, group: String?) {
    let last = drafts.count - 1
    let question = drafts[last].question
    if drafts[last].expressions.contains(where: { $0.role == .choiceFilter }) {
      add(
        "other-with-filter", "or_other and choice_filter can't go together", row: row,
        column: "choice_filter",
        hint: "write the choice “other” into the list, and a text question for its words")
      return
    }
    let written = "\(table.text("name", in: row))_other"
    _ = name(for: written, row: row, group: group)
    guard question.type != .rank else { return }
    if question.choices.last == Question.otherChoice || question.code(of: "other") == nil {
      if question.code(of: "other") == nil { drafts[last].question.choices.append(Question.otherChoice) }
      drafts.append(FormDraft(question: question.otherText(), row: row))
    } else {
      var text = question.otherText()
      text.otherOf = nil
      drafts.append(FormDraft(question: text, row: row))
    }
  }

  /// Makes the text question just read the words of an "Other", where the form says that it is.
  private func foldOther(row: Int) {
    let owner = table.text("engage::other_of", in: row)
    guard !owner.isEmpty, drafts.count > 1 else { return }
    let question = drafts[drafts.count - 2].question
    var text = drafts[drafts.count - 1]
    text.question.otherOf = question.id
    text.question.relevant = question.otherText().relevant
    if question.id.rawValue == owner, question.makesOther(text.question) {
      text.expressions = []
      drafts[drafts.count - 1] = text
    } else {
      add(
        .warning, "not-other", "this is not the question behind the “Other” of “\(owner)”", row: row,
        column: "engage::other_of", hint: "it is read as a question of its own")
    }
  }

  // MARK: - Range

  /// Reads `start=0 end=10 step=1`.
  private func range(_ row: Int) -> NumberRange {
    var range = NumberRange()
    let words = table.text("parameters", in: row).split { $0 == " " || $0 == "," || $0 == ";" }
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let number = Double(parts[1]), number.isFinite else { continue }
      switch parts[0].lowercased() {
      case "start": range.start = number
      case "end": range.end = number
      case "step": range.step = number
      default: break
      }
    }
    if range.start >= range.end || range.step <= 0 || range.step > range.end - range.start {
      add(
        "bad-range", "the range must end above its start, and its step fit between", row: row,
        column: "parameters",
        hint: "write start=0 end=10 step=1")
    }
    return range
  }
}

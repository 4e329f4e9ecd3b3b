import EngageModel

/// Reads what stands under `questions`.
extension SurveyReader {
  /// Reads questions, groups, grids and includes in order.
  func readQuestions(_ items: [YAMLNode], scope: QuestionScope) {
    for item in items {
      if item.value("include") != nil {
        readInclude(item, scope: scope)
      } else {
        readQuestion(item, scope: scope)
      }
    }
  }

  private func readQuestion(_ node: YAMLNode, scope: QuestionScope) {
    let written = node.value("type")?.text
    let type = written.flatMap { QuestionKeys.types.contains($0) ? $0 : nil }
    let named = node.value("name")?.text
    let what = named.map { "question “\($0)”" } ?? "a question"
    let known = type.map(QuestionKeys.keys(of:)) ?? QuestionKeys.all
    guard
      let fields = Fields(
        node, what: what, known: known, problems: problems,
        remark: { QuestionKeys.remark($0, type: type ?? "text") })
    else { return }
    if let text = fields.requiredText(
      "type", hint: "the types are \(QuestionKeys.types.joined(separator: ", "))"),
      type == nil, let place = fields["type"]
    {
      problems.add(
        "unknown-type", "there is no type “\(text)”", at: place, hint: QuestionKeys.hint(forType: text))
    }
    let name = fields.requiredText("name", hint: "the name by which files and reports call it") ?? ""
    let place = fields["name"] ?? node
    if !name.isEmpty {
      problems.checkQuestionName(name, of: "a question", at: place)
      register(name, of: what, at: place)
      if QuestionReserved.names.contains(name.lowercased()) {
        problems.add(
          "reserved-name", "“\(name)” is also the name of a column of every response", at: place,
          hint: "give the question another name, or mind which of the two a file or report means",
          severity: .warning)
      }
    }
    switch type {
    case "group": readGroup(fields, name: name, scope: scope)
    case "grid": readGrid(fields, name: name, at: place, scope: scope)
    default:
      readPlain(fields, type: type.flatMap(QuestionType.init) ?? .text, name: name, at: place, scope: scope)
    }
  }

  private func readGroup(_ fields: Fields, name: String, scope: QuestionScope) {
    guard scope.depth < 10 else {
      problems.add("too-deep", "groups are nested too deep in each other", at: fields.node)
      return
    }
    let label = fields["label"].flatMap {
      languages.text($0, what: "the label of “\(name)”", inBlock: scope.inBlock)
    }
    let condition = fields["relevant"]
    groups.append(
      GroupDraft(
        group: QuestionGroup(
          name: name, label: label, relevant: condition.flatMap(expression), parent: scope.group),
        condition: condition))
    var inner = scope
    inner.group = name
    inner.depth += 1
    if fields.required("questions", hint: "a group holds questions") != nil {
      readQuestions(fields.list("questions"), scope: inner)
    }
  }

  private func readGrid(_ fields: Fields, name: String, at place: YAMLNode, scope: QuestionScope) {
    let label = fields.required("label").flatMap {
      languages.text($0, what: "the label of “\(name)”", inBlock: scope.inBlock)
    }
    let condition = fields["relevant"]
    let grid = QuestionGroup(
      name: name, kind: .grid, label: label, relevant: condition.flatMap(expression), parent: scope.group)
    groups.append(GroupDraft(group: grid, condition: condition))
    var inner = scope
    inner.group = name
    var model = draft(
      fields, type: .scale, name: name, label: label ?? "", at: place, scope: inner, isGrid: true)
    model.question.relevant = nil
    model.expressions[.relevant] = nil
    guard
      fields.required("items", hint: "write items: {police: \"The police\", council: \"The council\"}") != nil
    else {
      return
    }
    for (item, entry) in fields.map("items") {
      problems.checkQuestionName("\(name)_\(item)", of: "a grid's item", at: entry.key)
      register("\(name)_\(item)", of: "item", at: entry.key)
      let words = languages.text(entry.value, what: "the words of item “\(item)”", inBlock: scope.inBlock)
      var question = model
      question.question.id = Question.ID("\(name)_\(item)")
      question.question.label = grid.label(ofItem: words ?? "")
      question.question.pair = model.question.pair.map { Question.ID("\($0)_\(item)") }
      question.grid = name
      drafts.append(QuestionDraft(copying: question, name: entry.key))
    }
  }

  private func readPlain(
    _ fields: Fields, type: QuestionType, name: String, at place: YAMLNode, scope: QuestionScope
  ) {
    let needsLabel = type != .calculate && type != .hidden
    let labelNode = needsLabel ? fields.required("label", hint: "the words people read") : fields["label"]
    let label = labelNode.flatMap {
      languages.text($0, what: "the label of “\(name)”", inBlock: scope.inBlock)
    }
    let draft = draft(
      fields, type: type, name: name, label: label ?? LocalizedText(name), at: place, scope: scope)
    if name.isEmpty { return }
    drafts.append(draft)
    if fields["or_other"] != nil, fields.flag("or_other") { addOther(to: draft, fields: fields, at: place) }
  }

  /// Reads all that questions and grids have in common.
  private func draft(
    _ fields: Fields, type: QuestionType, name: String, label: LocalizedText, at place: YAMLNode,
    scope: QuestionScope, isGrid: Bool = false
  ) -> QuestionDraft {
    var question = Question(id: Question.ID(name), type: type, label: label, group: scope.group)
    func words(_ key: String) -> LocalizedText? {
      fields[key].flatMap { languages.text($0, what: "the \(key) of “\(name)”", inBlock: scope.inBlock) }
    }
    question.hint = words("hint")
    question.requiredMessage = words("required_message")
    question.constraintMessage = words("constraint_message")
    question.sensitive = fields.flag("sensitive")
    question.identifies = fields.flag("identifies")
    question.defaultValue = fields.text("default")
    question.pair = fields.text("pair").map { Question.ID($0) }
    question.codebook = codebook(of: fields)
    if type == .range { question.range = range(of: fields) }
    var draft = QuestionDraft(question: question, name: place, fields: fields)
    readExpressions(fields, into: &draft)
    if type.takesChoices { readChoices(fields, into: &draft, scope: scope, isGrid: isGrid) }
    if type.isNumeric { checkNumber(question, fields) }
    if type == .calculate { _ = fields.required("calculation", hint: "what it is to be calculated from") }
    return draft
  }

  private func checkNumber(_ question: Question, _ fields: Fields) {
    guard let text = question.defaultValue, let node = fields["default"], !text.contains("("),
      !text.contains("$")
    else {
      return
    }
    switch question.type {
    case .integer where Int(text) == nil:
      problems.add("not-a-number", "\(fields.what): “default” must be a whole number", at: node)
    case .decimal where Double(text) == nil, .range where Double(text) == nil:
      problems.add("not-a-number", "\(fields.what): “default” must be a number", at: node)
    case .date where CalendarDate(text) == nil:
      problems.add("bad-date", "“\(text)” is no day", at: node, hint: "write it like this: 2019-09-24")
    default: break
    }
  }

  private func codebook(of fields: Fields) -> Codebook.ID? {
    guard let name = fields.text("codebook"), let node = fields["codebook"] else { return nil }
    if let codebooks, !codebooks.contains(name) {
      problems.addUnknownWord(
        name, at: node, rule: "unknown-codebook", message: "there is no codebook “\(name)” beside the survey",
        among: codebooks, otherwise: "make the file codebook.\(name).yaml in the survey's folder")
    }
    return Codebook.ID(name)
  }

  private func range(of fields: Fields) -> NumberRange {
    let range = NumberRange(
      start: fields.number("start") ?? 0, end: fields.number("end") ?? 10, step: fields.number("step") ?? 1)
    let whole = fields.node
    if range.start >= range.end {
      problems.add(
        "bad-range", "\(fields.what): the range must end above its start",
        at: fields["end"] ?? fields["start"] ?? whole)
    } else if range.step <= 0 || range.step > range.end - range.start {
      problems.add(
        "bad-range", "\(fields.what): the step must be above 0 and fit between start and end",
        at: fields["step"] ?? whole)
    }
    return range
  }

  /// Appends the choice "Other" to the question just added, and behind it the question for the words.
  private func addOther(to draft: QuestionDraft, fields: Fields, at place: YAMLNode) {
    let name = draft.question.id.rawValue
    if draft.question.code(of: "other") != nil {
      problems.add(
        "duplicate-choice", "or_other adds a choice “other”, but there is one already",
        at: fields.key("or_other") ?? place,
        hint: "delete one of the two")
      return
    }
    if let filter = fields.key("choice_filter") {
      problems.add(
        "other-with-filter", "or_other and choice_filter can't go together", at: filter,
        hint: "write the choice “other” out, and a text question for its words")
    }
    drafts[drafts.count - 1].question.choices.append(Question.otherChoice)
    register("\(name)_other", of: "other", at: place)
    drafts.append(QuestionDraft(question: draft.question.otherText(), name: place, fields: nil))
  }
}

extension QuestionDraft {
  /// The same for another item of the grid.
  init(copying other: QuestionDraft, name: YAMLNode) {
    self.init(
      question: other.question, name: name, fields: other.fields, expressions: other.expressions,
      choicesAreKnown: other.choicesAreKnown, grid: other.grid)
  }
}

/// Names with a meaning of their own in tables of responses.
private enum QuestionReserved {
  static let names: Set<String> = [
    "session", "event", "unit", "people", "key", "submitted_at", "id", "version",
  ]
}

public import EngageModel

/// Reads column maps: which heading of a foreign file is which question.
public enum ColumnMapFile {
  /// Reads the map at a path.
  /// - Parameters:
  ///   - survey: whose questions and choices it names; not checked if `nil`.
  ///   - shown: the path as diagnostics show it.
  public static func read(path: String, shownAs shown: String? = nil, survey: Survey? = nil) -> Reading<
    ColumnMap
  > {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return ColumnMapReader(problems: problems, survey: survey).read(root)
  }

  /// Reads a map from its text.
  public static func read(text: String, path: String, survey: Survey? = nil) -> Reading<ColumnMap> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return ColumnMapReader(problems: problems, survey: survey).read(root)
  }
}

/// Reads one column map.
struct ColumnMapReader {
  let problems: Problems
  let survey: Survey?

  func read(_ root: YAMLNode) -> Reading<ColumnMap> {
    let keys = ["columns", "values", "constants", "missing", "separator", "dialect", "header_rows"]
    guard let fields = Fields(root, what: "the column map", known: keys, problems: problems) else {
      return problems.reading(nil)
    }
    var map = ColumnMap()
    var taken: [ColumnMap.Role: String] = [:]
    let isOnlyWords = fields["columns"] == nil && (fields["values"] != nil || fields["constants"] != nil)
    if !isOnlyWords,
      fields.required("columns", hint: "write columns: {\"Heading in the file\": question_name}") != nil
    {
      for (heading, entry) in fields.map("columns") {
        guard let role = role(entry.value, heading: heading) else { continue }
        map.columns[heading] = role
        // Several columns may make up the key.
        guard role != .ignore, role != .key else { continue }
        if let other = taken.updateValue(heading, forKey: role) {
          problems.add(
            "duplicate-column", "the columns “\(other)” and “\(heading)” are given the same meaning",
            at: entry.value,
            hint: "write ignore for one of them")
        }
      }
    }
    for (question, entry) in fields.map("values") { readWords(question, entry, into: &map) }
    for (name, entry) in fields.map("constants") { readConstant(name, entry, into: &map) }
    map.dialect = fields.text("dialect")
    map.missing = fields.texts("missing").map(\.text)
    map.separator = fields.text("separator")
    if map.separator == "", let place = fields["separator"] {
      problems.add("missing-value", "nothing is written at “separator”", at: place)
    }
    map.headerRows = fields.integer("header_rows", atLeast: 1)
    return problems.reading(map)
  }

  private func role(_ node: YAMLNode, heading: String) -> ColumnMap.Role? {
    if let text = node.text {
      if node.isEmpty {
        problems.add(
          "missing-value", "nothing is written for the column “\(heading)”", at: node,
          hint: "write ignore to leave it out")
        return nil
      }
      if let role = ColumnMap.Role(word: text) { return role }
      return check(question: text, at: node) ? .question(Question.ID(text)) : nil
    }
    guard
      let fields = Fields(
        node, what: "column “\(heading)”", known: ["question", "choice", "place"], problems: problems),
      let name = fields.requiredText("question"), let place = fields["question"],
      check(question: name, at: place)
    else { return nil }
    if let place = fields.integer("place", atLeast: 1), let written = fields["place"] {
      if let survey, survey.question(Question.ID(name))?.type != .rank {
        problems.add(
          "wrong-kind", "“\(name)” is no rank: it has no places", at: written, hint: "leave “place” out")
        return nil
      }
      return .place(Question.ID(name), place)
    }
    guard let choice = fields.text("choice"), let chosen = fields["choice"] else {
      return .question(Question.ID(name))
    }
    if let survey, let question = survey.question(Question.ID(name)), !question.type.takesChoices {
      problems.add(
        "wrong-kind", "“\(name)” has no choices", at: chosen, hint: "leave “choice” out")
      return nil
    }
    return check(choice: choice, of: name, at: chosen) ? .choice(Question.ID(name), Choice.ID(choice)) : nil
  }

  /// What every row says without a column: `constants: {session: rugby, source: paper}`.
  private func readConstant(_ name: String, _ entry: YAMLEntry, into map: inout ColumnMap) {
    guard let text = entry.value.text, !entry.value.isEmpty else {
      return problems.add(
        "wrong-kind", "the constant “\(name)” must be text, this is \(entry.value.kind)", at: entry.value)
    }
    switch ColumnMap.Role(word: name) {
    case .session?: map.constants[.session] = text
    case .unit?: map.constants[.unit] = text
    case .some:
      problems.add(
        "wrong-kind", "“\(name)” can't be the same in every row", at: entry.key,
        hint: "constants are session, unit and questions")
    case nil:
      if check(question: name, at: entry.key) { map.constants[.question(Question.ID(name))] = text }
    }
  }

  private func readWords(_ question: String, _ entry: YAMLEntry, into map: inout ColumnMap) {
    guard check(question: question, at: entry.key) else { return }
    guard let words = entry.value.entries else {
      problems.add(
        "wrong-kind", "the words of “\(question)” must be a map from the word in the file to the choice",
        at: entry.value)
      return
    }
    for word in words {
      guard let written = word.key.text else { continue }
      guard let choice = word.value.text else {
        problems.add("wrong-kind", "the choice must be text, this is \(word.value.kind)", at: word.value)
        continue
      }
      if check(choice: choice, of: question, at: word.value) {
        map.values[Question.ID(question), default: [:]][written] = Choice.ID(choice)
      }
    }
  }

  private func check(question name: String, at node: YAMLNode) -> Bool {
    guard let survey, survey.question(Question.ID(name)) == nil else { return true }
    problems.addUnknownWord(
      name, at: node, rule: "unknown-question", message: "survey “\(survey.id)” has no question “\(name)”",
      among: survey.questions.map(\.id.rawValue) + ColumnMap.Role.words.map(\.word),
      otherwise: "write ignore to leave the column out")
    return false
  }

  private func check(choice name: String, of question: String, at node: YAMLNode) -> Bool {
    guard let survey, let known = survey.question(Question.ID(question)),
      known.code(of: Choice.ID(name)) == nil, MissingReason(name: name) == nil
    else { return true }
    problems.addUnknownWord(
      name, at: node, rule: "unknown-choice", message: "“\(question)” has no choice “\(name)”",
      among: known.choices.map(\.id.rawValue))
    return false
  }
}

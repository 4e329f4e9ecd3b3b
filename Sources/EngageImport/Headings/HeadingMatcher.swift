import EngageModel
import EngageSheets

/// Tells what a heading means by the names and labels of a survey.
///
/// The order of trust: the map; the exact name of a question; a question's choice or item in one of the usual
/// spellings; Engage's own columns; a label; a name in another spelling.
struct HeadingMatcher {
  enum Match {
    case role(ColumnMap.Role)
    case note(Question.ID)
    case ambiguous([ColumnMap.Role])
    case unknown
  }

  let options: ImportOptions
  let survey: Survey
  private var byLabel: [String: [ColumnMap.Role]] = [:]
  private var byName: [String: [ColumnMap.Role]] = [:]
  private var notes: [String: Question.ID] = [:]

  init(options: ImportOptions) {
    self.options = options
    survey = options.survey
    for question in survey.questions { add(question) }
  }

  // MARK: Names and labels

  private mutating func add(_ question: Question) {
    let labels = Set([question.label.text] + question.label.translations.values).map { foldedWord($0) }
    if question.type == .note {
      for label in labels { notes[label] = question.id }
      notes[question.id.rawValue] = question.id
      return
    }
    let role = ColumnMap.Role.question(question.id)
    byName[foldedName(question.id.rawValue), default: []].append(role)
    for label in labels where !label.isEmpty { add(label, role) }
    if let name = question.group, let group = survey.group(name), group.kind == .grid || group.label != nil {
      addItem(question, of: group, labels: labels, role)
    }
    if [.selectMultiple, .selectOne, .scale, .rank].contains(question.type) {
      for choice in question.choices { add(choice, of: question, labels: labels) }
    }
  }

  private mutating func add(_ label: String, _ role: ColumnMap.Role) {
    if byLabel[label]?.contains(role) != true { byLabel[label, default: []].append(role) }
  }

  /// `trust [the police]`, `How far do you trust [the police]`, `trust: the police`.
  private mutating func addItem(
    _ question: Question, of group: QuestionGroup, labels: [String], _ role: ColumnMap.Role
  ) {
    var items = labels
    if question.id.rawValue.hasPrefix(group.name + "_") {
      items.append(foldedWord(question.id.rawValue.dropFirst(group.name.count + 1)))
    }
    // A label may repeat the grid's ("How far do you trust: the police").
    var grids = [foldedWord(group.name)]
    if let label = group.label { grids += ([label.text] + label.translations.values).map { foldedWord($0) } }
    for grid in grids {
      for label in labels where label.hasPrefix(grid) {
        // A dash may lead over to the item, or be its own: “-3”.
        for signs in [":-–—[ ", ":[ "] {
          let rest = trimmed(label.dropFirst(grid.count).drop { signs.contains($0) })
          if rest.isEmpty || items.contains(rest) { continue }
          items.append(rest)
          add(rest, role)
        }
      }
    }
    for grid in grids {
      for item in items { addPair(grid, item, role) }
    }
  }

  private mutating func add(_ choice: Choice, of question: Question, labels: [String]) {
    let role = ColumnMap.Role.choice(question.id, choice.id)
    let words = Set([choice.id.rawValue, choice.label.text] + choice.label.translations.values)
    for first in labels + [foldedWord(question.id.rawValue)] {
      for word in words { addPair(first, foldedWord(word), role) }
    }
  }

  private mutating func addPair(_ first: String, _ second: String, _ role: ColumnMap.Role) {
    guard !second.isEmpty else { return }
    for joined in [
      "\(first)/\(second)", "\(first).\(second)", "\(first): \(second)", "\(first):\(second)",
      "\(first) [\(second)]", "\(first)[\(second)]", "\(first) - \(second)",
    ] {
      add(joined, role)
    }
  }

  // MARK: A heading

  /// Columns that Engage writes and that say nothing new when they come back.
  private static let written: Set<String> = ["id", "event", "version", "batch"]

  /// Whether Engage itself gives what this heading names.
  static func isWritten(_ heading: String) -> Bool { written.contains(foldedName(heading)) }

  /// What Engage's own columns hold; a column called “ignore” is none of them.
  private static func own(_ heading: String) -> ColumnMap.Role? {
    let name = foldedName(heading)
    if name == "form_number" { return .key }
    let role = ColumnMap.Role(word: name)
    return role == .ignore ? nil : role
  }

  /// What a heading fits, by itself.
  func match(_ heading: String) -> Match {
    let name = trimmed(heading)
    if let question = survey.question(Question.ID(name)) {
      return question.type == .note ? .note(question.id) : .role(.question(question.id))
    }
    let label = foldedWord(heading)
    if let role = HeadingMatcher.own(heading) { return .role(role) }
    if let roles = byLabel[label] { return match(roles) }
    if let id = notes[label] { return .note(id) }
    if let roles = byName[foldedName(heading)] { return match(roles) }
    return .unknown
  }

  private func match(_ roles: [ColumnMap.Role]) -> Match {
    if let role = roles.first, roles.count == 1 { return .role(role) }
    return .ambiguous(roles)
  }

  func unknown(_ heading: String, at index: Int) -> Diagnostic {
    let questions = survey.questions.filter { $0.type != .note }
    let candidates = questions.flatMap { [$0.id.rawValue, $0.label.text] } + ColumnMap.Role.words.map(\.word)
    var hint = "to leave the column out, give a map (--map) that says: \"\(shown(heading))\": ignore"
    if let near = nearestName(to: trimmed(heading), among: candidates) {
      hint = "did you mean “\(near)”? If not: \(hint)"
    }
    return Diagnostic(
      rule: "unknown-heading", message: "no question has the name or label “\(shown(heading))”", line: 1,
      cell: cellName(row: 0, column: index), hint: hint)
  }

  /// How a role is called in messages.
  static func name(of role: ColumnMap.Role) -> String {
    switch role {
    case .question(let id): id.rawValue
    case .choice(let id, let choice): "\(id)/\(choice)"
    case .place(let id, let place): "\(id), place \(place)"
    default: role.word ?? ""
    }
  }
}

/// A heading as far as messages show it.
func shown(_ heading: String) -> String {
  heading.count <= 60 ? heading : heading.prefix(59) + "…"
}

import EngageModel
import EngageSheets

/// Tells what each column of a file holds by its heading.
///
/// The order of trust: the map; the exact name of a question; a question's choice or item in one of the usual
/// spellings; Engage's own columns; a label; a name in another spelling.
struct HeadingMatcher {
  private enum Match {
    case role(ColumnMap.Role)
    case note(Question.ID)
    case ambiguous([String])
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
    if let name = question.group, let group = survey.group(name), group.kind == .grid {
      addItem(question, of: group, labels: labels, role)
    }
    if question.type == .selectMultiple {
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
    let item = question.id.rawValue.dropFirst(group.name.count + 1)
    var items = labels + [foldedWord(item)]
    // A label may repeat the grid's ("How far do you trust: the police").
    var grids = [foldedWord(group.name)]
    if let label = group.label { grids += ([label.text] + label.translations.values).map { foldedWord($0) } }
    for grid in grids {
      for label in labels where label.hasPrefix(grid) {
        let rest = trimmed(label.dropFirst(grid.count).drop { ":-–—[ ".contains($0) })
        if rest.isEmpty { continue }
        items.append(rest)
        add(rest, role)
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

  // MARK: Columns

  /// Columns that Engage writes and that say nothing new when they come back.
  private static let written: Set<String> = ["id", "event", "version", "batch"]
  private static let own: [String: ColumnMap.Role] = [
    "key": .key, "form_number": .key, "session": .session, "unit": .unit, "people": .people,
    "submitted_at": .submittedAt,
  ]

  /// The layout that the headings describe, with everything wrong about them.
  func layout(of headings: [String]) -> ColumnLayout {
    var layout = ColumnLayout(columns: [], diagnostics: [])
    var occurrences: [String: Int] = [:]
    var usedMapKeys: Set<String> = []
    for (index, heading) in headings.enumerated() {
      occurrences[heading, default: 0] += 1
      let count = occurrences[heading] ?? 1
      let mapKey = count == 1 ? heading : "\(heading)#\(count)"
      let isLast = index == headings.count - 1
      layout.columns.append(
        column(heading, mapKey: mapKey, at: index, isLast: isLast, &usedMapKeys, &layout.diagnostics))
    }
    addNamed(options.keyColumn, as: .key, flag: "--key", &layout)
    addNamed(options.sessionColumn, as: .session, flag: "--session-column", &layout)
    checkMap(usedMapKeys, headings: headings, &layout)
    checkDuplicates(&layout)
    checkCompleteness(&layout)
    return layout
  }

  private func column(
    _ heading: String, mapKey: String, at index: Int, isLast: Bool, _ usedMapKeys: inout Set<String>,
    _ diagnostics: inout [Diagnostic]
  ) -> ColumnLayout.Column {
    for key in [mapKey, trimmed(mapKey)] {
      if let role = options.map?.columns[key] {
        usedMapKeys.insert(key)
        return ColumnLayout.Column(heading: heading, roles: [role])
      }
    }
    if foldedWord(heading).isEmpty { return ColumnLayout.Column(heading: heading, roles: []) }
    switch match(heading) {
    case .role(let role):
      return ColumnLayout.Column(heading: heading, roles: [role])
    case .note(let id):
      diagnostics.append(
        Diagnostic(
          .note, rule: "note-column", message: "\(id) is a note without answers: its column is left out",
          line: 1,
          cell: cellName(row: 0, column: index)))
    case .ambiguous(let names):
      diagnostics.append(
        Diagnostic(
          rule: "ambiguous-heading",
          message: "the heading “\(shown(heading))” fits \(names.joined(separator: ", "))",
          line: 1, cell: cellName(row: 0, column: index), hint: "use the question's name as the heading"))
    case .unknown where HeadingMatcher.written.contains(foldedName(heading)):
      diagnostics.append(
        Diagnostic(
          .note, rule: "own-column",
          message: "the column “\(shown(heading))” is left out: Engage gives it itself",
          line: 1, cell: cellName(row: 0, column: index),
          hint: foldedName(heading) == "id" ? "if it numbers the forms, say --key \(shown(heading))" : nil))
    case .unknown:
      // The last column of a rejects file that has been mended.
      let isReason = isLast && heading == "reason"
      if !isReason, !isNamedByOption(heading) { diagnostics.append(unknown(heading, at: index)) }
    }
    return ColumnLayout.Column(heading: heading, roles: [.ignore])
  }

  private func isNamedByOption(_ heading: String) -> Bool {
    [options.keyColumn, options.sessionColumn].contains { $0.map { foldedName($0) } == foldedName(heading) }
  }

  private func match(_ heading: String) -> Match {
    let name = trimmed(heading)
    if let question = survey.question(Question.ID(name)) {
      return question.type == .note ? .note(question.id) : .role(.question(question.id))
    }
    let label = foldedWord(heading)
    if let role = HeadingMatcher.own[foldedName(heading)] { return .role(role) }
    if let roles = byLabel[label] { return match(roles) }
    if let id = notes[label] { return .note(id) }
    if let roles = byName[foldedName(heading)] { return match(roles) }
    return .unknown
  }

  private func match(_ roles: [ColumnMap.Role]) -> Match {
    if let role = roles.first, roles.count == 1 { return .role(role) }
    return .ambiguous(roles.map { HeadingMatcher.name(of: $0) })
  }

  private func unknown(_ heading: String, at index: Int) -> Diagnostic {
    let questions = survey.questions.filter { $0.type != .note }
    let candidates = questions.flatMap { [$0.id.rawValue, $0.label.text] } + HeadingMatcher.own.keys.sorted()
    var hint = "to leave the column out, give a map (--map) that says: \"\(shown(heading))\": ignore"
    if let near = nearestName(to: trimmed(heading), among: candidates) {
      hint = "did you mean “\(near)”? If not: \(hint)"
    }
    return Diagnostic(
      rule: "unknown-heading", message: "no question has the name or label “\(shown(heading))”", line: 1,
      cell: cellName(row: 0, column: index), hint: hint)
  }

  private func addNamed(
    _ wanted: String?, as role: ColumnMap.Role, flag: String, _ layout: inout ColumnLayout
  ) {
    guard let wanted else { return }
    let exact = layout.columns.indices.filter { trimmed(layout.columns[$0].heading) == trimmed(wanted) }
    let found =
      exact.isEmpty
      ? layout.columns.indices.filter { foldedName(layout.columns[$0].heading) == foldedName(wanted) } : exact
    guard let index = found.first else {
      let near = nearestName(to: wanted, among: layout.columns.map(\.heading))
      layout.diagnostics.append(
        Diagnostic(
          rule: "unknown-column", message: "the file has no column “\(shown(wanted))”, which \(flag) names",
          line: 1,
          hint: near.map { "did you mean “\($0)”?" }))
      return
    }
    // What else was taken for this role gives way to what the person names.
    for other in layout.columns.indices where other != index {
      layout.columns[other].roles.removeAll { $0 == role }
      if layout.columns[other].roles.isEmpty, !layout.columns[other].heading.isEmpty {
        layout.columns[other].roles = [.ignore]
      }
    }
    layout.columns[index].roles.removeAll { $0 == .ignore }
    if !layout.columns[index].roles.contains(role) { layout.columns[index].roles.append(role) }
  }

  /// How a role is called in messages.
  static func name(of role: ColumnMap.Role) -> String {
    switch role {
    case .question(let id): id.rawValue
    case .choice(let id, let choice): "\(id)/\(choice)"
    case .key: "key"
    case .session: "session"
    case .unit: "unit"
    case .people: "people"
    case .submittedAt: "submitted_at"
    case .ignore: "ignore"
    }
  }
}

/// A heading as far as messages show it.
func shown(_ heading: String) -> String {
  heading.count <= 60 ? heading : heading.prefix(59) + "…"
}

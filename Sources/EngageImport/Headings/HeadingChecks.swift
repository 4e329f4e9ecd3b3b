import EngageModel
import EngageSheets

extension HeadingMatcher {
  /// Everything the map names must be in the file and in the survey.
  func checkMap(_ used: Set<String>, headings: [String], _ layout: inout ColumnLayout) {
    guard let map = options.map else { return }
    for (heading, role) in map.columns.sorted(by: { $0.key < $1.key }) {
      if role != .ignore, !used.contains(heading) {
        let near = nearestName(to: heading, among: headings)
        layout.diagnostics.append(
          Diagnostic(
            rule: "unknown-column",
            message: "the map names a column “\(shown(heading))” that the file does not have",
            hint: near.map { "did you mean “\($0)”?" }))
      }
      switch role {
      case .question(let id): checkQuestion(id, &layout)
      case .choice(let id, let choice):
        checkQuestion(id, &layout)
        checkChoice(choice, of: id, &layout)
      case .place(let id, _): checkQuestion(id, &layout)
      default: break
      }
    }
    for role in map.constants.keys { if let id = role.question { checkQuestion(id, &layout) } }
    for (id, words) in map.values.sorted(by: { $0.key < $1.key }) {
      checkQuestion(id, &layout)
      for choice in Set(words.values).sorted() { checkChoice(choice, of: id, &layout) }
    }
  }

  private func checkQuestion(_ id: Question.ID, _ layout: inout ColumnLayout) {
    if survey.question(id) != nil { return }
    let near = nearestName(to: id.rawValue, among: survey.questions.map(\.id.rawValue))
    layout.diagnostics.append(
      Diagnostic(
        rule: "unknown-question", message: "the map names a question “\(id)” that the survey does not have",
        hint: near.map { "did you mean “\($0)”?" }))
  }

  private func checkChoice(_ choice: Choice.ID, of id: Question.ID, _ layout: inout ColumnLayout) {
    guard let question = survey.question(id), question.code(of: choice) == nil else { return }
    if MissingReason(name: choice.rawValue) != nil { return }
    let near = nearestName(to: choice.rawValue, among: question.choices.map(\.id.rawValue))
    layout.diagnostics.append(
      Diagnostic(
        rule: "unknown-choice", message: "the map names a choice “\(choice)” that \(id) does not have",
        hint: near.map { "did you mean “\($0)”?" }))
  }

  /// No two columns may hold the same.
  func checkDuplicates(_ layout: inout ColumnLayout, joinsKeys: Bool = false) {
    var first: [ColumnMap.Role: Int] = [:]
    for (index, column) in layout.columns.enumerated() {
      for role in column.roles where role != .ignore && !(joinsKeys && role == .key) {
        guard let before = first[role] else {
          first[role] = index
          continue
        }
        layout.diagnostics.append(
          Diagnostic(
            rule: "duplicate-heading",
            message: "two columns are for \(HeadingMatcher.name(of: role)): "
              + "\(cellName(row: 0, column: before)) and \(cellName(row: 0, column: index))",
            line: 1, cell: cellName(row: 0, column: index),
            hint: "rename one of them, or leave one out with a map (--map)"))
      }
    }
  }

  /// Whether enough is there to make responses of the rows.
  func checkCompleteness(_ layout: inout ColumnLayout) {
    // A sheet for table notes has no columns for what tables aren't asked.
    if options.entrySheet != nil { return checkSession(&layout) }
    let constant = Set(layout.constants.compactMap(\.role.question))
    let questions = survey.questions.filter {
      $0.type != .note && layout.first(of: $0.id) == nil && !constant.contains($0.id)
    }
    for question in questions where question.required == .yes {
      layout.diagnostics.append(
        Diagnostic(
          .warning, rule: "missing-column",
          message: "the file has no column for \(question.id), which the survey requires", line: 1))
    }
    if questions.count == survey.questions.count(where: { $0.type != .note }) {
      layout.diagnostics.append(
        Diagnostic(
          rule: "no-question", message: "no heading of the file is a question of the survey \(survey.id)",
          line: 1,
          hint: "is it the right survey? The first row must hold the questions' names or labels"))
    }
    checkSession(&layout)
  }

  private func checkSession(_ layout: inout ColumnLayout) {
    if let fixed = options.fixedSession {
      if options.sessions.contains(where: { $0.id == fixed }) { return }
      let near = nearestName(to: fixed.rawValue, among: options.sessions.map(\.id.rawValue))
      layout.diagnostics.append(
        Diagnostic(
          rule: "unknown-session", message: "the event \(options.event) has no session \(fixed)",
          hint: near.map { "did you mean “\($0)”?" } ?? sessionList))
      return
    }
    if layout.first(.session) == nil, !layout.constants.contains(where: { $0.role == .session }),
      options.sessions.count != 1
    {
      layout.diagnostics.append(
        Diagnostic(
          rule: "no-session", message: "the file does not tell to which session its rows belong", line: 1,
          hint: "say --session NAME, or --session-column HEADING; \(sessionList)"))
    }
  }

  private var sessionList: String {
    options.sessions.isEmpty
      ? "the event has no sessions"
      : "sessions: " + options.sessions.map(\.id.rawValue).joined(separator: ", ")
  }
}

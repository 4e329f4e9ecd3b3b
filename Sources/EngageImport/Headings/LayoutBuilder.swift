import EngageModel
import EngageSheets

/// Brings the columns of a foreign table to the questions of a survey.
struct LayoutBuilder {
  let matcher: HeadingMatcher
  let table: ForeignTable
  private let names: ForeignNames
  private var layout: ColumnLayout
  private var usedMapKeys: Set<String> = []
  /// The survey's question for each of the table's, once one of its columns is known.
  private var met: [Int: Question.ID] = [:]
  private var leftOut: [(reason: String, heading: String)] = []

  private var options: ImportOptions { matcher.options }

  init(options: ImportOptions, table: ForeignTable) {
    matcher = HeadingMatcher(options: options)
    self.table = table
    names = ForeignNames(table)
    layout = ColumnLayout(columns: [], conventions: table.conventions, diagnostics: table.diagnostics)
  }

  /// The layout that the headings describe, with everything wrong about them.
  consuming func build(head: TableHead) -> ColumnLayout {
    for (index, key) in table.mapKeys.enumerated() { layout.columns.append(column(index, mapKey: key)) }
    if let map = options.map {
      layout.conventions.missing += map.missing
      if let separator = map.separator { layout.conventions.separators = [separator] }
      layout.constants = map.constants.map { (role: $0.key, cell: $0.value) }
        .sorted { HeadingMatcher.name(of: $0.role) < HeadingMatcher.name(of: $1.role) }
    }
    addNamed(options.keyColumn, as: .key, flag: "--key")
    addNamed(options.sessionColumn, as: .session, flag: "--session-column")
    joinItems()
    learnTicks(head)
    matcher.checkMap(usedMapKeys, headings: layout.columns.map(\.heading), &layout)
    matcher.checkDuplicates(&layout, joinsKeys: joinsKeys)
    matcher.checkCompleteness(&layout)
    weighUnknownHeadings()
    sayWhatIsLeftOut()
    layout.isForeign = table.dialect != PlainDialect().name
    layout.submissionIsKey =
      table.dialect == GoogleFormsDialect().name && layout.first(.key) == nil
      && layout.first(.submittedAt) != nil
    if table.dialect == LimeSurveyDialect().name, layout.statusColumn == nil {
      // LimeSurvey gives a response its time of submission when it is finished.
      layout.statusColumn = layout.first(.submittedAt)
      layout.isPartialWhereEmpty = layout.statusColumn != nil
    }
    layout.fillsShortRows = head.cutsEmptyCells(
      after: table.lastHeaderRecord, width: table.columns.count)
    return layout
  }

  /// Whether several columns make up the key: in a dialect that says so, or because the map does.
  private var joinsKeys: Bool {
    table.dialect == REDCapDialect().name || options.map?.columns.values.count { $0 == .key } ?? 0 > 1
  }

  // MARK: A column

  private mutating func column(_ index: Int, mapKey: String) -> ColumnLayout.Column {
    let foreign = table.columns[index]
    let raw = index < (table.headers.first?.count ?? 0) ? table.headers[0][index] : ""
    for key in [mapKey, trimmed(mapKey)] + (raw.isEmpty ? [] : [raw]) {
      guard let role = options.map?.columns[key] else { continue }
      usedMapKeys.insert(key)
      switch foreign.content {
      case .answer(let question), .item(let question, _): met[question] = role.question
      default: break
      }
      return ColumnLayout.Column(heading: foreign.heading, roles: [role])
    }
    return ColumnLayout.Column(heading: foreign.heading, roles: roles(of: foreign, at: index))
  }

  private mutating func roles(of column: ForeignColumn, at index: Int) -> [ColumnMap.Role] {
    switch column.content {
    case .left(let reason):
      if reason.isEmpty { return [] }
      // The survey may ask for it all the same.
      if case .role(let role) = matcher.match(column.heading) { return [role] }
      leftOut.append((reason, column.heading.isEmpty ? "column \(columnLetters(index))" : column.heading))
      return [.ignore]
    case .metadata(let metadata): return [role(of: metadata, column, at: index)]
    case .answer(let question): return answer(question, column, at: index)
    case .item(let question, let item): return self.item(item, of: question, column, at: index)
    case .otherText(let question): return otherText(of: question, column, at: index)
    }
  }

  private mutating func role(
    of metadata: ForeignColumn.Metadata, _ column: ForeignColumn, at index: Int
  ) -> ColumnMap.Role {
    // A question of that very name or label is meant by the survey's author.
    if case .role(let role) = matcher.match(column.heading), let id = role.question,
      isNamed(id, column.heading)
    {
      return role
    }
    switch metadata {
    case .key: return .key
    case .submittedAt: return .submittedAt
    case .session: return .session
    case .unit: return .unit
    case .people: return .people
    case .status:
      layout.statusColumn = layout.statusColumn ?? index
      leftOut.append(("about the response, not an answer", column.heading))
    case .technical: leftOut.append(("about the response, not an answer", column.heading))
    case .personal: leftOut.append(("personal data that Engage does not take", column.heading))
    }
    return .ignore
  }

  /// Whether a heading is a question's own name or label, not only an item's within a group.
  private func isNamed(_ id: Question.ID, _ heading: String) -> Bool {
    guard let question = matcher.survey.question(id) else { return false }
    return foldedName(id.rawValue) == foldedName(heading)
      || ([question.label.text] + question.label.translations.values).contains {
        foldedWord($0) == foldedWord(heading)
      }
  }

  private mutating func answer(_ question: Int, _ column: ForeignColumn, at index: Int) -> [ColumnMap.Role] {
    let foreign = table.questions[question]
    if foldedWord(column.heading).isEmpty {
      if let known = matcher.survey.question(Question.ID(names.questions[question])) {
        return [.question(known.id)]
      }
      return []
    }
    var wanted: [ColumnMap.Role] = [.question(Question.ID(names.questions[question]))]
    if foreign.code != nil { wanted += codedRole(question) }
    // “age” in two groups, or a heading twice: a drafted survey tells them apart by name alone.
    if isRepeated(question), let own = wanted.first(where: { exists($0) }) {
      if let id = own.question { met[question] = id }
      return [own]
    }
    let role = settle(
      [column.heading, foreign.label] + (foreign.code.map { [$0] } ?? []), wanted: wanted,
      sure: foreign.code != nil, column, at: index)
    if let id = role.question { met[question] = id }
    return [role]
  }

  /// Whether another question of the file has the same code or words.
  private func isRepeated(_ question: Int) -> Bool {
    let own = table.questions[question]
    return table.questions.indices.contains { other in
      other != question
        && (table.questions[other].label == own.label
          || (own.code != nil && table.questions[other].code == own.code))
    }
  }

  private func codedRole(_ question: Int) -> [ColumnMap.Role] {
    matcher.survey.question(Question.ID(names.questions[question])).map { [.question($0.id)] } ?? []
  }

  private mutating func item(
    _ item: Int, of question: Int, _ column: ForeignColumn, at index: Int
  ) -> [ColumnMap.Role] {
    let foreign = table.questions[question]
    var part = foreign.items[item]
    part.label = trimmed(part.label)
    let name = Question.ID(names.questions[question])
    let itemName = names.items[question][item]
    let wanted: [ColumnMap.Role] = [
      .choice(name, Choice.ID(itemName)), .question(Question.ID("\(name)_\(itemName)")),
    ]
    var headings = ["\(foreign.label) [\(part.label)]"]
    if let code = foreign.code {
      headings += ["\(code) [\(part.label)]"]
      if let own = part.code { headings += ["\(code) [\(own)]", "\(code)_\(own)"] }
    }
    if let own = part.code { headings.append("\(foreign.label) [\(own)]") }
    if !headings.contains(column.heading) { headings.append(column.heading) }
    if let place = place(item, of: question, headings) { return [place] }
    if let other = other(part, of: question, headings) { return [other] }
    let role = settle(headings, wanted: wanted, sure: foreign.code != nil, column, at: index)
    if let id = role.question, met[question] == nil { met[question] = id }
    return [role]
  }

  /// In a ranking whose columns are places, not choices: which place.
  private func place(_ item: Int, of question: Int, _ headings: [String]) -> ColumnMap.Role? {
    let foreign = table.questions[question]
    for candidate in [foreign.code, names.questions[question], foreign.label].compactMap({ $0 }) {
      guard case .role(.question(let id)) = matcher.match(candidate), let known = matcher.survey.question(id),
        known.type == .rank
      else { continue }
      if headings.contains(where: { if case .role(.choice) = matcher.match($0) { true } else { false } }) {
        return nil
      }
      return .place(id, item + 1)
    }
    return nil
  }

  /// “Other (please specify)” with the words in its own column is the choice that `or_other` makes, or its text.
  private func other(_ item: ForeignItem, of question: Int, _ headings: [String]) -> ColumnMap.Role? {
    guard asksForOther(item.label),
      !headings.contains(where: { if case .role = matcher.match($0) { true } else { false } })
    else { return nil }
    let foreign = table.questions[question]
    for candidate in [foreign.code, names.questions[question], foreign.label].compactMap({ $0 }) {
      guard case .role(.question(let id)) = matcher.match(candidate), let known = matcher.survey.question(id)
      else { continue }
      let isTicked = foreign.items.contains { $0 != item && foldedWord($0.label) == "other" }
      if known.code(of: "other") != nil, !isTicked { return .choice(id, "other") }
      // Beside a column that says that “other” was ticked, this one has its words.
      let text = matcher.survey.questions.first { $0.otherOf == id }?.id ?? Question.ID("\(id)_other")
      if matcher.survey.question(text)?.type == .text { return .question(text) }
    }
    return nil
  }

  private mutating func otherText(
    of question: Int, _ column: ForeignColumn, at index: Int
  ) -> [ColumnMap.Role] {
    if let id = met[question], let text = matcher.survey.questions.first(where: { $0.otherOf == id }) {
      return [.question(text.id)]
    }
    let wanted: [ColumnMap.Role] = [.question(Question.ID(names.questions[question] + "_other"))]
    return [settle([column.heading], wanted: wanted, sure: true, column, at: index)]
  }

  /// The role that the first of some headings has.
  /// - Parameters:
  ///   - wanted: what a survey drafted from this file would call it; settles between several that fit.
  ///   - sure: whether such a name is the program's own, and so good enough by itself.
  private mutating func settle(
    _ headings: [String], wanted: [ColumnMap.Role], sure: Bool, _ column: ForeignColumn, at index: Int
  ) -> ColumnMap.Role {
    var doubtful: [ColumnMap.Role] = []
    for heading in headings {
      switch matcher.match(heading) {
      case .role(let role): return role
      case .note(let id):
        layout.diagnostics.append(
          Diagnostic(
            .note, rule: "note-column", message: "\(id) is a note without answers: its column is left out",
            line: 1, cell: cellName(row: 0, column: index)))
        return .ignore
      case .ambiguous(let roles):
        if let own = wanted.first(where: { roles.contains($0) }) { return own }
        if doubtful.isEmpty { doubtful = roles }
      case .unknown: continue
      }
    }
    if sure, let own = wanted.first(where: { exists($0) }) { return own }
    if !doubtful.isEmpty {
      layout.diagnostics.append(
        Diagnostic(
          rule: "ambiguous-heading",
          message: "the heading “\(shown(column.heading))” fits "
            + doubtful.map { HeadingMatcher.name(of: $0) }.joined(separator: ", "),
          line: 1, cell: cellName(row: 0, column: index), hint: "use the question's name as the heading"))
    } else {
      sayUnknown(column.heading, at: index)
    }
    return .ignore
  }

  private func exists(_ role: ColumnMap.Role) -> Bool {
    switch role {
    case .question(let id): matcher.survey.question(id) != nil
    case .choice(let id, let choice): matcher.survey.question(id)?.code(of: choice) != nil
    default: true
    }
  }

  private mutating func sayUnknown(_ heading: String, at index: Int) {
    if HeadingMatcher.isWritten(heading) {
      layout.diagnostics.append(
        Diagnostic(
          .note, rule: "own-column",
          message: "the column “\(shown(heading))” is left out: Engage gives it itself",
          line: 1, cell: cellName(row: 0, column: index),
          hint: foldedName(heading) == "id" ? "if it numbers the forms, say --key \(shown(heading))" : nil))
      return
    }
    // The last column of a rejects file that has been mended.
    let isReason = index == table.columns.count - 1 && heading == "reason"
    if !isReason, !isNamedByOption(heading) { layout.diagnostics.append(matcher.unknown(heading, at: index)) }
  }

  private func isNamedByOption(_ heading: String) -> Bool {
    [options.keyColumn, options.sessionColumn].contains { $0.map { foldedName($0) } == foldedName(heading) }
  }

  // MARK: All columns together

  /// Gives a role to the column that a person names.
  private mutating func addNamed(
    _ wanted: String?, as role: ColumnMap.Role, flag: String
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

  /// One item of a foreign question may be a question and its siblings choices of another: such a mixture is told.
  private mutating func joinItems() {
    var seen: [Int: (ids: Set<String>, column: Int)] = [:]
    for (index, column) in table.columns.enumerated() {
      guard case .item(let question, _) = column.content, let role = layout.columns[index].roles.first else {
        continue
      }
      switch role {
      case .choice(let id, _), .place(let id, _):
        seen[question, default: ([], index)].ids.insert(id.rawValue)
      default: continue
      }
    }
    for (question, found) in seen where found.ids.count > 1 {
      layout.diagnostics.append(
        Diagnostic(
          rule: "mixed-items",
          message: "the columns of “\(shown(table.questions[question].label))” would be shared out between "
            + found.ids.sorted().joined(separator: ", "),
          line: 1, cell: cellName(row: 0, column: found.column),
          hint: "give a map (--map) that says which is which"))
    }
  }

  /// In the column of an option, a word that is the only one says that it was ticked.
  private mutating func learnTicks(_ head: TableHead) {
    for index in layout.columns.indices {
      guard case .choice(let id, _)? = layout.columns[index].roles.first,
        matcher.survey.question(id)?.type != .rank, index < table.columns.count,
        case .item = table.columns[index].content
      else { continue }
      let values = head.values(ofColumn: index, after: table.lastHeaderRecord, limit: 3)
        .filter { !layout.conventions.missing.contains($0) && !layout.conventions.notAsked.contains($0) }
      guard values.count == 1, let word = values.first, !ChoiceWords.untickedWords.contains(foldedWord(word)),
        !layout.conventions.unticked.contains(word)
      else { continue }
      layout.columns[index].ticked = [word]
    }
  }

  /// Where next to nothing in the file is a question of the survey, that is the one thing to say; where a few columns
  /// are unknown, the questions without a column may be meant.
  private mutating func weighUnknownHeadings() {
    let unknown = layout.diagnostics.count { $0.rule == "unknown-heading" }
    let known = layout.columns.count { $0.roles.contains { $0.question != nil } }
    if unknown > 3, unknown > known * 2 {
      layout.diagnostics.removeAll { $0.rule == "unknown-heading" }
      if layout.diagnostics.contains(where: { $0.rule == "no-question" }) { return }
      layout.diagnostics.append(
        Diagnostic(
          rule: "other-survey",
          message:
            "only \(known) of \(counted(unknown + known, "heading")) belong to the survey \(matcher.survey.id)",
          line: 1,
          hint:
            "is it the right survey, and the right file? To see what each column was taken for: --write-map map.yaml"
        ))
      return
    }
    let unmet = matcher.survey.questions.filter {
      $0.type != .note && $0.otherOf == nil && layout.first(of: $0.id) == nil
    }.map(\.id.rawValue)
    guard unknown > 0, !unmet.isEmpty, unmet.count <= 8, options.map == nil else { return }
    for index in layout.diagnostics.indices where layout.diagnostics[index].rule == "unknown-heading" {
      let hint = layout.diagnostics[index].hint ?? ""
      if hint.hasPrefix("did you mean") { continue }
      layout.diagnostics[index].hint =
        "no column was found for \(unmet.joined(separator: ", ")): if it is one of these, write that into a map "
        + "(--write-map map.yaml makes one to edit); \(hint)"
    }
  }

  private mutating func sayWhatIsLeftOut() {
    var reasons: [String] = []
    for (reason, _) in leftOut where !reasons.contains(reason) { reasons.append(reason) }
    for reason in reasons {
      let headings = leftOut.filter { $0.reason == reason }.map { "“\(shown($0.heading))”" }
      let named = headings.prefix(6).joined(separator: ", ") + (headings.count > 6 ? ", …" : "")
      layout.diagnostics.append(
        Diagnostic(
          .note, rule: ImportSummary.leftOut,
          message: "\(counted(headings.count, "column")) left out (\(reason)): \(named)", line: 1))
    }
  }
}

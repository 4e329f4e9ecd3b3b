import EngageModel
import EngageSheets

/// Brings the columns of a foreign table to the questions of a survey.
struct LayoutBuilder {
  let matcher: HeadingMatcher
  let table: ForeignTable
  let names: ForeignNames
  var layout: ColumnLayout
  var usedMapKeys: Set<String> = []
  /// The survey's question for each of the table's, once one of its columns is known.
  var met: [Int: Question.ID] = [:]
  var leftOut: [(reason: String, heading: String)] = []

  var options: ImportOptions { matcher.options }

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
    tellMixedItems()
    learnTicks(head)
    matcher.checkMap(usedMapKeys, headings: layout.columns.map(\.heading), &layout)
    matcher.checkDuplicates(&layout, joinsKeys: joinsKeys)
    matcher.checkCompleteness(&layout)
    weighUnknownHeadings()
    sayWhatIsLeftOut()
    layout.submissionIsKey =
      table.conventions.submissionIsKey && layout.first(.key) == nil && layout.first(.submittedAt) != nil
    if table.conventions.unsubmittedIsPartial, layout.statusColumn == nil {
      layout.statusColumn = layout.first(.submittedAt)
      layout.isPartialWhereEmpty = layout.statusColumn != nil
    }
    layout.fillsShortRows = head.cutsEmptyCells(
      after: table.lastHeaderRecord, width: table.columns.count)
    return layout
  }

  /// Whether several columns make up the key: in a dialect that says so, or because the map does.
  private var joinsKeys: Bool {
    table.conventions.keyIsJoined || options.map?.columns.values.count { $0 == .key } ?? 0 > 1
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
  private mutating func tellMixedItems() {
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
    for (question, found) in seen.sorted(by: { $0.key < $1.key }) where found.ids.count > 1 {
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
    let unknown = layout.unknown.count
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

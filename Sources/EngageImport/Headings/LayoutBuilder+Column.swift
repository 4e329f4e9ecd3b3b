import EngageModel
import EngageSheets

extension LayoutBuilder {
  /// What one column is taken for.
  /// - Parameter mapKey: how a map names it.
  mutating func column(_ index: Int, mapKey: String) -> ColumnLayout.Column {
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
    case .told(let role): return [role]
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
    let wanted: [ColumnMap.Role] = [.question(Question.ID(names.questions[question]))]
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
    if isReason || isNamedByOption(heading) { return }
    layout.unknown.append(index)
    layout.diagnostics.append(matcher.unknown(heading, at: index))
  }

  private func isNamedByOption(_ heading: String) -> Bool {
    [options.keyColumn, options.sessionColumn].contains { $0.map { foldedName($0) } == foldedName(heading) }
  }
}

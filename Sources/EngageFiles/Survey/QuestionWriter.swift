import EngageModel

/// Writes the entries under `questions`.
struct QuestionWriter {
  typealias Entries = [(key: String, value: YAMLValue)]

  let languages: Languages
  let lists: SharedChoices
  let comments: [Question.ID: [String]]
  let layout: YAMLLayout

  /// The lines of some entries.
  /// - Parameter apart: whether each stands on lines of its own, with a blank line before it; else one that fits is
  ///   written on one line.
  func lines(_ entries: [SurveyEntry], indent: Int, apart: Bool) -> [String] {
    var lines: [String] = []
    for (index, entry) in entries.enumerated() {
      if apart, index > 0 { lines.append("") }
      lines += self.lines(entry, indent: indent, apart: apart)
    }
    return lines
  }

  private func lines(_ entry: SurveyEntry, indent: Int, apart: Bool) -> [String] {
    switch entry {
    case .include(let name):
      return [YAMLLayout.blanks(indent) + "- {include: \(YAMLQuoting.word(name))}"]
    case .question(let question, let orOther):
      var about = comment(question.id, indent: indent)
      if orOther { about += comment(Question.ID("\(question.id)_other"), indent: indent) }
      return about + lines(self.entries(of: question, orOther: orOther), indent: indent, apart: apart)
    case .grid(let grid, let items):
      let about = ([Question.ID(grid.name)] + items.map(\.id)).flatMap { comment($0, indent: indent) }
      return about + lines(self.entries(of: grid, items: items), indent: indent, apart: apart)
    case .group(let group, let inner):
      let opening = layout.dashed(
        layout.lines(self.entries(of: group), indent: indent + 2), indent: indent)
      let start = YAMLLayout.blanks(indent + 2) + "questions:"
      let questions =
        inner.isEmpty ? [start + " []"] : [start] + lines(inner, indent: indent + 4, apart: false)
      return comment(Question.ID(group.name), indent: indent) + opening + questions
    }
  }

  private func lines(_ entries: Entries, indent: Int, apart: Bool) -> [String] {
    apart
      ? layout.dashed(layout.lines(entries, indent: indent + 2), indent: indent)
      : layout.lines(item: .map(entries), indent: indent)
  }

  private func comment(_ id: Question.ID, indent: Int) -> [String] {
    layout.comment(comments[id] ?? [], indent: indent)
  }

  private func words(_ text: LocalizedText) -> YAMLValue { .words(text, languages: languages) }

  private func entries(of group: QuestionGroup) -> Entries {
    var entries: Entries = [("type", .plain("group")), ("name", .word(group.name))]
    if let label = group.label { entries.append(("label", words(label))) }
    if let relevant = group.relevant { entries.append(("relevant", .text(relevant.source))) }
    return entries
  }

  private func entries(of question: Question, orOther: Bool) -> Entries {
    var entries: Entries = [("type", .plain(question.type.rawValue)), ("name", .word(question.id.rawValue))]
    let isUnseen = question.type == .calculate || question.type == .hidden
    if !isUnseen || question.label != LocalizedText(question.id.rawValue) {
      entries.append(("label", words(question.label)))
    }
    entries += common(question)
    if let relevant = question.relevant { entries.append(("relevant", .text(relevant.source))) }
    if let calculation = question.calculation { entries.append(("calculation", .text(calculation.source))) }
    if let range = question.range, question.type == .range {
      entries += [("start", range.start), ("end", range.end), ("step", range.step)].map {
        ($0.0, .plain(NumberRange.text($0.1)))
      }
    }
    if let constraint = question.constraint { entries.append(("constraint", .text(constraint.source))) }
    if let message = question.constraintMessage { entries.append(("constraint_message", words(message))) }
    if let value = question.defaultValue { entries.append(("default", .text(value))) }
    if let codebook = question.codebook { entries.append(("codebook", .word(codebook.rawValue))) }
    if let pair = question.pair { entries.append(("pair", .word(pair.rawValue))) }
    if orOther { entries.append(("or_other", .plain("true"))) }
    entries += choices(of: question, orOther: orOther)
    if let filter = question.choiceFilter { entries.append(("choice_filter", .text(filter.source))) }
    return entries + reporting(question)
  }

  private func entries(of grid: QuestionGroup, items: [Question]) -> Entries {
    var entries: Entries = [("type", .plain("grid")), ("name", .word(grid.name))]
    entries.append(("label", words(grid.label ?? "")))
    guard let first = items.first else { return entries + [("items", .map([])), ("choices", .map([]))] }
    entries += common(first)
    if let relevant = grid.relevant { entries.append(("relevant", .text(relevant.source))) }
    entries.append(
      (
        "items",
        .map(items.map { ($0.id.rawValue.dropping(prefix: grid.name + "_"), words(grid.item(of: $0.label))) })
      ))
    if let pair = first.pair {
      let item = first.id.rawValue.dropping(prefix: grid.name + "_")
      let suffix = "_" + item
      let name = pair.rawValue
      entries.append(("pair", .word(name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name)))
    }
    return entries + choices(of: first, orOther: false) + reporting(first)
  }

  /// What stands between label and conditions.
  private func common(_ question: Question) -> Entries {
    var entries: Entries = []
    if let hint = question.hint { entries.append(("hint", words(hint))) }
    switch question.required {
    case .no: break
    case .yes: entries.append(("required", .plain("yes")))
    case .when(let condition): entries.append(("required", .text(condition.source)))
    }
    if let message = question.requiredMessage { entries.append(("required_message", words(message))) }
    if question.identifies { entries.append(("identifies", .plain("yes"))) }
    if question.sensitive { entries.append(("sensitive", .plain("yes"))) }
    return entries
  }

  private func choices(of question: Question, orOther: Bool) -> Entries {
    guard question.type.takesChoices else { return [] }
    let written = WrittenChoices(question, orOther: orOther)
    var entries: Entries = []
    if let name = lists.name(of: written.choices) {
      entries.append(("choices", .word(name)))
    } else {
      entries.append(("choices", value(of: written.choices)))
    }
    if !written.unscored.isEmpty { entries.append(("not_scored", value(of: written.unscored))) }
    if !written.unscoredNames.isEmpty {
      entries.append(("not_scored", .list(written.unscoredNames.map { .word($0.rawValue) })))
    }
    return entries
  }

  private func reporting(_ question: Question) -> Entries {
    var entries: Entries = []
    if let target = question.target { entries.append(("target", .text(target.description))) }
    if !question.choiceGroups.isEmpty {
      let groups = question.choiceGroups.map { group -> (key: String, value: YAMLValue) in
        let names: YAMLValue = .list(group.choices.map { .word($0.rawValue) })
        return (group.id.rawValue, .map([("label", words(group.label)), ("choices", names)]))
      }
      entries.append(("groups", .map(groups)))
    }
    return entries
  }

  /// Choices as a map from name to words, or as a list where they have further columns.
  func value(of choices: [Choice]) -> YAMLValue {
    if choices.allSatisfy(\.attributes.isEmpty) {
      return .map(choices.map { ($0.id.rawValue, words($0.label)) })
    }
    return .list(
      choices.map { choice in
        let further = choice.attributes.sorted { $0.key < $1.key }.map { ($0.key, YAMLValue.text($0.value)) }
        return .map([("name", .word(choice.id.rawValue)), ("label", words(choice.label))] + further)
      })
  }
}

extension String {
  /// The text without its beginning, where it begins so.
  fileprivate func dropping(prefix: String) -> String {
    // By scalars: the first of the rest may combine with the last of the prefix.
    unicodeScalars.starts(with: prefix.unicodeScalars)
      ? String(unicodeScalars.dropFirst(prefix.unicodeScalars.count)) : self
  }
}

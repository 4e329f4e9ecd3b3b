import EngageModel

/// Reads the choices of a question and what refers to them.
extension SurveyReader {
  /// Reads `choices`, `not_scored`, `groups`, `target`, and checks `default`.
  func readChoices(_ fields: Fields, into draft: inout QuestionDraft, scope: QuestionScope, isGrid: Bool) {
    guard
      let node = fields.required(
        "choices", hint: "write choices: {a_name: \"Its words\", …}, or the name of a list")
    else {
      draft.choicesAreKnown = false
      return
    }
    let reader = ChoiceReader(problems: problems, languages: languages, inBlock: scope.inBlock)
    if let name = node.text {
      guard let list = scope.lists[name] else {
        problems.addUnknownWord(
          name, at: node, rule: "unknown-list", message: "there is no choice list “\(name)”",
          among: scope.lists.keys.sorted(), otherwise: "write it under choice_lists, or the choices here")
        draft.choicesAreKnown = false
        return
      }
      list.isUsed = true
      draft.question.choices = list.choices
    } else {
      draft.question.choices = reader.choices(node, what: fields.what, scored: true)
      if draft.question.choices.isEmpty {
        if node.entries?.isEmpty == true {
          problems.add("no-choices", "\(fields.what) has no choices", at: node)
        }
        draft.choicesAreKnown = false
      }
    }
    if let unscored = fields["not_scored"] {
      addUnscored(unscored, to: &draft, what: fields.what, reader: reader)
    }
    readGroups(fields, into: &draft, inBlock: scope.inBlock)
    readTarget(fields, into: &draft)
    checkDefault(fields, of: draft)
  }

  private func addUnscored(
    _ node: YAMLNode, to draft: inout QuestionDraft, what: String, reader: ChoiceReader
  ) {
    if let names = node.items, names.allSatisfy({ $0.text != nil }) {
      for name in names {
        guard let index = choice(name, of: draft).flatMap({ draft.question.code(of: $0) }) else { continue }
        var choice = draft.question.choices.remove(at: index)
        choice.scored = false
        draft.question.choices.append(choice)
      }
      return
    }
    for choice in reader.choices(node, what: "not_scored of \(what)", scored: false) {
      if draft.question.code(of: choice.id) != nil {
        let key = node.entries?.first { $0.key.text == choice.id.rawValue }?.key ?? node
        problems.add("duplicate-choice", "the choice “\(choice.id)” is among the choices already", at: key)
      } else {
        draft.question.choices.append(choice)
      }
    }
  }

  /// The choice that a scalar names; `nil` with the problem noted.
  private func choice(_ node: YAMLNode, of draft: QuestionDraft) -> Choice.ID? {
    guard let name = node.text else {
      problems.add("wrong-kind", "the name of a choice must be text, this is \(node.kind)", at: node)
      return nil
    }
    if let choice = choices(of: draft).first(where: { $0 == name }) { return Choice.ID(choice) }
    if draft.choicesAreKnown {
      problems.addUnknownWord(
        name, at: node, rule: "unknown-choice", message: "“\(draft.question.id)” has no choice “\(name)”",
        among: choices(of: draft))
    }
    return nil
  }

  /// The names of the choices, with the one that `or_other` is going to add.
  private func choices(of draft: QuestionDraft) -> [String] {
    let names = draft.question.choices.map(\.id.rawValue)
    let other = draft.fields?["or_other"]?.text.flatMap(Fields.flag) == true
    return other ? names + ["other"] : names
  }

  private func readGroups(_ fields: Fields, into draft: inout QuestionDraft, inBlock: Bool) {
    var taken: [Choice.ID: String] = [:]
    for (name, entry) in fields.map("groups") {
      problems.checkChoiceName(name, at: entry.key)
      if draft.question.code(of: Choice.ID(name)) != nil {
        problems.add("duplicate-choice", "the group “\(name)” has the name of a choice", at: entry.key)
      }
      guard
        let group = Fields(
          entry.value, what: "group “\(name)”", known: ["label", "choices"], problems: problems)
      else { continue }
      let label = group.required("label").flatMap {
        languages.text($0, what: "the label of group “\(name)”", inBlock: inBlock)
      }
      if group.required("choices", hint: "the names of the choices to merge: [a, b]") == nil { continue }
      var choices: [Choice.ID] = []
      for node in group.list("choices") {
        guard let choice = choice(node, of: draft) else { continue }
        if let other = taken.updateValue(name, forKey: choice) {
          problems.add("duplicate-choice", "the choice “\(choice)” is in group “\(other)” already", at: node)
        } else {
          choices.append(choice)
        }
      }
      draft.question.choiceGroups.append(
        ChoiceGroup(id: Choice.ID(name), label: label ?? LocalizedText(name), choices: choices))
    }
  }

  private func readTarget(_ fields: Fields, into draft: inout QuestionDraft) {
    guard let text = fields.text("target"), let node = fields["target"] else { return }
    guard let target = TargetText(text) else {
      problems.add(
        "bad-target", "\(fields.what): the target can't be read", at: node,
        hint: "write it like this: \"at least 95% of agree, strongly_agree\"")
      return
    }
    guard (0...100).contains(target.percent) else {
      problems.add("bad-target", "\(fields.what): a share is between 0% and 100%", at: node)
      return
    }
    let known = choices(of: draft)
    for (name, offset) in target.choices where draft.choicesAreKnown && !known.contains(name) {
      let hint = likelyName(for: name, among: known).map { "did you mean “\($0)”?" }
      problems.add(
        "unknown-choice", "“\(draft.question.id)” has no choice “\(name)”", inside: node, offset: offset,
        length: name.count, hint: hint ?? "it can be \(known.joined(separator: ", "))")
    }
    draft.question.target = Target(
      share: target.percent / 100, choices: target.choices.map { Choice.ID($0.name) })
  }

  private func checkDefault(_ fields: Fields, of draft: QuestionDraft) {
    guard let text = draft.question.defaultValue, let node = fields["default"], draft.choicesAreKnown,
      !text.contains("("), !text.contains("$")
    else { return }
    let names = draft.question.type.isSingleChoice ? [Substring(text)] : text.split(separator: " ")
    for name in names where !choices(of: draft).contains(String(name)) {
      problems.addUnknownWord(
        String(name), at: node, rule: "unknown-choice",
        message: "“\(draft.question.id)” has no choice “\(name)” to start from", among: choices(of: draft))
    }
  }
}

import EngageModel

/// Reads `groups:` of a recipe or of one of its sections: what is merged before it is counted.
///
/// ```yaml
/// groups:
///   ethnicity: survey
///   role: {adults: {label: "Adults", choices: [parent, professional]}}
///   session: {south: {label: "South Warwickshire", sessions: [rugby, leamington-spa]}}
/// ```
struct GroupsReader {
  let problems: Problems
  /// Whose questions are named; not checked if `nil`.
  let survey: Survey?
  /// The names of all sessions; not checked if `nil`.
  let sessions: [String]?

  func read(_ fields: Fields) -> GroupsRequest {
    var request = GroupsRequest()
    for (name, entry) in fields.map("groups") {
      if name == "session" {
        request.sessions = sessionGroups(entry)
      } else if let groups = questionGroups(name, entry) {
        request.questions.append(groups)
      }
    }
    return request
  }

  private func questionGroups(_ name: String, _ entry: YAMLEntry) -> GroupsRequest.QuestionGroups? {
    let question = survey?.question(Question.ID(name))
    if let survey, question == nil {
      problems.addUnknownWord(
        name, at: entry.key, rule: "unknown-question",
        message: "survey “\(survey.id)” has no question “\(name)” whose choices could be merged",
        among: survey.questions.filter(\.type.takesChoices).map(\.id.rawValue) + ["session"])
    } else if let question, ![.selectOne, .selectMultiple, .scale].contains(question.type) {
      problems.add(
        "wrong-type", "“\(name)” is \(question.type.rawValue): it has no choices that can be merged",
        at: entry.key)
    }
    if let word = entry.value.text {
      guard word == "survey" else {
        problems.addUnknownWord(
          word, at: entry.value, rule: "unknown-word", message: "the groups of “\(name)” can't be “\(word)”",
          among: ["survey"], otherwise: "write survey for the survey's own groups, or the groups as a map")
        return nil
      }
      if let question, question.choiceGroups.isEmpty {
        problems.add(
          "no-groups", "the survey has no groups for “\(name)”", at: entry.value,
          hint: "write them here: \(name): {a_group: {label: \"Its words\", choices: [..]}}")
      }
      return GroupsRequest.QuestionGroups(Question.ID(name))
    }
    let known = question?.choices.map(\.id.rawValue)
    let groups = self.groups(entry, what: name, members: "choices", known: known) { name, place in
      problems.checkChoiceName(name, at: place)
    }
    return GroupsRequest.QuestionGroups(
      Question.ID(name),
      groups: groups.map { group in
        ChoiceGroup(
          id: Choice.ID(group.name), label: LocalizedText(group.label),
          choices: group.members.map { Choice.ID($0) })
      })
  }

  private func sessionGroups(_ entry: YAMLEntry) -> [SessionGroup] {
    groups(entry, what: "session", members: "sessions", known: sessions) { name, place in
      problems.checkKebabCase(name, of: "a group of sessions", at: place)
    }.map { group in
      SessionGroup(
        id: Session.ID(group.name), label: group.label, sessions: group.members.map { Session.ID($0) })
    }
  }

  private struct Group {
    var name: String
    var label: String
    var members: [String]
  }

  /// - Parameters:
  ///   - members: the key under which they stand.
  ///   - known: what can be merged; not checked if `nil`.
  ///   - check: notes what is wrong with the name of a group.
  private func groups(
    _ entry: YAMLEntry, what: String, members: String, known: [String]?,
    check: (String, YAMLNode) -> Bool
  ) -> [Group] {
    guard let entries = entry.value.entries else {
      problems.add(
        "wrong-kind", "the groups of “\(what)” must be a map, this is \(entry.value.kind)", at: entry.value,
        hint: "write {a_group: {label: \"Its words\", \(members): [..]}}")
      return []
    }
    var taken: [String: String] = [:]
    return entries.compactMap { entry in
      guard let name = entry.key.text else { return nil }
      _ = check(name, entry.key)
      guard
        let fields = Fields(
          entry.value, what: "group “\(name)”", known: ["label", members], problems: problems)
      else { return nil }
      guard fields.required(members, hint: "the names to merge: [a, b]") != nil else { return nil }
      let unnamed = members == "sessions" ? "" : name
      var group = Group(name: name, label: fields.text("label") ?? unnamed, members: [])
      for (member, place) in fields.texts(members) {
        if let known, !known.contains(member) {
          problems.addUnknownWord(
            member, at: place, rule: members == "choices" ? "unknown-choice" : "unknown-session",
            message: "“\(what)” has nothing called “\(member)”", among: known)
        } else if let other = taken.updateValue(name, forKey: member) {
          problems.add(
            "duplicate-choice", "“\(member)” is in group “\(other)” already", at: place)
        } else {
          group.members.append(member)
        }
      }
      if let known, known.contains(name), !group.members.contains(name) {
        problems.add(
          "duplicate-choice", "the group “\(name)” has the name of something it does not merge",
          at: entry.key, hint: "give it another name")
      }
      return group
    }
  }
}

import EngageModel

/// The groups asked for one question, held against the survey.
struct GroupCheck {
  private(set) var merged: MergedQuestion?
  private(set) var problems: [Diagnostic] = []

  init(groups asked: GroupsRequest.QuestionGroups, survey: Survey?) {
    guard let question = survey?.question(asked.question) else {
      let names = survey?.questions.map(\.id.rawValue) ?? []
      tell(
        "unknown-question", "there is no question “\(asked.question)” whose choices could be merged",
        nearestName(to: asked.question.rawValue, among: names).map { "did you mean \($0)?" })
      return
    }
    let groups = asked.groups ?? question.choiceGroups
    if groups.isEmpty {
      tell(
        "no-groups", "the survey has no groups for “\(question.id)”",
        "write them out: --groups '\(question.id):Label=choice,choice'")
      return
    }
    guard let merged = MergedQuestion(question, groups: groups) else {
      tell(
        "wrong-type", "“\(question.id)” is \(question.type.rawValue): it has no choices that can be merged",
        "select_one, select_multiple and scale have")
      return
    }
    check(groups, of: question)
    if problems.isEmpty { self.merged = merged }
  }

  private mutating func check(_ groups: [ChoiceGroup], of question: Question) {
    let known = question.choices.map(\.id.rawValue)
    var groupOf: [Choice.ID: Choice.ID] = [:]
    var names: Set<Choice.ID> = []
    for group in groups {
      if !names.insert(group.id).inserted {
        tell("duplicate-name", "two groups of “\(question.id)” are called “\(group.id)”", nil)
      }
      if question.code(of: group.id) != nil, !group.choices.contains(group.id) {
        tell(
          "duplicate-choice", "the group “\(group.id)” has the name of a choice of “\(question.id)”",
          "give it another name")
      }
      for choice in group.choices {
        if question.code(of: choice) == nil {
          tell(
            "unknown-choice", "“\(question.id)” has no choice “\(choice)”",
            nearestName(to: choice.rawValue, among: known).map { "did you mean \($0)?" }
              ?? "there are: \(known.joined(separator: ", "))")
        } else if let other = groupOf.updateValue(group.id, forKey: choice) {
          tell(
            "duplicate-choice",
            "the choice “\(choice)” of “\(question.id)” is in “\(other)” and in “\(group.id)”",
            "leave it in one of the two")
        }
      }
    }
  }

  private mutating func tell(_ rule: String, _ message: String, _ hint: String?) {
    problems.append(Diagnostic(rule: rule, message: "groups: \(message)", hint: hint))
  }
}

/// The groups of sessions asked for, held against the events.
struct SessionGroupCheck {
  private(set) var problems: [Diagnostic] = []

  init(groups: [SessionGroup], events: [Event]) {
    let known = events.flatMap(\.sessions).map(\.id)
    var groupOf: [Session.ID: Session.ID] = [:]
    var names: Set<Session.ID> = []
    for group in groups {
      if !names.insert(group.id).inserted {
        tell("duplicate-name", "two groups of sessions are called “\(group.id)”", nil)
      }
      if known.contains(group.id), !group.sessions.contains(group.id) {
        tell("duplicate-name", "the group “\(group.id)” has the name of a session", "give it another name")
      }
      for session in group.sessions {
        if !known.contains(session) {
          let names = known.map(\.rawValue)
          tell(
            "unknown-session", "there is no session “\(session)”",
            nearestName(to: session.rawValue, among: names).map { "did you mean \($0)?" }
              ?? "there are: \(names.joined(separator: ", "))")
        } else if let other = groupOf.updateValue(group.id, forKey: session) {
          tell(
            "duplicate-name", "the session “\(session)” is in “\(other)” and in “\(group.id)”",
            "leave it in one of the two")
        }
      }
    }
  }

  private mutating func tell(_ rule: String, _ message: String, _ hint: String?) {
    problems.append(Diagnostic(rule: rule, message: "groups: \(message)", hint: hint))
  }
}

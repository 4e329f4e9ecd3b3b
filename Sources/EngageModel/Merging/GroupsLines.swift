extension GroupsRequest {
  /// As a recipe says it: `groups: {role: {adults: {label: "Adults", choices: [parent, professional]}}}`.
  ///
  /// `RecipeFile` reads the line back as an equal request.
  public var recipeLine: String {
    var parts = questions.map { question in
      guard let groups = question.groups else { return "\(question.question): survey" }
      let written = groups.map { group in
        GroupsRequest.entry(
          group.id.rawValue, group.label.text, "choices",
          group.choices.map { GroupsRequest.word($0.rawValue) })
      }
      return "\(question.question): {\(written.joined(separator: ", "))}"
    }
    if !sessions.isEmpty {
      let written = sessions.map { group in
        GroupsRequest.entry(group.id.rawValue, group.label, "sessions", group.sessions.map(\.rawValue))
      }
      parts.append("session: {\(written.joined(separator: ", "))}")
    }
    return "groups: {\(parts.joined(separator: ", "))}"
  }

  private static func entry(_ name: String, _ label: String, _ key: String, _ members: [String]) -> String {
    let label = label.isEmpty ? "" : "label: \(quoted(label)), "
    return "\(word(name)): {\(label)\(key): [\(members.joined(separator: ", "))]}"
  }

  /// A name; in quotes where YAML would take it for something else.
  private static func word(_ name: String) -> String {
    let isSafe =
      NameRules.isQuestionName(name)
      && !["yes", "no", "true", "false", "on", "off", "null", "y", "n"].contains(name.lowercased())
    return isSafe ? name : quoted(name)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character.isNewline ? " " : character)
    }
    return quoted + "\""
  }
}

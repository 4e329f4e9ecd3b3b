/// Groups as one writes them in a line.
///
///     ethnicity=survey
///     role:adults[Adults]=parent,professional;young=young_person
///     session:South Warwickshire=rugby,leamington-spa
///
/// Before `=` stands the name of a group, with its words in brackets, or the words alone.
extension GroupsRequest {
  /// What can be written, in a line.
  public static let help =
    "Merge before counting: QUESTION=survey for the survey's own groups, 'role:Adults=parent,professional;Young=young_person', 'session:South=rugby,leamington-spa'; may be given several times."

  /// - Parameter texts: one for each question, and for `session`.
  /// - Throws: `DiagnosticsError` with all that can't be read.
  public init(_ texts: [String]) throws(DiagnosticsError) {
    self.init()
    var problems: [Diagnostic] = []
    for text in texts {
      do { try add(text) } catch { problems.append(error) }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  private mutating func add(_ text: String) throws(Diagnostic) {
    let colon = text.firstIndex(of: ":")
    let equals = text.firstIndex(of: "=")
    guard let colon, equals.map({ colon < $0 }) ?? true else {
      let name = equals.map { String(text[..<$0]) } ?? text
      guard equals == nil || text.hasSuffix("=survey"), NameRules.isQuestionName(name) else {
        throw GroupsRequest.unreadable(text)
      }
      return try add(QuestionGroups(Question.ID(name)), text)
    }
    let name = String(text[..<colon])
    var groups: [WrittenGroup] = []
    for part in text[text.index(after: colon)...].split(separator: ";") {
      guard let group = WrittenGroup(part) else { throw GroupsRequest.unreadable(text) }
      groups.append(group)
    }
    if groups.isEmpty { throw GroupsRequest.unreadable(text) }
    if name == "session" {
      guard sessions.isEmpty else { throw GroupsRequest.twice("sessions") }
      sessions = groups.map { group in
        SessionGroup(
          id: Session.ID(group.name ?? NameRules.kebabCase(of: group.label) ?? group.label),
          label: group.label, sessions: group.members.map { Session.ID($0) })
      }
      return
    }
    guard NameRules.isQuestionName(name) else { throw GroupsRequest.unreadable(text) }
    let choices = groups.map { group in
      ChoiceGroup(
        id: Choice.ID(group.name ?? NameRules.questionName(of: group.label) ?? group.label),
        label: LocalizedText(group.label), choices: group.members.map { Choice.ID($0) })
    }
    try add(QuestionGroups(Question.ID(name), groups: choices), text)
  }

  private mutating func add(_ groups: QuestionGroups, _ text: String) throws(Diagnostic) {
    guard !questions.contains(where: { $0.question == groups.question }) else {
      throw GroupsRequest.twice("“\(groups.question)”")
    }
    questions.append(groups)
  }

  /// As one writes it, a line for each question, and for the sessions; ``init(_:)`` reads it back.
  public var written: [String] {
    var lines = questions.map { question in
      guard let groups = question.groups else { return "\(question.question)=survey" }
      let parts = groups.map { group in
        WrittenGroup(group.id.rawValue, group.label.text, group.choices.map(\.rawValue)).text
      }
      return "\(question.question):" + parts.joined(separator: ";")
    }
    if !sessions.isEmpty {
      let parts = sessions.map { WrittenGroup($0.id.rawValue, $0.label, $0.sessions.map(\.rawValue)).text }
      lines.append("session:" + parts.joined(separator: ";"))
    }
    return lines
  }

  private static func unreadable(_ text: String) -> Diagnostic {
    Diagnostic(
      rule: "bad-groups", message: "groups: “\(text)” can't be read",
      hint: "write --groups QUESTION=survey, or --groups 'role:Adults=parent,professional;Young=young_person'"
    )
  }

  private static func twice(_ what: String) -> Diagnostic {
    Diagnostic(
      rule: "bad-groups", message: "groups: \(what) are merged twice",
      hint: "write all groups of a question in one --groups, with ; between them")
  }
}

/// One group in a line: `adults[Adults]=parent,professional`.
private struct WrittenGroup {
  /// `nil` where only the words are written.
  let name: String?
  let label: String
  let members: [String]

  init(_ name: String, _ label: String, _ members: [String]) {
    self.name = name
    // What ends a label, or a group, can't stand in it.
    self.label = String(label.map { ";]=".contains($0) ? "," : $0 })
    self.members = members
  }

  init?(_ text: Substring) {
    guard let equals = text.lastIndex(of: "=") else { return nil }
    let members = text[text.index(after: equals)...].split(separator: ",").map(WrittenGroup.trimmed)
    let head = WrittenGroup.trimmed(text[..<equals])
    guard !members.isEmpty, !members.contains(""), !head.isEmpty else { return nil }
    self.members = members
    if head.hasSuffix("]"), let open = head.firstIndex(of: "[") {
      name = String(head[..<open])
      label = String(head[head.index(after: open)...].dropLast())
      if name == "" { return nil }
    } else {
      name = nil
      label = head
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  var text: String { "\(name ?? label)[\(label)]=" + members.joined(separator: ",") }
}

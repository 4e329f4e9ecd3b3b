public import EngageModel

/// Reads events.
public enum EventFile {
  /// Reads the event at a path.
  /// - Parameters:
  ///   - path: of `events/<event>.yaml`.
  ///   - surveys: to look up the survey that it names; not checked if `nil`.
  ///   - surveyNames: for "did you mean".
  ///   - shown: the path as diagnostics show it.
  public static func read(
    path: String, shownAs shown: String? = nil, surveyNames: [String] = [],
    surveys: ((Survey.ID) -> Survey?)? = nil
  ) -> Reading<Event> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return EventReader(problems: problems, surveyNames: surveyNames, surveys: surveys).read(root)
  }

  /// Reads an event from its text.
  public static func read(
    text: String, path: String, surveyNames: [String] = [], surveys: ((Survey.ID) -> Survey?)? = nil
  ) -> Reading<Event> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return EventReader(problems: problems, surveyNames: surveyNames, surveys: surveys).read(root)
  }
}

/// Reads one event.
struct EventReader {
  let problems: Problems
  let surveyNames: [String]
  let surveys: ((Survey.ID) -> Survey?)?

  private static let keys = [
    "event", "programme", "survey", "title", "source", "invented", "overlap", "notes", "sessions",
    "data_protection", "reported_for",
  ]

  func read(_ root: YAMLNode) -> Reading<Event> {
    guard
      let fields = Fields(
        root, what: "the event", known: EventReader.keys, problems: problems, remark: remark)
    else {
      return problems.reading(nil)
    }
    let file = FileName(root.source.path)
    let name = fields.requiredText("event", hint: "give it a name: event: \(file.stem)") ?? ""
    if let node = fields["event"], problems.checkKebabCase(name, of: "an event", at: node),
      file.folder == "events",
      file.stem != name
    {
      problems.add(
        "name-not-of-file", "the event is called “\(name)”, but its file “\(file.name)”", at: node,
        hint: "write event: \(file.stem), or rename the file")
    }
    let (surveyName, survey) = survey(of: fields)
    var event = Event(
      id: Event.ID(name), programme: fields.text("programme"), survey: surveyName,
      title: fields.requiredText("title") ?? name, source: fields.text("source"), invented: invented(fields),
      overlap: fields.word("overlap", as: Event.Overlap.self) ?? .unknown, sessions: [],
      notes: fields.texts("notes").map(\.text))
    if let node = fields.required("sessions", hint: "an event has at least one session") {
      let items = fields.list("sessions")
      if node.items?.isEmpty == true {
        problems.add("no-sessions", "an event has at least one session", at: node)
      }
      event.sessions = SessionReader(problems: problems).sessions(items)
    }
    if let text = fields.text("reported_for"), let node = fields["reported_for"] {
      event.reportedFor = EventDate(text)
      if event.reportedFor == nil {
        problems.add(
          "bad-date", "“\(text)” is no period", at: node,
          hint: "write a month or two: reported_for: 2019-09..2020-08")
      }
    }
    if let node = fields["data_protection"] { event.dataProtection = dataProtection(node, survey: survey) }
    return problems.reading(event)
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "session": Fields.Remark(hint: "sessions stand in a list: sessions: [{session: its name, …}]")
    case "date", "place", "venue", "attended", "booked", "district", "basis", "status", "count":
      Fields.Remark(hint: "write it in a session: sessions: [{session: its name, \(key): …}]")
    case "name": Fields.Remark(hint: "write event: its name")
    default: nil
    }
  }

  private func invented(_ fields: Fields) -> String? {
    guard let text = fields.text("invented") else { return nil }
    switch Fields.flag(text) {
    case true: return "Everything in it is invented."
    case false: return nil
    default: return text
    }
  }

  private func survey(of fields: Fields) -> (Survey.ID?, Survey?) {
    guard let name = fields.text("survey"), let node = fields["survey"] else { return (nil, nil) }
    let id = Survey.ID(name)
    guard let surveys else { return (id, nil) }
    if let survey = surveys(id) { return (id, survey) }
    if surveyNames.contains(name) {
      problems.add(
        "survey-with-errors", "the survey “\(name)” has errors of its own", at: node,
        hint: "engage survey check tells which; what refers to its questions is not checked",
        severity: .warning)
    } else {
      problems.addUnknownWord(
        name, at: node, rule: "unknown-survey", message: "there is no survey “\(name)”", among: surveyNames,
        otherwise: "leave “survey” out for an event without forms")
    }
    return (id, nil)
  }

  private func dataProtection(_ node: YAMLNode, survey: Survey?) -> DataProtection? {
    let keys = [
      "controller", "purpose", "lawful_basis", "article_9_condition", "notice_version", "retain_until",
      "quoting_question", "contact",
    ]
    guard let fields = Fields(node, what: "data_protection", known: keys, problems: problems) else {
      return nil
    }
    var retention: CalendarDate?
    if let text = filled(fields, "retain_until"), let place = fields["retain_until"] {
      retention = CalendarDate(text)
      if retention == nil {
        problems.add("bad-date", "“\(text)” is no day", at: place, hint: "write it like this: 2029-12-31")
      }
    }
    let quoting = fields.text("quoting_question")
    if let quoting, let survey, let place = fields["quoting_question"],
      survey.question(Question.ID(quoting)) == nil
    {
      problems.addUnknownWord(
        quoting, at: place, rule: "unknown-question",
        message: "survey “\(survey.id)” has no question “\(quoting)”",
        among: survey.questions.map(\.id.rawValue),
        otherwise: "it is the question that asks whether one may quote")
    }
    return DataProtection(
      controller: filled(fields, "controller"), purpose: filled(fields, "purpose"),
      lawfulBasis: filled(fields, "lawful_basis"),
      article9Condition: filled(fields, "article_9_condition"),
      noticeVersion: filled(fields, "notice_version"),
      retainUntil: retention, quotingQuestion: quoting.map { Question.ID($0) },
      contact: fields.text("contact"))
  }

  /// What is written, unless it is still to be filled in.
  private func filled(_ fields: Fields, _ key: String) -> String? {
    guard let text = fields.text(key) else { return nil }
    return text.contains(DataProtection.placeholder) ? nil : text
  }
}

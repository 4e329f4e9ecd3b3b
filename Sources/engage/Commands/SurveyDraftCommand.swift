import ArgumentParser
import EngageFiles
import EngageImport
import EngageModel
import EngageReport

extension SurveyCommand {
  struct Draft: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Write the survey that fits a file of responses.",
      discussion: """
        From an export of any program: questions, types, choices and scales, with a comment where it is a guess.
        An event with one session comes with it.
        For example:
          engage survey draft responses.csv --survey our-survey
          engage import responses.csv --survey our-survey
          engage analyse frequencies --survey our-survey
        """)

    @Argument(help: "The file with the responses.")
    var file: String

    @Option(help: "What the survey is to be called: lower case words joined by “-”.")
    var survey: String

    @Option(help: "Its title, for people; made of its name if left out.")
    var title: String?

    @Option(
      name: .shortAndLong, help: "Where to write it; Surveys/SURVEY/survey.v1.yaml if left out, - prints it.")
    var output: String?

    @Option(help: "What the event is to be called; as the survey if left out.")
    var event: String?

    @Flag(name: .customLong("no-event"), help: "Write no event.")
    var noEvent = false

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      if event != nil, noEvent { throw ValidationError("--event and --no-event contradict each other.") }
    }

    func perform() async throws {
      var options = ImportOptions(
        survey: Survey(id: Survey.ID(survey), title: "", questions: []), event: Event.ID(survey), sessions: []
      )
      try reading.apply(to: &options)
      var draft = try SurveyDraft(path: file, survey: Survey.ID(survey), title: title, options: options)
      if let event { draft.event.id = Event.ID(event) }
      let written = try WrittenDraft(draft)
      if output == "-" { return try Terminal.tell(Array(written.survey.utf8)) }
      let places = try places(of: draft)
      var files = NewFiles()
      files.add(places.survey, written.survey)
      if let event = places.event { files.add(event, written.event) }
      try files.checkFree(remedy)
      try files.write()
      try tell(draft, places)
    }

    private var remedy: String {
      "write elsewhere with -o FILE, or give another --survey; a changed questionnaire becomes survey.v2.yaml"
    }

    private struct Places {
      var survey: String
      var event: String?
      /// How people are told of them.
      var shown: [String]
    }

    /// Where survey and event go: into the workspace, or the survey alone to where it was asked for.
    private func places(of draft: SurveyDraft) throws -> Places {
      if let output, !isInWorkspace(output) { return Places(survey: output, event: nil, shown: [output]) }
      let workspace = try Workplace(workspace).workspace
      let survey = output ?? workspace.surveyPath(draft.survey.id, version: 1)
      let event = noEvent ? nil : "\(workspace.surveysFolder)/\(self.survey)/events/\(draft.event.id).yaml"
      if let event, let other = workspace.events().first(where: { $0.name == draft.event.id.rawValue }),
        other.path != event
      {
        throw Diagnostic(
          rule: "file-exists", message: "there is an event \(draft.event.id) already",
          file: workspace.shown(other.path),
          hint: "give another name with --event NAME, or say --no-event")
      }
      return Places(
        survey: survey, event: event, shown: [survey, event].compactMap { $0.map(workspace.shown) })
    }

    /// Whether a path is in the survey's own folder, so that an event belongs beside it.
    private func isInWorkspace(_ path: String) -> Bool {
      guard let workspace = try? Workplace(workspace).workspace else { return false }
      let whole = path.hasPrefix("/") ? path : "\(Folder.current)/\(path)"
      return whole.hasPrefix("\(workspace.surveysFolder)/\(survey)/")
    }

    private func tell(_ draft: SurveyDraft, _ places: Places) throws {
      if format.format == .json {
        return try JSON.tell(DraftPage(draft, places: places.survey, places.event))
      }
      if !draft.diagnostics.isEmpty { Terminal.tellError(DiagnosticFormatter().format(draft.diagnostics)) }
      try Terminal.tell(DraftWords(draft: draft).text)
      var lines = ["", "Written: \(places.shown.joined(separator: ", ")). Read it before you use it; then:"]
      if places.event != nil {
        lines += [
          "  engage import \(Terminal.quoted(file)) --survey \(survey)",
          "  engage analyse frequencies --survey \(survey)",
        ]
      } else {
        lines.append("  engage survey check \(places.shown[0])")
      }
      try Terminal.tell(lines.joined(separator: "\n"))
    }
  }
}

/// The texts of a draft, proved to say what was meant.
private struct WrittenDraft {
  let survey: String
  let event: String

  /// - Throws: `FileProblems` where the names given make no valid files; a bug where a text says something else.
  init(_ draft: SurveyDraft) throws {
    survey = SurveyWriter(draft.survey, header: draft.header, comments: draft.comments).text
    event = EventWriter(draft.event, header: ["Made together with the draft of \(draft.survey.id)."]).text
    let read = SurveyFile.read(text: survey, path: "survey.v\(draft.survey.version).yaml")
    let held = EventFile.read(text: event, path: "\(draft.event.id).yaml")
    guard try read.required() == draft.survey, try held.required() == draft.event else {
      throw UnequalDraft()
    }
  }
}

/// What was written reads back as something else.
private struct UnequalDraft: Error {}

/// A draft on the screen: a line for each question.
private struct DraftWords {
  let draft: SurveyDraft

  var text: String {
    var listing = Listing(["Question", "Type", "Choices", "Remark"])
    var told: Set<String> = []
    for question in draft.survey.questions {
      if let group = question.group, told.insert(group).inserted {
        let isGrid = draft.survey.group(group)?.kind == .grid
        listing.add([group, isGrid ? "grid" : "group", "", remark(group)])
      }
      listing.add([
        (question.group == nil ? "" : "  ") + question.id.rawValue, question.type.rawValue,
        question.choices.isEmpty ? "" : String(question.choices.count), remark(question.id.rawValue),
      ])
    }
    return
      "\(Wording.count(draft.responses, "response", "responses")), read as \(draft.dialect.title).\n\n\(listing.text)"
  }

  private func remark(_ name: String) -> String {
    draft.comments[Question.ID(name)]?.joined(separator: "; ") ?? ""
  }
}

/// The JSON that `engage survey draft --format json` prints.
private struct DraftPage: Encodable {
  struct QuestionPage: Encodable {
    var name: String
    var type: String
    var label: String
    var group: String?
    var choices: [ChoicePage]
    var remarks: [String]
  }

  struct ChoicePage: Encodable {
    var name: String
    var label: String
    var scored: Bool
  }

  var survey: String
  var file: String
  var event: String?
  var eventFile: String?
  var responses: Int
  var dialect: ImportedDialect
  var questions: [QuestionPage]
  var diagnostics: [Diagnostic]

  private enum CodingKeys: String, CodingKey {
    case survey, file, event
    case eventFile = "event_file"
    case responses, dialect, questions, diagnostics
  }

  init(_ draft: SurveyDraft, places file: String, _ eventFile: String?) {
    survey = draft.survey.id.rawValue
    self.file = file
    event = eventFile == nil ? nil : draft.event.id.rawValue
    self.eventFile = eventFile
    responses = draft.responses
    dialect = draft.dialect
    diagnostics = draft.diagnostics
    questions = draft.survey.questions.map { question in
      QuestionPage(
        name: question.id.rawValue, type: question.type.rawValue, label: question.label.text,
        group: question.group,
        choices: question.choices.map {
          ChoicePage(name: $0.id.rawValue, label: $0.label.text, scored: $0.scored)
        }, remarks: draft.comments[question.id] ?? [])
    }
  }
}

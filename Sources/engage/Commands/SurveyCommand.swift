import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport

struct SurveyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Questionnaires: list, show, check, new, draft, import, export.",
    discussion: """
      For example:
        engage survey list
        engage survey show we-stand-together
        engage survey check Surveys/we-stand-together/survey.v1.yaml
      """,
    subcommands: [List.self, Show.self, Check.self, New.self, Draft.self, Import.self, Export.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All surveys of the workspace.", discussion: "For example:\n  engage survey list")
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let rows = workplace.workspace.surveys().map { SurveyRow($0, in: workplace) }
      if format.format == .json { return try JSON.tell(rows) }
      guard !rows.isEmpty else {
        return try Terminal.tell("There is no survey yet. Begin with: engage survey new, or engage init")
      }
      var listing = Listing(["Survey", "Version", "Questions", "Events", "Title"])
      for row in rows {
        listing.add([
          row.survey, row.version.map(String.init) ?? "–", row.questions.map(String.init) ?? "–",
          String(row.events.count), row.title ?? "has errors: engage survey check \(row.survey)",
        ])
      }
      try Terminal.tell(listing.text)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The questions of a survey.",
      discussion: "For example:\n  engage survey show we-stand-together")
    @Argument(help: "The survey, by name.") var survey: String
    @Option(help: "An older version.") var version: Int?
    @Option(help: "Show labels in this language, pl.") var language: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let survey = try Workplace(workspace).workspace.readSurvey(Survey.ID(survey), version: version)
        .required()
      if format.format == .json { return try JSON.tell(SurveyPage(survey, language: language)) }
      try Terminal.tell(SurveyWords(survey: survey, language: language).text)
    }
  }

  struct Check: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Find every problem of a survey.",
      discussion: "For example:\n  engage survey check Surveys/we-stand-together/survey.v1.yaml")
    @Argument(help: "A file, or a survey by name.") var file: String
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = FileCheck.workspace(of: file, option: workspace)
      let reading =
        FileCheck.isFile(file) ? workspace.readSurvey(at: file) : workspace.readSurvey(Survey.ID(file))
      let frozen = try reading.value.map { try Workplace(workspace: workspace).frozenProblem(of: $0) } ?? []
      try FileCheck.tell(
        reading.diagnostics + frozen, sources: reading.sources, file: file, format: format.format,
        praise: reading.value.map {
          "\($0.id) version \($0.version): \(Wording.count($0.printedCount, "question", "questions")), in order."
        })
    }
  }
}

/// A line of the list of surveys.
private struct SurveyRow: Encodable {
  var survey: String
  var version: Int?
  var title: String?
  var questions: Int?
  var events: [String]

  init(_ id: Survey.ID, in workplace: Workplace) {
    let read = workplace.workspace.readSurvey(id).value
    survey = id.rawValue
    version = read?.version
    title = read?.title.text
    questions = read?.printedCount
    events = workplace.workspace.events().filter { $0.folder == id.rawValue }.map(\.name)
  }
}

/// The JSON that `engage survey show --format json` prints.
private struct SurveyPage: Encodable {
  struct QuestionPage: Encodable {
    var name: String
    var type: String
    var label: String
    var choices: [ChoicePage]
  }

  struct ChoicePage: Encodable {
    var name: String
    var label: String
  }

  var survey: String
  var version: Int
  var title: String
  var questions: [QuestionPage]

  init(_ survey: Survey, language: String?) {
    self.survey = survey.id.rawValue
    version = survey.version
    title = survey.title.text(in: language)
    questions = survey.questions.map { question in
      QuestionPage(
        name: question.id.rawValue, type: question.type.rawValue, label: question.label.text(in: language),
        choices: question.choices.map { ChoicePage(name: $0.id.rawValue, label: $0.label.text(in: language)) }
      )
    }
  }
}

/// A survey in words.
private struct SurveyWords {
  let survey: Survey
  let language: String?

  var text: String {
    var lines = ["\(survey.title.text(in: language)) – \(survey.id), version \(survey.version)"]
    if let summary = survey.summary { lines.append(summary.text(in: language)) }
    if let source = survey.source { lines.append("Source: \(source)") }
    var group: String?
    let numbers = survey.questionNumbers
    for question in survey.questions {
      if question.group != group {
        group = question.group
        if let label = group.flatMap({ survey.group($0) })?.label { lines += ["", label.text(in: language)] }
      }
      let number = numbers[question.id].map { "\($0). " } ?? ""
      lines += [
        "", "\(number)\(question.id)  (\(details(of: question)))", "  \(question.label.text(in: language))",
      ]
      if let hint = question.hint { lines.append("  \(hint.text(in: language))") }
      lines += question.choices.map { "    \($0.id)  \($0.label.text(in: language))" }
    }
    return lines.joined(separator: "\n")
  }

  private func details(of question: Question) -> String {
    var details = [question.type.rawValue]
    if question.required != .no { details.append("required") }
    let conditions = survey.relevance(of: question)
    if !conditions.isEmpty {
      details.append("asked if " + conditions.map(\.source).joined(separator: " and "))
    }
    if let codebook = question.codebook { details.append("codebook \(codebook)") }
    if question.sensitive { details.append("sensitive") }
    return details.joined(separator: ", ")
  }
}

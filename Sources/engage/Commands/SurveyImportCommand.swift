import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import EngageSheets

extension SurveyCommand {
  struct Import: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Make a survey of an XLSForm or of a REDCap dictionary.",
      discussion: """
        Reads the questionnaires of ODK and KoboToolbox (a workbook, or its CSV form) and data dictionaries of REDCap. \
        What Engage has no place for is left out and told. An event with one session comes with the first version. \
        For example:
          engage survey import form.xlsx --survey our-survey
          engage survey import dictionary.csv --survey our-survey -o -
        """)

    @Argument(help: "The file with the questionnaire.")
    var file: String

    @Option(help: "What the survey is to be called: lower case words joined by “-”.")
    var survey: String

    @Option(help: "Which version of the survey it is to be; 1 if left out.")
    var version: Int?

    @Option(
      name: .shortAndLong, help: "Where to write it; Surveys/SURVEY/survey.v1.yaml if left out, - prints it.")
    var output: String?

    @Flag(name: .customLong("no-event"), help: "Write no event for the survey.")
    var noEvent = false

    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      if let version, version < 1 { throw ValidationError("A version is a whole number from 1.") }
    }

    func perform() async throws {
      do {
        try perform(in: try? Workplace(workspace).workspace)
      } catch  where format.format == .json && !(error is ExitCode) {
        let failure = Failure(error)
        try JSON.tell(
          ImportedForm(survey: survey, reading: FormReading(survey: nil, diagnostics: failure.diagnostics)))
        throw ExitCode(failure.code)
      }
    }

    private func perform(in home: Workspace?) throws {
      guard NameRules.isKebabCase(survey) else {
        throw Diagnostic(
          rule: "bad-name",
          message: "the name of a survey is made of lower case letters, digits and “-”, “\(survey)” is not",
          hint: NameRules.kebabCase(of: survey).map { "“\($0)” would do" })
      }
      var reading = FormFile.read(path: file, as: Survey.ID(survey))
      guard var read = reading.survey else { throw DiagnosticsError(reading.diagnostics) }
      let place = try place(in: home, formVersion: read.version)
      read.version = place.version
      let written = try WrittenSurvey(
        read, comments: reading.comments, source: file, shown: place.shown, in: home)
      if let home { reading.diagnostics += missingCodebooks(of: read, in: home) }
      if output == "-" {
        tell(reading.diagnostics)
        return try Terminal.tell(Array(written.text.utf8))
      }
      let event = try write(written.text, of: read, to: place, in: home)
      try tell(reading, read, place, event: event)
    }

    // MARK: - Where to

    private struct Place {
      var path: String
      var shown: String
      var version: Int
    }

    private func place(in home: Workspace?, formVersion: Int) throws -> Place {
      if let output {
        let version = version ?? Self.version(ofFile: output) ?? formVersion
        return Place(
          path: output, shown: output == "-" ? "survey.v\(version).yaml" : output, version: version)
      }
      let workspace = try home ?? Workplace(workspace).workspace
      let version = version ?? 1
      let path = workspace.surveyPath(Survey.ID(survey), version: version)
      return Place(path: path, shown: workspace.shown(path), version: version)
    }

    /// The number in `survey.v3.yaml`.
    private static func version(ofFile path: String) -> Int? {
      let name = path.split(separator: "/").last ?? ""
      guard name.hasPrefix("survey.v"), name.hasSuffix(".yaml") else { return nil }
      return Int(name.dropFirst("survey.v".count).dropLast(".yaml".count))
    }

    /// Writes the survey and, with the first version in a workspace, an event that answers can be brought into.
    /// - Returns: how people are told of the event's file.
    /// - Throws: `DiagnosticsError` where there is such a survey already, `SheetFileError` where it can't be written.
    private func write(_ text: String, of read: Survey, to place: Place, in home: Workspace?) throws
      -> String?
    {
      var files = NewFiles()
      files.add(place.path, text)
      try files.checkFree(
        nextVersion.map { "make it the next version: --version \($0); or write elsewhere with -o FILE" }
          ?? "write elsewhere with -o FILE")
      var shown: String?
      if let home, output == nil, !noEvent, place.version == 1,
        !home.events().contains(where: { $0.folder == survey || $0.name == survey })
      {
        let event = Event(
          id: Event.ID(survey), survey: read.id, title: read.title.text,
          sessions: [Session(id: "all", title: "All responses", attended: .unknown)])
        let path = "\(home.surveysFolder)/\(survey)/events/\(survey).yaml"
        files.add(path, EventWriter(event, header: ["Made together with the survey \(survey)."]).text)
        shown = home.shown(path)
      }
      try files.write()
      return shown
    }

    private var nextVersion: Int? {
      guard let home = try? Workplace(workspace).workspace else { return nil }
      return home.surveyVersions(of: Survey.ID(survey)).last.map { $0 + 1 }
    }

    // MARK: - Telling

    private func tell(_ diagnostics: [Diagnostic]) {
      if diagnostics.isEmpty { return }
      Terminal.tellError(
        DiagnosticFormatter(colour: Terminal.standardError.colour).format(diagnostics) + "\n")
    }

    private func tell(_ reading: FormReading, _ survey: Survey, _ place: Place, event: String?) throws {
      if format.format == .json {
        return try JSON.tell(
          ImportedForm(survey: self.survey, reading: reading, read: survey, file: place.path))
      }
      tell(reading.diagnostics)
      let questions = Wording.count(survey.questions.count, "question", "questions")
      var lines = ["Written: \(place.shown), \(questions)\(event.map { "; \($0)" } ?? "")."]
      if !reading.leftOut.isEmpty {
        lines.append("Left out: \(reading.leftOut.joined(separator: ", ")).")
      }
      lines.append("Read it before you use it; then: engage survey check \(place.shown)")
      try Terminal.tell(lines.joined(separator: "\n"))
    }

    private func missingCodebooks(of survey: Survey, in home: Workspace) -> [Diagnostic] {
      let known = Set(home.codebooks(of: survey.id).map(\.name))
      let named = Set(survey.questions.compactMap(\.codebook?.rawValue))
      return named.subtracting(known).sorted().map { name in
        Diagnostic(
          .warning, rule: "unknown-codebook", message: "there is no codebook “\(name)” beside the survey yet",
          hint: "make the file Surveys/\(survey.id)/codebook.\(name).yaml, or take the key codebook out")
      }
    }
  }
}

/// The text of an imported survey, proved to say what was meant.
private struct WrittenSurvey {
  let text: String

  /// - Throws: `FileProblems` where the survey breaks a rule of its file; a bug where the text says something else.
  init(
    _ survey: Survey, comments: [Question.ID: [String]], source: String, shown: String, in home: Workspace?
  ) throws {
    let blocks = try WrittenSurvey.blocks(of: home)
    let name = source.split(separator: "/").last.map(String.init) ?? source
    text = SurveyWriter(survey, header: ["Imported from \(name)."], comments: comments, blocks: blocks).text
    let again = try SurveyFile.read(text: text, path: shown, blocks: blocks).required()
    var expected = survey
    // A block that is not here, or was changed, is written out.
    expected.blocks = again.blocks
    guard again == expected, again.blocks.allSatisfy(survey.blocks.contains) else { throw UnequalSurvey() }
  }

  private static func blocks(of home: Workspace?) throws -> [String: String] {
    let texts = try (home?.blocks() ?? []).map { block in
      (block.name, String(decoding: try WholeFile.bytes(block.path), as: UTF8.self))
    }
    return Dictionary(uniqueKeysWithValues: texts)
  }
}

/// What was written reads back as something else.
private struct UnequalSurvey: Error {}

/// The JSON that `engage survey import --format json` prints, on failure too.
private struct ImportedForm: Encodable {
  struct QuestionPage: Encodable {
    var name: String
    var type: String
    var label: String
  }

  var survey: String
  var version: Int?
  /// Where it was written; `null` if it was not.
  var file: String?
  var questions: [QuestionPage]
  var leftOut: [String]
  var diagnostics: [Diagnostic]

  private enum CodingKeys: String, CodingKey {
    case survey, version, file, questions
    case leftOut = "left_out"
    case diagnostics
  }

  init(survey: String, reading: FormReading, read: Survey? = nil, file: String? = nil) {
    self.survey = survey
    version = read?.version
    self.file = file
    questions = (read?.questions ?? []).map {
      QuestionPage(name: $0.id.rawValue, type: $0.type.rawValue, label: $0.label.text)
    }
    leftOut = reading.leftOut
    diagnostics = reading.diagnostics
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(survey, forKey: .survey)
    try container.encode(version, forKey: .version)
    try container.encode(file, forKey: .file)
    try container.encode(questions, forKey: .questions)
    try container.encode(leftOut, forKey: .leftOut)
    try container.encode(diagnostics, forKey: .diagnostics)
  }
}

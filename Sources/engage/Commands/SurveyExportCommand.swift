import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import Glibc

extension SurveyCommand {
  struct Export: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a survey as an XLSForm, for ODK, KoboToolbox and others.",
      discussion: """
        The columns engage::… keep what XLSForm has no word for: engage survey import reads them back. For example:
          engage survey export we-stand-together -o form.xlsx
        """)

    @Argument(help: "The survey, by name.")
    var survey: String

    @Option(help: "An older version.")
    var version: Int?

    @Option(name: .shortAndLong, help: "The workbook to write; Exports/SURVEY.v1.xlsx if left out.")
    var output: String?

    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let home = try Workplace(workspace).workspace
      let survey = try home.readSurvey(Survey.ID(survey), version: version).required()
      let path = output ?? "\(home.exportsFolder)/\(survey.id).v\(survey.version).xlsx"
      guard path.lowercased().hasSuffix(".xlsx") else {
        throw Diagnostic(
          rule: "unknown-format", message: "an XLSForm is written as a workbook", file: path,
          hint: "give the file a name that ends in .xlsx")
      }
      if output == nil { try Folder.make(home.exportsFolder, mode: 0o700) }
      let sheets = XLSFormWriter.sheets(of: survey)
      try sheets.write(to: path, created: time(nil))
      var warnings = XLSFormWriter.limits(of: survey)
      if XLSFormReader.read(sheets).survey != survey {
        warnings.append(
          Diagnostic(
            .warning, rule: "not-equal", message: "read back, this form is not in all the same survey",
            file: path,
            hint: "a form knows no empty words and no blanks at the ends of words; keep the survey's own file"
          ))
      }
      if format.format == .json {
        return try JSON.tell(
          ExportedForm(
            survey: survey.id.rawValue, version: survey.version, file: path,
            questions: survey.questions.count,
            diagnostics: warnings))
      }
      if !warnings.isEmpty {
        Terminal.tellError(DiagnosticFormatter(colour: Terminal.standardError.colour).format(warnings) + "\n")
      }
      let questions = Wording.count(survey.questions.count, "question", "questions")
      try Terminal.tell("Written: \(home.shown(path)), \(questions).")
    }
  }
}

/// The JSON that `engage survey export --format json` prints.
private struct ExportedForm: Encodable {
  var survey: String
  var version: Int
  var file: String
  var questions: Int
  var diagnostics: [Diagnostic]
}

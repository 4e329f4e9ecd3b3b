import ArgumentParser
import EngageModel
import EngageReport

struct ReportCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a report by a recipe.",
    discussion: """
      For example:
        engage report partner \\
            --event we-stand-together-2019 -o Exports/what-we-heard.xlsx
        engage report summary --event we-stand-together-2019
      Recipes are files in Surveys/<survey>/reports/. Where a survey has no partner or no summary there, a \
      standard one is made of its questions.
      """)

  @Argument(help: "The recipe, by name.")
  var recipe: String

  @OptionGroup var scope: ScopeOptions

  @Option(help: "Instead of an event: all events since this month or day, 2019-09.")
  var from: String?

  @Option(help: "All events until this month or day, 2020-09.")
  var to: String?

  @Option(help: "For whom, instead of the recipe's: internal, partner or public.")
  var audience: String?

  @Option(help: ArgumentHelp(stringLiteral: WeightRequest.help + " Instead of the recipe's."))
  var weights: String?

  @OptionGroup var format: FormatOption

  @Option(name: [.customShort("o"), .customLong("output")], help: ReportOutput.outputHelp)
  var output: String?

  @Option(help: "A folder to write each chart to, as SVG.")
  var charts: String?

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let subject =
      from != nil || to != nil
      ? try workplace.subject(from: from, to: to, survey: scope.survey)
      : try workplace.subject(scope)
    let (made, isStandard) = try workplace.recipe(recipe, for: subject)
    if isStandard {
      Terminal.tellError(
        "The standard report “\(recipe)”, made of the survey's questions. A file takes its place: "
          + workplace.placeOfRecipe(recipe, for: subject))
    }
    let reader = try Audience(named: audience ?? made.audience)
    let maker = ReportMaker(workplace: workplace, subject: subject)
    let report = try await maker.report(
      title: made.title, sections: made.sections, audience: reader,
      weights: try weights.map { try WeightRequest($0) } ?? made.weights)
    try ReportOutput(format: format.format, file: output, charts: charts).write(report)
  }
}

extension Audience {
  /// - Throws: `Diagnostic` for an unknown word.
  init(named name: String) throws {
    guard let audience = Audience(rawValue: name) else {
      throw Diagnostic(
        rule: "unknown-audience", message: "there is no audience “\(name)”",
        hint: "there are: \(Audience.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = audience
  }
}

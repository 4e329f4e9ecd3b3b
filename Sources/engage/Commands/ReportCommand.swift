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
        engage report partner --event we-stand-together-2019 --preview
        engage report partner --event we-stand-together-2019 \\
            --recipient "Rugby Borough Council" -o rugby.xlsx
        engage report annual-summary --from 2019-09 --to 2020-09
      The recipe annual-summary takes every event of a period, whatever its survey: paragraphs to paste, what was left \
      out and why, and what people raised by priority of the action plan.
      Recipes are files in Surveys/<survey>/reports/. Where a survey has no partner or no summary there, a \
      standard one is made of its questions.
      Where too few would be left to show, merge before you hide:
        engage report partner --groups ethnic_group=survey \\
            --groups 'session:South Warwickshire=rugby,leamington-spa'
      A report for others is made once the file of each of its events says who is responsible for people's data and \
      under which rules they are held (data_protection); engage event check shows what is missing.
      A report for partners or the public is released by writing or printing it, and stands in the ledger from then \
      on: engage releases list. --preview shows it without that.
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

  @OptionGroup var groups: GroupsOption

  @OptionGroup var profile: ProfileOption

  @OptionGroup var format: FormatOption

  @Option(name: [.customShort("o"), .customLong("output")], help: ReportOutput.outputHelp)
  var output: String?

  @Option(help: "A folder to write each chart to, as SVG.")
  var charts: String?

  @OptionGroup var release: ReleaseOptions

  @Option(
    help:
      "A line for the notes: how the file's password reaches its reader, as in “It comes by telephone”; never the password itself. Engage does not encrypt workbooks: save the file with a password in Excel (File, Info, Protect Workbook) or LibreOffice (Save As, Save with password)."
  )
  var passwordNote: String?

  @OptionGroup var plugin: PluginOptions

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws { try release.check(output: output, charts: charts) }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let out = ReportOutput(format: format.format, file: output, charts: charts)
    var releasing = release.releasing(in: workplace, recipe: recipe)
    if recipe == AnnualSummary.name {
      releasing.profile = try workplace.profile(named: profile.profile)
      var counted = try await annualSummary(in: workplace)
      counted.report.made.passwordNote = passwordNote
      try releasing.release(counted, to: out)
      return
    }
    let plugins = try Plugins(workplace, plugin)
    let subject =
      from != nil || to != nil
      ? try workplace.subject(in: ReportingPeriod(from: from, to: to), survey: scope.survey)
      : try workplace.subject(scope)
    let (made, isStandard) = try workplace.recipe(
      recipe, for: subject, analyses: plugins.registry(running: []))
    let registry = try plugins.registry(running: made.sections.map(\.analysis))
    if isStandard {
      Terminal.tellError(
        "The standard report “\(recipe)”, made of the survey's questions. A file takes its place: "
          + workplace.placeOfRecipe(recipe, for: subject))
    }
    let reader = try Audience(named: audience ?? made.audience)
    let maker = ReportMaker(workplace: workplace, subject: subject, registry: registry)
    let rules = try workplace.profile(named: profile.profile ?? made.profile)
    releasing.profile = rules
    var counted = try await maker.wholeReport(
      title: made.title, sections: made.requests(groups: groups.request(), profile: rules), audience: reader,
      weights: try weights.map { try WeightRequest($0) } ?? made.weights)
    counted.report.made.passwordNote = passwordNote
    try releasing.release(counted, to: out)
  }

  private func annualSummary(in workplace: Workplace) async throws -> CountedReport {
    guard from != nil || to != nil else {
      throw Diagnostic(
        rule: "no-period", message: "\(AnnualSummary.name) needs to be told of which time",
        hint: "--from 2019-09 --to 2020-08")
    }
    guard scope.event.isEmpty, scope.session.isEmpty else {
      throw Diagnostic(
        rule: "whole-period", message: "\(AnnualSummary.name) takes every event of its time",
        hint: "leave out --event and --session; --survey NAME takes those of one survey only")
    }
    guard groups.written.isEmpty else {
      throw Diagnostic(
        rule: "no-groups",
        message: "\(AnnualSummary.name) takes events of several surveys, and merges nothing",
        hint: "leave out --groups")
    }
    guard weights == nil else {
      throw Diagnostic(
        rule: "no-weights",
        message: "\(AnnualSummary.name) counts the responses of several surveys, unweighted",
        hint: "leave out --weights")
    }
    return try await AnnualSummary(
      workplace: workplace, period: try ReportingPeriod(from: from, to: to), survey: scope.survey
    ).report(for: try Audience(named: audience ?? workplace.standard("audience") ?? "internal"))
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

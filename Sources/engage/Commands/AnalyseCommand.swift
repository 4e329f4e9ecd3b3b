import ArgumentParser
import EngageAnalysis
import EngageModel
import EngageReport

struct AnalyseCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Run analyses and show what they find.",
    discussion: """
      For example:
        engage analyse attendance --event we-stand-together-2019
        engage analyse frequencies scales --survey we-stand-together \\
            --question safe_day
        engage analyse crosstab --survey we-stand-together --question aware \\
            --by role
        engage analyse theme-counts --survey we-stand-together \\
            --by session -o themes.html
        engage analyse frequencies --survey our-survey \\
            --weights rake:warwickshire-2021
      The analyses there are:  engage plugins list
      """,
    aliases: ["analyze"])

  @Argument(help: "The analyses, by name.")
  var analyses: [String]

  @OptionGroup var scope: ScopeOptions

  @Option(help: "A question to count, by name; may be given several times.")
  var question: [String] = []

  @Option(help: "What to split by: a question, session or event.")
  var by: String?

  @OptionGroup var condition: ConditionOption

  @Option(help: "An option, as name=value or analysis.name=value; may be given several times.")
  var option: [String] = []

  @OptionGroup var groups: GroupsOption

  @OptionGroup var profile: ProfileOption

  @Option(help: ArgumentHelp(stringLiteral: WeightRequest.help))
  var weights: String?

  @Option(help: "For whom: internal, partner or public; the workspace's default or internal if left out.")
  var audience: String?

  @OptionGroup var format: FormatOption

  @Option(name: [.customShort("o"), .customLong("output")], help: ReportOutput.outputHelp)
  var output: String?

  @Option(help: "A folder to write each chart to, as SVG.")
  var charts: String?

  @OptionGroup var release: ReleaseOptions

  @OptionGroup var plugin: PluginOptions

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws { try release.check(output: output, charts: charts) }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let registry = try Plugins(workplace, plugin).registry(running: analyses)
    let subject = try workplace.subject(scope)
    let written = try SectionOptions(option, for: analyses, registry: registry)
    let files = try workplace.codebookFiles(named: written.codebooks)
    let groups = try self.groups.request()
    let rules = try workplace.profile(named: profile.profile)
    let sections = analyses.map { name in
      let manifest = try? registry.plugin(named: name).manifest
      var request = SectionRequest(
        analysis: name, questions: manifest?.questions == .unused ? [] : question.map { Question.ID($0) },
        by: manifest?.by == .unused && analyses.count > 1 ? nil : by, filter: condition.condition,
        options: written.options(of: name).mapValues { files[$0]?.id.rawValue ?? $0 }, groups: groups)
      request.equalityBySession = rules.equalityBySession
      return request
    }
    let maker = ReportMaker(
      workplace: workplace, subject: subject, extraCodebooks: Array(files.values), registry: registry)
    let reader = try Audience(named: audience ?? workplace.standard("audience") ?? "internal")
    let weighting = try weights.map { try WeightRequest($0) }
    let counted: CountedReport
    do {
      counted = try await maker.wholeReport(
        title: subject.title, sections: sections, audience: reader, filter: condition.condition,
        weights: weighting)
    } catch let error as DiagnosticsError { throw error.placed(in: condition.condition) }
    var releasing = release.releasing(in: workplace)
    releasing.profile = rules
    try releasing.release(
      counted, to: ReportOutput(format: format.format, file: output, charts: charts))
  }
}

/// Options as given on the command line, sorted out by analysis.
struct SectionOptions {
  private var common: [String: String] = [:]
  private var own: [String: [String: String]] = [:]
  private let accepted: [String: Set<String>]
  /// The options that take a codebook.
  private let ofCodebooks: Set<String>
  private let severalAnalyses: Bool

  /// - Parameters:
  ///   - written: `name=value` for every analysis that has the option, or `analysis.name=value`.
  ///   - analyses: those to be run.
  /// - Throws: `DiagnosticsError` for what is no option at all, or not one of any of the analyses.
  init(_ written: [String], for analyses: [String], registry: AnalysisRegistry) throws {
    var problems: [Diagnostic] = []
    var accepted: [String: Set<String>] = [:]
    var ofCodebooks: Set<String> = []
    for name in analyses {
      do {
        let options = try registry.plugin(named: name).manifest.options
        accepted[name] = Set(options.map(\.name))
        ofCodebooks.formUnion(options.filter { $0.kind == .codebook }.map(\.name))
      } catch { problems += error.diagnostics }
    }
    self.accepted = accepted
    self.ofCodebooks = ofCodebooks
    severalAnalyses = analyses.count > 1
    for text in written {
      guard let equals = text.firstIndex(of: "=") else {
        problems.append(
          Diagnostic(
            rule: "bad-option", message: "--option \(text) has no value", hint: "write --option name=value"))
        continue
      }
      let key = text[..<equals]
      let value = String(text[text.index(after: equals)...])
      if let dot = key.firstIndex(of: "."), analyses.contains(String(key[..<dot])) {
        own[String(key[..<dot]), default: [:]][String(key[key.index(after: dot)...])] = value
      } else {
        common[String(key)] = value
        if severalAnalyses, !accepted.values.contains(where: { $0.contains(String(key)) }) {
          let known = accepted.values.reduce(into: Set()) { $0.formUnion($1) }
          problems.append(
            Diagnostic(
              rule: "unknown-option", message: "none of the analyses has an option “\(key)”",
              hint: nearestName(to: String(key), among: known).map { "did you mean \($0)?" }))
        }
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  /// The options for an analysis: with several, only those common ones that it knows.
  func options(of analysis: String) -> [String: String] {
    let shared =
      severalAnalyses ? common.filter { accepted[analysis]?.contains($0.key) == true } : common
    return shared.merging(own[analysis] ?? [:]) { _, own in own }
  }

  /// Values of options that take codebooks, which may be files.
  var codebooks: [String] {
    ([common] + own.values).flatMap { options in ofCodebooks.sorted().compactMap { options[$0] } }
  }
}

import ArgumentParser
import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageStore

/// A saved report beside the workspace it was made in: its sections can be made again.
struct SavedReport {
  let report: Report
  let workplace: Workplace
  let subject: Subject
  private let path: String
  private let maker: ReportMaker
  private let plugins: Plugins

  /// - Parameters:
  ///   - codebooks: those that were given as files when the report was made.
  ///   - plugins: where to look for analyses, beside the workspace's own folders.
  /// - Throws: `Diagnostic` where it is no report, or not one of this workspace.
  init(path: String, in workplace: Workplace, codebooks: [Codebook], plugins: PluginOptions) throws {
    self.path = path
    self.workplace = workplace
    report = try SavedReport.read(path)
    try SavedReport.check(report, path, workplace)
    let scope = try ScopeOptions.parse(
      (report.survey.map { ["--survey", $0] } ?? []) + report.events.flatMap { ["--event", $0] }
        + report.sources.sessions.flatMap { ["--session", $0] })
    subject = try workplace.subject(scope)
    self.plugins = try Plugins(workplace, plugins)
    let registry = try self.plugins.registry(running: report.sections.map(\.analysis))
    maker = ReportMaker(
      workplace: workplace, subject: subject, extraCodebooks: codebooks, registry: registry)
  }

  /// Reads a report.
  /// - Throws: `Diagnostic` in plain words where it is none.
  static func read(_ path: String) throws -> Report {
    let bytes = try WholeFile.bytes(path)
    do { return try Report(json: bytes) } catch let error as ReportReadingError {
      throw Diagnostic(rule: "bad-report", message: error.description, file: path, hint: error.hint)
    }
  }

  private static func check(_ report: Report, _ path: String, _ workplace: Workplace) throws {
    func elsewhere(_ what: String) -> Diagnostic {
      Diagnostic(
        rule: "other-workspace", message: "this workspace does not have \(what), of which the report speaks",
        file: path, hint: "name the workspace where it was made with --workspace")
    }
    if let survey = report.survey.map({ Survey.ID($0) }),
      workplace.workspace.surveyVersions(of: survey).isEmpty,
      try workplace.existingStore()?.versions(of: survey).isEmpty ?? true
    {
      throw elsewhere("the survey \(survey)")
    }
    let known = Set(workplace.workspace.events().map(\.name))
    if let event = report.events.first(where: { !known.contains($0) }) {
      throw elsewhere("the event \(event)")
    }
  }

  /// The day it was made, which `today()` in a condition means.
  private var day: CalendarDate? { CalendarDate(report.made.at.prefix(10)) }

  /// What a section was asked for.
  /// - Throws: `Diagnostic` for a report that does not say it.
  func request(_ section: Section) throws -> SectionRequest {
    guard let asked = section.asked else {
      throw Diagnostic(
        rule: "old-report",
        message: "the report does not say what its section \(section.analysis) was asked for",
        file: path, hint: "an older Engage made it: make it again")
    }
    var request = SectionRequest(
      analysis: section.analysis, questions: asked.questions.map { Question.ID($0) }, by: asked.by,
      sessions: asked.sessions.map { Session.ID($0) }, filter: asked.filter, options: section.options,
      groups: try GroupsRequest(asked.groups))
    request.equalityBySession = asked.equalityBySession
    return request
  }

  /// How its forms are weighted.
  private var weights: WeightRequest? {
    get throws { try report.sources.weights.map { try WeightRequest($0) } }
  }

  /// The report as it would be made now; names, time and title aside.
  func remade() async throws -> Report {
    try await maker.report(
      title: report.title, sections: report.sections.map(request), audience: report.audience,
      filter: report.scope.filter, weights: weights, today: day)
  }

  /// The analysis of a section, ready to run, and what to run it over.
  ///
  /// - Parameter showingAll: for internal eyes, and with options that hide small figures at their lowest; otherwise as
  ///   the report asked for it.
  func ready(_ section: Section, showingAll: Bool) throws
    -> (analysis: PreparedAnalysis, source: any ResponseSource)
  {
    var request = try request(section)
    // A figure is opened by running the analysis on single responses: that would start a program for each.
    if let origin = plugins.origin(of: section.analysis), origin.folder != nil {
      throw Diagnostic(
        rule: "plugin-figure",
        message:
          "figures of \(section.analysis) can't be opened: it is a program of its own, in \(origin.language)",
        file: path,
        hint: "without a figure, engage trace says what changed since and which figures would be others now")
    }
    var context = try maker.context(
      for: [request], audience: showingAll ? .internal : report.audience, filter: report.scope.filter,
      today: day)
    // Its rows are named as readers saw them.
    context.hidesVenues = report.audience != .internal
    if showingAll {
      context.smallestBase = 1
      let specifications = try maker.registry.plugin(named: section.analysis).manifest.options
      for option in specifications where SavedReport.hides(option) {
        if case .integer(let bounds) = option.kind {
          request.options[option.name] = String(bounds.lowerBound)
        }
      }
    }
    var source = try workplace.source(for: subject)
    if let weights = try weights {
      let scope = try RowFilter(sessions: [], condition: report.scope.filter, context: context)
      let prepared = try maker.weights(weights, of: source, scope: scope)
      context.weighting = prepared.weighting
      source = WeightedSource(base: source, rule: prepared.rule)
    }
    return (try maker.prepare([request], context: context)[0], source)
  }

  /// Whether an option leaves out what is small, or takes time for examples that nobody asked for. What says how
  /// large a group has to be to count as one (`smallest_group`) is no such option: other figures rest on it.
  private static func hides(_ option: OptionSpecification) -> Bool {
    ["minimum", "smallest_base", "quotes"].contains(option.name)
  }

  /// Whether what people coded is behind a section's figures.
  func restsOnCodes(_ section: Section) throws -> Bool {
    let manifest = try maker.registry.plugin(named: section.analysis).manifest
    return manifest.readsCodes && section.options["codes"] != "rules"
  }

  /// The codebook by which a section finds themes in a question's texts.
  func codebook(of section: Section, for question: Question) throws -> Codebook? {
    let name = section.options["codebook"] ?? question.codebook?.rawValue
    return try maker.codebooks().first { $0.id.rawValue == name }
  }

  /// All codebooks there are now.
  func codebooks() throws -> [Codebook] { try maker.codebooks() }
}

extension Cell {
  /// The figure in a line of text.
  var inWords: String {
    switch self {
    case .text(let words): words
    case .number(let number): Cell.plain(number)
    case .share(let part, let whole): "\(Cell.plain(part)) of \(Cell.plain(whole))"
    case .suppressed: "hidden"
    case .missing: "none"
    }
  }

  /// A number with at most six decimals, without zeros at its end.
  static func plain(_ number: Double) -> String {
    let rounded = (number * 1e6).rounded() / 1e6
    if let whole = Int(exactly: rounded) { return String(whole) }
    return rounded == 0 ? String(number) : String(rounded)
  }

  /// Whether it is the same figure; numbers may differ by what summing in another order makes of them.
  func isSame(as other: Cell?) -> Bool {
    switch (self, other) {
    case (.number(let one), .number(let two)?): abs(one - two) <= 1e-9 * max(1, abs(one))
    case (.share(let part, let whole), .share(let otherPart, let otherWhole)?):
      abs(part - otherPart) <= 1e-9 * max(1, part) && abs(whole - otherWhole) <= 1e-9 * max(1, whole)
    default: self == other
    }
  }
}

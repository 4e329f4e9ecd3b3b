import ArgumentParser
import EngageModel
import EngageReport

struct TraceCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Open a figure of a saved report: the responses and rules behind it (internal).",
    discussion: """
      For example:
        engage analyse theme-counts --event we-stand-together-2019 -o heard.json
        engage trace heard.json themes/reporting/responses
        engage trace heard.json
      Without a figure it tells whether what the report was made from has changed since, and which figures would \
      differ now. A figure is TABLE/ROW/COLUMN or TABLE/measure, by the names in the JSON; several keys of a row \
      are joined by " | ". Where several sections have it: crosstab:… or 2:…
      """)

  @Argument(help: "A report as saved by -o REPORT.json.")
  var report: String

  @Argument(help: "The figure: TABLE/ROW/COLUMN or TABLE/measure.")
  var figure: String?

  @Option(help: "List at most so many responses.")
  var limit = 100

  @Option(help: "A codebook file, where the report was made with one that is not the survey's own.")
  var codebook: [String] = []

  @OptionGroup var plugin: PluginOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let books = try workplace.codebookFiles(named: codebook)
    let saved = try SavedReport(path: report, in: workplace, codebooks: Array(books.values), plugins: plugin)
    guard let figure else {
      let state = try await ReportState(saved)
      return format.format == .json ? try JSON.tell(state) : try Terminal.tell(state.text)
    }
    let trace: FigureTrace
    do {
      trace = try FigureTrace(try saved.report.figure(figure), of: saved, limit: limit)
    } catch let error as FigureAddressError { throw error.diagnostic(of: saved.report, in: report) }
    Terminal.tellError("Internal: single responses, and words people wrote. Not for a report.")
    if format.format == .json { return try JSON.tell(trace) }
    try Terminal.tell(trace.text)
  }
}

extension FigureAddressError {
  /// What is wrong, with what is there.
  func diagnostic(of report: Report, in file: String) -> Diagnostic {
    switch self {
    case .ambiguous(let written, let places):
      let names = places.map { "\(report.sections[$0.section].analysis) \($0.inFull)" }
      return Diagnostic(
        rule: "which-figure", message: "“\(written)” may be one of \(places.count) figures", file: file,
        hint: "put the section before it: \(names.joined(separator: ", "))")
    case .unknown(let written, let part, let name, let known):
      let near = nearestName(to: name, among: known).map { "did you mean “\($0)”? " } ?? ""
      let all = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
      return Diagnostic(
        rule: "unknown-figure", message: "there is no figure “\(written)”: no \(part) “\(name)”", file: file,
        hint: known.isEmpty ? nil : "\(near)there is: \(all)")
    }
  }
}

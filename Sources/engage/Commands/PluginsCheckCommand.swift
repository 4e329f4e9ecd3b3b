import ArgumentParser
import EngageAnalysis
import EngageFiles
import EngageModel
import EngagePluginHost

struct PluginsCheckCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Try one analysis, or all, on responses that are made up for it.",
    discussion: """
      For example:
        engage plugins check theme-counts
        engage plugins check Plugins/word-associations
      Its manifest, that parts can be counted apart and put together, no responses and one, words of all scripts; of a \
      plugin in another language also that it answers nonsense with an error and ends when it should.
      """)

  @Argument(help: "The analysis, by name, or a plugin's folder; all if left out.") var name: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var plugin: PluginOptions
  @OptionGroup var workspace: WorkspaceOption

  /// What came out for one plugin.
  private struct Outcome: Encodable {
    var plugin: String
    var version: String
    var checks: [ConformanceCheck]
  }

  func perform() async throws {
    var options = plugin
    var folder = name.flatMap { $0.contains("/") || $0 == "." ? $0 : nil }
    while let named = folder, named.count > 1, named.hasSuffix("/") { folder = String(named.dropLast()) }
    if let folder { options.plugins.append(folder) }
    let plugins = try Plugins.known(workspace, options)
    let problems = plugins.problems.diagnostics.filter { problem in
      folder.map { problem.file?.hasPrefix($0) == true } ?? true
    }
    if !problems.isEmpty, folder != nil || name == nil {
      throw FileProblems(diagnostics: problems, sources: plugins.problems.sources)
    }
    let asked = try asked(of: plugins, folder: folder)
    let outcomes = try asked.map { try check($0, among: plugins.registry.manifests) }
    if format.format == .json { try JSON.tell(outcomes) }
    if outcomes.contains(where: { $0.checks.contains { $0.outcome == .failed } }) {
      throw ExitCode(Failure.badInput)
    }
  }

  private func asked(of plugins: Plugins, folder: String?) throws -> [any AnalysisPlugin] {
    guard let name else { return plugins.registry.plugins }
    guard let folder else { return [try plugins.registry(running: [name]).plugin(named: name)] }
    return plugins.plugins(in: Programs.real(folder) ?? folder)
  }

  private func check(_ plugin: any AnalysisPlugin, among all: [AnalysisManifest]) throws -> Outcome {
    let manifest = plugin.manifest
    if format.format == .text { try Terminal.tell("\(manifest.name) \(manifest.version)") }
    let checks = PluginConformance(of: plugin, among: all) { check in
      guard format.format == .text else { return }
      // What can't be printed is told by the line that follows.
      try? Terminal.tell(PluginsCheckCommand.line(check))
    }.run()
    if format.format == .text {
      let failed = checks.count { $0.outcome == .failed }
      try Terminal.tell(failed == 0 ? "In order.\n" : "\(failed) of \(checks.count) failed.\n")
    }
    return Outcome(plugin: manifest.name, version: manifest.version, checks: checks)
  }

  private static func line(_ check: ConformanceCheck) -> String {
    let mark =
      switch check.outcome {
      case .ok: "ok      "
      case .failed: "FAILED  "
      case .skipped: "–       "
      }
    return "  \(mark)\(check.name)" + (check.reason.map { ": \($0)" } ?? "")
  }
}

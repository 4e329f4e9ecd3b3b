import EngageAnalysis
import EngageFiles
import EngageModel
import EngagePluginHost

/// All analyses there are for a command: those that are compiled in, and those found in folders.
struct Plugins {
  /// Where an analysis comes from.
  struct Origin {
    /// "Engage" for those that are compiled in.
    var shown: String
    /// Absolute; `nil` for those that are compiled in.
    var folder: String?
    var language: String
  }

  /// Those that can be used.
  let registry: AnalysisRegistry
  /// What is wrong with others.
  let problems: FileProblems
  private let origins: [String: Origin]
  /// Names that several have.
  private let doubtful: Set<String>
  private let host: PluginHost

  /// - Parameter workplace: `nil` outside a workspace.
  /// - Throws: `Diagnostic` for a folder that somebody named and that holds no plugin.
  init(_ workplace: Workplace?, _ options: PluginOptions) throws {
    let named = options.plugins.filter { !$0.isEmpty }
    var found = FoundPlugins()
    if let workplace {
      found = workplace.workspace.plugins(settings: workplace.settings, and: named)
    } else {
      for folder in named { found.add(folder: folder, shownAs: folder, isNamed: true) }
    }
    let missing = found.diagnostics.filter { $0.rule == "no-plugins" && named.contains($0.file ?? "") }
    if !missing.isEmpty { throw DiagnosticsError(missing) }
    self.init(found, host: Plugins.host(workplace, options))
  }

  /// - Parameter found: in folders.
  init(_ found: FoundPlugins, host: PluginHost) {
    var registry = Analyses.registry.plugins
    var origins = Dictionary(
      uniqueKeysWithValues: registry.map { ($0.manifest.name, Origin(shown: "Engage", language: "Swift")) })
    var diagnostics = found.diagnostics
    var doubtful: Set<String> = []
    for plugin in found.plugins {
      let name = plugin.description.name
      if let other = origins[name] {
        doubtful.insert(name)
        diagnostics.append(
          Diagnostic(
            rule: "duplicate-plugin",
            message: "two analyses are called \(name): this one, and one that comes from \(other.shown)",
            file: "\(plugin.shown)/\(PluginFile.name)",
            hint: "give it another name; provides may be the same"))
        continue
      }
      origins[name] = Origin(
        shown: plugin.shown, folder: plugin.folder, language: plugin.description.language)
      registry.append(ExternalPlugin(plugin.description, folder: plugin.folder, host: host))
    }
    self.registry = AnalysisRegistry(registry)
    self.origins = origins
    self.doubtful = doubtful
    self.host = host
    problems = FileProblems(diagnostics: diagnostics, sources: found.sources)
  }

  private static func host(_ workplace: Workplace?, _ options: PluginOptions) -> PluginHost {
    let policy = workplace?.settings.pluginSandbox.flatMap { SandboxPolicy(rawValue: $0) } ?? .prefer
    let showLog: @Sendable (String, String) -> Void = { name, log in
      Terminal.tellError(Plugins.shown(log: log, of: name))
    }
    return PluginHost(
      version: EngageCommand.version, policy: policy, tell: { Terminal.tellError($0) },
      showLog: options.pluginLog ? showLog : nil)
  }

  /// Those that can be used, for a command that runs some.
  ///
  /// A plugin with mistakes keeps nobody from running others: it is told in a line.
  /// - Parameter names: of those to be run.
  /// - Throws: `FileProblems` where it is not plain which one a name means.
  func registry(running names: [String]) throws -> AnalysisRegistry {
    if names.contains(where: doubtful.contains) { throw problems }
    let known = Set(registry.manifests.map(\.name))
    if problems.diagnostics.hasErrors, names.contains(where: { !known.contains($0) }) {
      let files = Set(problems.diagnostics.filter { $0.severity == .error }.compactMap(\.file)).sorted()
      Terminal.tellError("Plugins with mistakes can't be used: \(files.joined(separator: ", ")).")
      Terminal.tellError("engage plugins check tells what is wrong.")
    }
    return registry
  }

  func origin(of name: String) -> Origin? { origins[name] }

  /// Those in a folder: its own, or those in the folders in it.
  /// - Parameter folder: absolute, without links.
  func plugins(in folder: String) -> [any AnalysisPlugin] {
    registry.plugins.filter { plugin in
      guard let place = origins[plugin.manifest.name]?.folder else { return false }
      return place == folder || place.hasPrefix(folder + "/")
    }
  }

  /// A plugin's log as it is shown: apart from Engage's own words, and plainly the plugin's.
  static func shown(log: String, of name: String? = nil) -> String {
    let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.last == "" ? lines.dropLast() : lines[...]
    return (["What the plugin\(name.map { " \($0)" } ?? "") wrote to its log:"] + kept.map { "  | \($0)" })
      .joined(separator: "\n")
  }
}

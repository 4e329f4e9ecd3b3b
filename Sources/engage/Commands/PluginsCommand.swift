import ArgumentParser
import EngageAnalysis
import EngageFiles
import EngageModel

struct PluginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "The analyses there are, what they take and what they need.",
    discussion: """
      For example:
        engage plugins list
        engage plugins describe theme-counts
        engage plugins check Plugins/word-associations
      """,
    subcommands: [List.self, Describe.self, PluginsCheckCommand.self, PluginsNewCommand.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All analyses, and where each comes from.", discussion: "For example:\n  engage plugins list")
    @OptionGroup var format: FormatOption
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let plugins = try Plugins.known(workspace, plugin)
      let listed = plugins.registry.manifests.map { ListedPlugin($0, from: plugins.origin(of: $0.name)) }
      if format.format == .json {
        try JSON.tell(listed)
      } else {
        var listing = Listing(["Analysis", "Version", ""])
        for plugin in listed {
          listing.add([
            plugin.manifest.name, plugin.manifest.version, plugin.remark + plugin.manifest.summary,
          ])
        }
        try Terminal.tell(listing.screenText)
      }
      if !plugins.problems.diagnostics.isEmpty { throw plugins.problems }
    }
  }

  struct Describe: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "describe",
      abstract: "One analysis: options, needs, an example.",
      discussion: "For example:\n  engage plugins describe theme-counts")
    @Argument(help: "The analysis, by name.") var name: String
    @Flag(help: "As a page in Markdown, for the plugin's folder.") var page = false
    @OptionGroup var format: FormatOption
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let plugins = try Plugins.known(workspace, plugin)
      let manifest = try plugins.registry(running: [name]).plugin(named: name).manifest
      let listed = ListedPlugin(manifest, from: plugins.origin(of: name))
      if format.format == .json { return try JSON.tell(listed) }
      let told = ManifestPage(manifest, origin: plugins.origin(of: name))
      try Terminal.tell(page ? told.markdown() : told.text)
    }
  }
}

extension Plugins {
  /// The analyses there are here, in a workspace or outside one.
  static func known(_ workspace: WorkspaceOption, _ options: PluginOptions) throws -> Plugins {
    let isInside = workspace.workspace != nil || Workspace.find(from: Folder.current) != nil
    return try Plugins(isInside ? Workplace(workspace) : nil, options)
  }
}

/// A manifest and where it comes from.
struct ListedPlugin: Encodable {
  let manifest: AnalysisManifest
  let from: String
  let language: String
  private let isCompiledIn: Bool

  init(_ manifest: AnalysisManifest, from origin: Plugins.Origin?) {
    self.manifest = manifest
    from = origin?.shown ?? "Engage"
    language = origin?.language ?? "Swift"
    isCompiledIn = origin?.folder == nil
  }

  /// What sets it apart in a list: that it provides something by another name, or is not compiled in.
  var remark: String {
    let parts = [
      manifest.provides == manifest.name ? nil : "provides \(manifest.provides)",
      isCompiledIn ? nil : "\(language), in \(from)",
    ].compactMap { $0 }
    return parts.isEmpty ? "" : "(\(parts.joined(separator: "; "))) "
  }

  private enum CodingKeys: String, CodingKey { case from, language }

  func encode(to encoder: any Encoder) throws {
    try manifest.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(from, forKey: .from)
    try container.encode(language, forKey: .language)
  }
}

/// What there is to say about an analysis, made from its manifest alone.
struct ManifestPage {
  let manifest: AnalysisManifest
  private let origin: Plugins.Origin?

  /// - Parameter origin: of one that is not compiled in.
  init(_ manifest: AnalysisManifest, origin: Plugins.Origin? = nil) {
    self.manifest = manifest
    self.origin = origin
  }

  var text: String {
    var lines = [
      "\(manifest.name) \(manifest.version) – \(manifest.title)", "", manifest.summary, "",
      "Provides      \(manifest.provides)",
    ]
    if let origin, origin.folder != nil {
      lines.append("Comes from    \(origin.shown), in \(origin.language)")
    }
    if !manifest.questionTypes.isEmpty {
      lines.append("Counts        \(manifest.questionTypes.map(\.rawValue).joined(separator: ", "))")
    }
    lines.append("Free text     \(manifest.readsFreeText ? "reads it" : "does not read it")")
    if manifest.readsIdentities { lines.append("Identities    reads whose answers they are") }
    if !manifest.canMerge { lines.append("In parts      no: it reads everything in one part") }
    lines.append("--question    \(words(manifest.questions))")
    lines.append("--by          \(words(manifest.by))")
    lines += ["", manifest.options.isEmpty ? "It takes no options." : "Options (--option name=value):"]
    for option in manifest.options {
      lines.append("  \(option.name)  \(option.summary)")
      lines.append("      default \(option.defaultValue ?? "none"); for example \(option.example)")
    }
    return (lines + ["", "For example:", "  \(manifest.example)"]).joined(separator: "\n")
  }

  func words(_ use: AnalysisManifest.Use) -> String {
    switch use {
    case .unused: "not used"
    case .optional: "may be given"
    case .required: "must be given"
    }
  }
}

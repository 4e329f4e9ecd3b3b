import ArgumentParser
import EngageAnalysis
import EngageModel

struct PluginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "The analyses there are, what they take and what they need.",
    discussion: """
      For example:
        engage plugins list
        engage plugins describe theme-counts
      """,
    subcommands: [List.self, Describe.self, Check.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All analyses.", discussion: "For example:\n  engage plugins list")
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let manifests = Analyses.registry.manifests
      if format.format == .json { return try JSON.tell(manifests) }
      var listing = Listing(["Analysis", "Provides", "Version", ""])
      for manifest in manifests {
        listing.add([manifest.name, manifest.provides, manifest.version, manifest.summary])
      }
      try Terminal.tell(listing.text)
    }
  }

  struct Describe: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "describe",
      abstract: "One analysis: options, needs, an example.",
      discussion: "For example:\n  engage plugins describe theme-counts")
    @Argument(help: "The analysis, by name.") var name: String
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let manifest = try Analyses.registry.plugin(named: name).manifest
      if format.format == .json { return try JSON.tell(manifest) }
      try Terminal.tell(ManifestPage(manifest).text)
    }
  }

  struct Check: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check the specification of one analysis, or of all.",
      discussion: "For example:\n  engage plugins check theme-counts")
    @Argument(help: "The analysis, by name; all if left out.") var name: String?

    func perform() async throws {
      let manifests =
        try name.map { [try Analyses.registry.plugin(named: $0).manifest] } ?? Analyses.registry.manifests
      let problems = manifests.flatMap { $0.problems(among: Analyses.registry.manifests) }
      if !problems.isEmpty { throw DiagnosticsError(problems) }
      try Terminal.tell(manifests.map { "\($0.name) \($0.version): in order." }.joined(separator: "\n"))
    }
  }
}

/// What there is to say about an analysis, made from its manifest alone.
struct ManifestPage {
  private let manifest: AnalysisManifest

  init(_ manifest: AnalysisManifest) { self.manifest = manifest }

  var text: String {
    var lines = [
      "\(manifest.name) \(manifest.version) – \(manifest.title)", "", manifest.summary, "",
      "Provides      \(manifest.provides)",
    ]
    if !manifest.questionTypes.isEmpty {
      lines.append("Counts        \(manifest.questionTypes.map(\.rawValue).joined(separator: ", "))")
    }
    lines.append("Free text     \(manifest.readsFreeText ? "reads it" : "does not read it")")
    lines.append("--question    \(words(manifest.questions))")
    lines.append("--by          \(words(manifest.by))")
    lines += ["", manifest.options.isEmpty ? "It takes no options." : "Options (--option name=value):"]
    for option in manifest.options {
      lines.append("  \(option.name)  \(option.summary)")
      lines.append("      default \(option.defaultValue ?? "none"); for example \(option.example)")
    }
    return (lines + ["", "For example:", "  \(manifest.example)"]).joined(separator: "\n")
  }

  private func words(_ use: AnalysisManifest.Use) -> String {
    switch use {
    case .unused: "not used"
    case .optional: "may be given"
    case .required: "must be given"
    }
  }
}

import ArgumentParser
import EngageAnalysis
import EngageFiles
import EngageModel
import EngageSheets
import Glibc

struct PluginsNewCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a plugin to start from: it works, and has a test.",
    discussion: """
      For example:
        engage plugins new school-replies --language python
        engage plugins check school-replies
      It goes into the workspace's folder Plugins/. A plugin in Python or R is found there without more ado; one in \
      Swift is compiled in, so write it in a checkout of Engage.
      """)

  @Argument(help: "Its name, as in school-replies.") var name: String
  @Option(help: "What it is written in: swift, python or r.") var language: String
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let template = PluginTemplate(name: try checkedName(), language: try checkedLanguage())
    let root = workplace.workspace.root
    let folder = "\(root)/Plugins/\(template.typeName)"
    var files = NewFiles()
    for file in template.files { files.add("\(folder)/\(file.path)", file.text) }
    try files.checkFree("choose another name, or move the file away")
    let lists = template.language == .swift ? try CompiledPluginLists(root: root) : nil
    try files.write()
    try lists?.add(template.typeName)
    try Terminal.tell(words(template, folder: workplace.workspace.shown(folder)))
  }

  private func checkedName() throws -> String {
    if let other = Analyses.registry.manifests.first(where: { $0.name == name }) {
      throw Diagnostic(
        rule: "name-taken", message: "there is an analysis “\(other.name)” already",
        hint: "choose another name")
    }
    let isName =
      name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
      && name.first?.isLetter == true && !name.hasSuffix("-") && !name.contains("--")
    guard isName else {
      throw Diagnostic(
        rule: "bad-name", message: "“\(name)” is no name of an analysis",
        hint: "write small letters, digits and hyphens, as in school-replies")
    }
    return name
  }

  private func checkedLanguage() throws -> PluginTemplate.Language {
    guard let known = PluginTemplate.Language(rawValue: language.lowercased()) else {
      throw Diagnostic(
        rule: "unknown-language", message: "there is no template in “\(language)”",
        hint:
          "there are: \(PluginTemplate.Language.allCases.map(\.rawValue).joined(separator: ", ")); any other "
          + "language can speak the plugin protocol too")
    }
    return known
  }

  private func words(_ template: PluginTemplate, folder: String) -> String {
    let then =
      switch template.language {
      case .swift:
        [
          "It is listed in Package.swift and Analyses.swift.",
          "Its test:  swift test --filter \(template.typeName)Tests",
        ]
      case .python:
        [
          "Its test:  python3 -m unittest discover \(folder)",
          "Check it:  engage plugins check \(template.name)",
        ]
      case .r:
        [
          "Its test:  cd \(folder) && Rscript --vanilla test_plugin.R",
          "Check it:  engage plugins check \(template.name)",
        ]
      }
    return (["Wrote \(folder)."] + then).joined(separator: "\n")
  }
}

/// The two lists in which an analysis that is compiled in stands.
struct CompiledPluginLists {
  private let package: (path: String, text: String)
  private let analyses: (path: String, text: String)

  private static let packageStart = "let plugins = ["
  private static let registryStart = "AnalysisRegistry([\n"

  /// - Throws: `Diagnostic` where the folder is no checkout of Engage.
  init(root: String) throws {
    func read(_ path: String, holding start: String) throws -> (path: String, text: String) {
      let file = "\(root)/\(path)"
      let text = access(file, R_OK) == 0 ? String(decoding: try WholeFile.bytes(file), as: UTF8.self) : ""
      guard text.contains(start) else {
        throw Diagnostic(
          rule: "no-checkout",
          message: "an analysis in Swift is compiled into Engage, and this is no checkout of it",
          file: path, hint: "run it in one, or take --language python or r, which need no compiling")
      }
      return (file, text)
    }
    package = try read("Package.swift", holding: Self.packageStart)
    analyses = try read("Sources/engage/Composition/Analyses.swift", holding: Self.registryStart)
  }

  /// Adds an analysis to both.
  func add(_ typeName: String) throws {
    try write(
      package.text.replacing(
        Self.packageStart, with: "\(Self.packageStart)\"\(typeName)\", ", maxReplacements: 1),
      to: package.path)
    let registered = analyses.text.replacing(
      Self.registryStart, with: "\(Self.registryStart)    \(typeName).self,\n", maxReplacements: 1)
    try write("import \(typeName)\n" + registered, to: analyses.path)
  }

  private func write(_ text: String, to path: String) throws {
    try AtomicOutput.write(Array(text.utf8), to: path)
  }
}

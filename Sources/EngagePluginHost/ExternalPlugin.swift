public import EngageAnalysis
public import EngageModel
import EngagePluginProtocol
import EngageReport

/// A plugin in another language, behind the same seam as those that are compiled in.
public struct ExternalPlugin: AnalysisPlugin {
  public let description: PluginDescription
  /// Absolute.
  public let folder: String
  let host: PluginHost

  /// - Parameters:
  ///   - description: its `plugin.yaml`.
  ///   - folder: where that lies.
  public init(_ description: PluginDescription, folder: String, host: PluginHost) {
    self.description = description
    self.folder = Programs.real(folder) ?? folder
    self.host = host
  }

  public var manifest: AnalysisManifest { AnalysisManifest(description) }

  /// - Throws: `PluginFailure` where the plugin can't run at all on this machine.
  public func analysis(options: Options, context: AnalysisContext) throws -> any RunnableAnalysis {
    ExternalAnalysis(plugin: self, run: PluginRun(manifest: manifest, options: options, context: context))
  }

  /// Starts a process.
  func conversation() throws(PluginFailure) -> PluginConversation {
    try PluginConversation(with: description, in: folder, host: host)
  }
}

extension AnalysisManifest {
  /// The manifest of a plugin in another language.
  public init(_ plugin: PluginDescription) {
    self.init(
      name: plugin.name, version: plugin.version, provides: plugin.provides, title: plugin.title,
      summary: plugin.summary, options: plugin.options, questionTypes: plugin.questionTypes,
      readsFreeText: plugin.readsFreeText, readsIdentities: plugin.readsIdentities, canMerge: plugin.canMerge,
      questions: Use(plugin.questions), by: Use(plugin.by), example: plugin.example)
  }
}

extension AnalysisManifest.Use {
  init(_ use: PluginDescription.Use) {
    self =
      switch use {
      case .unused: .unused
      case .optional: .optional
      case .required: .required
      }
  }
}

/// A plugin with its options and context.
struct ExternalAnalysis: RunnableAnalysis {
  let plugin: ExternalPlugin
  let run: PluginRun

  var manifest: AnalysisManifest { run.manifest }
  var needs: [Question] { run.needs }

  func startFold() throws -> any ResponseFold { ExternalFold(self) }
}

/// A part of the responses, counted by a process of its own, which is started with the first of them.
struct ExternalFold: ResponseFold {
  private let analysis: ExternalAnalysis
  private var encoder: BatchEncoder
  private var conversation: PluginConversation?

  init(_ analysis: ExternalAnalysis) {
    self.analysis = analysis
    encoder = analysis.run.encoder()
  }

  mutating func add(_ batch: borrowing ResponseBatch) throws {
    let conversation = try started()
    try encoder.encode(batch) { (line) throws(PluginFailure) in try conversation.send(line) }
  }

  /// A part that has seen nothing yet takes the other's process over.
  mutating func merge(_ other: any ResponseFold) throws {
    guard let other = other as? ExternalFold else {
      preconditionFailure("tallies of different analyses can't be merged")
    }
    guard let theirs = other.conversation else { return }
    guard let own = conversation else {
      conversation = theirs
      return
    }
    let state = try theirs.tally()
    theirs.dismiss()
    try own.send(HostMessage.merge(state: state).line)
  }

  func finish() throws -> Section {
    let conversation = try conversation ?? ExternalFold.start(analysis)
    return try conversation.finish()
  }

  private mutating func started() throws -> PluginConversation {
    if let conversation { return conversation }
    let made = try ExternalFold.start(analysis)
    conversation = made
    return made
  }

  private static func start(_ analysis: ExternalAnalysis) throws -> PluginConversation {
    let conversation = try analysis.plugin.conversation()
    try conversation.send(HostMessage.start(analysis.run).line)
    return conversation
  }
}

import EngageAnalysis
import EngageModel
import EngagePluginProtocol

/// What only a plugin in another language can get wrong.
struct ProtocolTrials {
  let plugin: ExternalPlugin
  let context: AnalysisContext

  var trials: [PluginConformance.Trial] {
    [
      ("what is no JSON", { try self.garbageProblem("this is {no JSON", afterStart: true) }),
      ("a message cut off", { try self.garbageProblem(#"{"type":"responses","count":"#, afterStart: true) }),
      ("an unknown message", { try self.garbageProblem(#"{"type":"no-such-message"}"#, afterStart: true) }),
      ("a message without a type", { try self.garbageProblem(#"{"count":3}"#, afterStart: true) }),
      ("nothing but JSON", { try self.garbageProblem("[1, 2, 3]", afterStart: true) }),
      (
        "responses before a start",
        {
          try self.garbageProblem(
            #"{"type":"responses","count":1,"unit":["person"],"people":[null],"session":[0],"columns":{}}"#,
            afterStart: false)
        }
      ),
      ("ends with its input", endingProblem),
    ]
  }

  private var run: PluginRun {
    get throws {
      let manifest = plugin.manifest
      return PluginRun(
        manifest: manifest, options: try Options(specifications: manifest.options, of: manifest.name),
        context: context)
    }
  }

  /// A plugin that is told nonsense says so, and neither stops answering nor makes something up.
  private func garbageProblem(_ line: String, afterStart: Bool) throws -> String? {
    let conversation = try plugin.conversation()
    if afterStart { try conversation.send(HostMessage.start(try run).line) }
    return try complaint(in: conversation, to: Array(line.utf8) + [UInt8(ascii: "\n")])
  }

  /// Whether the plugin answers a line with `error`.
  private func complaint(in conversation: PluginConversation, to line: [UInt8]) throws -> String? {
    do throws(PluginFailure) {
      try conversation.send(line)
      try conversation.send(HostMessage.finish.line)
      return try conversation.talk { process throws(PluginTrouble) in
        switch try process.message() {
        case .section: "it goes on as if nothing had been; it must answer error"
        case let other: "it answers \(other.type); it must answer error"
        }
      }
    } catch {
      return error.diagnostic.rule == "plugin-error"
        ? nil : error.diagnostic.message + "; it must answer error"
    }
  }

  func unknownOptionProblem() throws -> String? {
    let manifest = plugin.manifest
    let unknown = OptionSpecification(
      "no_such_option", .text, default: "1", summary: "None.", example: "no_such_option=1")
    let options = try Options(specifications: manifest.options + [unknown], of: manifest.name)
    let conversation = try plugin.conversation()
    let run = PluginRun(manifest: manifest, options: options, context: context)
    return try complaint(in: conversation, to: HostMessage.start(run).line)
  }

  private func endingProblem() throws -> String? {
    let conversation = try plugin.conversation()
    try conversation.send(HostMessage.start(try run).line)
    let ends = try conversation.talk { process throws(PluginTrouble) in try process.endsWithItsInput() }
    return ends ? nil : "it goes on running when its input ends"
  }
}

public import EngageModel
import EngagePluginProtocol

/// A plugin did not do its work; there is no result then, not even a part of one.
public struct PluginFailure: Error, Sendable {
  public var diagnostic: Diagnostic
  /// The end of what the plugin wrote to standard error: for the person at the screen, for no file.
  public var log: String
  /// Whether it was not run, to protect data or people.
  public var protects: Bool

  init(_ rule: String, _ message: String, hint: String? = nil, log: String = "", protects: Bool = false) {
    diagnostic = Diagnostic(rule: rule, message: message, hint: hint)
    self.log = log
    self.protects = protects
  }
}

/// What can go wrong between host and plugin.
enum PluginTrouble: Error, Equatable {
  case cannotStart(reason: String)
  /// Seconds.
  case silent(Int)
  case tooLong(Int)
  /// Mebibytes.
  case tooMuchMemory(Int)
  case tooManyProcesses(Int)
  case leftProcesses
  case messageTooLong(Int)
  case tooMuchOutput(Int)
  case ended(Ending)
  case didNotEnd
  /// Something on standard output that is no message.
  case stray
  case cutMessage
  case unexpected(type: String)
  case unfit(type: String, what: String)
  case otherProtocol(Int)
  case otherName
  case otherVersion(String)
  case says(String)
  case badSection([String])
  case otherAnalysis

  /// How a process ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
  }
}

extension PluginTrouble {
  /// The failure in words for the person who asked for the analysis.
  /// - Parameter plugin: what it says about itself.
  func failure(of plugin: PluginDescription, log: String) -> PluginFailure {
    let name = plugin.name
    let (rule, message, hint) = words(name: name, plugin: plugin, log: log)
    let rest = "nothing was counted; without \(name) the rest of the report can be made"
    return PluginFailure(rule, "the plugin \(name) \(message)", hint: hint ?? rest, log: log)
  }

  private func words(
    name: String, plugin: PluginDescription, log: String
  ) -> (rule: String, message: String, hint: String?) {
    let forAuthors = "tell whoever wrote it; engage plugins check \(name) shows more"
    switch self {
    case .cannotStart(let reason):
      return ("plugin-start", "can't be started: \(reason)", "see command in its plugin.yaml")
    case .silent(let seconds):
      return (
        "plugin-timeout", "neither read nor wrote anything for \(Self.seconds(seconds)) and was ended",
        "if it needs longer, give it limits: {seconds_per_message: …} in its plugin.yaml"
      )
    case .tooLong(let seconds):
      return (
        "plugin-timeout", "took longer than \(Self.seconds(seconds)) in all and was ended",
        "if it needs longer, give it limits: {seconds: …} in its plugin.yaml"
      )
    case .tooMuchMemory(let size):
      return (
        "plugin-memory", "used more than \(size) MB of memory and was ended",
        "if it needs more, give it limits: {memory_mb: …} in its plugin.yaml"
      )
    case .tooManyProcesses(let count):
      return ("plugin-processes", "ran more than \(count) processes at a time and was ended", forAuthors)
    case .leftProcesses:
      return (
        "plugin-processes",
        "left processes running after its section; they were ended, and it is not trusted",
        forAuthors
      )
    case .messageTooLong(let size):
      return ("plugin-output", "wrote a message of more than \(size) MB and was ended", forAuthors)
    case .tooMuchOutput(let size):
      return ("plugin-output", "wrote more than \(size) MB in all and was ended", forAuthors)
    case .ended(let ending): return words(ending, log: log, plugin: plugin, forAuthors)
    case .didNotEnd:
      return ("plugin-timeout", "did not end after its section and was ended", forAuthors)
    default: return messageWords(name: name, plugin: plugin, forAuthors)
    }
  }

  private func messageWords(
    name: String, plugin: PluginDescription, _ forAuthors: String
  ) -> (rule: String, message: String, hint: String?) {
    switch self {
    case .cutMessage:
      return ("plugin-output", "ended in the middle of a message", forAuthors)
    case .unexpected(let type):
      return ("plugin-message", "sent the message “\(type)” when it was not asked for it", forAuthors)
    case .unfit(let type, let what):
      return ("plugin-message", "sent a message “\(type)” that \(what)", forAuthors)
    case .otherProtocol(let number):
      return (
        "plugin-protocol",
        "speaks version \(number) of the plugin protocol, and this Engage version \(PluginProtocol.version)",
        "take a version of the plugin, or of Engage, that fits the other"
      )
    case .otherName:
      return ("plugin-message", "gives itself another name than its plugin.yaml", forAuthors)
    case .otherVersion(let version):
      return (
        "plugin-message", "says that it is version \(version), and its plugin.yaml \(plugin.version)",
        "write the same version in both places"
      )
    case .says(let message): return ("plugin-error", "says: \(message)", nil)
    case .badSection(let problems):
      let more = problems.count > 5 ? "; and \(problems.count - 5) more" : ""
      return (
        "plugin-section",
        "returned a section that can't be used: " + problems.prefix(5).joined(separator: "; ") + more,
        forAuthors
      )
    case .otherAnalysis:
      return ("plugin-section", "returned the section of another analysis", forAuthors)
    default:
      return (
        "plugin-output", "wrote something to standard output that is no message of the plugin protocol",
        "its authors: write notes for yourself to standard error; " + forAuthors
      )
    }
  }

  private func words(
    _ ending: Ending, log: String, plugin: PluginDescription, _ forAuthors: String
  ) -> (rule: String, message: String, hint: String?) {
    let signs = ["MemoryError", "annot allocate", "bad_alloc", "emory exhausted", "ut of memory"]
    if signs.contains(where: log.contains) {
      return PluginTrouble.tooMuchMemory(plugin.limits.memory).words(
        name: plugin.name, plugin: plugin, log: "")
    }
    switch ending {
    case .status(127), .status(126):
      return (
        "plugin-start", "can't be started: its program was not found or may not be run",
        "see command in its plugin.yaml"
      )
    case .status(let status):
      return ("plugin-ended", "ended before its work was done (exit status \(status))", forAuthors)
    case .signal(let signal) where signal == 24:
      return PluginTrouble.tooLong(plugin.limits.seconds).words(name: plugin.name, plugin: plugin, log: "")
    case .signal(let signal):
      return ("plugin-ended", "crashed before its work was done (signal \(signal))", forAuthors)
    }
  }

  private static func seconds(_ count: Int) -> String { count == 1 ? "one second" : "\(count) seconds" }
}

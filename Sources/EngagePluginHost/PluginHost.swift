import EngageModel
import Synchronization

/// Whether plugins may run where the machine offers no sandbox.
public enum SandboxPolicy: String, Sendable, CaseIterable {
  /// Only in a sandbox.
  case require
  /// In a sandbox where there is one; where there is none, under limits of time and memory alone, and it is said.
  case prefer
}

/// What runs plugins of other languages: under which rules, and whom it tells what happens.
public final class PluginHost: Sendable {
  /// The version of Engage, for the plugin's log.
  let version: String
  let policy: SandboxPolicy
  private let bubblewrap: String?
  /// Looked for when the first plugin runs; `nil` before.
  private let found = Mutex<Sandbox??>(nil)
  private let tell: @Sendable (String) -> Void
  private let showLog: (@Sendable (_ plugin: String, _ log: String) -> Void)?
  private let hasTold = Mutex(false)

  /// - Parameters:
  ///   - version: of Engage.
  ///   - policy: what to do where there is no sandbox.
  ///   - bubblewrap: the path of the sandbox program; `nil` where there is none.
  ///   - tell: is handed, once, a sentence for standard error where plugins run without a sandbox.
  ///   - showLog: is handed what a plugin wrote to standard error, also where all went well.
  public init(
    version: String, policy: SandboxPolicy = .prefer, bubblewrap: String? = Programs.path(of: "bwrap"),
    tell: @escaping @Sendable (String) -> Void,
    showLog: (@Sendable (_ plugin: String, _ log: String) -> Void)? = nil
  ) {
    self.version = version
    self.policy = policy
    self.bubblewrap = bubblewrap
    self.tell = tell
    self.showLog = showLog
  }

  /// The sandbox to run a plugin in.
  /// - Returns: `nil` where it is to run without one.
  /// - Throws: `PluginFailure` where it may not.
  func sandbox(for plugin: String) throws(PluginFailure) -> Sandbox? {
    let sandbox = found.withLock { found -> Sandbox? in
      if let found { return found }
      let made = bubblewrap.flatMap { Sandbox(program: $0) }
      found = .some(made)
      return made
    }
    if let sandbox { return sandbox }
    if policy == .require {
      throw PluginFailure(
        "plugin-sandbox", "\(plugin) was not run: this machine has no sandbox for plugins",
        hint:
          "install bubblewrap (Debian and Ubuntu: sudo apt install bubblewrap); engage.yaml says plugin_sandbox: "
          + "require", protects: true)
    }
    let isFirst = hasTold.withLock { told in
      defer { told = true }
      return !told
    }
    if isFirst { tell(PluginHost.withoutSandbox) }
    return nil
  }

  /// What is said once where plugins run without a sandbox.
  public static let withoutSandbox =
    "Plugins run without a sandbox here, under limits of time and memory alone: they could read your files and use "
    + "the network. To shut them in, install bubblewrap (Debian and Ubuntu: sudo apt install bubblewrap); to refuse "
    + "them without it, write plugin_sandbox: require into engage.yaml."

  /// Hands over the log of a plugin that did its work.
  func show(log: String, of plugin: String) {
    if !log.isEmpty { showLog?(plugin, log) }
  }
}

public import EngageModel

/// Plugins found in folders, and what is wrong with some.
public struct FoundPlugins: Sendable {
  /// A plugin and its folder.
  public struct Plugin: Sendable {
    public var description: PluginDescription
    /// Absolute, without links.
    public var folder: String
    /// As the person or the workspace names it.
    public var shown: String
  }

  public var plugins: [Plugin] = []
  public var diagnostics: [Diagnostic] = []
  /// The text of each file read, by its path in the diagnostics.
  public var sources: [String: String] = [:]
  private var seen: Set<String> = []

  public init() {}

  /// Adds the plugin that lies in a folder, or those that lie in the folders in it.
  /// - Parameters:
  ///   - shown: the path as diagnostics show it.
  ///   - isNamed: whether somebody named the folder: it must be there then, and hold plugins.
  public mutating func add(folder: String, shownAs shown: String, isNamed: Bool) {
    var shown = shown
    while shown.count > 1, shown.hasSuffix("/") { shown.removeLast() }
    if Folder.kind(of: "\(folder)/\(PluginFile.name)") == .file {
      add(plugin: folder, shownAs: shown)
      return
    }
    let inside = Folder.folders(in: folder).filter {
      Folder.kind(of: "\(folder)/\($0)/\(PluginFile.name)") == .file
    }
    for name in inside { add(plugin: "\(folder)/\(name)", shownAs: "\(shown)/\(name)") }
    guard isNamed, inside.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        rule: "no-plugins",
        message: Folder.kind(of: folder) == .folder
          ? "the folder holds no plugin" : "there is no such folder of plugins", file: shown,
        hint: "a plugin is a folder with a \(PluginFile.name)"))
  }

  /// A folder that is named twice, or lies in the workspace and is named, holds one plugin.
  private mutating func add(plugin folder: String, shownAs shown: String) {
    let place = Folder.real(folder)
    guard seen.insert(place).inserted else { return }
    let reading = PluginFile.read(
      path: "\(folder)/\(PluginFile.name)", shownAs: "\(shown)/\(PluginFile.name)")
    diagnostics += reading.diagnostics
    sources.merge(reading.sources) { first, _ in first }
    guard let description = reading.value else { return }
    plugins.append(Plugin(description: description, folder: place, shown: shown))
  }
}

extension Workspace {
  /// The plugins of the workspace: those in its folder `Plugins`, those in the folders that engage.yaml names, and
  /// those in further folders.
  /// - Parameter folders: as the person names them.
  public func plugins(settings: Settings, and folders: [String] = []) -> FoundPlugins {
    var found = FoundPlugins()
    // Those that the person names are shown as named.
    for folder in folders { found.add(folder: folder, shownAs: folder, isNamed: true) }
    found.add(folder: path("Plugins"), shownAs: "Plugins", isNamed: false)
    for folder in settings.plugins { found.add(folder: path(folder), shownAs: folder, isNamed: true) }
    return found
  }
}

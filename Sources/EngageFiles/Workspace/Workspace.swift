public import EngageModel

/// A folder with surveys, events, reports and a database: the nearest one upwards that holds `engage.yaml` or
/// `Surveys/`.
public struct Workspace: Sendable, Hashable {
  /// The path of the folder, without a slash at its end.
  public let root: String

  /// The workspace in a folder, whether there is anything in it yet or not.
  public init(at root: String) {
    var root = root.isEmpty ? "." : root
    while root.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
  }

  /// The workspace around a folder; `nil` if there is none.
  /// - Parameter folder: an absolute path, to be able to look upwards.
  public static func find(from folder: String) -> Workspace? {
    var place = Workspace(at: folder).root
    while true {
      let prefix = place == "/" ? "" : place
      if Folder.kind(of: "\(prefix)/engage.yaml") == .file || Folder.kind(of: "\(prefix)/Surveys") == .folder
      {
        return Workspace(at: place)
      }
      guard let slash = place.lastIndex(of: "/"), place != "/" else { return nil }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
  }

  /// The path of something in the workspace.
  /// - Parameter relative: `Surveys/blocks`.
  public func path(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : root == "/" ? "/\(relative)" : "\(root)/\(relative)"
  }

  /// A path as diagnostics show it: relative to the workspace where it lies inside.
  public func shown(_ path: String) -> String {
    let prefix = root == "/" ? "/" : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// Where surveys lie, a folder for each.
  public var surveysFolder: String { path("Surveys") }
  /// Where reports land.
  public var exportsFolder: String { path("Exports") }
  /// Where reusable blocks of questions lie.
  public var blocksFolder: String { path("Surveys/blocks") }
  /// Where tables of who lives here lie.
  public var populationsFolder: String { path("Surveys/populations") }
  /// Where profiles lie: the rules by which what leaves is protected.
  public var profilesFolder: String { path("Surveys/profiles") }
  /// Where the settings are, whether there are any or not.
  public var settingsPath: String { path("engage.yaml") }

  /// Where the database lies.
  /// - Parameter settings: may name another place.
  public func databasePath(settings: Settings = Settings()) -> String {
    path(settings.database ?? "engage.sqlite")
  }

  /// What `engage.yaml` says; nothing where there is none.
  public func settings() -> Reading<Settings> {
    guard Folder.kind(of: settingsPath) != nil else { return Reading(value: Settings()) }
    return SettingsFile.read(path: settingsPath, shownAs: shown(settingsPath))
  }
}

/// A file of a workspace that has a name.
public struct WorkspaceFile: Sendable, Hashable {
  /// What it is called: `we-stand-together-2019`.
  public var name: String
  /// The folder of `Surveys` it belongs to.
  public var folder: String
  /// Where it lies.
  public var path: String
}

/// What is in it.
extension Workspace {
  /// The folders under `Surveys` but `blocks`, `populations` and `profiles`, sorted.
  public func folders() -> [String] {
    Folder.folders(in: surveysFolder).filter { !["blocks", "populations", "profiles"].contains($0) }
  }

  /// The names of all surveys, sorted.
  public func surveys() -> [Survey.ID] {
    folders().filter { !versions(in: $0).isEmpty }.map { Survey.ID($0) }
  }

  /// The versions of a survey there are files of, the oldest first.
  public func surveyVersions(of survey: Survey.ID) -> [Int] { versions(in: survey.rawValue) }

  private func versions(in folder: String) -> [Int] {
    Folder.files(in: "\(surveysFolder)/\(folder)").compactMap { FileName($0).surveyVersion }.sorted()
  }

  /// The path of a version of a survey, whether there is such a file or not.
  public func surveyPath(_ survey: Survey.ID, version: Int) -> String {
    "\(surveysFolder)/\(survey)/survey.v\(version).yaml"
  }

  /// The files of all events, by name.
  public func events() -> [WorkspaceFile] {
    folders().flatMap { files(in: $0, folder: "events") }.sorted { $0.name < $1.name }
  }

  /// The recipes in the folder of a survey.
  public func recipes(of survey: Survey.ID) -> [WorkspaceFile] {
    files(in: survey.rawValue, folder: "reports")
  }

  /// The codebooks in the folder of a survey.
  public func codebooks(of survey: Survey.ID) -> [WorkspaceFile] {
    let folder = "\(surveysFolder)/\(survey)"
    return Folder.files(in: folder).compactMap { file in
      FileName(file).codebookName.map {
        WorkspaceFile(name: $0, folder: survey.rawValue, path: "\(folder)/\(file)")
      }
    }
  }

  /// The reusable blocks.
  public func blocks() -> [WorkspaceFile] {
    Folder.files(in: blocksFolder).filter { $0.hasSuffix(".yaml") }.map {
      WorkspaceFile(name: FileName($0).stem, folder: "blocks", path: "\(blocksFolder)/\($0)")
    }
  }

  /// The populations, by name.
  public func populations() -> [WorkspaceFile] {
    Folder.files(in: populationsFolder).filter { $0.hasSuffix(".yaml") }.map {
      WorkspaceFile(name: FileName($0).stem, folder: "populations", path: "\(populationsFolder)/\($0)")
    }.sorted { $0.name < $1.name }
  }

  /// The profiles there are files of, by name.
  public func profiles() -> [WorkspaceFile] {
    Folder.files(in: profilesFolder).filter { $0.hasSuffix(".yaml") }.map {
      WorkspaceFile(name: FileName($0).stem, folder: "profiles", path: "\(profilesFolder)/\($0)")
    }.sorted { $0.name < $1.name }
  }

  /// The blocks that come with Engage: texts by name.
  public static var starterBlocks: [String: String] {
    ["equality-monitoring": StarterFiles.equalityMonitoring]
  }

  /// The text of a file that a new workspace comes with.
  /// - Parameter path: relative to the workspace.
  public static func starterFile(_ path: String) -> String? {
    StarterFiles.all.first { $0.path == path }?.content
  }

  private func files(in survey: String, folder: String) -> [WorkspaceFile] {
    let path = "\(surveysFolder)/\(survey)/\(folder)"
    return Folder.files(in: path).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map {
      WorkspaceFile(name: FileName($0).stem, folder: survey, path: "\(path)/\($0)")
    }
  }
}

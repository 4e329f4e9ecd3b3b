public import EngageModel

extension Workspace {
  /// Makes a workspace to start from: `engage.yaml`, the block of equality questions, a small survey with codebook,
  /// event and reports, and the folder for exports. What is there already stays as it is.
  /// - Parameter root: the folder, made if need be.
  /// - Returns: the paths of the files made, relative to the folder.
  /// - Throws: what could not be made, and why.
  public static func create(at root: String) throws(DiagnosticsError) -> [String] {
    let workspace = Workspace(at: root)
    var made: [String] = []
    for (relative, content) in StarterFiles.all {
      let path = workspace.path(relative)
      try NewFile.makeFolders(above: path, mode: 0o700)
      if try NewFile.write(content, to: path, shownAs: relative) { made.append(relative) }
    }
    return made
  }
}

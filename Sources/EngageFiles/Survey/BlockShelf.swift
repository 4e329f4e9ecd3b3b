/// Where reusable blocks come from.
enum BlockShelf {
  /// The files `<name>.yaml` of a folder, and how diagnostics show that folder.
  case folder(String, shownAs: String?)
  case texts([String: String])

  /// The names of all blocks.
  var names: [String] {
    switch self {
    case .folder(let path, _):
      Folder.files(in: path).filter { $0.hasSuffix(".yaml") }.map { FileName($0).stem }
    case .texts(let texts): texts.keys.sorted()
    }
  }

  /// The root of a block's file; `nil` with the problem noted. The block must be among `names`.
  func read(_ name: String, problems: Problems) -> YAMLNode? {
    switch self {
    case .folder(let path, let shown):
      YAMLDocument.read("\(path)/\(name).yaml", shownAs: "\(shown ?? path)/\(name).yaml", problems: problems)
    case .texts(let texts):
      YAMLDocument.compose(text: texts[name] ?? "", path: "\(name).yaml", problems: problems)
    }
  }

  /// The folder `blocks` beside that of a survey: `Surveys/club/survey.v1.yaml` → `Surveys/blocks`.
  static func shownFolder(beside path: String) -> String {
    let folder = FileName(path).folderPath
    guard let slash = folder.lastIndex(of: "/"), !folder.hasSuffix("..") else {
      return folder == "." ? "../blocks" : folder.hasSuffix("..") ? folder + "/../blocks" : "blocks"
    }
    return folder[..<slash] + "/blocks"
  }
}

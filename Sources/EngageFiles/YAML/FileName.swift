/// What the path of a file says about its content.
struct FileName {
  /// `survey.v1.yaml`
  let name: String
  /// The name of the folder it lies in, where the path shows it.
  let folder: String?
  /// The name of the folder around that.
  let outerFolder: String?
  /// The path of the folder it lies in.
  let folderPath: String

  init(_ path: String) {
    let parts = path.split(separator: "/")
    name = parts.last.map(String.init) ?? path
    let above = parts.dropLast().map(String.init)
    folder = above.last.flatMap { $0 == "." || $0 == ".." ? nil : $0 }
    outerFolder = above.dropLast().last
    let rest = above.joined(separator: "/")
    folderPath = path.hasPrefix("/") ? "/" + rest : rest.isEmpty ? "." : rest
  }

  /// The number in `survey.v3.yaml`.
  var surveyVersion: Int? { middle(after: "survey.v").flatMap(Int.init) }

  /// The name in `codebook.<name>.yaml`.
  var codebookName: String? { middle(after: "codebook.") }

  /// The name without `.yaml`.
  var stem: String { middle(after: "") ?? name }

  private func middle(after prefix: String) -> String? {
    guard name.hasPrefix(prefix) else { return nil }
    for ending in [".yaml", ".yml"]
    where name.hasSuffix(ending) && name.utf8.count > prefix.utf8.count + ending.utf8.count {
      return String(name.dropFirst(prefix.count).dropLast(ending.count))
    }
    return nil
  }
}

import FoundationEssentials

/// Where tests find the repository's own files and the shared data beside it.
public enum RepositoryFolder {
  /// The folder that holds the package, found upwards from a source file.
  /// - Parameter file: `#filePath` of the test.
  public static func root(from file: String = #filePath) -> String? {
    let manager = FileManager.default
    var folder = URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if manager.fileExists(atPath: folder.appending(path: "Package.swift").path),
        manager.fileExists(atPath: folder.appending(path: "Surveys").path)
      {
        return folder.path
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  /// A folder of the shared data beside the repository; `nil`, said loudly, where it is not there.
  /// - Parameters:
  ///   - name: `data/surveymonkey-steak`.
  ///   - file: `#filePath` of the test.
  public static func shared(_ name: String, from file: String = #filePath) -> String? {
    guard let root = root(from: file) else {
      print("SKIPPED: the repository's folder was not found, so shared/\(name) could not be tested")
      return nil
    }
    let path = URL(filePath: root).deletingLastPathComponent().appending(path: "shared/\(name)").path
    guard FileManager.default.fileExists(atPath: path) else {
      print("SKIPPED: ../shared/\(name) is not there: tests on real survey data do not run")
      return nil
    }
    return path
  }
}

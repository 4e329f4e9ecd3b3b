import Foundation

/// Where the repository's own files lie.
enum Repository {
  /// The nearest folder above the tests that holds both a package and surveys.
  static let root: String? = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let files = ["Package.swift", "Surveys"].map { folder.appending(path: $0).path }
      if files.allSatisfy(FileManager.default.fileExists(atPath:)) { return folder.path }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}

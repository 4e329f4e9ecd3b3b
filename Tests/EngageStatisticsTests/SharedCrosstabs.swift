import Foundation

/// A crosstab of real answers with the results that pandas and SciPy gave, as kept in `expected.json`.
struct SharedCrosstab: Decodable {
  let n: Double
  let table: [[Int]]
  let chi2: Double
  let dof: Int
  let p: Double
  let cramersV: Double
  let minExpected: Double
  let cellsExpectedLt5: Int
  let fisherP: Double?

  /// The crosstabs of a data set by name; empty, with a line that says so, where the data is not at hand.
  static func read(_ set: String) -> [String: SharedCrosstab] {
    struct Expected: Decodable { let crosstabs: [String: SharedCrosstab] }
    guard let folder = dataFolder,
      let data = try? Data(contentsOf: folder.appending(path: "\(set)/expected.json"))
    else {
      print("SKIPPED: the crosstabs of \(set), as ../shared/data is not there")
      return [:]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Expected.self, from: data).crosstabs
    } catch {
      preconditionFailure("\(set)/expected.json cannot be read: \(error)")
    }
  }

  /// Whether the data is at hand.
  static var isAvailable: Bool {
    if dataFolder == nil {
      print("SKIPPED: tests against the crosstabs in ../shared/data, which is not there")
    }
    return dataFolder != nil
  }

  /// `../shared/data` beside the repository, also where the tests are reached through a symbolic link.
  private static let dataFolder: URL? = {
    let file = URL(filePath: #filePath)
    for start in [file, file.resolvingSymlinksInPath()] {
      var folder = start.deletingLastPathComponent()
      while folder.path.count > 1 {
        let data = folder.deletingLastPathComponent().appending(path: "shared/data")
        if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path),
          FileManager.default.fileExists(atPath: data.path)
        {
          return data
        }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()
}

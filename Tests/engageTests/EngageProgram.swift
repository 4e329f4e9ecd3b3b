import EngageReport
import EngageTesting
import Foundation

/// The program as a person runs it.
struct EngageProgram {
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    /// The output as a report.
    func report() throws -> Report { try Report(json: Array(output.utf8)) }

    /// The output as JSON.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return value as? [String: Any] ?? [:]
    }
  }

  /// Stands beside the tests.
  static let path: String = {
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for folder in [tests.deletingLastPathComponent(), Bundle.main.bundleURL] {
      let program = folder.appending(path: "engage").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    return "engage"
  }()

  let folder: String

  /// A workspace with a copy of the shipped surveys, thrown away at the end of the test.
  init(copyingSurveys: Bool = true) throws {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "engage-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    folder = temporary.path
    if copyingSurveys, let root = RepositoryFolder.root() {
      try FileManager.default.copyItem(atPath: "\(root)/Surveys", toPath: "\(folder)/Surveys")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// A process that is ready to run in the workspace.
  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: EngageProgram.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    return process
  }

  /// Runs the program to its end.
  /// - Parameter input: what it reads from standard input.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Result {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> Result {
    let files = try ["in", "out", "err"].map { name -> URL in
      let url = URL(filePath: path(".\(name)-\(UUID().uuidString)"))
      try Data((name == "in" ? input : "").utf8).write(to: url)
      return url
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    let process = process(arguments)
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }

  static let event = "we-stand-together-2019"
  static let sample = "Surveys/we-stand-together/samples/we-stand-together-2019.csv"

  /// Imports the shipped sample.
  func importSample() throws { try run("import", EngageProgram.sample, "--event", EngageProgram.event) }
}

/// Runs a test body with a workspace of its own.
func withWorkspace(copyingSurveys: Bool = true, _ body: (EngageProgram) throws -> Void) throws {
  let program = try EngageProgram(copyingSurveys: copyingSurveys)
  defer { program.remove() }
  try body(program)
}

public import Foundation
import Glibc

/// Programs that tests read results back with.
public enum OtherProgram {
  /// A program that ended with an error.
  public struct Failed: Error {
    public var status: Int32
  }

  /// Runs a program, found on the path, to its end.
  /// - Parameter folder: where it runs; the test's own if `nil`.
  /// - Returns: what it printed on standard output.
  /// - Throws: `Failed`, or what says that it could not be started.
  @discardableResult
  public static func run(_ program: String, _ arguments: [String], in folder: String? = nil) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = all(of: output.fileHandleForReading.fileDescriptor)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return data
  }

  /// Everything that comes from a pipe. Foundation's own way ends the tests where a signal interrupts it, as happens
  /// while many programs run at once.
  private static func all(of pipe: Int32) -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pipe, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return data }
      data.append(contentsOf: buffer[..<count])
    }
  }

  /// Whether Python with a module is there; where it is not, it is said loudly what does not happen.
  public static func hasPython(_ module: String, otherwise lost: String) -> Bool {
    isThere(
      "python3 with \(module)", by: "python3", ["-W", "ignore", "-c", "import \(module)"], otherwise: lost)
  }

  /// Whether R with a package is there; where it is not, it is said loudly what does not happen.
  public static func hasR(_ package: String, otherwise lost: String) -> Bool {
    isThere("R with \(package)", by: "Rscript", ["--vanilla", "-e", "library(\(package))"], otherwise: lost)
  }

  private static func isThere(
    _ name: String, by program: String, _ arguments: [String], otherwise lost: String
  ) -> Bool {
    let found = (try? run(program, arguments)) != nil
    if !found { print("SKIPPED: \(name) is not there: \(lost)") }
    return found
  }
}

/// A folder for one test, gone when nobody holds it any more.
public final class TemporaryFolder {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "engage-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Where a file of that name is in it.
  public func path(_ name: String) -> String { path + "/" + name }
}

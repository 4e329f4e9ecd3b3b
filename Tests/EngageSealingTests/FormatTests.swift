import EngageTesting
import Foundation
import Testing

@testable import EngageSealing

/// The program that FORMAT.md prints opens what Engage sealed: nobody needs Engage for it.
@Suite(.enabled(if: OtherProgram.hasPython("cryptography", otherwise: "FORMAT.md is not tried")))
struct FormatTests {
  /// The Python of FORMAT.md.
  private func program() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/EngageSealing/FORMAT.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "```python\n")?.upperBound)
    let end = try #require(text.range(of: "```", range: start..<text.endIndex)?.lowerBound)
    return String(text[start..<end])
  }

  private func python(_ arguments: [String], input: String) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (given, errors) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try given.fileHandleForWriting.close()
    let told = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: told, as: UTF8.self))
  }

  @Test("the program in FORMAT.md opens a sealed file", arguments: [0, 100, 64, 65_536, 200_000])
  func opensWithoutEngage(_ count: Int) throws {
    let bench = try SealingBench()
    defer { bench.remove() }
    let plain = SealingBench.bytes(count)
    _ = try bench.seal(plain, chunk: count > 1000 ? SealedFile.standardChunk : 64)
    try bench.write(Array(try program().utf8), to: "open.py")
    let ran = try python(
      [bench.path("open.py"), bench.path("sealed"), bench.path("by-python")],
      input: "kettle harbour ninety velvet\n")
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(try bench.read("by-python") == plain)
  }
}

import EngageReport
import EngageTesting
import Foundation
import Testing

@testable import EngagePluginHost

private let hasSandbox: Bool = {
  let found = Programs.path(of: "bwrap").flatMap { Sandbox(program: $0) } != nil
  if !found {
    print("SKIPPED: there is no bubblewrap here that can make a sandbox: what it keeps out is not tested")
  }
  return found
}()

extension RunningPlugins {
  @Suite struct SurroundingsTests {
    func surroundings(isSandboxed: Bool, file: String, fill: String = "") async throws -> [String: Cell] {
      let section = try await PluginFixture("sound/looks-around").section(
        isSandboxed: isSandboxed, options: fill.isEmpty ? ["file": file] : ["file": file, "fill": fill])
      let table = try #require(section.table("surroundings"))
      return Dictionary(
        uniqueKeysWithValues: table.rows.map { ($0[0].words ?? "", $0[1]) })
    }

    @Test(.enabled(if: hasSandbox)) func inASandboxAPluginReachesNothingButItself() async throws {
      let folder = try TemporaryFolder()
      try Data("secret".utf8).write(to: URL(filePath: folder.path("answers")))
      let seen = try await surroundings(isSandboxed: true, file: folder.path("answers"))
      #expect(seen["file"] == .text("no"))
      #expect(seen["own_folder"] == .text("yes"))
      #expect(seen["write_own_folder"] == .text("no"))
      #expect(seen["write_temporary"] == .text("yes"))
      #expect(seen["write_shared_memory"] == .text("yes"))
      #expect(seen["network"] == .text("no"))
    }

    @Test(.enabled(if: hasSandbox)) func noFileOfAnybodyIsInTheSandbox() async throws {
      for path in [FileManager.default.currentDirectoryPath, "/etc/passwd", "/etc/shadow", #filePath] {
        #expect(try await surroundings(isSandboxed: true, file: path)["file"] == .text("no"))
      }
    }

    /// What is written in a sandbox lies in memory, and counts as nobody's.
    @Test(.enabled(if: hasSandbox)) func aPluginCantFillTheMemoryWithFiles() async throws {
      let folders = ["/", "/dev", "/dev/shm", "/tmp"]
      let seen = try await surroundings(
        isSandboxed: true, file: "/nowhere", fill: folders.joined(separator: " "))
      for folder in folders { #expect(seen["fill_\(folder)"] == .text("no"), "\(folder)") }
    }

    @Test(arguments: [true, false]) func aPluginGetsOnlyTheColumnsItAskedForAndNoEnvironment(
      isSandboxed: Bool
    ) async throws {
      setenv("ENGAGE_TEST_SECRET", "1", 1)
      let seen = try await surroundings(isSandboxed: isSandboxed, file: "/nowhere")
      #expect(seen["columns"] == .text("role"))
      #expect(seen["other_keys"] == .text(""))
      let environment = try #require(seen["environment"]?.words).split(separator: " ").filter {
        $0 != "PWD" && $0 != "LC_CTYPE"
      }
      #expect(
        environment == [
          "ENGAGE_PLUGIN_RUN", "HOME", "LANG", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH",
          "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "TZ",
        ])
    }
  }
}

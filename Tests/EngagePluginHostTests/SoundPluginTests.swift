import EngageModel
import EngageReport
import Testing

@testable import EngagePluginHost

extension RunningPlugins {
  @Suite struct SoundPluginTests {
    @Test(arguments: [1, 2, 3], [true, false])
    func countsWhatTheResponsesSayHoweverTheyAreParted(parts: Int, isSandboxed: Bool) async throws {
      let section = try await PluginFixture("sound/choice-counts").section(
        parts: parts, isSandboxed: isSandboxed)
      #expect(section.analysis == "choice-counts")
      #expect(section.version == "1.0.0")
      #expect(section.options == ["minimum": "0"])
      #expect(
        section.table("role")?.rows == [
          [.text("faith"), .text("Faith"), .count(3), .share(3, of: 4)],
          [.text("parent"), .text("Parent"), .count(1), .share(1, of: 4)],
        ])
      #expect(section.table("topics")?.cells(of: "responses") == [.count(2), .count(2)])
      #expect(section.table("topics")?.cells(of: "label").last == .text("“Knives”\nand more"))
      #expect(PluginFixture.leftProcesses == [])
    }

    @Test func takesItsOptionsAsNumbers() async throws {
      let section = try await PluginFixture("sound/choice-counts").section(options: ["minimum": "2"])
      #expect(section.table("role")?.cells(of: "choice") == [.text("faith")])
    }

    @Test func whereThereIsNoSandboxItIsSaidOnceAndTheWorkIsDone() async throws {
      let fixture = try PluginFixture("sound/choice-counts")
      _ = try await fixture.section(parts: 3, isSandboxed: false)
      #expect(fixture.told.all == [PluginHost.withoutSandbox])
    }

    @Test func whereASandboxIsRequiredAndThereIsNoneNothingRuns() async throws {
      let fixture = try PluginFixture("sound/choice-counts")
      let failure = await #expect(throws: PluginFailure.self) {
        try await fixture.section(isSandboxed: false, policy: .require)
      }
      #expect(failure?.diagnostic.rule == "plugin-sandbox")
      #expect(failure?.protects == true)
    }
  }
}

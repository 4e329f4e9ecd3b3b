import EngageModel
import EngageReport
import Testing

@testable import EngagePluginHost

extension RunningPlugins {
  /// What a broken plugin is told about, and that nothing of it stays.
  @Suite struct BrokenPluginTests {
    static let expected: [(name: String, rule: String, words: String)] = [
      ("crashes-at-start", "plugin-ended", "ended before its work was done (exit status 1)"),
      ("crashes-midway", "plugin-ended", "crashed before its work was done (signal 11)"),
      ("hangs", "plugin-timeout", "neither read nor wrote anything for one second"),
      ("talks-rubbish", "plugin-output", "no message of the plugin protocol"),
      ("prints-by-accident", "plugin-output", "no message of the plugin protocol"),
      (
        "wrong-columns", "plugin-section",
        "row 1 of counts, column count: a column of kind count can't hold text; row 2 of counts has 3 cells for 2 columns"
      ),
      ("leaves-a-child", "plugin-processes", "left processes running after its section"),
      ("eats-memory", "plugin-memory", "used more than 64 MB of memory"),
      ("starts-too-many", "plugin-processes", "ran more than 8 processes at a time"),
      ("other-protocol", "plugin-protocol", "speaks version 2 of the plugin protocol"),
      ("cut-line", "plugin-output", "ended in the middle of a message"),
      ("not-a-number", "plugin-message", "a message “section” that is no valid JSON"),
      ("impossible-share", "plugin-section", "column count: a column of kind count can't hold a share"),
      ("other-analysis", "plugin-section", "returned the section of another analysis"),
      ("hides-cells", "plugin-section", "counts hides cells"),
      ("floods", "plugin-output", "wrote a message of more than 2 MB"),
      ("never-ends", "plugin-timeout", "did not end after its section"),
      ("goes-on-talking", "plugin-output", "no message of the plugin protocol"),
      ("reports-an-error", "plugin-error", "says: the answers are  [31mnot comparable"),
    ]

    @Test(arguments: expected.indices, [true, false])
    func aBrokenPluginYieldsAPlainDiagnosticAndNothingElse(index: Int, isSandboxed: Bool) async throws {
      let (name, rule, words) = BrokenPluginTests.expected[index]
      let fixture = try PluginFixture("broken/\(name)")
      let failure = await #expect(throws: PluginFailure.self) {
        try await fixture.section(isSandboxed: isSandboxed)
      }
      #expect(failure?.diagnostic.rule == rule)
      let message = failure?.diagnostic.message ?? ""
      #expect(message.hasPrefix("the plugin \(name) "))
      #expect(message.contains(words), "\(message)")
      #expect(failure?.diagnostic.hint != nil)
      #expect(PluginFixture.leftProcesses == [])
    }

    @Test func everyBrokenFixtureIsTried() throws {
      // What it loses only the conformance kit can find.
      #expect(
        try Set(PluginFixture.broken()) == Set(BrokenPluginTests.expected.map(\.name) + ["loses-counts"]))
    }

    @Test func whatAPluginLoggedComesWithItsFailureAndNotInItsMessage() async throws {
      let fixture = try PluginFixture("broken/crashes-at-start")
      let failure = await #expect(throws: PluginFailure.self) { try await fixture.section() }
      #expect(failure?.log == "cannot find my settings\n")
      #expect(failure?.diagnostic.message.contains("settings") == false)
    }

    @Test func aProgramThatIsNotThereIsNamed() async throws {
      let fixture = try PluginFixture("sound/choice-counts")
      var description = fixture.description
      description.command = ["no-such-language", "plugin.py"]
      let plugin = ExternalPlugin(description, folder: fixture.folder, host: fixture.host(isSandboxed: true))
      let failure = #expect(throws: PluginFailure.self) { try plugin.conversation() }
      #expect(failure?.diagnostic.rule == "plugin-start")
      #expect(failure?.diagnostic.message.contains("“no-such-language” is not on this machine") == true)
    }
  }
}

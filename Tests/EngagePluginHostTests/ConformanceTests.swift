import EngageAnalysis
import Testing

@testable import EngagePluginHost

extension RunningPlugins {
  @Suite struct ConformanceTests {
    func checks(_ name: String) throws -> [ConformanceCheck] {
      let plugin = try PluginFixture(name).plugin()
      return PluginConformance(of: plugin, among: [plugin.manifest]).run()
    }

    @Test func aSoundPluginPasses() throws {
      let checks = try checks("sound/choice-counts")
      #expect(checks.filter { $0.outcome == .failed } == [])
      #expect(checks.filter { $0.outcome == .skipped }.map(\.name) == ["words of all scripts"])
      #expect(checks.count == 22)
    }

    @Test(arguments: try PluginFixture.broken())
    func aBrokenPluginFails(name: String) throws {
      let failed = try checks("broken/\(name)").filter { $0.outcome == .failed }
      let first = name == "loses-counts" ? "parts merged equal the whole" : "counts made-up responses"
      #expect(failed.first?.name == first)
      #expect(failed.allSatisfy { $0.reason?.isEmpty == false })
      #expect(PluginFixture.leftProcesses == [])
    }

    @Test func talliesThatLoseCountsWhenMergedAreFoundOut() throws {
      let failed = try checks("broken/loses-counts").filter { $0.outcome == .failed }.map(\.name)
      #expect(failed.contains("parts merged equal the whole"))
      #expect(failed.contains("the order of parts does not show"))
      #expect(!failed.contains("counts made-up responses"))
    }
  }
}

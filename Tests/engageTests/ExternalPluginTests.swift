import EngageReport
import EngageTesting
import Foundation
import Testing

private let hasPython = OtherProgram.hasPython(
  "json", otherwise: "no plugin in another language is tried from the command line")

/// A user's plugins, found and run by the program without anything compiled.
@Suite(.enabled(if: hasPython)) struct ExternalPluginTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "EngagePluginHostTests/Fixtures").path

  func workspace(with plugins: [String]) throws -> EngageProgram {
    let engage = try EngageProgram()
    try engage.importSample()
    for plugin in plugins { try copy(plugin, to: "Plugins", in: engage) }
    return engage
  }

  func copy(_ plugin: String, to folder: String, in engage: EngageProgram) throws {
    try FileManager.default.createDirectory(atPath: engage.path(folder), withIntermediateDirectories: true)
    let name = plugin.split(separator: "/").last.map(String.init) ?? plugin
    try FileManager.default.copyItem(
      atPath: "\(Self.fixtures)/\(plugin)", toPath: engage.path("\(folder)/\(name)"))
  }

  @Test func aPluginInTheWorkspaceCountsWhatEngageItselfCounts() throws {
    let engage = try workspace(with: ["sound/choice-counts"])
    defer { engage.remove() }
    func counts(_ analysis: String) throws -> [[String]] {
      let result = try engage.run(
        "analyse", analysis, "--survey", "we-stand-together", "--question", "role", "--format", "json")
      #expect(result.status == 0, "\(result.errors)")
      let table = try #require(try result.report().sections[0].table("role"))
      return zip(table.cells(of: "choice"), table.cells(of: "responses")).map { ["\($0)", "\($1)"] }
    }
    #expect(try counts("choice-counts") == counts("frequencies"))
  }

  @Test func aSavedReportOfAPluginIsMadeAgainAndItsSingleFiguresAreNotOpened() throws {
    let engage = try workspace(with: ["sound/choice-counts"])
    defer { engage.remove() }
    let made = try engage.run(
      "analyse", "choice-counts", "--survey", "we-stand-together", "--question", "role", "-o", "r.json")
    #expect(made.status == 0, "\(made.errors)")
    let state = try engage.run("trace", "r.json")
    #expect(state.output.contains("every figure would be the same"), "\(state.output)\(state.errors)")
    let figure = try engage.run("trace", "r.json", "role/parent/responses")
    #expect(figure.status == 1 && figure.errors.contains("error[plugin-figure]"), "\(figure.errors)")
  }

  @Test func aListTellsWhereEachComesFrom() throws {
    let engage = try workspace(with: ["sound/choice-counts"])
    defer { engage.remove() }
    let listed = try engage.run("plugins", "list", "--format", "json")
    let plugins = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
    let own = try #require(plugins.first { $0["name"] as? String == "choice-counts" })
    #expect(own["from"] as? String == "Plugins/choice-counts")
    #expect(own["language"] as? String == "python")
    #expect(plugins.first?["from"] as? String == "Engage")
    let described = try engage.run("plugins", "describe", "choice-counts")
    #expect(described.output.contains("in python") && described.output.contains("for example minimum=5"))
  }

  @Test func aFolderNamedInSettingsOrOnTheCommandLineIsFound() throws {
    let engage = try workspace(with: [])
    defer { engage.remove() }
    try copy("sound/choice-counts", to: "mine", in: engage)
    let command = ["analyse", "choice-counts", "--survey", "we-stand-together", "--question", "role"]
    #expect(try engage.run(command).status == 1)
    #expect(try engage.run(command + ["--plugins", "mine"]).status == 0)
    #expect(try engage.run(command + ["--plugins", "mine/choice-counts"]).status == 0)
    let missing = try engage.run(command + ["--plugins", "elsewhere"])
    #expect(missing.status == 1 && missing.errors.contains("there is no such folder of plugins"))
    try engage.write("plugins: [mine]\n", to: "engage.yaml")
    #expect(try engage.run(command).status == 0)
  }

  @Test func aBrokenPluginLeavesNoReportAndExitsWithOne() throws {
    let engage = try workspace(with: ["broken/crashes-midway", "broken/crashes-at-start"])
    defer { engage.remove() }
    let result = try engage.run(
      "analyse", "frequencies", "crashes-midway", "--survey", "we-stand-together", "-o", "Exports/report.html"
    )
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(!engage.exists("Exports/report.html"))
    #expect(result.errors.contains("the plugin crashes-midway crashed before its work was done"))
    let logging = try engage.run("analyse", "crashes-at-start", "--survey", "we-stand-together")
    #expect(logging.errors.contains("  | cannot find my settings"))
  }

  @Test func aPluginWithMistakesKeepsNobodyFromOthers() throws {
    let engage = try workspace(with: ["sound/choice-counts"])
    defer { engage.remove() }
    try engage.write("plugin: Half Written\ncomand: python3\n", to: "Plugins/half/plugin.yaml")
    #expect(
      try engage.run("analyse", "choice-counts", "--survey", "we-stand-together", "--question", "role").status
        == 0)
    let checked = try engage.run("plugins", "check", "Plugins/half/")
    #expect(checked.status == 1)
    #expect(checked.errors.contains("did you mean “command”?"))
    #expect(try engage.run("plugins", "list").status == 1)
  }

  @Test func aNameThatSomethingElseHasIsRefused() throws {
    let engage = try workspace(with: ["sound/choice-counts"])
    defer { engage.remove() }
    let manifest = try engage.read("Plugins/choice-counts/plugin.yaml")
      .replacingOccurrences(of: "choice-counts", with: "frequencies")
    try engage.write(manifest, to: "Plugins/choice-counts/plugin.yaml")
    let result = try engage.run("analyse", "frequencies", "--survey", "we-stand-together")
    #expect(result.status == 1)
    #expect(result.errors.contains("two analyses are called frequencies"))
  }

  @Test func aCheckTellsWhatIsInOrderAndWhatIsNot() throws {
    let engage = try workspace(with: ["broken/loses-counts"])
    defer { engage.remove() }
    let failing = try engage.run("plugins", "check", "loses-counts")
    #expect(failing.status == 1)
    #expect(
      failing.output.contains("FAILED  parts merged equal the whole: 2 parts: the table counts differs"))
    let passing = try engage.run("plugins", "check", "\(Self.fixtures)/sound/choice-counts")
    #expect(passing.status == 0)
    #expect(passing.output.hasPrefix("choice-counts 1.0.0\n") && passing.output.contains("In order."))
  }

  @Test func whatIsCompiledInPassesTheSameCheck() throws {
    let engage = try EngageProgram()
    defer { engage.remove() }
    let result = try engage.run("plugins", "check")
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.contains("FAILED"))
  }
}

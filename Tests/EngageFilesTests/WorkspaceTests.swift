import EngageFiles
import EngageModel
import Foundation
import Testing

@Suite("Workspaces")
struct WorkspaceTests {
  private func scratch() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "engage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  @Test("a new workspace reads without a problem, and making it again changes nothing")
  func creation() throws {
    let root = try scratch()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let made = try Workspace.create(at: root + "/new")
    #expect(made.contains("engage.yaml") && made.contains("Surveys/blocks/equality-monitoring.yaml"))
    let workspace = Workspace(at: root + "/new")
    let reading = workspace.readAll(
      analyses: ["attendance", "frequencies", "scales", "crosstab", "before-after", "theme-counts"])
    #expect(reading.diagnostics == [])
    #expect((reading.value ?? 0) == 9)
    try "organisation: Mine\n".write(toFile: root + "/new/engage.yaml", atomically: true, encoding: .utf8)
    #expect(try Workspace.create(at: root + "/new") == [])
    #expect(workspace.settings().value?.organisation == "Mine")
    let mode = try FileManager.default.attributesOfItem(atPath: root + "/new")[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  @Test("a folder where nothing can be made is told")
  func refusal() {
    #expect(throws: DiagnosticsError.self) { try Workspace.create(at: "/proc/engage") }
  }

  @Test("it is found upwards, and lists what it holds")
  func contents() throws {
    let root = try scratch()
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = try Workspace.create(at: root)
    let inner = root + "/Surveys/open-evening/events"
    let workspace = try #require(Workspace.find(from: inner))
    #expect(workspace.root == root)
    #expect(workspace.surveys() == ["open-evening"])
    #expect(workspace.surveyVersions(of: "open-evening") == [1])
    #expect(workspace.events().map(\.name) == ["open-evening-2020"])
    #expect(workspace.events().map(\.folder) == ["open-evening"])
    #expect(workspace.recipes(of: "open-evening").map(\.name) == ["partner", "summary"])
    #expect(workspace.codebooks(of: "open-evening").map(\.name) == ["concerns", "safeguarding"])
    #expect(workspace.blocks().map(\.name) == ["equality-monitoring"])
    #expect(workspace.databasePath() == root + "/engage.sqlite")
    #expect(workspace.readSurvey("open-evning").diagnostics.first?.hint == "did you mean “open-evening”?")
    #expect(workspace.readEvent("open-evening-2020").value?.sessions.count == 2)
    #expect(workspace.readRecipe("partner", of: "open-evening").value?.audience == "partner")
    #expect(workspace.readCodebook("concerns", of: "open-evening").value?.themes.count == 2)
  }

  @Test("problems of a workspace's files show paths relative to it, and those of blocks in their own file")
  func shownPaths() throws {
    let root = try scratch()
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = try Workspace.create(at: root)
    let block = root + "/Surveys/blocks/equality-monitoring.yaml"
    let text = try String(contentsOfFile: block, encoding: .utf8).replacing("type: note", with: "type: nota")
    try text.write(toFile: block, atomically: true, encoding: .utf8)
    let reading = Workspace(at: root).readSurvey("open-evening")
    #expect(reading.diagnostics.map(\.file) == ["Surveys/blocks/equality-monitoring.yaml"])
    #expect(reading.sources["Surveys/blocks/equality-monitoring.yaml"] == text)
  }

  @Test("the block of a new workspace is the one that comes with Engage")
  func sameBlock() throws {
    let repository = try #require(Repository.root)
    let root = try scratch()
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = try Workspace.create(at: root)
    let block = "/Surveys/blocks/equality-monitoring.yaml"
    #expect(
      try String(contentsOfFile: root + block, encoding: .utf8)
        == String(contentsOfFile: repository + block, encoding: .utf8))
  }
}

@Suite("The files that come with Engage")
struct ShippedFilesTests {
  @Test("all of them read without a problem")
  func clean() throws {
    let workspace = Workspace(at: try #require(Repository.root))
    let reading = workspace.readAll(
      analyses: ["attendance", "frequencies", "scales", "crosstab", "before-after", "theme-counts"])
    let problems = reading.diagnostics.filter { $0.severity != .note }
    #expect(problems == [], "\(DiagnosticFormatter().format(problems, sources: reading.sources))")
    #expect((reading.value ?? 0) > 20)
    #expect(workspace.surveys().contains("we-stand-together"))
  }

  @Test("We Stand Together says what it says")
  func weStandTogether() throws {
    let workspace = Workspace(at: try #require(Repository.root))
    let event = try #require(workspace.readEvent("we-stand-together-2019").value)
    #expect(event.sessions.compactMap(\.attended?.exactValue).reduce(0, +) == 147)
    let survey = try #require(workspace.readSurvey("we-stand-together").value)
    #expect(survey.question("safe_day")?.scores == [1, 2, 3, 4, 5, nil])
    #expect(survey.question("role_other")?.otherOf == "role")
    #expect(survey.blocks == ["equality-monitoring v1"])
  }
}

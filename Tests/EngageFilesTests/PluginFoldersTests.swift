import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite struct PluginFoldersTests {
  private static let manifest = """
    {plugin: NAME, version: 1.0.0, title: T, summary: S, language: sh, protocol: 1, command: [./run], merge: no,
     needs: {types: [scale]}, example: engage analyse NAME}
    """

  /// A workspace with plugins in folders of those names.
  private func workspace(_ folders: [String], settings: String = "") throws -> (
    folder: TemporaryFolder, Workspace
  ) {
    let folder = try TemporaryFolder()
    try Data(settings.utf8).write(to: URL(filePath: folder.path("engage.yaml")))
    for name in folders {
      let place = URL(filePath: folder.path(name))
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let text = PluginFoldersTests.manifest.replacing("NAME", with: place.lastPathComponent)
      try Data(text.utf8).write(to: place.appending(path: "plugin.yaml"))
    }
    return (folder, Workspace(at: folder.path))
  }

  @Test func pluginsOfTheWorkspaceOfItsSettingsAndOfThePersonAreFound() throws {
    let (folder, workspace) = try workspace(
      ["Plugins/one", "mine/two", "elsewhere/three", "single"], settings: "plugins: [mine, single]\n")
    let found = workspace.plugins(
      settings: try workspace.settings().get(), and: [folder.path("elsewhere") + "/"])
    #expect(found.diagnostics == [])
    #expect(found.plugins.map(\.description.name) == ["three", "one", "two", "single"])
    #expect(
      found.plugins.map(\.shown) == [folder.path("elsewhere/three"), "Plugins/one", "mine/two", "single"])
  }

  @Test func aFolderThatIsNamedTwiceHoldsOnePlugin() throws {
    let (folder, workspace) = try workspace(["Plugins/one"], settings: "plugins: [Plugins, Plugins/one]\n")
    let found = workspace.plugins(
      settings: try workspace.settings().get(), and: [folder.path("Plugins/../Plugins/one")])
    #expect(found.plugins.count == 1)
  }

  @Test func aNamedFolderWithoutPluginsIsTold() throws {
    let (folder, workspace) = try workspace(["mine/two"])
    let found = workspace.plugins(settings: Settings(plugins: ["nowhere"]), and: [folder.path])
    #expect(
      found.diagnostics.map(\.message) == [
        "the folder holds no plugin", "there is no such folder of plugins",
      ])
    #expect(found.plugins.isEmpty)
  }

  @Test func theSandboxIsAWordOfTwo() throws {
    #expect(
      try SettingsFile.read(text: "plugin_sandbox: require\n", path: "engage.yaml").get().pluginSandbox
        == "require")
    let wrong = SettingsFile.read(text: "plugin_sandbox: prefered\n", path: "engage.yaml")
    #expect(wrong.value == nil)
    #expect(wrong.diagnostics.first?.hint == "did you mean “prefer”?")
  }
}

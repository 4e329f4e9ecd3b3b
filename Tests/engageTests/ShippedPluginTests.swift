import EngageTesting
import Testing

/// The plugins in other languages that come with Engage.
@Suite struct ShippedPluginTests {
  @Test func wordAssociationsPassesItsOwnTests() throws {
    guard let root = RepositoryFolder.root(),
      OtherProgram.hasPython("unittest", otherwise: "word-associations is not tested")
    else { return }
    try OtherProgram.run("python3", ["-B", "-m", "unittest"], in: "\(root)/Plugins/WordAssociations")
  }

  @Test func groupDifferencesPassesItsOwnTest() throws {
    guard let root = RepositoryFolder.root(),
      OtherProgram.hasR("jsonlite", otherwise: "group-differences is not tested")
    else { return }
    try OtherProgram.run("Rscript", ["--vanilla", "test_plugin.R"], in: "\(root)/Plugins/GroupDifferences")
  }

  @Test(arguments: ["WordAssociations", "GroupDifferences"])
  func theyPassTheConformanceKit(folder: String) throws {
    guard let root = RepositoryFolder.root() else { return }
    let lost = "\(folder) is not checked"
    guard
      folder == "WordAssociations"
        ? OtherProgram.hasPython("json", otherwise: lost) : OtherProgram.hasR("jsonlite", otherwise: lost)
    else { return }
    try withWorkspace { engage throws in
      let checked = try engage.run("plugins", "check", "\(root)/Plugins/\(folder)")
      #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    }
  }
}

import EngageModel
import EngageReport
import EngageTesting
import Testing

@testable import engage

/// Plugins to start from.
@Suite struct NewPluginTests {
  /// What runs the test of a plugin, in its folder.
  private static let tests: [(language: String, program: String, arguments: [String])] = [
    ("python", "python3", ["-m", "unittest"]), ("r", "Rscript", ["--vanilla", "test_plugin.R"]),
  ]

  @Test(arguments: tests)
  func aNewPluginPassesItsOwnTestAndTheConformanceKit(
    language: String, program: String, arguments: [String]
  ) throws {
    let lost = "a new plugin in \(language) is not tested"
    guard
      language == "r"
        ? OtherProgram.hasR("jsonlite", otherwise: lost) : OtherProgram.hasPython("json", otherwise: lost)
    else { return }
    try withWorkspace { engage throws in
      let made = try engage.run("plugins", "new", "school-replies", "--language", language)
      #expect(made.status == 0, "\(made.errors)")
      try OtherProgram.run(program, arguments, in: engage.path("Plugins/SchoolReplies"))
      let checked = try engage.run("plugins", "check", "school-replies")
      #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
      try engage.importSample()
      let counted = try engage.run(
        "analyse", "school-replies", "frequencies", "--survey", "we-stand-together", "--question", "aware",
        "--format",
        "json")
      #expect(counted.status == 0, "\(counted.errors)")
      let sections = try counted.report().sections
      #expect(
        sections[0].table("aware")?.cells(of: "responses")
          == sections[1].table("aware")?.cells(of: "responses"))
    }
  }

  @Test func aPluginInSwiftIsListedWhereItIsCompiledIn() throws {
    try withWorkspace { engage throws in
      let outside = try engage.run("plugins", "new", "school-replies", "--language", "swift")
      #expect(outside.status == 1 && outside.errors.contains("this is no checkout of it"))
      #expect(!engage.exists("Plugins/SchoolReplies"))
      try engage.write("let plugins = [\"Attendance\"]\n", to: "Package.swift")
      try engage.write(
        "import Attendance\n\n  static let registry = AnalysisRegistry([\n    Attendance.self,\n  ])\n",
        to: "Sources/engage/Composition/Analyses.swift")
      let made = try engage.run("plugins", "new", "school-replies", "--language", "swift")
      #expect(made.status == 0, "\(made.errors)")
      #expect(try engage.read("Package.swift") == "let plugins = [\"SchoolReplies\", \"Attendance\"]\n")
      #expect(
        try engage.read("Sources/engage/Composition/Analyses.swift")
          == "import SchoolReplies\nimport Attendance\n\n  static let registry = AnalysisRegistry([\n"
          + "    SchoolReplies.self,\n    Attendance.self,\n  ])\n")
      #expect(
        try engage.read("Plugins/SchoolReplies/Sources/SchoolReplies.swift").contains(
          "struct SchoolReplies: Analysis"))
    }
  }

  @Test func whatIsNoNameNoLanguageOrThereAlreadyIsRefused() throws {
    try withWorkspace { engage throws in
      for (name, language, words) in [
        ("School", "python", "small letters"), ("-", "python", "small letters"),
        ("frequencies", "python", "already"),
        ("school-replies", "cobol", "swift, python, r"),
      ] {
        let refused = try engage.run("plugins", "new", name, "--language", language)
        #expect(refused.status != 0 && refused.errors.contains(words), "\(name): \(refused.errors)")
      }
      try engage.run("plugins", "new", "school-replies", "--language", "python")
      let again = try engage.run("plugins", "new", "school-replies", "--language", "r")
      #expect(again.status == 1 && again.errors.contains("already"))
    }
  }
}

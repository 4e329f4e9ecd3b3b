import ArgumentParser
import EngageTesting
import Foundation
import Testing

@testable import engage

/// What every command keeps.
@Suite struct CommandTests {
  /// All that do something, by their words.
  static let commands = words(of: EngageCommand.self)

  private static func words(of command: any ParsableCommand.Type) -> [[String]] {
    command.configuration.subcommands.flatMap { part -> [[String]] in
      let parts = words(of: part)
      let name = part.configuration.commandName ?? ""
      return parts.isEmpty ? [[name]] : parts.map { [name] + $0 }
    }
  }

  private static func all(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { all($0) }
  }

  @Test func helpFitsEightyColumnsAndBreaksNoExample() {
    for command in Self.all(EngageCommand.self) {
      let help = EngageCommand.helpMessage(for: command, columns: 80)
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      let discussion = lines.prefix { !$0.hasPrefix("USAGE") }
      for line in lines where !line.hasPrefix("USAGE") {
        #expect(line.count <= 80, "\(line)")
      }
      for (line, next) in zip(discussion, discussion.dropFirst()) where line.hasPrefix("  engage") {
        let goesOn = next.first?.isLowercase == true || next.hasPrefix("-")
        #expect(!goesOn, "an example is broken in two by its width: \(line)")
      }
    }
  }

  @Test(arguments: commands)
  func everyCommandHasHelpWithAnExample(_ command: [String]) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      let help = try engage.run(command + ["--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("engage " + command.joined(separator: " ")), "\(help.output)")
      #expect(help.output.replacing("\n", with: " ").lowercased().contains("for example"))
    }
  }

  @Test func everyCommandOfTheREADMEExists() throws {
    let root = try #require(RepositoryFolder.root())
    let readme = try String(contentsOfFile: "\(root)/README.md", encoding: .utf8)
    let known = Set(Self.commands.map { $0[0] })
    let used = readme.matches(of: /(?m)^engage ([a-z]+)/).map { String($0.1) }
    #expect(used.count > 5)
    for command in used { #expect(known.contains(command), "README runs engage \(command)") }
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 150)
  }

  @Test func analyzeIsAnalyse() throws {
    try withWorkspace { engage throws in
      #expect(try engage.run("analyze", "attendance", "--event", EngageProgram.event).status == 0)
    }
  }

  @Test func shippedFilesPassTheirChecks() throws {
    try withWorkspace { engage throws in
      for survey in [
        "we-stand-together", "our-families-our-future", "prevent-training", "game-on", "park-plans",
      ] {
        let checked = try engage.run("survey", "check", "Surveys/\(survey)/survey.v1.yaml")
        #expect(checked.status == 0, "\(checked.errors)")
      }
      let list = try engage.run("event", "list", "--format", "json")
      let events = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]] ?? []
      #expect(events.count >= 8)
      for event in events.compactMap({ $0["event"] as? String }) {
        let checked = try engage.run("event", "check", event)
        #expect(checked.status == 0, "\(checked.errors)")
      }
    }
  }

  @Test func aNewWorkspacePassesItsChecksAndIsNotOverwritten() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      #expect(try engage.run("init", "mine").status == 0)
      let folder = engage.path("mine")
      let list = try engage.run("event", "list", "--workspace", folder, "--format", "json")
      let events = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]] ?? []
      #expect(!events.isEmpty)
      for event in events {
        let name = try #require(event["event"] as? String)
        #expect(try engage.run("event", "check", name, "--workspace", folder).status == 0)
        let survey = try #require(event["survey"] as? String)
        #expect(try engage.run("survey", "check", survey, "--workspace", folder).status == 0)
      }
      try engage.write("organisation: Mine\n", to: "mine/engage.yaml")
      try engage.run("init", "mine")
      #expect(try engage.read("mine/engage.yaml") == "organisation: Mine\n")
    }
  }

  @Test func everyProblemOfASurveyIsShownAtOnceWithItsLine() throws {
    try withWorkspace { engage throws in
      try engage.write(
        """
        survey: broken
        version: 1
        title: "Broken"
        questions:
          - {type: select_on, name: role, label: "Role", choices: {a: "A"}}
          - {type: text, name: why, label: "Why", relevant: "${rolle} = 'a'"}
          - {type: text, name: why, label: "Again"}
        """, to: "Surveys/broken/survey.v1.yaml")
      let checked = try engage.run("survey", "check", "Surveys/broken/survey.v1.yaml")
      #expect(checked.status == 1)
      for words in [
        "survey.v1.yaml:5:", "survey.v1.yaml:6:", "survey.v1.yaml:7:", "select_one", "${role}", "^^^",
      ] {
        #expect(checked.errors.contains(words), "\(words) in \(checked.errors)")
      }
    }
  }

  @Test func mistypedNamesAreAnsweredWithTheNearest() throws {
    try withWorkspace { engage throws in
      for (arguments, hint) in [
        (["analyse", "atendance", "--event", EngageProgram.event], "attendance"),
        (["event", "show", "we-stand-togetter-2019"], "we-stand-together-2019"),
        (["survey", "show", "game-no"], "game-on"),
        (["report", "partnr", "--event", EngageProgram.event], "partner"),
        (["analyse", "frequencies", "--event", EngageProgram.event, "--question", "rolle"], "role"),
        (["plugins", "describe", "scale"], "scales"),
      ] {
        let told = try engage.run(arguments)
        #expect(told.status == 1, "\(arguments)")
        #expect(told.errors.contains(hint), "\(arguments): \(told.errors)")
      }
    }
  }

  @Test func everyCommandSaysItsName() {
    func nameless(_ command: any ParsableCommand.Type) -> [String] {
      let configuration = command.configuration
      let own = configuration.commandName == nil ? ["\(command)"] : []
      return own + configuration.subcommands.flatMap(nameless)
    }
    #expect(!EngageCommand.configuration.subcommands.isEmpty)
    #expect(nameless(EngageCommand.self) == [], "a name that is worked out costs time at each start")
  }

  @Test func anEndingThatIsNoFormatIsAnsweredWithAllThereAre() throws {
    try withWorkspace { engage throws in
      let told = try engage.run("report", "partner", "--event", "prevent-training-2019-20", "-o", "r.xslx")
      #expect(told.status == 1)
      #expect(told.errors.contains("did you mean .xlsx?") && told.errors.contains(".html"), "\(told.errors)")
    }
  }

  @Test func onlyAnalysesOfTextsNeedSoundCodebooks() throws {
    try withWorkspace { engage throws in
      try engage.write("themes: []\n", to: "Surveys/we-stand-together/codebook.hate-crime.yaml")
      let event = ["--event", EngageProgram.event]
      #expect(try engage.run(["analyse", "attendance", "scales"] + event).status == 0)
      let told = try engage.run(["analyse", "attendance", "theme-counts"] + event)
      #expect(told.status == 1 && told.errors.contains("codebook.hate-crime.yaml"), "\(told.errors)")
    }
  }

  @Test func usageErrorsExitWith64() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      #expect(try engage.run("import").status == 64)
      #expect(try engage.run("nonsense").status == 64)
    }
  }
}

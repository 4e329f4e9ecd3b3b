import EngageFiles
import EngageReport
import Foundation
import Testing

/// What engage.yaml says is taken where a flag is left out.
@Suite struct DefaultsTests {
  @Test func anEventNeedNotBeNamedWhereOneIsTheDefault() throws {
    try withWorkspace { engage throws in
      let words = "Nuneaton"
      #expect(try engage.run("analyse", "attendance").status == 1, "there are several surveys")
      try engage.write("defaults: {event: \(EngageProgram.event)}\n", to: "engage.yaml")
      let told = try engage.run("analyse", "attendance")
      #expect(told.status == 0 && told.output.contains(words), "\(told.errors)")
      #expect(try engage.run("report", "partner").output.contains(words))
      #expect(try engage.run("event", "show", EngageProgram.event).output.contains(words))
      #expect(try engage.run("import", EngageProgram.sample).status == 0)
    }
  }

  @Test func aFlagGoesBeforeTheDefault() throws {
    try withWorkspace { engage throws in
      try engage.write(
        "defaults: {event: \(EngageProgram.event), audience: partner, entered-by: Asha}\n", to: "engage.yaml")
      let event = try engage.run(
        "analyse", "attendance", "--event", "prevent-training-2019-20", "--format", "json")
      #expect(try event.report().events == ["prevent-training-2019-20"])
      let survey = try engage.run("analyse", "attendance", "--survey", "game-on", "--format", "json")
      #expect(try survey.report().survey == "game-on", "another survey is not that of the default event")
      let audience = try engage.run("analyse", "attendance", "--audience", "internal", "--format", "json")
      #expect(try audience.report().audience == .internal)
      try engage.importSample()
      #expect(try engage.run("batches", "show", "1").output.contains("Asha"))
      try engage.run("batches", "undo", "1", "--why", "wrong", "--entered-by", "Ben")
      #expect(try engage.run("batches", "show", "1").output.contains("Ben"))
    }
  }

  @Test func aSurveyMayBeTheDefault() throws {
    try withWorkspace { engage throws in
      try engage.write("defaults: {survey: game-on}\n", to: "engage.yaml")
      let told = try engage.run("analyse", "attendance", "--format", "json")
      #expect(try told.report().survey == "game-on", "\(told.errors)")
      let event = try engage.run("analyse", "attendance", "--event", EngageProgram.event, "--format", "json")
      #expect(try event.report().survey == "we-stand-together")
    }
  }

  @Test func theAudienceOfAnalysesMayBeTheDefaultButARecipeHasItsOwn() throws {
    try withWorkspace { engage throws in
      try engage.write("defaults: {event: \(EngageProgram.event), audience: partner}\n", to: "engage.yaml")
      #expect(try engage.run("analyse", "attendance", "--format", "json").report().audience == .partner)
      #expect(try engage.run("report", "summary", "--format", "json").report().audience == .internal)
    }
  }

  @Test(arguments: [
    ("defaults: {evnt: we-stand-together-2019}", "event"), ("defaults: {audience: partnr}", "partner"),
    ("defaults: {event: we-stand-togetter-2019}", "we-stand-together-2019"),
    ("defaults: {survey: game-no}", "game-on"),
  ])
  func whatIsNoDefaultIsToldWithARemedy(settings: String, remedy: String) throws {
    try withWorkspace { engage throws in
      try engage.write(settings + "\n", to: "engage.yaml")
      let told = try engage.run(
        settings.contains("audience")
          ? ["analyse", "attendance", "--event", EngageProgram.event] : ["analyse", "attendance"])
      #expect(told.status == 1)
      #expect(told.errors.contains(remedy), "\(told.errors)")
    }
  }

  @Test func everyFlagThatCanHaveADefaultIsOneOfSomeCommand() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      let help = try ["analyse", "import"].map { try engage.run($0, "--help").output }.joined()
      for flag in Settings.flags { #expect(help.contains("--\(flag) "), "\(flag)") }
    }
  }
}

import EngageTesting
import Foundation
import Testing

/// The same export again, a month later, with more rows: nothing is doubled, nothing changes unasked.
@Suite struct UpdateTests {
  static let isHere = RepositoryFolder.shared("data") != nil

  static let starWars = """
    survey: star-wars
    version: 1
    title: "Star Wars"
    units: [person]
    questions:
      - {type: select_one, name: seen, label: "Have you seen any of the 6 films in the Star Wars franchise?", choices: yes_no}
      - {type: select_one, name: fan, label: "Do you consider yourself to be a fan of the Star Wars film franchise?", choices: yes_no}
      - {type: select_multiple, name: films, label: "Which of the following Star Wars films have you seen? Please select all that apply.", choices: films}
      - {type: rank, name: order, label: "Please rank the Star Wars films in order of preference with 1 being your favorite film in the franchise and 6 being your least favorite film.", choices: films}
      - type: grid
        name: view
        label: "Please state whether you view the following characters favorably, unfavorably, or are unfamiliar with him/her."
        items: {han: "Han Solo", luke: "Luke Skywalker", leia: "Princess Leia Organa", anakin: "Anakin Skywalker", obi: "Obi Wan Kenobi", emperor: "Emperor Palpatine", vader: "Darth Vader", lando: "Lando Calrissian", boba: "Boba Fett", c3po: "C-3P0", r2d2: "R2 D2", jarjar: "Jar Jar Binks", padme: "Padme Amidala", yoda: "Yoda"}
        choices: views
      - {type: text, name: shot, label: "Which character shot first?"}
      - {type: select_one, name: knows_expanded, label: "Are you familiar with the Expanded Universe?", choices: yes_no}
      - {type: select_one, name: fan_expanded, label: "Do you consider yourself to be a fan of the Expanded Universe?", choices: yes_no}
      - {type: select_one, name: fan_trek, label: "Do you consider yourself to be a fan of the Star Trek franchise?", choices: yes_no}
      - {type: select_one, name: gender, label: "Gender", choices: {female: "Female", male: "Male"}}
      - {type: text, name: age, label: "Age"}
      - {type: text, name: income, label: "Household Income"}
      - {type: text, name: education, label: "Education"}
      - {type: text, name: location, label: "Location (Census Region)"}
    choice_lists:
      yes_no: {"yes": "Yes", "no": "No"}
      films: {i: "Star Wars: Episode I The Phantom Menace", ii: "Star Wars: Episode II Attack of the Clones", iii: "Star Wars: Episode III Revenge of the Sith", iv: "Star Wars: Episode IV A New Hope", v: "Star Wars: Episode V The Empire Strikes Back", vi: "Star Wars: Episode VI Return of the Jedi"}
      views: {1: "Very favorably", 2: "Somewhat favorably", 3: "Neither favorably nor unfavorably (neutral)", 4: "Somewhat unfavorably", 5: "Very unfavorably", 9: "Unfamiliar (N/A)"}
    """

  /// The survey, its event, the first 800 responses in `part.csv` and all in `whole.csv`.
  private func withStarWars(_ body: (EngageProgram, CutFile) throws -> Void) throws {
    let data = try #require(RepositoryFolder.shared("data/surveymonkey-star-wars"))
    let file = try CutFile(path: "\(data)/StarWars.csv")
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(Self.starWars, to: "Surveys/star-wars/survey.v1.yaml")
      try engage.write(
        "event: poll-2014\nsurvey: star-wars\ntitle: Poll\nsessions:\n  - {session: online, title: Online}\n",
        to: "Surveys/star-wars/events/poll-2014.yaml")
      try engage.write(file.first(2 + 800), to: "part.csv")
      try engage.write(file.whole, to: "whole.csv")
      try body(engage, file)
    }
  }

  /// How many live responses there are.
  private func live(_ engage: EngageProgram, _ survey: String) throws -> Int {
    let listed = try engage.run("responses", "list", "--survey", survey, "--format", "json")
    return (try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [Any])?.count ?? -1
  }

  @Test(.enabled(if: isHere)) func onlyNewResponsesAreStored() throws {
    try withStarWars { engage, _ throws in
      let part = try engage.bringIn("part.csv", "star-wars")
      #expect(part.counts == [800, 800, 0, 0, 0], "\(part.all)")
      #expect(part.batch == 1 && part.status == 0)
      let whole = try engage.bringIn("whole.csv", "star-wars")
      #expect(whole.counts == [1186, 386, 0, 800, 0], "\(whole.all)")
      #expect(whole.batch == 2 && whole.status == 0)
      #expect(try live(engage, "star-wars") == 1186)
      let again = try engage.bringIn("whole.csv", "star-wars")
      #expect(again.status == 2 && again.batch == nil)
      #expect(again.problems.map { $0.prefix(9) } == ["same-file"])
      try engage.run("batches", "undo", "2")
      #expect(try live(engage, "star-wars") == 800)
      let anew = try engage.bringIn("whole.csv", "star-wars")
      #expect(anew.counts == [1186, 386, 0, 800, 0] && anew.batch == 3, "\(anew.all)")
      #expect(try live(engage, "star-wars") == 1186)
      #expect(try engage.run("doctor").status == 0)
    }
  }

  @Test(.enabled(if: isHere)) func aChangedAnswerIsListedAndTakenOnlyIfAskedFor() throws {
    try withStarWars { engage, file throws in
      #expect(try engage.bringIn("part.csv", "star-wars").status == 0)
      var changed = file
      #expect(changed.records[2].contains(",Male,") && changed.records[3].contains(",18-29,"))
      changed.records[2] = Substring(changed.records[2].replacing(",Male,", with: ",Female,"))
      changed.records[3] = Substring(changed.records[3].replacing(",18-29,", with: ",Wrong age,"))
      try engage.write(changed.whole, to: "changed.csv")
      let refused = try engage.bringIn("changed.csv", "star-wars")
      #expect(refused.status == 1 && refused.batch == nil)
      #expect(refused.counts == [1186, 0, 2, 798, 0], "\(refused.all)")
      #expect(
        refused.problems == [
          "changed-response AH3: this response is stored already (as 1) and differs in gender",
          "changed-response AI4: this response is stored already (as 2) and differs in age",
        ])
      #expect(refused.all.contains("--update") && !refused.all.contains("Wrong age"))
      #expect(try live(engage, "star-wars") == 800)
      let updated = try engage.bringIn("changed.csv", "star-wars", "--update")
      #expect(updated.counts == [1186, 386, 0, 798, 2], "\(updated.all)")
      let history = try engage.run("responses", "history", "1").output
      #expect(history.contains("Ada  updated (batch 2): gender: Male → Female  [changed.csv]"), "\(history)")
      #expect(history.contains(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  Ada  updated/#))
      let told = try engage.run("import", "changed.csv", "--survey", "star-wars")
      #expect(told.status == 2 && told.errors.contains("batch 2"))
    }
  }

  @Test func allChangedAnswersOfALargeFileAreListed() throws {
    try withWorkspace { engage throws in
      var rows = (1...9000).map { "rugby,K\($0),yes" }
      try engage.write("session,key,aware\n" + rows.joined(separator: "\n"), to: "one.csv")
      try engage.run("import", "one.csv", "--event", EngageProgram.event)
      for row in [0, 5000, 8999] { rows[row] = rows[row].replacing("yes", with: "no") }
      try engage.write("session,key,aware\n" + rows.joined(separator: "\n"), to: "two.csv")
      let refused = try engage.run("import", "two.csv", "--event", EngageProgram.event)
      #expect(refused.status == 1)
      for cell in ["C2", "C5002", "C9001"] { #expect(refused.errors.contains("cell \(cell)\n")) }
      #expect(
        refused.output.contains("8,997 already there, 3 rejected. Nothing was stored."), "\(refused.output)")
      #expect(refused.output.contains("--update") && !refused.output.contains("--skip-invalid"))
    }
  }

  @Test(.enabled(if: isHere)) func aKeyTwiceInAFileIsToldWithBothLines() throws {
    try withStarWars { engage, file throws in
      var doubled = file
      doubled.records.append(file.records[11])
      try engage.write(doubled.whole, to: "doubled.csv")
      let refused = try engage.run("import", "doubled.csv", "--survey", "star-wars")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("stands in line 12 as well"), "\(refused.errors)")
      #expect(refused.errors.contains("doubled.csv:1189:1, cell A1189"), "\(refused.errors)")
      #expect(try engage.run("batches", "list").output.contains("Nothing"))
    }
  }

  @Test(.enabled(if: isHere)) func whatWasReadAndWhyIsSaidBeforeTheCounts() throws {
    try withStarWars { engage, _ throws in
      let told = try engage.run("import", "part.csv", "--survey", "star-wars", "--dry-run")
      #expect(
        told.errors.hasPrefix(
          "Read as SurveyMonkey: a column “RespondentID”; the second row says “Response” under "),
        "\(told.errors)")
      #expect(told.errors.split(separator: "\n").count <= 3, "\(told.errors)")
    }
  }

  @Test(.enabled(if: isHere)) func aFileWithoutIdsIsKnownByTheMomentOfSubmission() throws {
    let data = try #require(RepositoryFolder.shared("data/googleforms-jupyter-education-2016"))
    let root = try #require(RepositoryFolder.root())
    var file = try CutFile(path: "\(data)/responses.csv")
    // The 59th to the 61st response in one second, two of them in the first part.
    let second = try #require(file.records[59].split(separator: ",").first)
    for record in [60, 61] {
      let comma = try #require(file.records[record].firstIndex(of: ","))
      file.records[record] = second + file.records[record][comma...]
    }
    try withWorkspace(copyingSurveys: false) { engage throws in
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(root)/Tests/EngageImportTests/Fixtures/jupyter", toPath: engage.path("Surveys/jupyter"))
      try engage.write(file.first(1 + 60), to: "part.csv")
      try engage.write(file.whole, to: "whole.csv")
      let part = try engage.bringIn("part.csv", "jupyter", "--map", "Surveys/jupyter/map.yaml")
      #expect(part.counts == [60, 60, 0, 0, 0], "\(part.all)")
      let whole = try engage.bringIn("whole.csv", "jupyter", "--map", "Surveys/jupyter/map.yaml")
      #expect(whole.counts == [125, 65, 0, 60, 0], "\(whole.all)")
      #expect(try live(engage, "jupyter") == 125)
    }
  }
}

import EngageFiles
import EngageImport
import EngageModel
import Foundation
import Testing

@Suite("Real files") struct RealFileTests {
  /// A survey, its map and its event, imported.
  private func load(_ fixture: String, event: String, file: String) throws -> (Survey, ImportCase) {
    let folder = Places.fixture(fixture)
    let survey = try SurveyFile.read(path: folder + "/survey.v1.yaml").get()
    let map = try ColumnMapFile.read(path: folder + "/map.yaml", survey: survey).get()
    let held = try EventFile.read(path: folder + "/events/\(event).yaml").get()
    let bytes = try Array(Data(contentsOf: URL(filePath: file)))
    let result = try ImportCase(bytes: bytes, survey: survey, sessions: held.sessions) { $0.map = map }
    return (survey, result)
  }

  private func expected(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// How often each choice was given, by label.
  private func counts(_ question: Question, _ file: ImportCase) -> [String: Int] {
    var counts: [String: Int] = [:]
    for response in file.responses {
      var chosen: [Choice.ID] = []
      switch response[question.id] {
      case .choice(let choice): chosen = [choice]
      case .choices(let choices): chosen = choices
      default: break
      }
      for choice in question.choices where chosen.contains(choice.id) {
        counts[choice.label.text, default: 0] += 1
      }
    }
    return counts
  }

  private func question(_ heading: String, _ file: ImportCase) throws -> Question {
    guard case .question(let id) = try #require(file.options.map).columns[heading] else {
      throw DiagnosticsError([])
    }
    return try #require(file.options.survey.question(id))
  }

  private func checkCounts(_ expected: [String: Any], _ file: ImportCase) throws -> Int {
    let groups = try #require(expected["counts"] as? [String: [String: Any]])
    for (heading, figures) in groups {
      let found = counts(try question(heading, file), file)
      #expect(found == figures["options"] as? [String: Int], "\(heading)")
      #expect(found.values.reduce(0, +) == figures["answered"] as? Int, "\(heading)")
    }
    return groups.count
  }

  @Test(
    "SurveyMonkey's steak poll: 550 responses, every count as published",
    .enabled(if: Places.shared("surveymonkey-steak") != nil))
  func steak() throws {
    let folder = try #require(Places.shared("surveymonkey-steak"))
    let (_, file) = try load("steak", event: "steak-2014", file: folder + "/steak-risk-survey.csv")
    #expect(file.said == [])
    #expect(file.responses.count == 550)
    #expect(file.summary?.dialect.headerRows == 2)
    #expect(file.responses.first?.key == "3237565956")
    #expect(try checkCounts(expected(folder + "/expected.json"), file) == 14)
  }

  @Test(
    "Jupyter's education survey: 125 responses, every count as computed",
    .enabled(if: Places.shared("googleforms-jupyter-education-2016") != nil))
  func jupyter() throws {
    let folder = try #require(Places.shared("googleforms-jupyter-education-2016"))
    let (_, file) = try load("jupyter", event: "jupyter-2016", file: folder + "/responses.csv")
    #expect(file.said == [])
    #expect(file.responses.count == 125)
    #expect(file.responses.first?.submittedAt == "4/22/2016 19:57:50")
    let figures = try expected(folder + "/expected.json")
    #expect(try checkCounts(figures, file) == 3)
    let several = try #require(figures["multi_select_naive_split_on_comma"] as? [String: [String: Int]])
    for (heading, options) in several {
      var found = counts(try question(heading, file), file)
      found["Other"] = nil
      #expect(found == options, "\(heading)")
    }
    // An option with commas in it, which a split at commas would tear apart.
    let mixed = "Mixed (conferences, workshops, Software Carpentry style events, etc.)"
    let text = try String(contentsOf: URL(filePath: folder + "/responses.csv"), encoding: .utf8)
    #expect(
      try counts(question("What level of education is your course?", file), file)[mixed] == text.split(
        separator: mixed
      ).count - 1)
  }

  @Test("the sample of We Stand Together reads completely")
  func weStandTogether() throws {
    let root = try #require(Places.root).appending(path: "Surveys/we-stand-together")
    let survey = try SurveyFile.read(path: root.appending(path: "survey.v1.yaml").path).get()
    let event = try EventFile.read(path: root.appending(path: "events/we-stand-together-2019.yaml").path)
      .get()
    let bytes = try Array(Data(contentsOf: root.appending(path: "samples/we-stand-together-2019.csv")))
    let file = try ImportCase(bytes: bytes, survey: survey, sessions: event.sessions)
    #expect(file.errors == [])
    #expect(file.responses.count { $0.unit == .person } == 61)
    #expect(file.responses.count { $0.unit == .table } == 19)
    #expect(Set(file.responses.map(\.key)).count == 80)
    #expect(Set(file.responses.map(\.session.session)).count == 3)
    // Not asked how to report by those who do not know.
    for response in file.responses
    where response["aware"] != .choice("yes") && response["report_how"].missingReason != nil {
      #expect(response["report_how"] == .missing(.notAsked))
    }
  }

  @Test("the same survey with headings as people write them")
  func weStandTogetherByLabel() throws {
    let root = try #require(Places.root).appending(path: "Surveys/we-stand-together")
    let survey = try SurveyFile.read(path: root.appending(path: "survey.v1.yaml").path).get()
    let file = try ImportCase(
      """
      Form number;Session;Unit;How safe do you feel by day?;The police;trust [The council];topics/hate_crime;Co najbardziej Cię niepokoi?
      1;rugby;person;Don't know;Agree;5;x;
      """, survey: survey)
    #expect(file.errors == [])
    #expect(file.answers("safe_day") == ["9"])
    #expect(file.answers("trust_police") == ["4"])
    #expect(file.answers("trust_council") == ["5"])
    #expect(file.answers("topics") == ["hate_crime"])
    #expect(file.answers("concerns") == ["!not_answered"])
  }
}

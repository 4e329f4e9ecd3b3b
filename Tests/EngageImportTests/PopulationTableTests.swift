import EngageFiles
import EngageImport
import EngageModel
import Foundation
import Testing

@Suite struct PopulationTableTests {
  static let survey = try? SurveyFile.read(
    text: """
      survey: survey
      version: 1
      title: "Survey"
      units: [person]
      questions:
        - {type: select_one, name: district, label: "District", choices: {rugby: "Rugby", nuneaton_bedworth: "Nuneaton and Bedworth"}}
        - type: select_one
          name: age
          label: "Age"
          choices: {a: "Under 16", b: "16 to 24", c: "25 or over"}
          groups: {young: {label: "Under 25", choices: [a, b]}}
        - {type: text, name: why, label: "Why?"}
      """, path: "survey.yaml"
  ).get()

  private func read(_ text: String, survey: Survey? = nil) throws -> [Population.Margin] {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try PopulationTable(path: path, survey: survey).read()
  }

  private func problems(_ text: String, survey: Survey? = nil) throws -> [Diagnostic] {
    do {
      _ = try read(text, survey: survey)
      return []
    } catch let error as DiagnosticsError { return error.diagnostics }
  }

  @Test func `a row for each choice gives a margin for each question`() throws {
    let margins = try read(
      "question,choice,people\ndistrict,rugby,\"114,400\"\nsex,female,51\nsex,male,49.5\n\n")
    #expect(margins.map(\.questions) == [["district"], ["sex"]])
    #expect(margins[0].cells == [.init(choices: ["rugby"], people: 114_400)])
    #expect(margins[1].cells.map(\.people) == [51, 49.5])
  }

  @Test func `questions as columns give a crossed margin`() throws {
    let margins = try read("district;sex;People\nrugby;female;30\nrugby;male;31\n")
    #expect(margins.map(\.questions) == [["district", "sex"]])
    #expect(margins[0].cells.map(\.choices) == [["rugby", "female"], ["rugby", "male"]])
    #expect(try read("district,people\nrugby,3\n").map(\.questions) == [["district"]])
  }

  @Test func `with a survey choices may be written as it words them`() throws {
    let survey = try #require(Self.survey)
    let margins = try read(
      "district,age,people\nNuneaton and Bedworth,under 25,7\nRugby,25 or over,9\n", survey: survey)
    #expect(margins[0].cells.map(\.choices) == [["nuneaton_bedworth", "young"], ["rugby", "c"]])
  }

  static let faults: [(text: String, rule: String, cell: String?)] = [
    ("question,choice,number\nsex,female,3\n", "no-people", nil),
    ("question,choice,people\nsex,female,-3\n", "not-a-number", "C2"),
    ("question,choice,people\nsex,female,1.000.000\n", "not-a-number", "C2"),
    ("question,choice,people\nsex,female,\n", "not-a-number", "C2"),
    ("question,choice,people\nsex,female,3\nsex,female,4\n", "duplicate-row", "B3"),
    ("question,choice,people\nsex,Not stated,3\n", "bad-name", "B2"),
    ("question,choice,people\nsex\n", "short-row", "B2"),
    ("question,choice,people\n", "no-rows", "C1"),
    ("question,choice,people\nsex,female,0\n", "nobody", "C1"),
    ("people\n3\n", "no-question", "A1"),
    ("sex,sex,people\nf,m,3\n", "no-question", "C1"),
  ]

  @Test(arguments: faults)
  func `what is wrong is told with its cell`(fault: (text: String, rule: String, cell: String?)) throws {
    let found = try problems(fault.text)
    #expect(found.map(\.rule) == [fault.rule])
    if let cell = fault.cell { #expect(found.first?.cell == cell) }
  }

  @Test func `what the survey does not ask is told, all at once`() throws {
    let survey = try #require(Self.survey)
    let found = try problems(
      "question,choice,people\ndistrct,rugby,3\ndistrict,rugbi,4\nwhy,a,5\n", survey: survey)
    #expect(found.map(\.rule) == ["unknown-question", "unknown-choice", "unknown-question"])
    #expect(found[0].hint == "did you mean district?")
    #expect(found[1].hint == "did you mean rugby?")
  }
}

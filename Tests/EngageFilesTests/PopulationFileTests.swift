import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite struct PopulationFileTests {
  static let text = """
    population: here
    title: "Here"
    source: "A census"
    margins:
      district: {rugby: 60, warwick: 40.5}
      sex: {female: 51, male: 49}
    crossed:
      - questions: [district, sex]
        people:
          rugby: {female: 30, male: 30}
          warwick: {female: 21, male: 19.5}

    """

  @Test func `margins and crossed margins are read in the order of the file`() throws {
    let population = try PopulationFile.read(text: Self.text, path: "populations/here.yaml").get()
    #expect(population.margins.map(\.questions) == [["district"], ["sex"], ["district", "sex"]])
    #expect(population.margin(of: ["district"])?.cells.map(\.people) == [60, 40.5])
    #expect(
      population.margin(of: ["district", "sex"])?.cells.map(\.choices) == [
        ["rugby", "female"], ["rugby", "male"], ["warwick", "female"], ["warwick", "male"],
      ])
  }

  @Test func `what is written is read back`() throws {
    let population = try PopulationFile.read(text: Self.text, path: "populations/here.yaml").get()
    let written = PopulationWriter(population, header: ["A line."]).text
    #expect(try PopulationFile.read(text: written, path: "populations/here.yaml").get() == population)
  }

  @Test func `the population of Warwickshire adds up and fits the block of its question`() throws {
    let root = try #require(RepositoryFolder.root())
    let workspace = Workspace(at: root)
    let population = try workspace.readPopulation("warwickshire-2021").get()
    let margin = try #require(population.margin(of: ["district"]))
    #expect(margin.cells.reduce(0) { $0 + $1.people } == 596_800)
    let block = root + "/Surveys/blocks/warwickshire-district.yaml"
    #expect(SurveyFile.readBlock(path: block).diagnostics == [])
    let text = try String(contentsOfFile: block, encoding: .utf8)
    for cell in margin.cells { #expect(text.contains("  \(cell.choices[0]): ")) }
  }

  static let faults: [(text: String, rule: String, line: Int)] = [
    ("population: here\ntitle: T\nsource: S\nmargins:\n  sex: {female: -1, male: 2}", "not-a-number", 5),
    ("population: here\ntitle: T\nsource: S\nmargins:\n  sex: {female: many}", "not-a-number", 5),
    ("population: here\ntitle: T\nsource: S\nmargins:\n  sex: {female: 0, male: 0}", "nobody", 5),
    ("population: here\ntitle: T\nsource: S\nmargins:\n  sex: 12", "wrong-kind", 5),
    ("population: here\ntitle: T\nsource: S", "no-margins", 1),
    ("population: here\ntitle: T\nmargins:\n  sex: {female: 1}", "no-source", 1),
    ("population: elsewhere\ntitle: T\nsource: S\nmargins: {sex: {female: 1}}", "name-not-of-file", 1),
    (
      "population: here\ntitle: T\nsource: S\ncrossed:\n  - questions: [sex]\n    people: {female: 1}",
      "not-crossed", 5
    ),
    (
      "population: here\ntitle: T\nsource: S\ncrossed:\n  - questions: [sex, age]\n    people: {female: 1}",
      "wrong-kind", 6
    ),
  ]

  @Test(arguments: faults)
  func `what is wrong is told where it stands`(fault: (text: String, rule: String, line: Int)) {
    let reading = PopulationFile.read(text: fault.text, path: "populations/here.yaml")
    #expect(reading.diagnostics.map(\.rule) == [fault.rule])
    #expect(reading.diagnostics.first?.line == fault.line)
  }
}

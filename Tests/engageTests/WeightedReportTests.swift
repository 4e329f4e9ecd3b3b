import EngageReport
import EngageTesting
import Foundation
import Testing

/// Weighted reports, from the command line to the last digit.
@Suite struct WeightedReportTests {
  static let isHere = RepositoryFolder.shared("data") != nil

  /// A workspace with the steak survey, its responses, and targets to weight to.
  private func withSteak(_ body: (EngageProgram) throws -> Void) throws {
    let root = try #require(RepositoryFolder.root())
    let data = try #require(RepositoryFolder.shared("data/surveymonkey-steak"))
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(WeightedFigures.population, to: "Surveys/populations/targets.yaml")
      try FileManager.default.copyItem(
        atPath: "\(root)/Tests/EngageImportTests/Fixtures/steak", toPath: engage.path("Surveys/steak"))
      let imported = try engage.run(
        "import", "\(data)/steak-risk-survey.csv", "--survey", "steak", "--map", "Surveys/steak/map.yaml")
      #expect(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }

  private func report(_ engage: EngageProgram, _ arguments: String...) throws -> Report {
    let result = try engage.run(["analyse"] + arguments + ["--survey", "steak", "--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    return try result.report()
  }

  @Test(.enabled(if: isHere))
  func `every weighted cell, mean and test equals what pandas and SciPy find`() throws {
    try withSteak { engage in
      let weights = "rake:targets"
      var sections = try report(engage, "frequencies", "scales", "--weights", weights).sections
      for by in ["age", "gender", "region", "income", "education"] {
        let rows = WeightedFigures.all.matches(of: #/(\w+)-by-(\w+) - p /#).filter { $0.2 == by }
        let questions = rows.flatMap { ["--question", String($0.1)] }
        let result = try engage.run(
          ["analyse", "crosstab", "--survey", "steak", "--by", by, "--weights", weights, "--format", "json"]
            + questions)
        sections += try result.report().sections
      }
      var compared = 0
      for line in WeightedFigures.all.split(separator: "\n") {
        let parts = line.split(separator: " ").map(String.init)
        let figure = try #require(Double(parts[3]))
        let section = try #require(sections.first { $0.table(parts[0]) != nil }, "\(line)")
        let found =
          section.table(parts[0])?.cell(row: parts[1], column: parts[2])?.amount
          ?? section.measure(parts[2], table: parts[0])
        #expect(abs(try #require(found, "\(line)") - figure) < 1e-9 * max(1, abs(figure)), "\(line)")
        compared += 1
      }
      #expect(compared >= 130)
    }
  }

  @Test(.enabled(if: isHere))
  func `a weighted report says by what, and what that costs`() throws {
    try withSteak { engage in
      let report = try report(engage, "weights", "attendance", "--weights", "rake:targets")
      let effective = try #require(report.scope.weighting?.effectiveForms)
      #expect(abs(effective - WeightedFigures.effectiveForms) < 1e-9)
      #expect(report.scope.weighting?.by == "raking to Targets, by “Gender”, “Age” and “Education”")
      let weights = try #require(report.sections.first?.table("weights"))
      let largest = try #require(weights.cell(row: "largest", column: "value")?.amount)
      #expect(abs(largest - WeightedFigures.largestWeight) < 1e-9)
      let margin = try #require(report.sections.first?.table("margin-education"))
      #expect(margin.base?.missing == 38)
      #expect(report.sections[0].notes.contains { $0.contains("more than 5 times the mean") })
      #expect(report.sections[0].notes.contains { $0.hasPrefix("38 forms count as one each") })
      #expect(report.sections[1].notes.last == "This section is not weighted.")
      let text = try engage.run("analyse", "frequencies", "--survey", "steak", "--weights", "rake:targets")
      #expect(text.output.contains("tell as much as 158.2 unweighted ones would (design effect 3.48)"))
    }
  }

  @Test(.enabled(if: isHere))
  func `a cap holds and is told`() throws {
    try withSteak { engage in
      let report = try report(engage, "weights", "--weights", "rake:targets:gender,age,education:cap=4")
      let weights = try #require(report.sections.first?.table("weights"))
      #expect(weights.cell(row: "largest", column: "value") == .number(4))
      #expect(abs((weights.cell(row: "mean", column: "value")?.amount ?? 0) - 1) < 1e-9)
      #expect(report.sections[0].notes.contains("No weight is above 4, the mean being 1."))
    }
  }

  static let faults: [(weights: String, words: String)] = [
    ("rake:nowhere", "there is no population “nowhere”"),
    ("rake:targets:region", "says nothing about region"),
    ("rake:targets:cap=0.5", "a cap is a number above 1"),
    ("steak", "steak is select_one, and weights are numbers"),
    ("wieght", "steak has no question “wieght”"),
    ("1:2", "says neither a question nor rake:POPULATION"),
    ("rake:empty", "no form answers “Never” to smoke"),
    ("rake:other", "has people for “elsewhere”, which is no choice of gender"),
  ]

  @Test(.enabled(if: isHere))
  func `weights that can't be are refused and nothing is printed`() throws {
    try withSteak { engage in
      try engage.write(
        "population: other\ntitle: T\nsource: S\nmargins: {gender: {female: 1, elsewhere: 2}}\n",
        to: "Surveys/populations/other.yaml")
      try engage.write(
        "population: empty\ntitle: T\nsource: S\nmargins: {smoke: {\"yes\": 20, \"no\": 70, never: 10}}\n",
        to: "Surveys/populations/empty.yaml")
      let survey = try engage.read("Surveys/steak/survey.v1.yaml")
      try engage.write(
        survey.replacing("version: 1", with: "version: 2").replacing(
          "    label: \"Do you ever smoke cigarettes?\"\n    choices: {\"yes\": \"Yes\", \"no\": \"No\"}",
          with:
            "    label: \"Do you ever smoke cigarettes?\"\n    choices: {\"yes\": \"Yes\", \"no\": \"No\", never: \"Never\"}"
        ), to: "Surveys/steak/survey.v2.yaml")
      for fault in Self.faults {
        let result = try engage.run(
          "analyse", "frequencies", "--survey", "steak", "--weights", fault.weights, "--format", "json")
        #expect(result.status == 1, "\(fault.weights)")
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(fault.words), "\(fault.weights): \(result.errors)")
      }
    }
  }
}

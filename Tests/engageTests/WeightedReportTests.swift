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

  /// A workspace with a survey that has its weights in a question.
  private func withGivenWeights(_ weights: [String], _ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(
        """
        survey: given
        version: 1
        title: "Given"
        units: [person]
        questions:
          - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
          - {type: decimal, name: weight, label: "Weight"}
        """, to: "Surveys/given/survey.v1.yaml")
      try engage.write(
        "event: evening\nsurvey: given\ntitle: Evening\nsessions: [{session: hall, place: Hall}]\n",
        to: "Surveys/given/events/evening.yaml")
      let rows = weights.enumerated().map { "\($0 % 3 == 0 ? "yes" : "no"),\($1)" }
      try engage.write((["aware,weight"] + rows).joined(separator: "\n") + "\n", to: "answers.csv")
      let imported = try engage.run("import", "answers.csv", "--survey", "given")
      #expect(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }

  @Test func `a question's numbers are weights as they are`() throws {
    try withGivenWeights((1...12).map { String(Double($0) / 4) }) { engage in
      let result = try engage.run(
        "analyse", "frequencies", "--survey", "given", "--question", "aware", "--weights", "weight",
        "--format",
        "json")
      let report = try result.report()
      // yes: the 1st, 4th, 7th and 10th: 22 quarters of 78.
      let table = try #require(report.sections.first?.table("aware"))
      #expect(table.cell(row: "yes", column: "share") == .share(of: 5.5, in: 19.5))
      // 78² ÷ 650 of 12.
      #expect(abs((report.scope.weighting?.effectiveForms ?? 0) - 9.36) < 1e-12)
      #expect(report.sections[0].statements.isEmpty)
      #expect(report.sections[0].notes.contains { $0.hasPrefix("Too few to say") })
    }
  }

  @Test func `a filter leaves weights as they are and counts what is left`() throws {
    try withGivenWeights((1...12).map { String(Double($0) / 4) }) { engage in
      let report = try engage.run(
        "analyse", "frequencies", "--survey", "given", "--weights", "weight", "--where", "${aware} = 'yes'",
        "--format", "json"
      ).report()
      // 1, 4, 7 and 10 quarters: 22² ÷ 166.
      #expect(abs((report.scope.weighting?.effectiveForms ?? 0) - 484.0 / 166) < 1e-12)
      #expect(report.sections[0].table("aware")?.cell(row: "yes", column: "responses") == .number(5.5))
    }
  }

  @Test func `numbers that can't be weights are counted and refused`() throws {
    try withGivenWeights(["1", "", "-2", "2000000", "-1"]) { engage in
      let result = try engage.run("analyse", "frequencies", "--survey", "given", "--weights", "weight")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("1 of 5 forms have no number in weight"))
      #expect(result.errors.contains("2 of 5 forms have a negative number in weight"))
      #expect(result.errors.contains("1 of 5 forms have a number above a million in weight"))
    }
    try withGivenWeights(["0", "0"]) { engage in
      let result = try engage.run("analyse", "frequencies", "--survey", "given", "--weights", "weight")
      #expect(result.status == 1)
      #expect(result.errors.contains("every form has 0 in weight"))
    }
  }

  @Test func `a recipe may say by what a report is weighted`() throws {
    try withGivenWeights((1...12).map { String($0) }) { engage in
      try engage.write(
        "report: weighted\ntitle: Weighted\nweights: weight\nsections: [{analysis: frequencies}]\n",
        to: "Surveys/given/reports/weighted.yaml")
      let report = try engage.run("report", "weighted", "--event", "evening", "--format", "json").report()
      #expect(report.scope.weighting?.by == "the answers to “Weight”")
      try engage.write(
        "report: wrong\ntitle: Wrong\nweights: \"rake:\"\nsections: [{analysis: frequencies}]\n",
        to: "Surveys/given/reports/wrong.yaml")
      let wrong = try engage.run("report", "wrong", "--event", "evening")
      #expect(wrong.status == 1 && wrong.errors.contains("wrong.yaml:3"))
    }
  }

  @Test func `a published table becomes a population, and others are added to it`() throws {
    try withGivenWeights(["1"]) { engage in
      try engage.write("question,choice,people\naware,Yes,\"1,200\"\naware,No,800\n", to: "table.csv")
      let made = try engage.run(
        "population", "import", "table.csv", "--population", "here-2021", "--survey", "given", "--source",
        "Us")
      #expect(made.status == 0, "\(made.errors)")
      let shown = try engage.run("population", "show", "here-2021")
      #expect(shown.output.contains("yes    1,200   60.0%"))
      #expect(shown.output.contains("Source: Us"))
      #expect(try engage.run("population", "list").output.contains("here-2021"))
      #expect(try engage.run("population", "check", "here-2021").status == 0)
      let again = try engage.run("population", "import", "table.csv", "--population", "here-2021")
      #expect(again.status == 1 && again.errors.contains("--add"))
      try engage.write("sex,people\nfemale,51\nmale,49\n", to: "more.csv")
      #expect(
        try engage.run("population", "import", "more.csv", "--population", "here-2021", "--add").status == 0)
      let rows = try engage.run("population", "list", "--format", "json").output
      #expect(rows.contains("sex"))
      let twice = try engage.run("population", "import", "more.csv", "--population", "here-2021", "--add")
      #expect(twice.status == 1 && twice.errors.contains("has figures on sex already"))
    }
  }
}

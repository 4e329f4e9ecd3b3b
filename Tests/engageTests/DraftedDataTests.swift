import EngageReport
import EngageTesting
import Foundation
import Testing

/// Real exports as their programs wrote them: drafted, imported and counted without an edit, against counts that
/// others computed.
@Suite struct DraftedDataTests {
  /// A question's counts as `expected.json` has them.
  struct Expected {
    /// The question's name, or its words.
    var question: String
    /// By label, or by number.
    var counts: [String: Int]
    var answered: Int?
    /// The sum of all numbers.
    var sum: Double?
  }

  struct DataSet: CustomTestStringConvertible {
    var folder: String
    var file: String
    var options: [String] = []
    var responses: Int
    var expected: @Sendable ([String: Any]) -> [Expected]
    var testDescription: String { "\(folder)/\(file)" }
  }

  static let isHere = RepositoryFolder.shared("data") != nil

  /// `{"Gender": {"answered": 514, "options": {"Female": 268}}}`
  private static func byHeading(_ value: Any?, answered: String = "answered") -> [Expected] {
    (value as? [String: [String: Any]] ?? [:]).map { heading, figures in
      Expected(
        question: heading, counts: figures["options"] as? [String: Int] ?? [:],
        answered: figures[answered] as? Int)
    }
  }

  /// `{"impact": {"counts": {"Agree": 4}, "n_scored": 4}}`
  private static func byScale(_ value: Any?, name: (String) -> String = { $0 }) -> [Expected] {
    (value as? [String: [String: Any]] ?? [:]).map { heading, figures in
      Expected(question: name(heading), counts: figures["counts"] as? [String: Int] ?? [:])
    }
  }

  private static func plain(_ question: String, _ value: Any?) -> Expected {
    Expected(question: question, counts: value as? [String: Int] ?? [:])
  }

  static let sets: [DataSet] = [
    DataSet(folder: "surveymonkey-steak", file: "steak-risk-survey.csv", responses: 550) {
      byHeading($0["counts"])
    },
    DataSet(folder: "surveymonkey-star-wars", file: "StarWars.csv", responses: 1186) { json in
      let seen = plain(
        "Which of the following Star Wars films have you seen? Please select all that apply.", json["seen"])
      let characters = (json["characters"] as? [String: [String: Int]] ?? [:]).map { name, counts in
        Expected(
          question: "Please state whether you view the following characters favorably, unfavorably, or are "
            + "unfamiliar with him/her.: \(name)", counts: counts)
      }
      return byHeading(json["counts"]) + [seen] + characters
    },
    DataSet(folder: "surveymonkey-weather", file: "weather-check.csv", responses: 928) { json in
      // What people wrote for "a specific website or app" is free text, though it was counted.
      byHeading(json["counts"]).filter { $0.counts.count < 100 } + byScale(json["likert"])
    },
    DataSet(
      folder: "carpentries-longterm-2020-04", file: "20200326-longterm-other_questions-no-open.csv",
      responses: 176
    ) { json in
      byHeading(json["counts"]) + byHeading(json["multi_select"], answered: "respondents")
        + byScale(json["likert"])
    },
    DataSet(folder: "googleforms-jupyter-education-2016", file: "responses.csv", responses: 125) { json in
      byHeading(json["counts"])
        + (json["multi_select_naive_split_on_comma"] as? [String: [String: Int]] ?? [:]).map { plain($0, $1) }
    },
    DataSet(folder: "limesurvey-rse-us-2017", file: "public_data.csv", responses: 164) { json in
      byHeading(json["single_choice"])
        + byHeading(json["multi_select"], answered: "respondents_with_at_least_one")
        + byScale(json["likert"]) { heading in
          String(heading.prefix { $0 != "]" }).replacing("[", with: "_")
        }
    },
    DataSet(folder: "nhs-phase1-labelled", file: "text_data.csv", responses: 10334) { json in
      ["label": "label_counts", "organization": "organisation", "criticality": "criticality"].flatMap {
        name, key in
        byHeading([name: json[key] ?? [:]])
      }
    },
    DataSet(folder: "carpentries-workshops", file: "all_workshops_2018.csv", responses: 1983) { json in
      let figures = json["attendance"] as? [String: Double] ?? [:]
      return [
        Expected(
          question: "attendance", counts: [:], answered: figures["known"].map { Int($0) }, sum: figures["sum"]
        )
      ]
    },
    redcap("simple__data.csv", 5), redcap("checkboxes-1__data.csv", 4),
    redcap("arm-single-longitudinal__data.csv", 9),
    qualtrics("Comment_Coding__Test_Survey_for_Coded_Comments.csv", 10),
    qualtrics("Multiple_Answer_Multiple_Choices_Questions__Multiple_Answer_MC_Questions.csv", 5),
    qualtrics("Multiple_Answer_Multiple_Choices_Questions__Multiple_Answer_MC_Questions_Insights.csv", 5),
    qualtrics("Single_Answer_Matrix_Questions__Single_Answer_Matrix_Questions.csv", 5),
    qualtrics("Single_Answer_Matrix_Questions__Single_Answer_Matrix_Questions_Insights.csv", 5),
    kobo("customer_satisfaction__labels", 3), kobo("customer_satisfaction__names", 3),
    kobo("dietary_needs__both", 3), kobo("dietary_needs__hxl", 3),
    kobo("restaurant_profile__labels_groups", 8),
    kobo("quotes_newlines_and_long_urls__names", 5), kobo("grouped_repeatable__names", 6),
  ]

  private static func redcap(_ file: String, _ rows: Int) -> DataSet {
    DataSet(folder: "redcap-fixtures", file: file, responses: rows) { json in
      let figures = json[file] as? [String: Any] ?? [:]
      let boxes = (figures["checkbox_fields"] as? [String: [String: Int]] ?? [:]).map { plain($0, $1) }
      let numbers = (figures["numeric_columns"] as? [String: [String: Double]] ?? [:])
        .filter { $0.key != "record_id" }.map { name, figures in
          Expected(question: name, counts: [:], answered: figures["n"].map { Int($0) }, sum: figures["sum"])
        }
      return boxes + numbers
    }
  }

  /// Counts by column: those of an option's column are the question's for that option.
  private static func qualtrics(_ file: String, _ rows: Int) -> DataSet {
    DataSet(folder: "qualtrics-fixtures", file: file, responses: rows) { json in
      let files = json["files"] as? [String: [String: Any]] ?? [:]
      let columns = files[file]?["column_counts"] as? [[String: Any]] ?? []
      var seen: Set<String> = []
      return columns.compactMap { column in
        guard let header = column["header"] as? String, let values = column["values"] as? [String: Int],
          seen.insert(header).inserted
        else { return nil }
        return Expected(question: header, counts: values)
      }
    }
  }

  private static func kobo(_ name: String, _ rows: Int) -> DataSet {
    DataSet(folder: "kobo-exports", file: name + ".csv", responses: rows) { json in
      let sheets = json[name] as? [String: [String: Any]] ?? [:]
      guard let main = sheets.values.first(where: { ($0["rows"] as? [[String]])?.count == rows }),
        let fields = main["fields"] as? [String], let cells = main["rows"] as? [[String]]
      else { return [] }
      return fields.enumerated().compactMap { column, field in
        let parts = field.split(separator: "/").map(String.init)
        guard parts.count == 2, let all = fields.firstIndex(of: parts[0]) else { return nil }
        // Where a form had no column for the option yet, the cell with all of them tells.
        let ticked = cells.count { $0[column] == "1" || ($0[column].isEmpty && $0[all].contains(parts[1])) }
        return Expected(question: parts[0], counts: [parts[1]: ticked])
      }
    }
  }

  @Test(.enabled(if: isHere), arguments: sets)
  func everyCountOfAClosedQuestionIsRightWithoutAnEdit(_ set: DataSet) throws {
    let data = try #require(RepositoryFolder.shared("data/\(set.folder)"))
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: "\(data)/expected.json")))
    let expected = set.expected(try #require(json as? [String: Any]))
    try withWorkspace(copyingSurveys: false) { engage throws in
      let file = "\(data)/\(set.file)"
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      let drafted = try engage.run(["survey", "draft", file, "--survey", "drafted"] + set.options)
      #expect(drafted.status == 0, "\(drafted.errors)")
      let imported = try engage.run(
        ["import", file, "--survey", "drafted", "--format", "json"] + set.options)
      #expect(imported.status == 0, "\(imported.output)\(imported.errors)")
      #expect(try imported.json()["stored"] as? Int == set.responses)
      let report = try engage.run("analyse", "frequencies", "--survey", "drafted", "--format", "json")
        .report()
      let tables = report.sections.flatMap(\.tables)
      for question in expected { check(question, in: tables) }
    }
  }

  private func check(_ expected: Expected, in tables: [Table]) {
    guard let table = Self.table(expected.question, in: tables) else {
      checkOption(expected, in: tables)
      return
    }
    if let answered = expected.answered {
      #expect(table.base?.answered == Double(answered), "\(expected.question): answered")
    }
    let keys = zip(
      table.cells(of: "choice").compactMap(\.words), table.cells(of: "label").compactMap(\.words))
    let rows = zip(keys, table.cells(of: "responses").compactMap(\.amount))
    for (label, count) in expected.counts {
      let found = rows.first { row in
        row.0.1 == label || row.0.0 == label || (Double(label) != nil && Double(row.0.1) == Double(label))
      }
      #expect(found?.1 == Double(count), "\(expected.question): \(label)")
    }
    if let sum = expected.sum {
      let found = rows.reduce(0) { $0 + (Double($1.0.0) ?? 0) * $1.1 }
      #expect(abs(found - sum) < 1e-6, "\(expected.question): sum")
    }
  }

  /// `Q2_1` is the option 1 of Q2.
  private func checkOption(_ expected: Expected, in tables: [Table]) {
    let parts = expected.question.split(separator: "_")
    let count = expected.counts["1"]
    guard expected.counts.count == 1, let count, let last = parts.last,
      let table = Self.table(parts.dropLast().joined(separator: "_"), in: tables),
      let row = table.cells(of: "choice").firstIndex(where: { $0.words == String(last) })
    else {
      Issue.record("no table for “\(expected.question)”")
      return
    }
    #expect(table.cells(of: "responses")[row].amount == Double(count), "\(expected.question)")
  }

  private static func table(_ question: String, in tables: [Table]) -> Table? {
    let name = question.replacing(" ", with: "_")
    return tables.first { $0.name == question || $0.title == question } ?? tables.first { $0.name == name }
  }

  @Test(.enabled(if: isHere)) func rankingsAreCountedPlaceByPlace() throws {
    let data = try #require(RepositoryFolder.shared("data/surveymonkey-star-wars"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: "\(data)/expected.json")))
        as? [String: Any])
    let expected = try #require(json["rank_counts"] as? [String: [String: Int]])
    try withWorkspace(copyingSurveys: false) { engage throws in
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      let file = "\(data)/StarWars.csv"
      #expect(try engage.run("survey", "draft", file, "--survey", "drafted").status == 0)
      #expect(try engage.run("import", file, "--survey", "drafted").status == 0)
      let report = try engage.run("analyse", "frequencies", "--survey", "drafted", "--format", "json")
        .report()
      let table = try #require(
        report.sections.flatMap(\.tables).first { table in table.columns.contains { $0.name == "place_6" } })
      for (film, places) in expected {
        let row = try #require(table.cells(of: "label").compactMap(\.words).firstIndex(of: film))
        for (place, count) in places {
          #expect(table.cells(of: "place_\(place)")[row].amount == Double(count), "\(film): \(place)")
        }
      }
    }
  }

  @Test func aDraftIsTheSameEveryTimeAndNeverOverwrites() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      try engage.write("Place,Safe\nRugby,Agree\nNuneaton,Disagree\nRugby,Neutral\n", to: "forms.csv")
      let first = try engage.run("survey", "draft", "forms.csv", "--survey", "club")
      #expect(first.status == 0, "\(first.errors)")
      let text = try engage.read("Surveys/club/survey.v1.yaml")
      let again = try engage.run("survey", "draft", "forms.csv", "--survey", "club")
      #expect(again.status == 1)
      #expect(again.errors.contains("Surveys/club/survey.v1.yaml"))
      #expect(again.errors.contains("-o FILE"))
      let printed = try engage.run("survey", "draft", "forms.csv", "--survey", "club", "-o", "-")
      #expect(printed.output == text)
      #expect(engage.exists("Surveys/club/events/club.yaml"))
    }
  }

  @Test func draftTellsQuestionsAsJSON() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      try engage.write("Age,Safe\n20.0,Agree\n31,Disagree\n44,Neutral\n", to: "forms.csv")
      let result = try engage.run(
        "survey", "draft", "forms.csv", "--survey", "club", "--no-event", "--format", "json")
      let json = try result.json()
      let questions = try #require(json["questions"] as? [[String: Any]])
      #expect(questions.map { $0["type"] as? String } == ["integer", "scale"])
      #expect(json["responses"] as? Int == 3)
      #expect(json["event"] == nil)
      #expect(!engage.exists("Surveys/club/events"))
    }
  }
}

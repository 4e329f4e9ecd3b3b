import EngageExport
import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("pyxform and Engage read the same questions", .enabled(if: Pyxform.isPossible))
struct PyxformTests {
  /// The types of pyxform that are one of Engage's.
  private static let types: [String: QuestionType] = [
    "select one": .selectOne, "select all that apply": .selectMultiple, "rank": .rank, "text": .text,
    "string": .text, "integer": .integer, "int": .integer, "decimal": .decimal, "range": .range,
    "date": .date,
    "time": .time, "note": .note, "calculate": .calculate, "hidden": .hidden, "acknowledge": .acknowledge,
    "phone number": .text,
  ]

  /// Expects pyxform to take surveys written as workbooks, and to find their questions.
  private func expectAccepted(_ surveys: [Survey]) throws {
    try Pyxform.withFolder { folder in
      let paths = surveys.indices.map { "\(folder)/form\($0).xlsx" }
      for (survey, path) in zip(surveys, paths) {
        try XLSFormWriter.sheets(of: survey).write(to: path, created: 1_700_000_000)
        #expect(FormFile.read(path: path).survey == survey)
      }
      for (survey, form) in zip(surveys, try Pyxform.read(paths)) {
        #expect(form.refusal == nil, "\(survey.title.text) version \(survey.version)")
        let asked = survey.questions.map { question in
          let type = question.type == .scale ? .selectOne : question.type
          let choices = type.takesChoices ? question.choices.map(\.id.rawValue) : []
          return "\(question.id) \(type.rawValue) \(choices)"
        }
        let found = form.questions.map { question in
          "\(question.name) \(PyxformTests.types[question.type]?.rawValue ?? question.type) \(question.choices)"
        }
        #expect(found == asked, "\(survey.title.text) version \(survey.version)")
      }
    }
  }

  @Test("every survey of the repository is taken, and comes back equal from the workbook")
  func shippedSurveys() throws {
    let root = try #require(RepositoryFolder.root())
    let paths = try FileManager.default.contentsOfDirectory(atPath: root + "/Surveys").sorted().map {
      "\(root)/Surveys/\($0)/survey.v1.yaml"
    }
    let surveys = try paths.filter(FileManager.default.fileExists(atPath:)).map {
      try SurveyFile.read(path: $0).get()
    }
    #expect(surveys.count >= 4)
    try expectAccepted(surveys)
  }

  @Test("40 random surveys of plain words are taken")
  func randomSurveys() throws {
    try expectAccepted(
      (0..<40).map { RandomSurvey.make(seed: $0, words: ["One", "Two words", "Trzy słowa"]) })
  }

  @Test("each stored form: what Engage takes is what pyxform finds, and the rest is told")
  func storedForms() throws {
    guard let root = RepositoryFolder.shared("data/xlsform") else { return }
    let files = try FileManager.default.contentsOfDirectory(atPath: root).filter {
      $0.hasSuffix(".xlsx") || $0.hasSuffix(".csv")
    }
    #expect(files.count >= 11)
    let forms = try Pyxform.read(files.sorted().map { "\(root)/\($0)" })
    for (file, form) in zip(files.sorted(), forms) {
      let reading = FormFile.read(path: "\(root)/\(file)", shownAs: file)
      let survey = try #require(reading.survey, "\(file): \(reading.diagnostics.map(\.message))")
      var asked: [String] = survey.questions.filter { $0.otherOf == nil }.map {
        "\($0.id) \($0.type.rawValue)"
      }
      for question in form.questions where !question.name.hasSuffix("_other") {
        if reading.leftOut.contains(where: { [$0, $0 + "_count"].contains(question.name) }) { continue }
        let name = question.name == "_1" ? "q_1" : question.name
        let type = PyxformTests.types[question.type]?.rawValue ?? question.type
        #expect(asked.first == "\(name) \(type)", "\(file)")
        if !asked.isEmpty { asked.removeFirst() }
        let choices = survey.question(Question.ID(name))?.choices.map(\.id.rawValue).filter { $0 != "other" }
        if type.hasPrefix("select") {
          #expect(choices == question.choices.filter { $0 != "other" }, "\(file) \(name)")
        }
      }
      #expect(asked.isEmpty, "\(file)")
      for name in reading.leftOut {
        #expect(reading.diagnostics.contains { $0.rule == "left-out" && $0.message.contains("“\(name)”") })
      }
    }
  }
}

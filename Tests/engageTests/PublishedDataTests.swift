import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing

/// Real surveys, from the file as its owner published it, through a hand-written survey and map to the counts that
/// others computed.
@Suite struct PublishedDataTests {
  static let sets = [
    (fixture: "steak", data: "data/surveymonkey-steak", file: "steak-risk-survey.csv"),
    (fixture: "jupyter", data: "data/googleforms-jupyter-education-2016", file: "responses.csv"),
  ]

  static let isHere = RepositoryFolder.shared("data") != nil

  @Test(.enabled(if: isHere), arguments: sets.map(\.fixture))
  func everyCountOfAClosedQuestionEqualsThePublishedOne(_ fixture: String) throws {
    let set = try #require(Self.sets.first { $0.fixture == fixture })
    let root = try #require(RepositoryFolder.root())
    let data = try #require(RepositoryFolder.shared(set.data))
    let expected = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: "\(data)/expected.json")))
    let counts = try #require((expected as? [String: Any])?["counts"] as? [String: [String: Any]])
    try withWorkspace(copyingSurveys: false) { engage throws in
      let files = "\(root)/Tests/EngageImportTests/Fixtures/\(fixture)"
      let survey = try #require(
        try String(contentsOfFile: "\(files)/survey.v1.yaml", encoding: .utf8).firstMatch(
          of: /(?m)^survey: *([a-z0-9-]+)/)
      ).1
      try FileManager.default.createDirectory(
        atPath: engage.path("Surveys"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: files, toPath: engage.path("Surveys/\(survey)"))
      let imported = try engage.run(
        "import", "\(data)/\(set.file)", "--survey", String(survey), "--map", "Surveys/\(survey)/map.yaml",
        "--format",
        "json")
      #expect(imported.status == 0, "\(imported.output)\(imported.errors)")
      #expect(try imported.json()["stored"] as? Int == (expected as? [String: Any])?["responses"] as? Int)
      let report = try engage.run("analyse", "frequencies", "--survey", String(survey), "--format", "json")
        .report()
      let map = try ColumnMapFile.read(path: "\(files)/map.yaml").get()
      let tables = report.sections.flatMap(\.tables)
      var compared = 0
      for (heading, question) in counts {
        guard case .question(let name) = map.columns[heading] else {
          Issue.record("the map has no question for \(heading)")
          continue
        }
        let table = try #require(tables.first { $0.name == name.rawValue })
        #expect(table.base?.answered == (question["answered"] as? NSNumber)?.doubleValue)
        let found = Dictionary(
          zip(table.cells(of: "label").compactMap(\.words), table.cells(of: "responses").compactMap(\.amount))
        ) { first, _ in first }
        for (label, count) in question["options"] as? [String: Int] ?? [:] {
          #expect(found[label] == Double(count), "\(heading): \(label)")
          compared += 1
        }
      }
      #expect(compared > 20)
    }
  }
}

import EngageExport
import EngageFiles
import EngageModel
import EngageTesting
import FoundationEssentials
import Testing

@Suite("A survey written as an XLSForm and read again is the same survey")
struct XLSFormLawTests {
  /// Reads what was written.
  private func reread(_ sheets: FormSheets) throws -> Survey {
    let reading = XLSFormReader.read(sheets)
    let serious = reading.diagnostics.filter { $0.severity != .note }
    #expect(serious.isEmpty, "\(serious.map { "\($0.sheet ?? "") \($0.cell ?? ""): \($0.message)" })")
    return try #require(reading.survey)
  }

  @Test("every survey of the repository")
  func shippedSurveys() throws {
    let root = try #require(RepositoryFolder.root())
    let folders = try FileManager.default.contentsOfDirectory(atPath: root + "/Surveys").sorted()
    var count = 0
    for folder in folders {
      let path = "\(root)/Surveys/\(folder)/survey.v1.yaml"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let survey = try SurveyFile.read(path: path).get()
      #expect(try reread(XLSFormWriter.sheets(of: survey)) == survey, "\(folder)")
      count += 1
    }
    #expect(count >= 4)
  }

  @Test("300 random surveys")
  func randomSurveys() throws {
    for seed in 0..<300 {
      let survey = RandomSurvey.make(seed: UInt64(seed))
      let reading = XLSFormReader.read(XLSFormWriter.sheets(of: survey))
      let again = try #require(
        reading.survey, "seed \(seed): \(reading.diagnostics.filter { $0.severity == .error })")
      guard again == survey else {
        let difference = zip(again.questions, survey.questions).first { $0 != $1 }
        Issue.record("seed \(seed): \(reading.diagnostics.map(\.message)) \(String(describing: difference))")
        return
      }
    }
  }

  private static let scraps = [
    "", "${", "select_one", "begin group", "end group", "or_other", "grid", "table-list", "é", "a b", "1",
    "yes",
    "${q1}", "${q2} = 'x'", "text", "note", "hidden", "rank list", "at least 5% of zz", "q1", " x ",
    "x\u{0}y", "x\ny",
  ]

  /// Puts scraps and other cells of the same column into some cells.
  private static func mutate(_ sheets: inout FormSheets, with dice: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...5, using: &dice) {
      let sheet = Int.random(in: sheets.sheets.indices, using: &dice)
      let rows = sheets.sheets[sheet].rows
      guard let row = rows.indices.randomElement(using: &dice),
        let column = rows[row].indices.randomElement(using: &dice),
        let other = rows.indices.randomElement(using: &dice)
      else { continue }
      let isCopy = Int.random(in: 0..<3, using: &dice) == 0 && rows[other].indices.contains(column)
      sheets.sheets[sheet].rows[row][column] =
        isCopy ? rows[other][column] : scraps.randomElement(using: &dice) ?? ""
    }
  }

  @Test("1,500 forms with random changes: refused with their cells, or a survey that its file says exactly")
  func mutations() throws {
    var dice = SeededGenerator(seed: 7)
    var refused = 0
    for round in 0..<1500 {
      var sheets = XLSFormWriter.sheets(of: RandomSurvey.make(seed: UInt64(round % 50)))
      XLSFormLawTests.mutate(&sheets, with: &dice)
      let reading = XLSFormReader.read(sheets)
      #expect((reading.survey == nil) == reading.diagnostics.hasErrors)
      guard let survey = reading.survey else {
        refused += 1
        continue
      }
      let again = SurveyFile.read(text: SurveyWriter(survey).text, path: "survey.yaml")
      if let read = again.value {
        #expect(read == survey, "round \(round)")
      } else {
        // What questions say about each other is checked with the file.
        let rules = Set(again.diagnostics.filter { $0.severity == .error }.map(\.rule))
        #expect(rules.isSubset(of: ["expression-cycle", "bad-pair"]), "round \(round)")
      }
    }
    #expect(refused > 200 && refused < 1200)
  }
}

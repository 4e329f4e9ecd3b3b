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
}

import EngageExport
import EngageFiles
import EngageImport
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("An entry sheet brings the answers that a CSV file brings")
struct EntrySheetLawTests {
  /// Types invented answers into the sheet and into a CSV file, and compares what comes of both.
  private func compare(_ survey: Survey, seed: UInt64, language: String? = nil) throws {
    try withEntry(survey, language: language) { entry in
      var dice = SeededGenerator(seed: seed)
      let typist = Typist(survey: survey, language: language)
      var responses: [Response] = []
      for (unit, prefix) in [(EngageModel.Unit.person, "00"), (.table, "T")] where survey.units.contains(unit)
      {
        for number in 1...5 {
          responses.append(
            Response(
              session: SessionReference(event: "evening-2019", session: "rugby"), unit: unit,
              people: unit == .table && number > 1 ? number : nil, key: "\(prefix)\(number)",
              answers: typist.answers(&dice, unit: unit)))
        }
      }
      for sheet in entry.workbook.layout.sheets {
        entry.workbook.filling[sheet.name] = typist.rows(responses, on: sheet)
      }
      let path = entry.path("filled.xlsx")
      try entry.workbook.write(to: path)
      let sheet = try entry.imported(path)
      let csv = try entry.importedCSV(try typist.csv(responses))
      #expect(sheet.errors == [] && sheet.isStorable, "seed \(seed)")
      #expect(csv.errors == [], "seed \(seed)")
      #expect(sheet.dialect == "entry-sheet")
      #expect(sheet.responses.count == responses.count, "seed \(seed)")
      for (one, other) in zip(sheet.responses, csv.responses) {
        #expect(one.key == other.key && one.unit == other.unit && one.people == other.people)
        for question in survey.questions where question.type != .note {
          let answers = (one[question.id], other[question.id])
          // What has no column was not asked; a CSV file's empty cell says that nothing was answered.
          let isGap = answers.0.missingReason == .notAsked && answers.1.missingReason == .notAnswered
          let hasColumn = typist.asked(one.unit).contains(question.id)
          #expect(
            answers.0 == answers.1 || (isGap && !hasColumn),
            "seed \(seed), \(one.key ?? ""), \(question.id)")
        }
      }
    }
  }

  @Test("every survey of the repository, in all its languages")
  func shippedSurveys() throws {
    let root = try #require(RepositoryFolder.root())
    let folders = try FileManager.default.contentsOfDirectory(atPath: root + "/Surveys").sorted()
    var count = 0
    for folder in folders {
      let path = "\(root)/Surveys/\(folder)/survey.v1.yaml"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let survey = try SurveyFile.read(path: path).get()
      for language in [nil] + survey.languages.others.map(Optional.some) {
        try compare(survey, seed: UInt64(count), language: language)
      }
      count += 1
    }
    #expect(count >= 4)
  }

  @Test("120 random surveys", arguments: 0..<6)
  func randomSurveys(_ part: Int) throws {
    for seed in (part * 20)..<(part * 20 + 20) {
      let survey = RandomSurvey.make(seed: UInt64(seed))
      let columns = EntrySheetLayout.Sheet.forms(of: survey).columns.count
      guard columns > 1 else { continue }
      try compare(survey, seed: UInt64(seed), language: survey.languages.others.first)
    }
  }
}

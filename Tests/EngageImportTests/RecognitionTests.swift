import EngageModel
import EngageSheets
import EngageTesting
import Testing

@testable import EngageImport

/// The table that a file's headings describe, from its text.
func foreignTable(_ text: String, delimiter: Character = ",") throws -> ForeignTable {
  try Array(text.utf8).withUnsafeBufferPointer { bytes in
    try Dialects.recognise(TableHead(bytes, format: CSVFormat(delimiter: delimiter.asciiValue ?? 44)))
  }
}

@Suite("Who wrote a file is told by its headings") struct RecognitionTests {
  @Test(
    "real files: dialect, rows of headings, questions",
    arguments: [
      ("surveymonkey-star-wars/StarWars.csv", "surveymonkey", 2, 14),
      ("surveymonkey-steak/steak-risk-survey.csv", "surveymonkey", 2, 14),
      ("surveymonkey-weather/weather-check.csv", "surveymonkey", 1, 8),
      ("googleforms-jupyter-education-2016/responses.csv", "google-forms", 1, 24),
      ("limesurvey-rse-us-2017/public_data.csv", "limesurvey", 1, 48),
      ("carpentries-longterm-2020-04/20200326-longterm-other_questions-no-open.csv", "plain", 1, 24),
      ("qualtrics-fixtures/qualtRics_sample.csv", "qualtrics", 3, 3),
      ("qualtrics-fixtures/qualtRics_sample_legacy.csv", "qualtrics", 2, 2),
      ("redcap-fixtures/simple__data.csv", "redcap", 1, 18),
      ("redcap-fixtures/arm-single-longitudinal__data.csv", "redcap", 1, 4),
      ("kobo-exports/dietary_needs__hxl.csv", "kobo", 2, 2),
      ("kobo-exports/restaurant_profile__labels_groups.csv", "kobo", 1, 2),
      ("nhs-phase1-labelled/text_data.csv", "plain", 1, 8),
      ("themes-jupyter-hinderances/hinderances.csv", "surveygizmo", 1, 3),
    ])
  func realFiles(path: String, dialect: String, headerRows: Int, questions: Int) throws {
    guard let file = Places.shared(path) else { return }
    let table = try MappedFile(path: file).withBytes { bytes in
      try Dialects.recognise(TableHead(bytes, format: CSVDetection.detect(bytes).format))
    }
    #expect(table.dialect == dialect)
    #expect(table.headers.count == headerRows)
    #expect(table.questions.count == questions)
    #expect(table.evidence.isEmpty == (dialect == "plain"))
  }
}

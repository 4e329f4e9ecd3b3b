import EngageModel
import EngageSheets

@testable import EngageImport

/// A survey drafted from a small file in a test.
struct DraftCase {
  let draft: SurveyDraft

  /// - Parameter text: as it stands in the file; the dialect is found out.
  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    draft = try bytes.withUnsafeBufferPointer { bytes in
      let format = CSVDetection.detect(bytes).format
      let table = try Dialects.recognise(TableHead(bytes, format: format))
      return try SurveyDraft(
        bytes, format: format, table: table, survey: "club", title: "Club", file: "club.csv")
    }
  }

  /// One column of answers.
  init(_ heading: String, _ answers: [String]) throws {
    try self.init("No,\(quoted(heading))\n" + answers.enumerated().map { "x\($0),\(quoted($1))\n" }.joined())
  }

  /// The question of a file with one.
  var question: Question { draft.survey.questions[draft.survey.questions.count - 1] }
  var labels: [String] { question.choices.map(\.label.text) }
  var comments: [String] { draft.comments[question.id] ?? [] }
}

private func quoted(_ cell: String) -> String { "\"\(cell.replacing("\"", with: "\"\""))\"" }

/// Answers with how often each was given.
func answers(_ counts: [(String, Int)]) -> [String] { counts.flatMap { Array(repeating: $0, count: $1) } }

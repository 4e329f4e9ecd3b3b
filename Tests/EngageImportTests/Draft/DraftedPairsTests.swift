import EngageModel
import Testing

@testable import EngageImport

@Suite("What is drafted as asked before and after") struct DraftedPairsTests {
  /// A file of responses, the same answers in each row order.
  private func draft(_ headings: [String], _ rows: [[String]]) throws -> SurveyDraft {
    let text = ([["No"] + headings] + rows.enumerated().map { ["x\($0)"] + $1 })
      .map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
    return try DraftCase(text + "\n").draft
  }

  private let yesNo = [["Yes", "No"], ["No", "Yes"], ["No", "Yes"], ["Yes", "Yes"]]

  @Test(
    "two questions named or asked alike but for before and after",
    arguments: [
      ["sure_before", "sure_after"], ["pre_sure", "post_sure"], ["sure_after", "sure_before"],
      ["Were you sure before the session?", "Are you sure after the session?"],
      ["Before the talk: I feel safe", "After the talk: I feel safe"],
    ])
  func alike(_ headings: [String]) throws {
    let drafted = try draft(headings, yesNo)
    let first = headings[0].lowercased().contains("after") ? 1 : 0
    let questions = Array(drafted.survey.questions.suffix(2))
    let (before, after) = (questions[first], questions[1 - first])
    #expect(after.pair == before.id)
    #expect(before.pair == nil)
    #expect(after.choices.map(\.id) == before.choices.map(\.id))
    #expect(drafted.comments[after.id] == ["asked before and after? Compared with \(before.id): pair"])
  }

  @Test(
    "nothing where it is not plain",
    arguments: [
      (["sure_before", "safe_after"], nil), (["sure", "sure_after"], nil),
      (["sure_before", "sure_pre", "sure_after"], nil),
      (
        ["sure_before", "sure_after"],
        [["Yes", "Often"], ["No", "Seldom"], ["No", "Never"], ["Yes", "Often"]]
      ),
      (["sure_before", "sure_after"], [["1", "2"], ["2", "3"], ["3", "5"]]),
    ] as [([String], [[String]]?)])
  func unclear(_ headings: [String], _ rows: [[String]]?) throws {
    let rows = rows ?? yesNo.map { Array(($0 + $0).prefix(headings.count)) }
    #expect(try draft(headings, rows).survey.questions.allSatisfy { $0.pair == nil })
  }

  @Test("what was had and what one has is one level in two wordings")
  func tense() throws {
    let rows = [
      ["I had not been using tools like these", "Weekly"], ["Weekly", "Daily"], ["Daily", "Daily"],
      ["Weekly", "I have not been using tools like these"],
    ]
    let drafted = try draft(["use_before", "use_after"], rows + rows + rows)
    let questions = Array(drafted.survey.questions.suffix(2))
    let (before, after) = (questions[0], questions[1])
    #expect(after.pair == before.id)
    #expect(after.choices.map(\.id) == before.choices.map(\.id))
    #expect(
      Set(after.choices.map(\.label.text)) == ["I have not been using tools like these", "Weekly", "Daily"])
  }
}

import EngageAnalysis
import EngageModel
import EngagePluginProtocol
import EngageTesting
import Foundation
import Testing

@Suite struct BatchEncodingTests {
  static func question(_ type: QuestionType) -> Question {
    let choices = [Choice(id: "a", label: "A"), Choice(id: "b", label: "B"), Choice(id: "c", label: "C")]
    return Question(id: "q", type: type, label: "Q", choices: type.takesChoices ? choices : [])
  }

  func encoded(
    _ answers: [Answer], to question: Question, groups: Breakdown? = nil, identities: Bool = false,
    fill: (inout ResponseBatch) -> Void = { _ in }
  ) throws -> [String: Any] {
    let session = SessionReference(event: "e", session: "s")
    let context = AnalysisContext(
      survey: Survey(id: "s", title: "S", questions: [question]), sessions: [session])
    var batch = ResponseBatch(schema: BatchSchema(questions: [question], sessions: [session]))
    for (index, answer) in answers.enumerated() {
      batch.append(
        Response(
          id: Int64(index + 5), session: session, key: index == 0 ? "R\"1" : nil,
          answers: [question.id: answer]))
    }
    fill(&batch)
    var encoder = BatchEncoder(
      questions: [question], groups: groups.map { BreakdownGroups($0, context: context) },
      identities: identities)
    var line: [UInt8] = []
    encoder.encode(batch) { line = $0 }
    #expect(line.last == UInt8(ascii: "\n") && line.count { $0 == UInt8(ascii: "\n") } == 1)
    return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
  }

  func values(_ answers: [Answer], _ type: QuestionType) throws -> NSArray? {
    let message = try encoded(answers, to: BatchEncodingTests.question(type))
    let columns = message["columns"] as? [String: [String: Any]]
    return columns?["q"]?["values"] as? NSArray
  }

  @Test(arguments: [
    (QuestionType.selectOne, [Answer.choice("c"), .choice("a")], #"["c", "a"]"#),
    (.selectMultiple, [.choices(["a", "c"]), .choices([])], #"[["a", "c"], []]"#),
    (.rank, [.ranking(["c", "a"])], #"[["c", "a"]]"#),
    (.integer, [.number(-1_234_567), .number(0)], "[-1234567, 0]"),
    (.decimal, [.number(0.1), .number(1e21), .number(-2.5)], "[0.1, 1e21, -2.5]"),
    (.date, [.date(CalendarDate(daysSince1970: 0))], #"["1970-01-01"]"#),
    (.time, [.time(3661), .time(86_399)], #"["01:01:01", "23:59:59"]"#),
    (.text, [.text("“ة” \"é\" \\ \u{1}\t\r\n 👩‍👩‍👧"), .text("")], #"["“ة” \"é\" \\ \u0001\t\r\n 👩‍👩‍👧", ""]"#),
    (.scale, [.missing(.notAsked), .choice("b")], #"[null, "b"]"#),
  ])
  func everyTypeOfAnswerIsToldInItsOwnWay(type: QuestionType, answers: [Answer], expected: String) throws {
    let wanted = try JSONSerialization.jsonObject(with: Data(expected.utf8)) as? NSArray
    #expect(try values(answers, type) == wanted)
  }

  @Test func everyReasonForNoAnswerIsTold() throws {
    let answers = MissingReason.allCases.map { Answer.missing($0) } + [.choice("a"), .missing(.notAsked)]
    let message = try encoded(answers, to: BatchEncodingTests.question(.selectOne))
    let columns = message["columns"] as? [String: [String: Any]]
    #expect(
      columns?["q"]?["missing"] as? [String: [Int]] == [
        "not_answered": [0], "not_asked": [1, 7], "prefer_not_to_say": [2], "unreadable": [3],
        "more_than_one_ticked": [4], "between_two": [5],
      ])
  }

  @Test func identitiesAreToldOnlyWhereTheyAreAskedFor() throws {
    let question = BatchEncodingTests.question(.selectOne)
    let told = try encoded([.choice("a"), .choice("b")], to: question, identities: true)
    #expect(told["id"] as? [Int] == [5, 6])
    #expect(told["key"] as? NSArray == ["R\"1", NSNull()])
    let untold = try encoded([.choice("a")], to: question)
    #expect(Set(untold.keys) == ["type", "count", "unit", "people", "session", "columns"])
  }

  @Test func weightsAndGroupsAreToldWhereThereAreAny() throws {
    let question = BatchEncodingTests.question(.selectMultiple)
    let message = try encoded(
      [.choices(["a", "b"]), .missing(.notAnswered)], to: question, groups: .question(question)
    ) { $0.weights = [0.5, 2] }
    #expect(message["weight"] as? [Double] == [0.5, 2])
    #expect(message["group"] as? NSArray == [["a", "b"], NSNull()])
    let bySession = try encoded([.choices(["a"])], to: question, groups: .session)
    #expect(bySession["group"] as? [String] == ["s"])
  }
}

import EngageModel
import Testing

@Suite("Numbers on paper")
struct PaperNumbersTests {
  /// The keys of a question with choices of these names.
  private func keys(_ names: String...) -> [String] {
    Question(
      id: "q", type: .selectOne, label: "Q", choices: names.map { Choice(id: Choice.ID($0), label: "C") }
    ).choiceKeys
  }

  /// `name number` of each question that has a number, in survey order.
  private func numbers(_ survey: Survey) -> [String] {
    let numbers = survey.questionNumbers
    return survey.questions.compactMap { question in numbers[question.id].map { "\(question.id) \($0)" } }
  }

  private func question(
    _ id: Question.ID, _ type: QuestionType = .text, in group: String? = nil, other: Question.ID? = nil
  ) -> Question {
    Question(id: id, type: type, label: "Q", group: group, otherOf: other)
  }

  @Test("Names that are all whole numbers are the keys, else positions from 1")
  func choiceKeys() {
    #expect(keys("1", "2", "5", "9") == ["1", "2", "5", "9"])
    #expect(keys("0", "10") == ["0", "10"])
    #expect(keys("yes", "no") == ["1", "2"])
    #expect(keys("1", "2", "other") == ["1", "2", "3"])
    #expect(keys("1.5", "2") == ["1", "2"])
    #expect(keys() == [])
  }

  @Test("Only questions that are asked are counted")
  func askedOnly() {
    let survey = Survey(
      id: "s", title: "S",
      groups: [QuestionGroup(name: "outer", label: "Outer"), QuestionGroup(name: "inner", parent: "outer")],
      questions: [
        question("welcome", .note), question("source", .hidden), question("name"),
        question("sum", .calculate), question("age", .integer, in: "inner"), question("ok", .acknowledge),
      ])
    #expect(numbers(survey) == ["name 1", "age 2", "ok 3"])
  }

  @Test("A grid has one number and its items letters, beyond z too")
  func grids() {
    let items = (0..<28).map { question(Question.ID("long_\($0)"), .scale, in: "long") }
    let survey = Survey(
      id: "s", title: "S",
      groups: [
        QuestionGroup(name: "trust", kind: .grid), QuestionGroup(name: "long", kind: .grid),
      ],
      questions: [question("first"), question("police", .scale, in: "trust")]
        + [question("council", .scale, in: "trust"), question("between")] + items + [question("last")])
    let numbers = numbers(survey)
    #expect(numbers.prefix(5) == ["first 1", "police 2a", "council 2b", "between 3", "long_0 4a"])
    #expect(numbers.suffix(4) == ["long_25 4z", "long_26 4aa", "long_27 4ab", "last 5"])
  }

  @Test("The words behind an other share the number of their question")
  func others() {
    let survey = Survey(
      id: "s", title: "S", groups: [QuestionGroup(name: "g", kind: .grid)],
      questions: [
        question("role", .selectOne), question("role_other", other: "role"), question("next"),
        question("item", .selectOne, in: "g"), question("item_other", in: "g", other: "item"),
        question("stray", other: "gone"), question("self", other: "self"),
        question("one", other: "two"), question("two", other: "one"),
      ])
    #expect(
      numbers(survey) == [
        "role 1", "role_other 1", "next 2", "item 3a", "item_other 3a", "stray 4", "self 5", "one 6", "two 7",
      ])
  }

  @Test("Tables are asked for words that are neither sensitive nor behind an other")
  func tables() {
    var secret = question("secret")
    secret.sensitive = true
    #expect(question("concerns").isAsked(of: .table))
    #expect(!secret.isAsked(of: .table) && secret.isAsked(of: .person))
    #expect(!question("role_other", other: "role").isAsked(of: .table))
    #expect(!question("age", .integer).isAsked(of: .table))
    #expect(!question("welcome", .note).isAsked(of: .person))
  }
}

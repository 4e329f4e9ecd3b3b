import EngageExport
import EngageModel
import Foundation
import Testing

@Suite("Skip logic in plain words")
struct ConditionWordsTests {
  /// What stands above a question with a condition.
  private func words(_ condition: String, language: String? = nil) throws -> String {
    let yes = LocalizedText("Yes", translations: ["pl": "Tak"])
    let survey = Survey(
      id: "s", title: "S", languages: Languages(default: "en", others: ["pl"]),
      questions: [
        Question(
          id: "aware", type: .selectOne, label: "Aware?",
          choices: [
            Choice(id: "yes", label: yes), Choice(id: "unsure", label: "Not sure"),
            Choice(id: "no", label: "No"),
          ]),
        Question(
          id: "safe", type: .scale, label: "Safe?",
          choices: (1...5).map { Choice(id: Choice.ID(String($0)), label: LocalizedText("S\($0)")) }),
        Question(
          id: "topics", type: .selectMultiple, label: "Topics?",
          choices: ["a", "b", "c"].map { Choice(id: Choice.ID($0), label: LocalizedText($0.uppercased())) }),
        Question(id: "age", type: .integer, label: "Age?"),
        Question(id: "ok", type: .acknowledge, label: "OK?"),
        Question(id: "said", type: .text, label: "Said?"), Question(id: "sum", type: .calculate, label: ""),
        Question(id: "day", type: .date, label: "Day?"),
        Question(
          id: "last", type: .text, label: "Last?", relevant: try Expression(parsing: condition)),
      ])
    return try #require(
      try PrintedPage(PaperForm(survey: survey, language: language).page()).words("if").first)
  }

  @Test(
    "Conditions that are simple are said",
    arguments: [
      ("${aware} = 'yes'", "you ticked “Yes” at question 1"),
      ("selected(${aware}, 'yes')", "you ticked “Yes” at question 1"),
      ("not(${aware} != 'yes')", "you ticked “Yes” at question 1"),
      ("'no' = ${aware} or ${aware} = 'unsure'", "you ticked “Not sure” or “No” at question 1"),
      ("${aware} != 'no'", "you did not tick “No” at question 1"),
      ("not(selected(${aware}, 'no'))", "you did not tick “No” at question 1"),
      ("${aware} != ''", "you answered question 1"),
      ("string-length(${aware}) > 0", "you answered question 1"),
      ("${aware} = ''", "you left question 1 empty"),
      ("${aware} != '' and ${aware} != 'no'", "you ticked “Yes” or “Not sure” at question 1"),
      ("${safe} != '' and ${safe} != '3'", "you ticked anything but “S3” at question 2"),
      ("${safe} >= 4", "you ticked “S4” or “S5” at question 2"),
      ("selected(${topics}, 'a')", "you ticked “A” at question 3"),
      ("selected(${topics}, 'a') or selected(${topics}, 'c')", "you ticked “A” or “C” at question 3"),
      ("not(selected(${topics}, 'b'))", "you did not tick “B” at question 3"),
      ("count-selected(${topics}) > 0", "you answered question 3"),
      (
        "selected(${topics}, 'a') and selected(${topics}, 'b')",
        "you ticked “A” at question 3 and you ticked “B” at question 3"
      ),
      ("${age} >= 18", "your answer to question 4 is 18 or more"),
      ("${age} < 18", "your answer to question 4 is less than 18"),
      ("${age} != 18", "your answer to question 4 is not 18"),
      ("${ok} = 'OK'", "you ticked the box at question 5"),
      ("${ok} = ''", "you did not tick the box at question 5"),
      ("${said} != ''", "you answered question 6"),
      (
        "${aware} = 'yes' and ${age} > 16",
        "you ticked “Yes” at question 1 and your answer to question 4 is more than 16"
      ),
      (
        "${aware} = 'yes' or selected(${topics}, 'b')",
        "you ticked “Yes” at question 1 or you ticked “B” at question 3"
      ),
    ])
  func simple(condition: String, expected: String) throws {
    #expect(try words(condition) == "If \(expected):")
  }

  @Test(
    "Where words might say something else than the condition, there are none",
    arguments: [
      "count-selected(${topics}) > 1", "${sum} = 'x'", "today() > '2020-01-01'", "${day} > today()",
      "${aware} = 'yes' and (${age} > 16 or ${ok} = 'OK')", "regex(${said}, 'x')", "${age} + 1 > 18",
      "${aware} = 'gone'", "1 = 1", "${aware} = ${said}", "${age} > 16 and ${age} mod 2 = 0",
    ])
  func notSimple(condition: String) throws {
    #expect(try words(condition) == "Only if it applies to you:")
  }

  @Test("Polish has its own words and quotation marks")
  func polish() throws {
    #expect(try words("${aware} = 'yes'", language: "pl") == "Jeśli w pytaniu 1 zaznaczono „Tak”:")
  }

  @Test("A long list of choices is named by its boxes")
  func boxes() throws {
    let survey = try ShippedSurveys.survey("we-stand-together")
    let printed = try PrintedPage(PaperForm(survey: survey).page())
    let words = try printed.words("if")
    #expect(words.contains("If you ticked box 5, 9, 14, 17 or 19 at question 16:"))
    #expect(words.contains("If you ticked “Yes” at question 5:"))
    let towns = try PrintedPage(
      PaperForm(survey: try ShippedSurveys.survey("our-families-our-future")).page())
    #expect(
      try towns.words("if").first
        == "If you ticked anything but “I don't live in Warwickshire” at question 2:")
  }

  @Test("A group says which questions its condition is about")
  func group() throws {
    let printed = try PrintedPage(PaperForm(survey: try .reading(PaperFormTests.types)).page())
    #expect(
      try printed.words("if").first == "If your answer to question 6 is 18 or more: questions 13 to 14.")
  }

  @Test("What could not be put in words is told with the question's name, once")
  func told() throws {
    let page = PaperForm(survey: try .reading(PaperFormTests.types)).page()
    let told = page.diagnostics.filter { $0.rule == "condition-in-words" }
    #expect(told.count == 1 && told[0].message.contains("“last”") && told[0].severity == .warning)
    for survey in ShippedSurveys.all {
      let diagnostics = PaperForm(survey: survey).page().diagnostics
      #expect(!diagnostics.contains { $0.rule == "condition-in-words" }, "\(survey.id)")
    }
  }
}

import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("A survey is written as the file that reads as the same survey")
struct SurveyWriterTests {
  /// Every survey of the repository, with the texts of the blocks.
  static let shipped: (surveys: [String], blocks: [String: String]) = {
    let root = Repository.root.map { "\($0)/Surveys" } ?? ""
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let surveys = folders.sorted().map { "\(root)/\($0)/survey.v1.yaml" }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: root + "/blocks")) ?? []).filter {
      $0.hasSuffix(".yaml")
    }
    let blocks = names.map {
      (String($0.dropLast(5)), (try? String(contentsOfFile: "\(root)/blocks/\($0)", encoding: .utf8)) ?? "")
    }
    return (
      surveys.filter(FileManager.default.fileExists(atPath:)), Dictionary(uniqueKeysWithValues: blocks)
    )
  }()

  /// Reads what was written.
  private func reread(_ text: String, blocks: [String: String] = [:]) throws -> Survey {
    let reading = SurveyFile.read(text: text, path: "draft.yaml", blocks: blocks)
    let serious = reading.diagnostics.filter { $0.severity == .error }
    #expect(serious.isEmpty, "\(serious.map(\.message)) in\n\(text)")
    return try #require(reading.value)
  }

  @Test("every survey of the repository, its block as an include")
  func shippedSurveys() throws {
    #expect(SurveyWriterTests.shipped.surveys.count >= 4)
    let blocks = SurveyWriterTests.shipped.blocks
    for path in SurveyWriterTests.shipped.surveys {
      let survey = try SurveyFile.read(path: path).get()
      let text = SurveyWriter(survey, blocks: blocks).text
      #expect(try reread(text, blocks: blocks) == survey, "\(path)")
      #expect(text.contains("- {include: ") == !survey.blocks.isEmpty)
      #expect(SurveyWriter(try reread(text, blocks: blocks), blocks: blocks).text == text)
    }
  }

  @Test("without the block's text its questions are written out")
  func blockWrittenOut() throws {
    for path in SurveyWriterTests.shipped.surveys {
      var survey = try SurveyFile.read(path: path).get()
      let again = try reread(SurveyWriter(survey).text)
      survey.blocks = []
      #expect(again == survey, "\(path)")
    }
  }

  @Test("a block that the survey has changed is written out, too")
  func changedBlock() throws {
    let blocks = SurveyWriterTests.shipped.blocks
    let path = try #require(SurveyWriterTests.shipped.surveys.first { $0.contains("we-stand-together") })
    var survey = try SurveyFile.read(path: path).get()
    survey.questions[survey.questions.count - 1].label = "Changed"
    let text = SurveyWriter(survey, blocks: blocks).text
    #expect(!text.contains("include"))
    survey.blocks = []
    #expect(try reread(text, blocks: blocks) == survey)
  }

  @Test("500 random surveys")
  func randomSurveys() throws {
    for seed in 0..<500 {
      let survey = RandomSurvey.make(seed: UInt64(seed))
      let text = SurveyWriter(survey).text
      let again = try reread(text)
      guard again == survey else {
        let difference = zip(again.questions, survey.questions).first { $0 != $1 }
        Issue.record("seed \(seed): \(String(describing: difference)) in\n\(text)")
        return
      }
      #expect(SurveyWriter(again).text == text)
    }
  }

  @Test("as a person would have written it")
  func wording() throws {
    let written = """
      # Drafted from club.csv.
      survey: club
      version: 1
      title: "Club: an evening"
      languages: {default: en}
      units: [person]
      questions:
        # 3 of 12 did not answer.
        - type: select_one
          name: role
          label: "Who are you?"
          or_other: true
          choices: {parent: "Parent", "no": "Nobody"}

        - type: group
          name: feelings
          label: "Feelings"
          questions:
            - {type: scale, name: before, label: "Before", choices: safe5, not_scored: {9: "Don't know"}}
            - {type: scale, name: after, label: "After", choices: safe5}

        - type: grid
          name: trust
          label: "How far do you trust"
          items: {police: "the police", council: "the council"}
          choices:
            1: "I do not trust them at all, and never shall"
            2: "I trust them, but only a little, and not always"

      choice_lists:
        safe5: {1: "Very unsafe", 2: "Unsafe", 3: "Neither", 4: "Safe", 5: "Very safe"}

      """
    let survey = try reread(written)
    let writer = SurveyWriter(
      survey, header: ["Drafted from club.csv."], comments: ["role": ["3 of 12 did not answer."]])
    #expect(writer.text == written)
  }

  @Test(
    "words that YAML takes for something else are read as written",
    arguments: RandomSurvey.texts + [
      " leading", "trailing ", "", "\u{0}", "\u{7}", "\u{85}", "\u{2028}", "x\u{FEFF}", "a\r\nb", "'", "\\",
      "…",
      String(repeating: "[", count: 300), String(repeating: "*a &b ", count: 40),
    ])
  func awkwardWords(_ words: String) throws {
    let survey = Survey(
      id: "club", title: LocalizedText(words), source: words,
      questions: [
        Question(
          id: "q", type: .selectOne, label: LocalizedText(words), hint: LocalizedText(words),
          choices: [Choice(id: "a", label: LocalizedText(words), attributes: ["area": words])])
      ])
    let text = SurveyWriter(survey, header: [words], comments: ["q": [words]]).text
    let again = try reread(text)
    #expect(again == survey)
    #expect(again.title.text.unicodeScalars.elementsEqual(words.unicodeScalars))
  }
}

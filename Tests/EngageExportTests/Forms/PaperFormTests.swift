import EngageExport
import EngageModel
import EngageTesting
import Foundation
import FoundationXML
import Testing

@Suite("Questionnaires on paper")
struct PaperFormTests {
  /// A question of every type, with what makes each of them special.
  static let types = """
    survey: types
    version: 1
    title: {en: "All types", pl: "Wszystkie typy"}
    description: "What paper can hold"
    languages: {default: en, others: [pl, ur, cy]}
    questions:
      - {type: note, name: welcome, label: "Please <b>don't</b> write names & numbers."}
      - {type: select_one, name: role, label: {en: "Who are you?", pl: "Kim jesteś?"}, or_other: true, choices: {faith: {en: "Faith", pl: "Wiara"}, parent: "Parent"}}
      - {type: select_multiple, name: topics, label: "Which?", hint: "Tick all that apply", choices: {a: "Alpha", b: "Beta", none: "None"}}
      - {type: scale, name: safe, label: "How safe?", choices: {1: "Unsafe", 2: "Safe"}, not_scored: {9: "Don't know"}}
      - {type: grid, name: trust, label: "I trust", items: {police: "the police", council: "the council"}, choices: {1: "No", 2: "Yes"}}
      - {type: rank, name: wishes, label: "What first?", choices: {lights: "Lights", buses: "Buses"}}
      - {type: integer, name: age, label: "How old?", required: yes}
      - {type: decimal, name: hours, label: "Hours?"}
      - {type: range, name: rating, label: "Rating", start: 0, end: 10, step: 2}
      - {type: range, name: percent, label: "Percent", start: 0, end: 100, step: 1}
      - {type: date, name: day, label: "Day?"}
      - {type: time, name: begin, label: "Begin?"}
      - {type: acknowledge, name: agreed, label: "I agree"}
      - {type: calculate, name: sum, calculation: "1 + 1"}
      - {type: hidden, name: source, label: "Source", default: "paper"}
      - type: group
        name: more
        label: "More"
        relevant: "${age} >= 18"
        questions:
          - {type: text, name: concerns, label: "You said ${role}. What concerns you?", hint: "In your own words"}
          - {type: text, name: last, label: "Anything else?", relevant: "regex(${concerns}, 'x+')"}
    """

  private func page(
    _ yaml: String = types, language: String? = nil, isLarge: Bool = false, copies: [String] = [],
    from issuer: PaperIssuer = PaperIssuer()
  ) throws -> (PrintedPage, [Diagnostic]) {
    let form = PaperForm(
      survey: try .reading(yaml), language: language, isLarge: isLarge, copies: copies)
    let page = form.page(from: issuer)
    return (try PrintedPage(page), page.diagnostics)
  }

  @Test("A form of every type looks as it did when somebody looked at it")
  func goldenTypes() throws {
    try expectGolden(PaperForm(survey: try .reading(Self.types)).page().html, "form-types.html")
  }

  @Test("We Stand Together in English looks as it did when somebody looked at it")
  func goldenWeStandTogether() throws {
    let issuer = PaperIssuer(organisation: "EQuIP", contact: "equip@example.org")
    let form = PaperForm(survey: try ShippedSurveys.survey("we-stand-together"))
    try expectGolden(form.page(from: issuer).html, "form-we-stand-together.html")
  }

  @Test("Everything that is asked is printed once, with its number, in survey order", arguments: 0..<40)
  func everyQuestionOnce(seed: Int) throws {
    let shipped = ShippedSurveys.all
    let survey =
      seed < shipped.count ? shipped[seed] : RandomSurvey.make(seed: UInt64(seed), words: ["A word", "two"])
    let printed = try PrintedPage(PaperForm(survey: survey, isLarge: seed % 3 == 0).page())
    let names = try printed.nodes("//*[@data-question]").compactMap {
      $0.attribute(forName: "data-question")?.stringValue
    }
    let expected = survey.questions.filter { $0.isAsked || $0.type == .note }.map(\.id.rawValue)
    #expect(names.sorted() == expected.sorted())
    let order = survey.questions.filter { $0.isAsked && $0.otherOf == nil }.map(\.id.rawValue)
    #expect(names.filter(order.contains) == order)
  }

  @Test("The keys beside the boxes are those that entry takes, in every shipped survey")
  func keys() throws {
    #expect(!ShippedSurveys.all.isEmpty)
    for survey in ShippedSurveys.all {
      for isLarge in [false, true] {
        let printed = try PrintedPage(PaperForm(survey: survey, isLarge: isLarge).page())
        for question in survey.questions where question.type.takesChoices {
          let element = try printed.question(question.id)
          let keys = try element.nodes(forXPath: ".//*[@class='key']").compactMap(\.stringValue)
          // Where places are written into the boxes, the key stands in brackets behind the answer.
          let expected = question.type == .rank ? question.choiceKeys.map { "(\($0))" } : question.choiceKeys
          #expect(keys == expected, "\(survey.id) \(question.id)")
        }
      }
    }
  }

  @Test("A ranking shows its keys apart from the boxes to write in")
  func ranking() throws {
    let (printed, _) = try page()
    #expect(PrintedPage.words(try printed.question("wishes")).hasSuffix("Lights(1) Buses(2)"))
    #expect(try printed.question("wishes").nodes(forXPath: ".//*[@class='place']").count == 2)
  }

  @Test("How to answer is said once, where the hint does not say it already")
  func instructions() throws {
    let (printed, _) = try page()
    func how(_ id: Question.ID) throws -> [String] {
      try printed.question(id).nodes(forXPath: ".//*[@class='how']").compactMap(\.stringValue)
    }
    #expect(try how("role") == ["Tick one box."])
    #expect(try how("topics") == [])
    #expect(try how("age") == ["A whole number. Please answer this question."])
    #expect(try how("percent") == ["A number from 0 to 100."])
    #expect(try how("agreed") == [])
  }

  @Test("An “Other” has a line of its own, and its question's number")
  func other() throws {
    let (printed, _) = try page()
    let line = try printed.question("role_other")
    #expect(PrintedPage.words(line) == "3Other, please say:")
    #expect(try line.nodes(forXPath: ".//*[@class='dots']").count == 1)
  }

  @Test("No text gets into the markup, whatever it holds")
  func escaping() throws {
    let evil = "</style><script>alert(1)</script> & \"q\" 'a' <!-- ]]> \u{0} \u{202E} ${x} {labels}"
    let text = LocalizedText(evil, translations: ["pl": evil])
    let survey = Survey(
      id: "evil", title: text, summary: text, languages: Languages(default: "en", others: ["pl"]),
      groups: [QuestionGroup(name: "g", label: text), QuestionGroup(name: "grid", kind: .grid, label: text)],
      questions: [
        Question(
          id: "one", type: .selectOne, label: text, hint: text,
          choices: [Choice(id: "a", label: text), Choice(id: "b", label: "B")], group: "g"),
        Question(
          id: "two", type: .scale, label: text, choices: [Choice(id: "1", label: text)], group: "grid"),
        Question(id: "three", type: .text, label: text, relevant: try Expression(parsing: "${one} = 'a'")),
        Question(id: "four", type: .note, label: text),
      ])
    let event = Event(
      id: "e", title: evil, sessions: [Session(id: "s", title: evil)],
      dataProtection: DataProtection(controller: evil, purpose: evil, lawfulBasis: evil, contact: evil))
    let issuer = PaperIssuer(
      organisation: evil, contact: evil, event: event, session: event.sessions.first)
    let pages = [
      PaperForm(survey: survey, language: "pl", copies: [evil, "2"]).page(from: issuer),
      TableNoteSheet(survey: survey).page(from: issuer), SignInSheet(issuer: issuer).page,
    ]
    for page in pages {
      let printed = try PrintedPage(page)
      #expect(try printed.nodes("//script").isEmpty)
      #expect(!page.html.contains("<script") && !page.html.contains("\u{0}"))
      #expect(page.html.components(separatedBy: "</style>").count == 2)
      #expect(!page.html.contains("http:") && !page.html.contains("https:") && !page.html.contains("url("))
    }
  }

  @Test("What is not translated stands in the default language, is marked, and is told")
  func untranslated() throws {
    let (printed, diagnostics) = try page(language: "pl")
    #expect(PrintedPage.words(try printed.question("role")).hasPrefix("1. Kim jesteś?"))
    #expect(PrintedPage.words(try printed.question("safe")).hasPrefix("3. How safe? EN Proszę"))
    #expect(try printed.words("how").first == "Proszę zaznaczyć jedną odpowiedź.")
    let told = try #require(diagnostics.first { $0.rule == "untranslated" })
    #expect(told.severity == .warning && told.message.contains("“pl”: welcome, role, "))
    let (_, welsh) = try page(language: "cy")
    #expect(welsh.contains { $0.rule == "words-in-english" })
    let (_, english) = try page()
    #expect(!english.contains { ["untranslated", "words-in-english", "translation"].contains($0.rule) })
  }

  @Test("Urdu is set from right to left, and English within it from left to right")
  func rightToLeft() throws {
    let (printed, _) = try page(language: "ur")
    #expect(printed.root.attribute(forName: "dir")?.stringValue == "rtl")
    #expect(printed.root.attribute(forName: "lang")?.stringValue == "ur")
    #expect(try printed.nodes("//bdi[@lang='en']").count > 20)
    let (polish, _) = try page(language: "pl")
    #expect(polish.root.attribute(forName: "dir")?.stringValue == "ltr")
  }

  @Test("Large print has nothing under 18 points, no italics and no boxes side by side")
  func largePrint() throws {
    let (printed, _) = try page(isLarge: true)
    #expect(try printed.all("grid").isEmpty && printed.all("scale").isEmpty && printed.all("row").isEmpty)
    #expect(try printed.words("number").contains("4a."))
    #expect(!printed.html.contains("italic"))
    #expect(printed.html.contains("<body class=\"large\">"))
  }

  @Test("Copies carry their numbers, each on all of its pages")
  func copies() throws {
    let (printed, diagnostics) = try page(copies: ["R-001", "R-002"])
    #expect(diagnostics.contains { $0.rule == "both-sides" })
    #expect(try printed.nodes("//main").count == 2)
    #expect(try printed.words("corner") == ["Form number:R-001", "Form number:R-002"])
    #expect(printed.html.contains("@page copy-2 { counter-increment: copy-2;"))
    #expect(printed.html.contains("Form number\\3a  R\\2d 002"))
  }

  @Test("The notice says who, why and how long, and what it does not say is told")
  func notice() throws {
    let event = Event(
      id: "e", title: "Evening", sessions: [],
      dataProtection: DataProtection(
        controller: "EQuIP", purpose: "To learn.", lawfulBasis: "Basis",
        retainUntil: CalendarDate(year: 2029, month: 12, day: 31)))
    let (printed, told) = try page(from: PaperIssuer(event: event))
    #expect(
      try printed.words("notice") == [
        "What happens to your answers Responsible for them: EQuIP. Purpose: To learn. Legal basis: Basis. "
          + "Kept until 31 December 2029 at the latest."
      ])
    #expect(told.contains { $0.rule == "notice-gaps" && $0.message.hasSuffix("does not say: contact") })
    let (none, said) = try page()
    #expect(try none.all("notice").isEmpty)
    #expect(said.contains { $0.rule == "no-notice" && $0.severity == .note })
  }

  @Test("The same survey gives the same bytes")
  func deterministic() throws {
    let survey = try Survey.reading(Self.types)
    let first = PaperForm(survey: survey, language: "pl").page().html
    for _ in 0..<5 { #expect(PaperForm(survey: survey, language: "pl").page().html == first) }
  }
}

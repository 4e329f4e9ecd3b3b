public import EngageModel

/// Makes surveys such as a file can say, of every type and with awkward words, the same for a seed on every run.
public struct RandomSurvey: Sendable {
  private var dice: SeededGenerator
  private var survey = Survey(id: "random-survey", title: "Random", questions: [])
  private var number = 0
  /// Questions that expressions may refer to: those before.
  private var known: [Question] = []

  /// What its words are taken from.
  private let vocabulary: [String]

  /// The survey of a seed.
  /// - Parameter words: what its words are taken from.
  public static func make(seed: UInt64, words: [String] = RandomSurvey.texts) -> Survey {
    var maker = RandomSurvey(dice: SeededGenerator(seed: seed), vocabulary: words)
    return maker.make()
  }

  private init(dice: SeededGenerator, vocabulary: [String]) {
    (self.dice, self.vocabulary) = (dice, vocabulary)
  }

  private mutating func make() -> Survey {
    survey.version = Int.random(in: 1...9, using: &dice)
    survey.languages = Languages(
      default: one(of: ["en", "cy"]),
      others: Array(["pl", "pa", "pt-BR"].prefix(Int.random(in: 0...3, using: &dice))))
    survey.title = words()
    survey.summary = chance(3) ? words() : nil
    survey.source = chance(3) ? text() : nil
    survey.units = one(of: [[.person], [.table], [.person, .table], [.table, .person]])
    addQuestions(in: nil, depth: 0)
    return survey
  }

  private mutating func addQuestions(in group: String?, depth: Int) {
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      switch Int.random(in: 0..<10, using: &dice) {
      case 0 where depth < 3: addGroup(in: group, depth: depth)
      case 1: addGrid(in: group)
      default: addQuestion(in: group)
      }
    }
  }

  private mutating func addGroup(in parent: String?, depth: Int) {
    let name = name("group")
    survey.groups.append(
      QuestionGroup(name: name, label: chance(2) ? words() : nil, relevant: condition(), parent: parent))
    addQuestions(in: name, depth: depth + 1)
  }

  private mutating func addGrid(in parent: String?) {
    let name = name("grid")
    var label = words()
    label.text = one(of: ["How far do you trust", "Do you trust?", "Trust:", "Trust…", label.text, ""])
    if label.text.isEmpty { label.translations = [:] }
    let grid = QuestionGroup(name: name, kind: .grid, label: label, relevant: condition(), parent: parent)
    survey.groups.append(grid)
    var model = Question(id: "", type: .scale, label: "", group: name)
    addChoices(to: &model)
    addCommon(to: &model)
    model.constraintMessage = nil
    for item in ["police", "council", "_1"].prefix(Int.random(in: 1...3, using: &dice)) {
      var question = model
      question.id = Question.ID("\(name)_\(item)")
      question.label = grid.label(ofItem: words())
      survey.questions.append(question)
    }
    known += survey.questions.suffix(1)
  }

  private mutating func addQuestion(in group: String?) {
    let type = one(of: QuestionType.allCases)
    var question = Question(id: Question.ID(name("q")), type: type, label: words(), group: group)
    question.relevant = condition()
    if type == .calculate || type == .hidden, chance(2) {
      question.label = LocalizedText(question.id.rawValue)
    }
    if type == .note {
      question.hint = chance(2) ? words() : nil
    } else {
      addCommon(to: &question)
      addDetails(to: &question)
    }
    survey.questions.append(question)
    guard [.selectOne, .selectMultiple].contains(type), question.choiceFilter == nil, chance(3) else {
      if type != .note { known.append(question) }
      return
    }
    let last = survey.questions.count - 1
    survey.questions[last].choices.append(Question.otherChoice)
    survey.questions.append(question.otherText())
    known.append(survey.questions[last])
  }

  private mutating func addCommon(to question: inout Question) {
    let isUnasked = question.type == .calculate || question.type == .hidden
    question.hint = chance(3) ? words() : nil
    question.sensitive = chance(4)
    question.identifies = chance(4)
    if isUnasked { return }
    question.required = chance(4) ? .yes : chance(6) ? condition().map { .when($0) } ?? .no : .no
    question.requiredMessage = chance(6) ? words() : nil
    question.constraintMessage = chance(6) ? words() : nil
  }

  private mutating func addDetails(to question: inout Question) {
    if question.type.takesChoices { addChoices(to: &question) }
    switch question.type {
    case .text:
      question.codebook = chance(3) ? "some-codebook" : nil
      question.constraint = chance(4) ? parsed("regex(., '[a-z]+')") : nil
      question.defaultValue = chance(4) ? text() : nil
    case .range:
      let start = Double(Int.random(in: -5...5, using: &dice))
      question.range = NumberRange(start: start, end: start + 7.5, step: one(of: [1, 0.1, 2.5]))
    case .integer, .decimal:
      question.constraint = chance(2) ? parsed(". >= 0 and . < 1e2") ?? parsed(". >= 0") : nil
      question.defaultValue = chance(4) ? "7" : nil
      question.pair = chance(2) ? known.last { $0.type == question.type }?.id : nil
    case .date: question.defaultValue = chance(4) ? "2019-09-24" : nil
    case .calculate: question.calculation = parsed("coalesce(\(reference() ?? "today()"), 'x')")
    case .hidden: question.defaultValue = chance(2) ? text() : nil
    default: break
    }
  }

  private mutating func addChoices(to question: inout Question) {
    let lists: [[Choice]] = [
      [Choice(id: "yes", label: "Yes"), Choice(id: "no", label: "No")],
      (1...5).map { Choice(id: Choice.ID("\($0)"), label: LocalizedText("Level \($0)")) },
      ["a", "1.0", "0101", "on", "null", "b-c"].map { Choice(id: Choice.ID($0), label: words()) },
    ]
    question.choices = one(of: lists)
    let takesFilter = !(question.group.map { name in survey.group(name)?.kind == .grid } ?? false)
    if takesFilter, chance(5) {
      for index in question.choices.indices {
        question.choices[index].attributes = ["area": text(), "zone": "1"]
      }
      question.choiceFilter = chance(2) ? parsed("area = 'x' or zone = '1'") : nil
    }
    if question.type == .scale, chance(3) {
      question.choices.append(Choice(id: "9", label: words(), scored: false))
    }
    if question.type == .rank { return }
    if chance(4) {
      question.choiceGroups = [
        ChoiceGroup(id: "merged", label: words(), choices: question.choices.prefix(2).map(\.id))
      ]
    }
    if chance(4) {
      question.target = Target(
        share: Double(Int.random(in: 0...1000, using: &dice)) / 10 / 100, choices: [question.choices[0].id])
    }
  }

  private mutating func condition() -> Expression? {
    guard chance(4), let reference = reference() else { return nil }
    return parsed(
      one(of: ["\(reference) != ''", "not(\(reference) = '')", "\(reference) != ''\n  and 1 < 2"]))
  }

  private mutating func reference() -> String? {
    known.randomElement(using: &dice).map { "${\($0.id)}" }
  }

  private func parsed(_ source: String) -> Expression? { try? Expression(parsing: source) }

  private mutating func name(_ stem: String) -> String {
    number += 1
    return "\(stem)\(number)"
  }

  private mutating func words() -> LocalizedText {
    var words = LocalizedText(text())
    for language in survey.languages.others where chance(2) { words.translations[language] = text() }
    return words
  }

  private mutating func text() -> String { one(of: vocabulary) }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &dice) == 0 }

  private mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &dice)]
  }

  /// Words that formats for people and machines alike take for something else.
  public static let texts: [String] = [
    "How safe do you feel by day?", "yes", "no", "Null", "~", "1.0", "0101", "1e3", "2019-09-24", "- a list",
    "# no comment", "What is it: this?", "a, b; c", "{a: b}", "[x", "it's", "\"quoted\"", "back\\slash", "%",
    "@home",
    "*star", "&amp", "!tag", "| pipe", "> fold", "two\nlines", "first<br>second", "tab\there",
    "ends with blank.",
    "Jak bezpiecznie czujesz się w dzień?", "ਦਿਨ ਵੇਲੇ", "👩‍👩‍👧 family", "e\u{301}te\u{301}", "${role}", "= 1 + 1",
    String(repeating: "A very long label goes on ", count: 12) + "and ends.", "<b>bold</b> & more",
    "a\u{A0}b",
  ]
}

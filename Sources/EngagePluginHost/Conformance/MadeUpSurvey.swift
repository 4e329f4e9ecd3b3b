import EngageAnalysis
import EngageModel

/// A survey for one plugin: two questions of each type that it reads, with awkward words, and responses to it, the
/// same on every run.
struct MadeUpSurvey {
  let survey: Survey
  let context: AnalysisContext
  private var dice: Dice

  /// Words that are read from right to left, joined from several signs, composed of letter and accent, or look like
  /// something else to a program.
  static let words = [
    "Nobody listens.", "Wir wurden nicht gehört", "لا أحد يستمع إلينا", "איש אינו מקשיב", "👩‍👩‍👧 family",
    "e\u{301}te\u{301} été", "ਦਿਨ ਵੇਲੇ", "\"quoted\" \\ back", "two\nlines", "tab\there",
    "{\"type\": \"finish\"}",
    "=1+1", "<b>bold</b> & more", "a\u{A0}b\u{200B}c", "1e999", "", " ", "null",
    String(repeating: "long ", count: 400),
  ]

  init(for manifest: AnalysisManifest, seed: UInt64 = 7) {
    var questions = [MadeUpSurvey.question("made_up_group", .selectOne)]
    for type in manifest.questionTypes where type.columnKind != nil {
      questions += (1...2).map { MadeUpSurvey.question("made_up_\(type.rawValue)_\($0)", type) }
    }
    for index in questions.indices where questions[index].id.rawValue.hasSuffix("_2") {
      questions[index].pair = questions[index - 1].id
    }
    let book = Codebook(
      id: "made-up-codebook", version: 1,
      themes: [Theme(id: "listening", title: "Listening", match: [.phrase("nobody listens")])])
    for index in questions.indices where questions[index].type == .text {
      questions[index].codebook = book.id
    }
    survey = Survey(
      id: "made-up-survey", title: "Made up: “ة” & <b>é</b>", units: [.person, .table], questions: questions)
    let sessions = ["rugby", "nuneaton", "warwick"].enumerated().map { index, name in
      Session(
        id: Session.ID(name), title: index == 1 ? "Nuneaton – عربي" : nil, place: "Rugby",
        date: EventDate("2019-09-24"), attended: Quantity(40 + index))
    }
    let event = Event(id: "made-up-event", survey: survey.id, title: "Made up", sessions: sessions)
    context = AnalysisContext(
      survey: survey, events: [event],
      sessions: sessions.map { SessionReference(event: event.id, session: $0.id) },
      codebooks: manifest.readsFreeText ? [book] : [],
      questions: manifest.questions == .required ? questions.dropFirst().prefix(1) + [] : [],
      breakdown: manifest.by == .required ? .question(questions[0]) : nil)
    dice = Dice(seed: seed)
  }

  /// Responses with every kind of answer, and all reasons for none.
  mutating func batch(count: Int, questions: [Question]) -> ResponseBatch {
    var batch = ResponseBatch(schema: schema(questions))
    for number in 0..<count {
      var response = response(number)
      for question in questions {
        response.answers[question.id] =
          dice.number(below: 4) == 0
          ? .missing(MissingReason.allCases[dice.number(below: MissingReason.allCases.count)])
          : answer(to: question)
      }
      batch.append(response)
    }
    return batch
  }

  /// Responses that answer nothing.
  mutating func silence(count: Int, questions: [Question]) -> ResponseBatch {
    var batch = ResponseBatch(schema: schema(questions))
    for number in 0..<count { batch.append(response(number)) }
    return batch
  }

  func schema(_ questions: [Question]) -> BatchSchema {
    BatchSchema(questions: questions, sessions: context.sessions, identities: true)
  }

  /// The rows of a batch dealt out, at random.
  mutating func deal(_ batch: ResponseBatch, into count: Int) -> [ResponseBatch] {
    var parts = Array(repeating: ResponseBatch(schema: batch.schema), count: count)
    for row in 0..<batch.count { parts[dice.number(below: count)].append(batch.response(at: row)) }
    return parts
  }

  private mutating func response(_ number: Int) -> Response {
    let isTable = survey.questions.contains { $0.type.isTextual } && number % 7 == 6
    return Response(
      id: Int64(number + 1), session: context.sessions[dice.number(below: context.sessions.count)],
      unit: isTable ? .table : .person, people: isTable && number % 2 == 0 ? 8 : nil, key: "R-\(number + 1)",
      submittedAt: "2019-09-24T18:0\(number % 10):00Z", version: 1)
  }

  private mutating func answer(to question: Question) -> Answer {
    switch question.type.columnKind {
    case .codes: return .choice(question.choices[dice.number(below: question.choices.count)].id)
    case .masks: return .choices(question.choices.filter { _ in dice.number(below: 2) == 0 }.map(\.id))
    case .ranks:
      var left = question.choices
      var ranking: [Choice.ID] = []
      for _ in 0..<(1 + dice.number(below: left.count)) {
        ranking.append(left.remove(at: dice.number(below: left.count)).id)
      }
      return .ranking(ranking)
    case .numbers: return number(question.type)
    case .text, nil: return .text(MadeUpSurvey.words[dice.number(below: MadeUpSurvey.words.count)])
    }
  }

  private mutating func number(_ type: QuestionType) -> Answer {
    switch type {
    case .date: .date(CalendarDate(daysSince1970: 18_000 + dice.number(below: 400)))
    case .time: .time(dice.number(below: 86_400))
    // Halves and quarters add up exactly, in whatever order.
    case .decimal: .number(Double(dice.number(below: 400) - 100) / 4)
    default: .number(Double(dice.number(below: 11)))
    }
  }

  private static func question(_ name: String, _ type: QuestionType) -> Question {
    var question = Question(
      id: Question.ID(name), type: type, label: LocalizedText("\(name): “what?” – ماذا <&>"))
    switch type {
    case .scale:
      question.choices = (1...5).map { Choice(id: Choice.ID(String($0)), label: LocalizedText("Step \($0)")) }
      question.choices.append(Choice(id: "9", label: "Don't know", scored: false))
      question.target = Target(share: 0.5, choices: ["4", "5"])
    case .selectOne, .selectMultiple, .rank:
      question.choices = [
        Choice(id: "one", label: "One"), Choice(id: "two", label: "“Two” & more"),
        Choice(id: "three", label: "ثلاثة"), Choice(id: "never_taken", label: "👍🏽"),
      ]
    default: break
    }
    return question
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}

import EngageModel
import EngageTesting

/// A survey nobody would write, with forms nobody filled in: every type, missing answers, rare ones, skip logic.
struct RandomForms {
  private var dice: SeededGenerator
  private(set) var survey = Survey(id: "random", title: "Random", questions: [])
  private(set) var responses: [Response] = []

  init(seed: UInt64, most: Int = 2_000) {
    dice = SeededGenerator(seed: seed)
    for index in 0..<Int.random(in: 1...9, using: &dice) { addQuestion(index) }
    let sizes = [0, 4, 5, 9, 17, 61, 147, 400, most]
    let bound = sizes[Int.random(in: sizes.indices, using: &dice)]
    for id in 0..<Int.random(in: 0...min(bound, most), using: &dice) { addForm(Int64(id + 1)) }
  }

  var sensitive: [Question.ID] { survey.questions.filter(\.sensitive).map(\.id) }

  private mutating func addQuestion(_ index: Int) {
    let types: [QuestionType] = [
      .selectOne, .selectOne, .scale, .selectMultiple, .rank, .integer, .decimal, .range, .date, .time, .text,
      .calculate, .hidden, .acknowledge,
    ]
    let type = types[Int.random(in: types.indices, using: &dice)]
    var question = Question(
      id: Question.ID("q\(index)"), type: type, label: LocalizedText("Question \(index)"))
    if type.takesChoices {
      let count = Int.random(in: 2...(type == .selectMultiple || type == .rank ? 5 : 9), using: &dice)
      question.choices = (1...count).map {
        Choice(id: Choice.ID("c\($0)"), label: LocalizedText("Choice \($0)"))
      }
      if chance(3) { question.choices.append(Choice(id: "prefer_not_to_say", label: "Prefer not to say")) }
      if chance(2), count > 3, type != .rank {
        question.choiceGroups = [
          ChoiceGroup(id: "low", label: "Low", choices: ["c1", "c2"]),
          ChoiceGroup(id: "high", label: "High", choices: ["c3", "c4"]),
        ]
      }
    }
    question.identifies = chance(2)
    question.sensitive = chance(4)
    if let other = survey.questions.last, chance(5) {
      question.relevant = try? Expression(parsing: "${\(other.id)} = 'c1'")
    }
    if type == .calculate, let other = survey.questions.first {
      question.calculation = try? Expression(parsing: "${\(other.id)}")
    }
    survey.questions.append(question)
    if type == .selectOne, chance(3) {
      survey.questions[survey.questions.count - 1].choices.append(Question.otherChoice)
      survey.questions.append(survey.questions[survey.questions.count - 1].otherText())
    }
  }

  private mutating func addForm(_ id: Int64) {
    var answers: [Question.ID: Answer] = [:]
    for question in survey.questions {
      if chance(8) {
        answers[question.id] = .missing(MissingReason.allCases.randomElement(using: &dice) ?? .notAnswered)
      } else {
        answers[question.id] = answer(question, id)
      }
    }
    var response = Response(
      id: id, session: RecordCase.sessions[Int.random(in: 0..<3, using: &dice)],
      key: "FORM-\(id)", submittedAt: "2019-09-24T18:00:00", answers: answers)
    if chance(12) {
      response.unit = .table
      response.people = 8
    }
    responses.append(response)
  }

  /// Low ones are common, high ones rare.
  private mutating func skewed(_ count: Int) -> Int {
    min(Int.random(in: 0..<count, using: &dice), Int.random(in: 0..<count, using: &dice))
  }

  private mutating func answer(_ question: Question, _ id: Int64) -> Answer {
    switch question.type {
    case .selectOne, .scale, .acknowledge: .choice(question.choices[skewed(question.choices.count)].id)
    case .selectMultiple: .choices(question.choices.map(\.id).filter { _ in chance(3) })
    case .rank:
      .ranking(
        Array(question.choices.map(\.id).shuffled(using: &dice).prefix(skewed(question.choices.count))))
    case .integer: .number(Double(18 + skewed(80)))
    case .decimal: .number(Double(skewed(4_000)) / 8)
    case .range: .number(Double(skewed(11)))
    case .date: .date(CalendarDate(daysSince1970: 18_000 + skewed(900)))
    case .time: .time(skewed(86_400))
    default: .text("Words of FORM-\(id)")
    }
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &dice) == 0 }
}

import EngageEntry
import EngageModel
import EngageStore

/// Forms of *An evening* keyed once and twice, written as `role=faith safe=2 topics=hate+knives concerns=“Litter”`.
struct KeyingCase {
  let store: any ResponseStore
  let survey: Survey

  init(_ survey: Survey = .evening, store: any ResponseStore = InMemoryStore()) {
    self.survey = survey
    self.store = store
  }

  static let place = EntryCase.place

  /// Keys a form for the first time.
  @discardableResult
  func first(
    _ key: String?, _ answers: String, by: String = "Asha", unit: EngageModel.Unit = .person,
    people: Int? = nil,
    details: ResponseDetails? = nil
  ) throws -> Int64 {
    let response = try response(key, answers, unit, people, details)
    let draft = try begin("first-\(key ?? answers)", by, response)
    return try store.complete(draft)
  }

  /// Keys it a second time.
  @discardableResult
  func second(
    of response: Int64, _ answers: String, by: String = "Ben", unit: EngageModel.Unit = .person,
    people: Int? = nil, details: ResponseDetails? = nil
  ) throws -> Int64 {
    let keyed = try self.response(nil, answers, unit, people, details)
    return try store.completeSecond(try begin("second-\(response)", by, keyed, secondOf: response))
  }

  private func begin(_ id: String, _ by: String, _ response: Response, secondOf: Int64? = nil) throws
    -> EntryDraft
  {
    let sitting = try store.openSitting(
      BatchDraft(kind: .entry, survey: survey.id, event: KeyingCase.place.event, enteredBy: by, at: "now"),
      answering: survey)
    let draft = EntryDraft(
      id: id, batch: sitting.number, survey: survey.id, enteredBy: by, startedAt: "now", response: response,
      secondOf: secondOf)
    try store.save(draft)
    return draft
  }

  private func response(
    _ key: String?, _ answers: String, _ unit: EngageModel.Unit, _ people: Int?, _ details: ResponseDetails?
  ) throws -> Response {
    Response(
      session: KeyingCase.place, unit: unit, people: people, key: key, version: survey.version,
      answers: KeyingCase.answers(answers, survey), details: details)
  }

  static func answers(_ words: String, _ survey: Survey) -> [Question.ID: Answer] {
    var answers: [Question.ID: Answer] = [:]
    for pair in words.split(separator: "; ") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let question = survey.question(Question.ID(parts[0])) else {
        preconditionFailure("no question \(parts[0])")
      }
      answers[question.id] = answer(parts[1], question)
    }
    return answers
  }

  private static func answer(_ word: String, _ question: Question) -> Answer {
    if word.hasPrefix("!") { return .missing(MissingReason(name: String(word.dropFirst())) ?? .unreadable) }
    switch question.type {
    case .selectMultiple: return .choices(word.split(separator: "+").map { Choice.ID(String($0)) })
    case .rank: return .ranking(word.split(separator: ">").map { Choice.ID(String($0)) })
    case .integer, .decimal, .range: return .number(Double(word) ?? .nan)
    case .text: return .text(word)
    default: return .choice(Choice.ID(word))
    }
  }

  func compare(_ first: String, _ second: String) -> KeyingComparison {
    KeyingComparison(
      survey, first: Response(session: KeyingCase.place, answers: KeyingCase.answers(first, survey)),
      second: Response(session: KeyingCase.place, answers: KeyingCase.answers(second, survey)))
  }

  var forms: [KeyedForm] {
    get throws { try KeyedForm.all(survey: survey.id, event: KeyingCase.place.event, in: store) }
  }

  func adjudication(by: String = "Chris") throws -> AdjudicationForm {
    try AdjudicationForm(
      survey: survey.id, event: KeyingCase.place.event, title: "An evening", by: by, store: store,
      surroundings: .fixed("settle"))
  }

  /// What is stored, as `EntryCase.words`.
  func stored(_ id: Int64) throws -> String {
    try store.response(id).map { EntryCase.words($0, survey) } ?? "nothing"
  }
}

extension AdjudicationForm {
  /// Presses keys: each character is one, `⏎` Enter, `⎋` Escape, `⌫` backspace.
  mutating func press(_ keys: String) throws {
    for key in keys {
      switch key {
      case "⏎": try handle(.enter)
      case "⎋": try handle(.escape)
      case "⌫": try handle(.backspace)
      default: try handle(.text(String(key)))
      }
    }
  }
}

extension KeyingComparison {
  /// The fields that differ.
  var differing: [String] {
    differences.map { difference in
      switch difference.field {
      case .people: "people"
      case .question(let question): question.rawValue
      }
    }
  }
}

import EngageEntry
import EngageModel
import EngageStore
import Synchronization

/// A sitting of entry in a test: lines in, prompts, replies and stored responses out.
struct EntryCase {
  static let place = SessionReference(event: "evening-2019", session: "rugby")

  let store: any ResponseStore
  var entry: EntrySession
  private(set) var replies: [Reply] = []

  init(
    _ survey: Survey = .evening, unit: EngageModel.Unit? = .person, language: String? = nil,
    by: String = "Asha",
    store: any ResponseStore = InMemoryStore(), identities: String = "form"
  ) throws {
    self.store = store
    entry = try EntrySession(
      survey: survey, session: EntryCase.place, unit: unit, language: language, enteredBy: by, store: store,
      surroundings: .fixed(identities))
  }

  /// Types lines, parted by `|`; `⏎` or nothing between bars is an empty line.
  @discardableResult
  mutating func type(_ lines: String) throws -> Reply {
    for line in lines.split(separator: "|", omittingEmptySubsequences: false) {
      let word = line.drop { $0 == " " }
      replies.append(try entry.accept(word.hasPrefix("⏎") ? "" : String(line)))
    }
    return replies.last ?? .accepted(nil)
  }

  /// The stored responses, a line each: `unit people #key question=answer …` with questions in survey order.
  func stored(_ survey: Survey = .evening) throws -> [String] {
    try store.responses(ResponseQuery(survey: survey.id)).map { EntryCase.words($0, survey) }
  }

  static func words(_ response: Response, _ survey: Survey) -> String {
    var words = [response.unit.rawValue]
    if let people = response.people { words.append("of \(people)") }
    if let key = response.key { words.append("#\(key)") }
    for question in survey.questions {
      guard let answer = response.answers[question.id], answer != .missing(.notAnswered) else { continue }
      words.append("\(question.id)=\(EntryCase.words(answer))")
    }
    return words.joined(separator: " ")
  }

  static func words(_ answer: Answer) -> String {
    switch answer {
    case .choice(let choice): choice.rawValue
    case .choices(let choices): choices.map(\.rawValue).joined(separator: "+")
    case .ranking(let choices): choices.map(\.rawValue).joined(separator: ">")
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .date(let date): date.description
    case .time(let seconds): "\(seconds)s"
    case .text(let text): "“\(text)”"
    case .missing(let reason): "!\(reason.name)"
    }
  }

  var drafts: [EntryDraft] {
    get throws { try store.drafts(event: EntryCase.place.event, session: EntryCase.place.session) }
  }
}

extension EntrySurroundings {
  /// A fixed time, and identities that count.
  static func fixed(_ name: String) -> EntrySurroundings {
    let counter = Counter()
    return EntrySurroundings(
      now: { "2019-10-09T09:00:00Z" },
      today: { CalendarDate(year: 2019, month: 10, day: 9) ?? CalendarDate(daysSince1970: 0) },
      newIdentity: { "\(name)-\(counter.next())" })
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

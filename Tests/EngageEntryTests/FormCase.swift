import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// A sitting at a screen in a test: keys in; screens and stored responses out.
struct FormCase {
  let store: any ResponseStore
  let survey: Survey
  var form: EntryForm

  init(
    _ survey: Survey = .evening, unit: EngageModel.Unit? = .person, language: String? = nil,
    by: String = "Asha", store: any ResponseStore = InMemoryStore(), identities: String = "form",
    purpose: EntryPurpose = .first, companions: EntryCompanions = EntryCompanions()
  ) throws {
    self.store = store
    self.survey = survey
    form = try EntryForm(
      survey: survey, session: EntryCase.place, unit: unit, language: language, enteredBy: by, store: store,
      surroundings: .fixed(identities), purpose: purpose, companions: companions)
  }

  /// Types keys: characters as they are, and `⏎ ⇥ ⇤ ⎋ ⌫ ↑ ↓ ← →`, `^z` for Ctrl, `~p` for Alt; blanks between words
  /// are typed, `_` is a blank too.
  mutating func type(_ keys: String) throws {
    for key in FormCase.keys(keys) { try form.handle(key) }
  }

  static func keys(_ written: String) -> [EntryKey] {
    var keys: [EntryKey] = []
    var rest = Array(written)[...]
    while let next = rest.popFirst() {
      switch next {
      case "^": keys.append(.control(rest.popFirst() ?? "^"))
      case "~": keys.append(.alt(rest.popFirst() ?? "~"))
      default: keys.append(named[next] ?? .text(String(next)))
      }
    }
    return keys
  }

  private static let named: [Character: EntryKey] = [
    "⏎": .enter, "⇥": .tab, "⇤": .backTab, "⎋": .escape, "⌫": .backspace, "↑": .up, "↓": .down, "←": .left,
    "→": .right, "¶": .newLine, "⌦": .deleteToStart,
  ]

  var screen: EntryScreen { form.screen }
  var place: String { form.screen.place }

  /// What is asked, told and listed, as a reader sees it.
  var asked: String { form.screen.text }
  var told: String? { form.screen.message?.lines.joined(separator: " ") }

  func stored() throws -> [String] {
    try store.responses(ResponseQuery(survey: survey.id)).map { EntryCase.words($0, survey) }
  }

  var responses: [Response] { get throws { try store.responses(ResponseQuery(survey: survey.id)) } }

  var drafts: [EntryDraft] {
    get throws { try store.drafts(event: EntryCase.place.event, session: EntryCase.place.session) }
  }
}

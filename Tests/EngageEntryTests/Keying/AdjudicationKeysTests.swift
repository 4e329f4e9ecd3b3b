import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

@Suite("What adjudication counts, names and takes") struct AdjudicationKeysTests {
  @Test(
    "Where something else is typed the keys of entry say why there is no answer",
    arguments: [
      ("!", MissingReason.preferNotToSay), ("?", .unreadable), ("+", .moreThanOneTicked), ("/", .betweenTwo),
    ])
  func reasons(_ key: String, _ reason: MissingReason) throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "safe=1")
    try evening.second(of: id, "safe=2")
    var form = try evening.adjudication()
    try form.press("3")
    #expect(form.screen.foot.map(\.key).contains(key))
    try form.press(key)
    #expect(form.screen.text == "Every field of this form is decided. Is it right?")
    try form.press("⏎")
    #expect(try evening.store.response(id)?["safe"] == .missing(reason))
  }

  @Test("In a text those keys are letters, and Alt says why") func texts() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "concerns=Litter")
    try evening.second(of: id, "concerns=Letters")
    var form = try evening.adjudication()
    try form.press("3?")
    #expect(form.screen.field?.text == "Litter?")
    #expect(form.screen.foot.map(\.key).contains("Alt-U"))
    #expect(
      !form.lines.contains { $0.contains("Alt-") } && form.lines.contains { $0.contains("/u: unreadable") })
    try form.handle(.alt("u"))
    try form.press("⏎")
    #expect(try evening.store.response(id)?["concerns"] == .missing(.unreadable))
  }

  @Test("Differences that are asked only after others are counted and named") func unasked() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; role_other=!not_asked; safe=1")
    try evening.second(of: id, "role=other; role_other=Imam; safe=2")
    #expect(try evening.forms[0].comparison.differences.count == 3)
    var form = try evening.adjudication()
    #expect(form.screen.place == "Difference 1 of 2 · 1 more if asked: 1")
    try form.press("1")
    #expect(form.screen.place == "Difference 2 of 2 · 1 more if asked: 1")
    try form.press("1⏎")
    #expect(
      form.screen.message?.lines.first?.contains("open") == false, "what is not asked is settled with it")
    #expect(try evening.forms[0].count(.undecided) == 0)
  }

  @Test("What nobody can tell is named") func open() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1; topics=hate")
    try evening.second(of: id, "role=parent; safe=2; topics=knives")
    var form = try evening.adjudication()
    try form.press("414")
    #expect(
      form.screen.details == ["Nobody can tell: 1, 3. Left as keyed first, and marked for a second look."])
    try form.press("⏎")
    #expect(
      form.screen.message?.lines.first?.hasSuffix("2 stay open and are marked for a second look: 1, 3.")
        == true)
  }
}

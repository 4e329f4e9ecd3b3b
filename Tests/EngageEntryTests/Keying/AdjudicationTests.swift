import EngageEntry
import EngageModel
import EngageStore
import Testing

@Suite("Settling what was keyed twice") struct AdjudicationTests {
  @Test("The first is right, the second is right, something else: each ends up stored") func three() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1; topics=hate")
    try evening.second(of: id, "role=parent; safe=2; topics=knives")
    var form = try evening.adjudication()
    #expect(form.screen.text == "1. Which best describes you?")
    #expect(
      form.screen.options.map(\.label).prefix(3) == [
        "Member of a faith community", "Parent", "something else",
      ])
    try form.press("1")
    #expect(form.screen.place == "Difference 2 of 3")
    try form.press("2")
    try form.press("31,2⏎")
    #expect(form.screen.text == "Every field of this form is decided. Is it right?")
    #expect(try evening.stored(id) == "person #R-1 role=faith safe=1 topics=hate", "not before it is settled")
    try form.press("⏎")
    #expect(try evening.stored(id) == "person #R-1 role=faith safe=2 topics=hate+knives")
    #expect(form.screen.isFinished)
    let settlement = try #require(try evening.forms.first?.keying.settlement)
    #expect(settlement.occasion.by == "Chris" && settlement.occasion.why.contains("third person"))
  }

  @Test("Who keyed what is told only when the form is settled") func blind() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("R-1", "safe=1", by: "Asha"), "safe=2", by: "Ben")
    var form = try evening.adjudication()
    #expect(!form.lines.joined().contains("Asha") && !form.lines.joined().contains("Ben"))
    try form.press("1")
    #expect(!form.lines.joined().contains("Asha"))
    try form.press("⏎")
    #expect(form.lines.joined().contains("first by Asha, second by Ben"))
  }

  @Test("Every decision is in the store before the next field shows, and another sitting goes on there")
  func onDisk() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1")
    try evening.second(of: id, "role=parent; safe=2")
    var form = try evening.adjudication()
    try form.press("2")
    var again = try evening.adjudication()
    #expect(again.screen.place == "Difference 2 of 2")
    #expect(again.screen.earlier.map(\.answer) == ["Parent"])
    try again.press("1⏎")
    #expect(try evening.stored(id) == "person #R-1 role=parent safe=1")
  }

  @Test("b goes back to the field before") func back() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1")
    try evening.second(of: id, "role=parent; safe=2")
    var form = try evening.adjudication()
    try form.press("b")
    #expect(form.screen.message?.kind == .refusal)
    try form.press("22")
    try form.press("bb1")
    #expect(form.screen.text == "2. How safe do you feel?")
    try form.press("2⏎")
    #expect(try evening.stored(id) == "person #R-1 role=faith safe=2")
  }

  @Test("Where nobody can tell, the first keying stays, is marked, and counts neither way") func unsure()
    throws
  {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "safe=1")
    try evening.second(of: id, "safe=2")
    var form = try evening.adjudication()
    try form.press("4⏎")
    let stored = try #require(try evening.store.response(id))
    #expect(stored["safe"] == .choice("1"))
    #expect(stored.details?.doubtful == ["safe"])
    #expect(try evening.forms[0].count(.undecided) == 1)
  }

  @Test("Who keyed a form is asked whether nobody else is there, and the record says so") func alone() throws
  {
    let evening = KeyingCase()
    try evening.second(of: evening.first("R-1", "safe=1"), "safe=2")
    var form = try evening.adjudication(by: "ben")
    #expect(form.screen.text.contains("nobody else"))
    try form.press("1")
    #expect(form.screen.message?.kind == .refusal)
    try form.press("⏎1⏎")
    let why = try #require(try evening.forms[0].keying.settlement?.occasion.why)
    #expect(why.contains("had keyed it"))
  }

  @Test("A question that turns out not to be asked is not decided; what was keyed is kept aside")
  func skipped()
    throws
  {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; concerns=Litter")
    try evening.second(of: id, "role=professional; concerns=!not_asked")
    var form = try evening.adjudication()
    #expect(form.screen.place == "Difference 1 of 2")
    try form.press("2")
    #expect(form.screen.details.joined().contains("not asked"))
    try form.press("⏎")
    #expect(try evening.stored(id) == "person #R-1 role=professional concerns=!not_asked")
    let stored = try #require(try evening.store.response(id))
    #expect(stored.details?.hidden == ["concerns": .text("Litter")])
  }

  @Test("A question that neither keying asked is asked where the decision asks for it") func newlyAsked()
    throws
  {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=professional; concerns=!not_asked; role_other=!not_asked")
    try evening.second(of: id, "role=other; role_other=Nurse; concerns=Litter")
    var form = try evening.adjudication()
    try form.press("3parent⏎")
    #expect(form.screen.text == "4. What concerns you most?")
    try form.press("2⏎")
    #expect(
      try evening.stored(id) == "person #R-1 role=parent role_other=!not_asked concerns=“Litter”")
    let other = try evening.first("R-2", "role=professional; concerns=!not_asked; role_other=!not_asked")
    try evening.second(of: other, "role=!unreadable; role_other=!not_asked; concerns=!not_asked")
    var again = try evening.adjudication()
    try again.press("3faith⏎")
    #expect(again.screen.text == "4. What concerns you most?")
    try again.press("3Dogs⏎⏎")
    #expect(
      try evening.stored(other) == "person #R-2 role=faith role_other=!not_asked concerns=“Dogs”")
  }

  @Test("Something else is read as entry reads it: refusals, reasons, constraints") func typed() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "topics=hate; concerns=Liter")
    try evening.second(of: id, "topics=knives; concerns=Lettuce")
    var form = try evening.adjudication()
    try form.press("3⏎")
    #expect(form.screen.place == "Difference 2 of 2", "an empty line: not answered")
    try form.press("b39⏎")
    #expect(form.screen.message?.kind == .refusal)
    try form.press("⌫1,3⏎")
    #expect(form.screen.message?.lines == ["“None” can't be ticked with a topic."])
    try form.press("⎋3/u⏎")
    #expect(form.screen.earlier.map(\.answer) == ["(unreadable)"])
    try form.press("3")
    #expect(form.screen.field?.text == "Liter", "a text is mended, not typed anew")
    try form.press("⌫⌫⌫tter⏎⏎")
    #expect(try evening.stored(id) == "person #R-1 topics=!unreadable concerns=“Litter”")
  }

  @Test("The head count and the points of a table are settled whole") func table() throws {
    let evening = KeyingCase()
    func notes(_ count: Int) -> ResponseDetails {
      ResponseDetails(table: TableNotes(points: ["concerns": [TablePoint(text: "Litter", agreed: count)]]))
    }
    let id = try evening.first("T1", "concerns=Litter", unit: .table, people: 8, details: notes(4))
    try evening.second(of: id, "concerns=Litter", unit: .table, people: nil, details: notes(5))
    var form = try evening.adjudication()
    #expect(form.screen.text == "How many people sat at the table?")
    #expect(form.screen.options.map(\.label).prefix(2) == ["8", "unknown"])
    try form.press("37⏎")
    #expect(form.screen.options.map(\.key) == ["1", "2", "4"])
    #expect(form.screen.options[1].label == "– Litter (5 agreed)")
    try form.press("2⏎")
    let stored = try #require(try evening.store.response(id))
    #expect(stored.people == 7)
    #expect(stored.details?.table?.points["concerns"]?.map(\.agreed) == [5])
  }

  @Test("What was mended between keying and settling stays where it was not in dispute")
  func mendedMeanwhile()
    throws
  {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1")
    try evening.second(of: id, "role=faith; safe=2")
    let seen = try #require(try evening.store.response(id))
    var mended = seen
    mended.answers["role"] = .choice("parent")
    _ = try evening.store.correct(mended, seen: seen, on: Occasion(at: "now", by: "Dee", why: "misread"))
    var form = try evening.adjudication()
    try form.press("2⏎")
    #expect(try evening.stored(id) == "person #R-1 role=parent safe=2")
  }

  @Test("Forms that agree, are settled or are mixed up do not come up") func nothing() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("1", "safe=1"), "safe=1")
    try evening.second(of: evening.first("2", "safe=1"), "concerns=Dogs", unit: .table, people: 3)
    let form = try evening.adjudication()
    #expect(form.screen.isFinished)
    #expect(form.waitingCount == 0)
    #expect(try evening.forms.map(\.state) == [.agreed, .mixedUp])
  }

  @Test("Lines do what keys do") func lines() throws {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "role=faith; safe=1; concerns=Litter")
    try evening.second(of: id, "role=parent; safe=2; concerns=Latter")
    var form = try evening.adjudication()
    for line in ["2", "3", "/b", "3", "3", "3", "Letter box", ""] { try form.accept(line) }
    #expect(try evening.stored(id) == "person #R-1 role=parent safe=3 concerns=“Letter box”")
    #expect(form.lines.last == "All is settled.")
  }

  @Test("A form settled by somebody else meanwhile is told, and nothing is lost") func settledMeanwhile()
    throws
  {
    let evening = KeyingCase()
    let id = try evening.first("R-1", "safe=1")
    try evening.second(of: id, "safe=2")
    var one = try evening.adjudication()
    var two = try evening.adjudication(by: "Dee")
    try one.press("2⏎")
    try two.press("1")
    #expect(two.screen.message?.lines.joined().contains("settled already") == true)
    #expect(two.screen.isFinished, "there is no other form to go on with")
    #expect(two.settledCount == 0)
    #expect(try evening.stored(id) == "person #R-1 safe=2")
  }

  @Test("After any keys at all a new sitting stands where the old one stood, and nothing was stored unasked")
  func anyKeys() throws {
    var random = SystemRandomNumberGenerator()
    let keys: [EntryKey] =
      ["1", "2", "3", "4", "b", "x", "/u", "é", "9"].map { .text($0) }
      + [
        .enter, .enter, .escape, .up, .down, .left, .backspace, .unreadable, .tab, .paste("1\n2"),
        .function(3),
      ]
    for _ in 0..<300 {
      let evening = KeyingCase()
      let id = try evening.first("R-1", "role=faith; safe=1; topics=hate; concerns=Litter")
      try evening.second(of: id, "role=professional; safe=!unreadable; topics=knives; concerns=!not_asked")
      var form = try evening.adjudication()
      var pressed: [EntryKey] = []
      for _ in 0..<Int.random(in: 0...25, using: &random) {
        guard let key = keys.randomElement(using: &random) else { continue }
        pressed.append(key)
        if form.screen.isFinished { form = try evening.adjudication() }
        try form.handle(key)
      }
      let decided = try evening.forms[0].keying.unfinished
      let again = try evening.adjudication()
      let isSettled = try evening.forms[0].state == .settled
      #expect(again.screen.isFinished == isSettled, "\(pressed)")
      if !isSettled {
        #expect(again.screen.earlier.count <= (decided?.answers.count ?? 0) + (decided?.doubtful.count ?? 0))
        #expect(
          try evening.stored(id) == "person #R-1 role=faith safe=1 topics=hate concerns=“Litter”",
          "\(pressed)")
      }
    }
  }
}

import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

@Suite("What changes while somebody codes") struct CodingSafetyTests {
  private let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Dee", why: "asked to")

  @Test func `a text that was changed after it was coded is shown again, with its codes`() throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.press("1⏎1⏎")
    let seen = try #require(try evening.store.response(1))
    var wanted = seen
    wanted.answers["concerns"] = .text("One and more")
    _ = try evening.store.correct(wanted, seen: seen, on: occasion)
    form = try evening.form()
    #expect(form.screen.text == "One and more" && form.ticked == ["Police"])
    #expect(form.screen.hint?.contains("changed after you coded it") == true)
    #expect(form.counts == (1, 2))
    try form.press("⏎")
    #expect(form.counts == (2, 2))
    #expect(
      try evening.store.codes(CodeQuery(survey: "evening", response: 1)).first?.fingerprint
        == CodedText.fingerprint(of: "One and more".utf8))
  }

  @Test func `a text that changes while it is shown is not coded unseen`() throws {
    let evening = try CodingCase(["One"])
    var form = try evening.form()
    try form.press("1")
    let seen = try #require(try evening.store.response(1))
    var wanted = seen
    wanted.answers["concerns"] = .text("Quite different")
    _ = try evening.store.correct(wanted, seen: seen, on: occasion)
    try form.press("⏎")
    #expect(try evening.codes() == [])
    #expect(form.screen.text == "Quite different" && form.said.contains("changed this comment just now"))
  }

  @Test(arguments: ["erased", "withdrawn", "held back"])
  func `a comment that goes away while it is shown leaves no code and no trace`(_ how: String) throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.press("1")
    switch how {
    case "erased": _ = try evening.store.erase([1], on: occasion)
    case "withdrawn": _ = try evening.store.withdraw([1], on: occasion)
    default:
      try evening.store.restrict(
        RestrictedText(
          id: "w", survey: "evening", session: CodingCase.place, question: "concerns", text: "One",
          flagged: occasion), ofResponse: 1)
    }
    try form.press("⏎")
    #expect(form.screen.text == "Two")
    #expect(try evening.codes() == [])
    #expect(form.counts.all == 1)
    #expect(!form.said.contains("One"))
  }

  @Test func `what is held back is no comment to code`() throws {
    let evening = try CodingCase(["One", "Two"])
    try evening.store.restrict(
      RestrictedText(
        id: "w", survey: "evening", session: CodingCase.place, question: "concerns", text: "One",
        flagged: occasion), ofResponse: 1)
    #expect(try evening.items.map(\.response) == [2])
  }

  @Test func `what was coded with a theme that was split is coded again, the rest is not`() throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.press("1⏎2⏎")
    try evening.changed(
      CodebookChange(
        .split("police", into: [.init(id: "slow", title: "Slow"), .init(id: "rude", title: "Rude")]),
        at: "2026-03-05", by: "Ada"))
    form = try evening.form()
    #expect(form.screen.text == "One" && form.ticked == [])
    #expect(form.screen.hint?.hasPrefix("Split since you coded it: “Police”") == true)
    #expect(
      form.screen.options.map(\.label) == ["Police", "  Slow", "  Rude", "Buses", "Litter", "none fits"])
    try form.press("2⏎")
    #expect(form.screen.text == "All comments are coded: 2.")
    #expect(try evening.codes() == ["1 slow", "2 buses"])
  }

  @Test func `codes of merged themes show under the name they have now`() throws {
    let evening = try CodingCase(["One"])
    var form = try evening.form()
    try form.press("3⏎")
    try evening.changed(
      CodebookChange(.merge(["litter"], into: "buses", title: "Streets"), at: "2026-03-05", by: "Ada"))
    form = try evening.form()
    #expect(form.counts == (1, 1))
    try form.press("←")
    #expect(form.ticked == ["Streets"])
  }

  @Test func `a second coder sees nothing of the first, in the order they were given`() throws {
    let evening = try CodingCase(["One", "Two", "Three"])
    var first = try evening.form("Ada")
    try first.handle(.function(2))
    try first.press("secret⏎1⏎2⏎3⏎")
    var second = try evening.form("Bea", items: try evening.items.reversed())
    #expect(second.screen.text == "Three" && second.ticked == [] && second.screen.progress == "0 of 3 coded")
    for _ in 0..<3 {
      #expect(!second.lines.joined().contains("secret") && second.ticked == [])
      try second.press("2⏎")
    }
    #expect(try evening.codes("Ada") == ["1 police", "2 buses", "3 litter"])
    #expect(try evening.codes("Bea") == ["1 buses", "2 buses", "3 buses"])
  }

  @Test func `lines do all that keys do`() throws {
    let evening = try CodingCase(["One", "Two", "Three", "Four"])
    var form = try evening.form()
    #expect(form.lines.contains("  One") && form.lines.contains("    2  Buses"))
    for line in ["1 litter", "/m a memo", "bus", "/l", "/n Trees", "pol", "/s"] { try form.accept(line) }
    #expect(try evening.codes() == ["1 police litter", "2 buses", "3 police trees", "4 police trees"])
    #expect(try evening.store.codes(CodeQuery(survey: "evening", response: 2)).first?.memo == "a memo")
    try form.accept("/b")
    for (line, said) in [
      ("9", "There is no theme 9."), ("zzz", "No theme begins with “zzz”."), ("/x", "That word is not known"),
      ("", ""),
    ] {
      try form.accept(line)
      #expect(form.said.hasPrefix(said))
    }
    try form.accept("/u")
    #expect(try evening.codes().count == 3)
    try form.accept("/q")
    #expect(form.isFinished)
  }

  @Test func `random keys never lose what was stored, nor store what was not ticked`() throws {
    for seed in 0..<40 {
      var random = CodingKeys(state: UInt64(seed) &* 7919 &+ 1)
      let evening = try CodingCase(["One", "Two", "Three", "Four"])
      var form = try evening.form()
      for _ in 0..<120 {
        let before = try evening.codes()
        let (ticked, asked) = (form.ticked, form.screen.text)
        let key = random.next()
        try form.handle(key)
        _ = form.lines
        let after = try evening.codes()
        if after == before { continue }
        let isStored = key == .enter && !ticked.isEmpty && asked != form.screen.text
        #expect(isStored || key == .control("z"), "seed \(seed): \(key) changed \(before) to \(after)")
        if form.isFinished { break }
      }
    }
  }
}

/// Keys drawn by a small linear congruential generator (Knuth's MMIX constants).
private struct CodingKeys {
  var state: UInt64

  mutating func next() -> EntryKey {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let keys: [EntryKey] = [
      .enter, .enter, .enter, .text("1"), .text("2"), .text("3"), .text("0"), .text("b"), .text(" "), .up,
      .down, .left,
      .backspace, .control("z"), .function(2), .function(4), .function(6), .tab, .unreadable, .paste("x\ny"),
    ]
    return keys[Int(state >> 33) % keys.count]
  }
}

import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

@Suite("Texts are decided on one at a time") struct ReviewFormTests {
  @Test func `what is suggested is numbered, and taken out unless a person says otherwise`() throws {
    let evening = try ReviewCase(["Ask ANNA or BEN", "Nothing"])
    var form = try evening.form()
    #expect(form.screen.text == "Ask [1: ANNA] or [2: BEN]")
    #expect(form.hiding == ["“ANNA” (name): becomes [name]", "“BEN” (name): becomes [name]"])
    #expect(form.screen.details == ["It would leave as:", "Ask [name] or [name]"])
    try form.press("2")
    #expect(form.screen.options.map(\.label).last == "“BEN” (name): stays in")
    #expect(try evening.decided == [], "choosing decides nothing")
    try form.press("r")
    #expect(try evening.decided == ["1 redact: Ask [name] or BEN"])
    #expect(form.screen.text == "Nothing" && form.screen.details == ["It would leave as it stands."])
    try form.press("r")
    #expect(try evening.decided == ["1 redact: Ask [name] or BEN", "2 release"])
    #expect(form.screen.text == "All texts are decided on: 2." && form.counts == (2, 2))
    try form.press("⏎")
    #expect(form.isFinished && form.storedCount == 2)
  }

  @Test func `a decision says who, when, of which words, and what was decided on each suggestion`() throws {
    let evening = try ReviewCase(["Ask ANNA or BEN"])
    var form = try evening.form("Bea")
    try form.press("1r")
    let review = try #require(try evening.reviews.first)
    #expect(review.by == "Bea" && !review.at.isEmpty && review.isAbout("Ask ANNA or BEN"))
    #expect(review.spans.map(\.isHidden) == [false, true] && review.spans.map(\.kind) == ["name", "name"])
    #expect(review.spans.map(\.range) == [4..<8, 12..<15])
  }

  @Test(arguments: ["⏎", "⏎⏎⏎", "\u{7F}", "y", "9", " "])
  func `no key releases a text by accident`(_ keys: String) throws {
    let evening = try ReviewCase(["Nothing", "More"])
    var form = try evening.form()
    try form.press(keys)
    #expect(try evening.decided == [] && !form.said.isEmpty && form.screen.text == "Nothing")
  }

  @Test func `x keeps a text in`() throws {
    let evening = try ReviewCase(["Ask ANNA", "More"])
    var form = try evening.form()
    try form.press("x")
    #expect(try evening.decided == ["1 withhold"])
    #expect(try evening.released == [])
  }

  @Test func `words are marked by hand wherever they stand, in any case, with other words in their place`()
    throws
  {
    let evening = try ReviewCase(["The shop on Oak Road. oak road! ÖAK ROAD and ANNA's"])
    var form = try evening.form()
    try form.press("moak road = [a street]⏎")
    #expect(form.said == "Marked in 2 places.")
    #expect(form.screen.text.hasPrefix("The shop on [1: Oak Road]. [2: oak road]! [3: ÖAK]"))
    try form.press("manna's⏎")
    #expect(form.hiding.last == "“ANNA's” (marked by hand): becomes […]")
    try form.press("mnot there⏎")
    #expect(form.said.contains("The text has no such words") && !form.said.contains("not there"))
    try form.press("⎋34r")
    #expect(
      try evening.decided == ["1 redact: The shop on [a street]. [a street]! ÖAK ROAD and […]"])
  }

  @Test func `a text of which nothing is left is not released`() throws {
    let evening = try ReviewCase(["ANNA BEN"])
    var form = try evening.form()
    try form.press("mANNA BEN = ⏎r")
    #expect(try form.said.contains("Nothing would be left") && evening.decided == [])
  }

  @Test func `the next sitting goes on at the first text that is not decided on`() throws {
    let evening = try ReviewCase(["One", "Two", "Three"])
    var first = try evening.form()
    try first.press("r")
    let second = try evening.form("Bea")
    #expect(second.screen.text == "Two" && second.screen.progress == "1 of 3 decided on")
  }

  @Test func `back shows what was decided; undo takes it back step by step`() throws {
    let evening = try ReviewCase(["Ask ANNA", "Two"])
    var form = try evening.form()
    try form.press("1r←")
    #expect(form.screen.hint == "rugby · Decided: it may leave as it stands.")
    #expect(form.hiding == [], "what was turned down stays so")
    try form.press("1r↶")
    #expect(try evening.decided == ["1 release"])
    #expect(form.hiding.count == 1, "what was chosen shows again")
    try form.press("↶")
    #expect(try evening.decided == [])
    try form.press("↶")
    #expect(form.said.contains("Nothing was decided"))
    try form.press("←")
    #expect(form.said == "This is the first text.")
  }

  @Test func `what is left for later comes when all others are decided on`() throws {
    let evening = try ReviewCase(["One", "Two"])
    var form = try evening.form()
    try form.press("l")
    #expect(form.screen.text == "Two" && form.screen.progress == "0 of 2 decided on · 1 left for later")
    try form.press("r")
    #expect(form.screen.text == "One")
  }
}

@Suite("What changes while somebody reviews") struct ReviewSafetyTests {
  private let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Dee", why: "asked to")

  @Test func `a text that was changed after it was released leaves no more, and is shown again`() throws {
    let evening = try ReviewCase(["One", "Two"])
    var form = try evening.form()
    try form.press("rr")
    #expect(try evening.released == ["One", "Two"])
    try evening.change(1, to: "One and ANNA")
    #expect(try evening.released == ["Two"])
    form = try evening.form()
    #expect(form.screen.text == "One and [1: ANNA]" && form.counts == (1, 2))
    #expect(form.screen.hint?.contains("changed after somebody decided on it") == true)
    try form.press("r")
    #expect(try evening.released == ["One and [name]", "Two"])
  }

  @Test func `a text that changes while it is shown is not released unseen`() throws {
    let evening = try ReviewCase(["One"])
    var form = try evening.form()
    try evening.change(1, to: "Quite different")
    try form.press("r")
    #expect(try evening.decided == [])
    #expect(form.screen.text == "Quite different" && form.said.contains("changed this text just now"))
  }

  @Test(arguments: ["erased", "withdrawn"])
  func `a text that goes away while it is shown leaves no decision`(_ how: String) throws {
    let evening = try ReviewCase(["One", "Two"])
    var form = try evening.form()
    if how == "erased" {
      _ = try evening.store.erase([1], on: occasion)
    } else {
      _ = try evening.store.withdraw([1], on: occasion)
    }
    try form.press("r")
    #expect(try form.screen.text == "Two" && evening.decided == [] && form.counts.all == 1)
  }

  @Test func `a concern takes the text out of sight, says whom to ring, and decides the queue`() throws {
    let evening = try ReviewCase(["He hits me", "Two"])
    let number = try evening.store.queue([
      QueuedText(
        response: 1, question: "concerns", session: CodingCase.place,
        fingerprint: CodedText.fingerprint(of: "He hits me".utf8), codebook: "safeguarding v1",
        themes: ["read-today"], at: "2026-03-05T10:00:00Z", by: "Ada")
    ])[0].number
    var form = try evening.form()
    try form.press("s")
    #expect(form.screen.details == ["Ring Jo: 01926 000000"])
    try form.press("⏎")
    #expect(form.said.contains("Say in a few words"))
    try form.press("afraid at home⏎")
    #expect(form.said.contains("held back") && form.said.contains("01926 000000"))
    #expect(!form.said.contains("hits"))
    #expect(form.screen.text == "Two" && form.heldCount == 1)
    let held = try evening.store.restrictedTexts(event: nil)
    #expect(held.map(\.text) == ["He hits me"] && held.map(\.flagged.why) == ["afraid at home"])
    let queued = try evening.store.queuedTexts(survey: nil, event: nil)
    #expect(queued.map(\.number) == [number] && queued.map(\.verdict?.isConcern) == [true])
    #expect(try evening.store.response(1)?.comment("concerns") == nil)
  }

  @Test func `lines do all that keys do`() throws {
    let evening = try ReviewCase(["Ask ANNA or BEN", "He hits me", "Three", "Four"])
    var form = try evening.form()
    #expect(form.lines.contains("  Ask [1: ANNA] or [2: BEN]"))
    for line in ["2", "/r", "/s afraid", "/x", "/l", "", "7", "/z", "/m Fo = [f]", "/r"] {
      try form.accept(line)
    }
    #expect(try evening.decided == ["1 redact: Ask [name] or BEN", "3 withhold", "4 redact: [f]ur"])
    #expect(try evening.store.restrictedTexts(event: nil).count == 1)
    #expect(form.lines.last == "All texts are decided on: 3.")
    for (line, said) in [("", "decides nothing"), ("9", "no such suggestion"), ("/z", "not known")] {
      var other = try ReviewCase(["One"]).form()
      try other.accept(line)
      #expect(other.said.contains(said))
    }
  }

  @Test(arguments: 0..<40)
  func `whatever is pressed, only a key that releases releases, and nothing is lost`(_ seed: UInt64) throws {
    let evening = try ReviewCase(["Ask ANNA", "é👩‍👩‍👧 BEN\nCAT", "İstanbul DOG", "x"])
    var form = try evening.form()
    var random = Seeded(seed)
    let keys: [EntryKey] = [
      .enter, .escape, .left, .up, .down, .control("z"), .text("1"), .text("2"), .text("m"), .text("x"),
      .text("l"), .text("s"), .text("b"), .text(" "), .tab, .backspace, .function(2), .function(12),
      .unreadable,
      .text("é"), .paste("BEN"),
    ]
    for _ in 0..<120 where !form.isFinished {
      try form.handle(keys.randomElement(using: &random) ?? .enter)
      #expect(try evening.released == [])
      #expect(try evening.decided.allSatisfy { $0.hasSuffix("withhold") })
      _ = form.lines
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

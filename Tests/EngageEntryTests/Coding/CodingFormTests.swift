import EngageModel
import EngageStore
import Synchronization
import Testing

@testable import EngageEntry

@Suite("Comments get their themes one at a time") struct CodingFormTests {
  @Test func `figures tick, Enter stores and shows the next`() throws {
    let evening = try CodingCase(["No buses, no police", "Nothing", "Litter"])
    var form = try evening.form()
    #expect(form.screen.text == "No buses, no police")
    #expect(form.screen.progress == "0 of 3 coded")
    #expect(form.screen.section == "What concerns you?")
    try form.press("21")
    #expect(form.ticked == ["Police", "Buses"])
    #expect(try evening.codes() == [])
    try form.press("⏎")
    #expect(try evening.codes() == ["1 police buses"])
    #expect(form.screen.text == "Nothing")
    try form.press("0⏎3⏎")
    #expect(try evening.codes() == ["1 police buses", "2 –", "3 litter"])
    #expect(form.screen.text == "All comments are coded: 3.")
    #expect(form.counts == (3, 3) && form.storedCount == 3)
    try form.press("⏎")
    #expect(form.isFinished)
  }

  @Test func `a code says who, with which version, of which text, and when`() throws {
    let evening = try CodingCase(["No buses"])
    var form = try evening.form()
    try form.handle(.function(2))
    try form.press("why not⏎2⏎")
    let code = try #require(try evening.store.codes(CodeQuery(survey: "evening")).first)
    #expect(code.coder == "Ada" && code.version == 1 && code.codebook == "book" && code.memo == "why not")
    #expect(code.fingerprint == CodedText.fingerprint(of: "No buses".utf8))
    #expect(!code.at.isEmpty)
  }

  @Test func `a comment without a theme is not passed over by Enter`() throws {
    var form = try CodingCase(["No buses"]).form()
    try form.press("⏎")
    #expect(form.said.contains("Tick a theme first"))
    try form.press("0")
    #expect(form.ticked == ["none fits"])
    try form.press("1")
    #expect(form.ticked == ["Police"], "a theme takes the place of none")
  }

  @Test func `the next sitting goes on at the first comment that is not coded`() throws {
    let evening = try CodingCase(["One", "Two", "Three"])
    var first = try evening.form()
    try first.press("1⏎2")
    // The face goes away: what was ticked is no code yet.
    let second = try evening.form()
    #expect(second.screen.text == "Two" && second.ticked == [])
    #expect(second.screen.progress == "1 of 3 coded")
    #expect(try evening.form("Bea").screen.text == "One", "each coder has their own")
  }

  @Test func `back shows what was ticked; storing it changed keeps what was before`() throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.press("1⏎←")
    #expect(form.screen.text == "One" && form.ticked == ["Police"])
    #expect(form.screen.hint == "You have coded this comment.")
    try form.press("⏎")
    #expect(form.screen.text == "Two" && form.storedCount == 1, "nothing was changed")
    try form.press("←2⏎")
    #expect(try evening.codes() == ["1 police buses"])
    let history = try evening.store.codeHistory(ofResponse: 1, question: "concerns")
    #expect(history.map { $0.codes?.before?.themes } == [nil, ["police"]])
    try form.press("←←")
    #expect(form.said == "This is the first comment.")
  }

  @Test func `undo takes the last one back, step by step`() throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.press("1⏎←2⏎↶")
    #expect(try evening.codes() == ["1 police"])
    #expect(form.screen.text == "One" && form.ticked == ["Police", "Buses"])
    try form.press("↶")
    #expect(try evening.codes() == [])
    try form.press("↶")
    #expect(form.said.contains("Nothing was coded"))
  }

  @Test func `what is left for later comes when all others are coded`() throws {
    let evening = try CodingCase(["One", "Two", "Three"])
    var form = try evening.form()
    try form.handle(.function(6))
    #expect(form.screen.text == "Two" && form.screen.progress == "0 of 3 coded · 1 left for later")
    try form.press("1⏎1⏎")
    #expect(form.screen.text == "One")
    try form.press("1⏎")
    #expect(form.screen.text == "All comments are coded: 3.")
  }

  @Test func `same as last ticks what the comment before got`() throws {
    let evening = try CodingCase(["One", "Two"])
    var form = try evening.form()
    try form.handle(.function(4))
    #expect(form.said.contains("No comment was coded yet"))
    try form.press("13⏎")
    try form.handle(.function(4))
    #expect(form.ticked == ["Police", "Litter"])
    try form.press("⏎")
    #expect(try evening.codes() == ["1 police litter", "2 police litter"])
  }

  @Test func `among many themes typing finds one by a word, by its name or its number`() throws {
    let titles = (1...14).map { "Theme \($0)" } + ["Anti-social behaviour", "Youth clubs"]
    let evening = try CodingCase(["One", "Two", "Three"], themes: titles)
    evening.codebook.withLock { $0.themes[14].id = "asb" }
    var form = try evening.form()
    try form.press("beh")
    #expect(form.screen.options.map(\.label) == ["Anti-social behaviour"] && form.screen.field?.text == "beh")
    try form.press("⏎")
    #expect(form.screen.options.count == 17 && form.ticked == ["Anti-social behaviour"])
    try form.press("clubx")
    #expect(form.said.contains("No theme begins with “clubx”"))
    try form.press("⏎12⏎⏎")
    #expect(try evening.codes() == ["1 theme 12 asb youth clubs"])
    try form.press("asb ⏎")
    #expect(try evening.codes().last == "2 asb")
    try form.press("y⎋")
    #expect(form.screen.field == nil && !form.isFinished)
  }

  @Test func `arrows and the space bar tick as well`() throws {
    let evening = try CodingCase(["One"])
    var form = try evening.form()
    try form.press("↓ ↓↓ ")
    #expect(form.ticked == ["none fits"], "ticking none takes the others away")
    try form.press("⏎")
    #expect(try evening.codes() == ["1 –"])
  }

  @Test func `a new theme goes into the codebook's next version and is ticked`() throws {
    let evening = try CodingCase(["One"])
    var form = try evening.form()
    try form.handle(.function(3))
    try form.press("Café on the Green")
    #expect(form.screen.details == ["Its name in files: cafe-on-the-green"])
    try form.press("⏎")
    #expect(form.ticked == ["Café on the Green"])
    #expect(form.screen.title.contains("v2"))
    try form.press("⏎")
    let code = try #require(try evening.store.codes(CodeQuery(survey: "evening")).first)
    #expect(code.themes == ["cafe-on-the-green"] && code.version == 2)
    #expect(evening.codebook.withLock { $0.history.map(\.by) } == ["Ada"])
  }

  @Test func `a codebook that can't be written is told, and coding goes on`() throws {
    let evening = try CodingCase(["One"])
    var job = try evening.form().job
    job.change = { _ in throw Diagnostic(rule: "x", message: "the disk is full") }
    var form = try CodingForm(job, store: evening.store, surroundings: .fixed("coding"))
    try form.handle(.function(3))
    try form.press("New⏎")
    #expect(form.said == "The disk is full.")
    try form.press("⎋1⏎")
    #expect(try evening.codes() == ["1 police"])
  }

  @Test func `rules are kept out of sight unless they are asked for`() throws {
    let evening = try CodingCase(["No buses"])
    #expect(try !evening.form().screen.options.contains { $0.label.contains("rule") })
    let form = try evening.form(rules: { text, _ in text.contains("buses") ? ["buses"] : [] })
    #expect(
      form.screen.options.map(\.label) == ["Police", "Buses  (a rule finds it)", "Litter", "none fits"])
    #expect(form.ticked == [])
  }
}

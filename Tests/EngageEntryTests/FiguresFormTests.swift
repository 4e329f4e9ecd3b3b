import EngageEntry
import EngageModel
import EngageStore
import Testing

/// Figures typed for a session whose file says some.
struct FiguresCase {
  static let event = Event(
    id: "evening-2019", survey: "evening", title: "Evening",
    sessions: [
      EngageModel.Session(
        id: "rugby", place: "Rugby", attended: Quantity(52), booked: Quantity(60, .about), basis: .register)
    ])

  var form: FiguresForm

  init(entered: [EnteredFigures] = [], returns: ReturnCount = ReturnCount()) throws {
    form = try #require(
      FiguresForm(
        EntryCase.place, of: FiguresCase.event, entered: entered, returns: returns, by: "Asha"))
  }

  /// Lines parted by `|`.
  @discardableResult
  mutating func type(_ lines: String) -> FiguresForm.Outcome {
    var outcome = FiguresForm.Outcome.shown
    for line in lines.split(separator: "|", omittingEmptySubsequences: false) {
      for character in line { _ = form.handle(.text(String(character))) }
      outcome = form.handle(.enter)
    }
    return outcome
  }

  var screen: EntryScreen {
    var screen = EntryScreen()
    form.fill(&screen)
    return screen
  }
}

@Suite struct FiguresFormTests {
  @Test func whatTheFileSaysIsShownAndEnterKeepsIt() throws {
    var typed = try FiguresCase()
    #expect(typed.screen.hint == "52, about 40, over 100 or unknown; Enter keeps 52")
    #expect(typed.screen.details == ["The event's file: attended 52 (register), booked about 60"])
    #expect(typed.screen.earlier.map(\.answer) == ["52", "register", "not said", "about 60"])
    #expect(typed.type("|||") == .shown)
    #expect(typed.form.step == .confirmation && typed.screen.details == ["Nothing was changed."])
    #expect(typed.type("") == .done(nil))
  }

  @Test func aDigitThatSlippedIsDoubtedAndPuttingItRightIsNot() throws {
    var typed = try FiguresCase()
    typed.type("520||||counted")
    #expect(typed.form.doubts == ["520 came, far from the 52 known before: look whether a digit slipped."])
    let slipped = EnteredFigures(
      session: EntryCase.place, attended: Quantity(520), by: "Asha", at: "2019-10-09T09:00:00Z", why: "")
    var again = try FiguresCase(entered: [slipped])
    again.type("52||||a slip")
    #expect(again.form.doubts == [])
  }

  @Test func whatIsBetterKnownIsTakenWithAReason() throws {
    var typed = try FiguresCase()
    typed.type("54||49|60")
    guard case .refused(let words) = typed.type("") else {
      Issue.record("no reason was asked for")
      return
    }
    #expect(words == "A figure that was there is replaced: say in a few words why.")
    typed.type("counted again")
    #expect(
      typed.screen.details == [
        "Now: attended 54 (register), signed in 49, booked 60",
        "Before: attended 52 (register), signed in unknown, booked about 60", "Because: counted again",
      ])
    #expect(
      typed.type("")
        == .done(
          EnteredFigures(
            session: EntryCase.place, attended: Quantity(54), basis: .register, signedIn: Quantity(49),
            booked: Quantity(60), by: "Asha", at: "", why: "counted again")))
  }

  @Test func figuresAreStoredAndOverrideTheFile() throws {
    let store = InMemoryStore()
    var typed = try FiguresCase()
    guard case .done(var figures?) = typed.type("54|2|||recounted|") else {
      Issue.record("nothing to store")
      return
    }
    figures.at = "2019-10-09T09:00:00Z"
    try store.record(figures)
    let again = try FiguresCase(entered: store.figures(event: "evening-2019"))
    #expect(again.screen.hint == "52, about 40, over 100 or unknown; Enter keeps 54")
    #expect(
      again.screen.details.last == "attended 54 (head count), entered by Asha on 2019-10-09: recounted")
  }

  @Test(arguments: [
    ("52", Quantity(52)), ("about 40", Quantity(40, .about)), ("around 40", Quantity(40, .about)),
    ("Over 1,300", Quantity(1300, .over)), ("nearly 500", Quantity(500, .almost)), ("unknown", .unknown),
    ("?", .unknown), ("unk", .unknown), ("0", Quantity(0)),
  ])
  func figuresAreReadAsPeopleSayThem(typed: String, quantity: Quantity) throws {
    var form = try #require(
      FiguresForm(
        SessionReference(event: "e", session: "s"),
        of: Event(id: "e", title: "E", sessions: [EngageModel.Session(id: "s")]), entered: [], by: "Asha"))
    #expect(form.accept(typed) == .shown)
    #expect(form.figures.attended == quantity)
  }

  @Test(arguments: ["many", "-3", "about", "5 6", "52 people"])
  func whatIsNoFigureIsRefused(typed: String) throws {
    var form = try FiguresCase()
    guard case .refused(let words) = form.type(typed) else {
      Issue.record("“\(typed)” was taken")
      return
    }
    #expect(words.hasPrefix("Type a number of people: 52"))
    #expect(form.form.step == .attended)
  }

  @Test func whatDoesNotFitIsSaidAndNotRefused() throws {
    var typed = try FiguresCase(returns: ReturnCount(forms: 55, tables: 2, people: 12))
    #expect(typed.screen.message?.lines == ["55 forms are stored, more than the 52 who came."])
    typed.type("50||49")
    #expect(
      typed.screen.message?.lines == [
        "55 forms are stored, more than the 50 who came.",
        "By the register 50 came, yet 49 names stand on the sign-in sheets.",
      ])
    typed.type("|recounted")
    #expect(typed.form.step == .confirmation)
  }

  @Test func oneGoesBackAndWhatWasSaidStays() throws {
    var typed = try FiguresCase()
    typed.type("54|3")
    _ = typed.form.handle(.up)
    #expect(typed.form.step == .basis && typed.screen.options.map(\.isChosen) == [false, false, true])
    _ = typed.form.handle(.backTab)
    #expect(typed.screen.hint?.hasSuffix("Enter keeps 54") == true)
    typed.type("|||")
    #expect(typed.form.figures.attended == Quantity(54) && typed.form.figures.basis == .estimate)
    #expect(typed.form.handle(.escape) == .left)
  }

  @Test func onACommandLineAllIsSaidAtOnce() throws {
    var typed = try FiguresCase()
    #expect(
      typed.form.accept(attended: "54", basis: nil, signedIn: "49", booked: nil, why: "recounted")
        == .done(
          EnteredFigures(
            session: EntryCase.place, attended: Quantity(54), signedIn: Quantity(49), by: "Asha", at: "",
            why: "recounted")))
    var wrong = try FiguresCase()
    guard
      case .refused = wrong.form.accept(attended: "54", basis: "gut", signedIn: nil, booked: nil, why: "x")
    else {
      Issue.record("a basis that is none was taken")
      return
    }
    var same = try FiguresCase()
    #expect(
      same.form.accept(attended: "52", basis: "register", signedIn: nil, booked: nil, why: nil) == .done(nil))
  }
}

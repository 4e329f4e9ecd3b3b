import EngageEntry
import EngageModel
import Testing

/// A list of points driven by a script of keys: `⏎ ⇥ ⇤ ↑ ↓ ⇞ ⇟ ⌫ ⎋` are keys, `^z` is Ctrl-Z, all else is typed.
struct PointsCase {
  var editor: PointsEditor
  private(set) var outcomes: [PointsEditor.Outcome] = []

  init(people: Int? = 8, _ points: TablePoint...) {
    editor = PointsEditor(points: points, people: people, question: "What concerns you most?")
  }

  @discardableResult
  mutating func type(_ script: String) -> PointsEditor.Outcome {
    var rest = script[...]
    while let character = rest.popFirst() {
      let key: EntryKey =
        switch character {
        case "⏎": .enter
        case "⇥": .tab
        case "⇤": .backTab
        case "↑": .up
        case "↓": .down
        case "⇞": .pageUp
        case "⇟": .pageDown
        case "⌫": .backspace
        case "⎋": .escape
        case "^": .control(rest.popFirst() ?? " ")
        default: .text(String(character))
        }
      outcomes.append(editor.handle(key))
    }
    return outcomes.last ?? .shown
  }

  var lines: [String] { editor.points.map(\.line) }

  var screen: EntryScreen {
    var screen = EntryScreen(title: "Rugby", text: editor.question)
    editor.fill(&screen)
    return screen
  }
}

@Suite struct PointsEditorTests {
  @Test func enterTakesAPointAndWaitsForTheNextUntilNothingIsTyped() {
    var table = PointsCase()
    #expect(table.type("No buses⏎") == .edited)
    #expect(table.type("Dark streets") == .shown)
    #expect(table.editor.writing == "Dark streets")
    #expect(table.type("⏎") == .edited)
    #expect(table.type("⏎") == .done)
    #expect(table.lines == ["No buses", "Dark streets"])
    #expect(table.editor.answer == .text("No buses; Dark streets"))
  }

  @Test func marksAreTypedInBracesOrAfterTab() {
    var table = PointsCase()
    table.type("No buses {5 agreed, 12 dots, quote, concern}⏎")
    table.type("Dark streets⇥5d12qc⏎")
    #expect(
      table.lines == [
        "No buses — 5 agreed · 12 dots · quote · concern",
        "Dark streets — 5 agreed · 12 dots · quote · concern",
      ])
  }

  @Test(arguments: [
    ("{5}", "5 agreed"), ("{5a}", "5 agreed"), ("{agreed 5}", "5 agreed"), ("{5 d, q}", "5 dots · quote"),
    ("{1 dot}", "1 dot"), ("{hope}", "hope"), ("{s; q}", "quote · suggestion"), ("{Concern}", "concern"),
    ("{0 agreed}", "0 agreed"),
  ])
  func bracesAreReadInAnyShortForm(suffix: String, marks: String) {
    var table = PointsCase()
    #expect(table.type("Buses \(suffix)⏎") == .edited)
    #expect(table.editor.points.map(\.marks) == [marks])
    #expect(table.editor.points.map(\.text) == ["Buses"])
  }

  @Test(
    "Marks that a slip of the finger leaves among the words are refused",
    arguments: [
      (
        "Dark {6 agreed, quot",
        "The brace is not closed: type a closing one at the end, as in {6 agreed, quot}."
      ),
      ("Dark {6 agreed)", "The brace is not closed"), ("Dark {6} {5 dots", "What is known of a point stands"),
      ("Dark {sic", "The brace is not closed"), ("Dark 6 agreed}", "A brace is closed that was not opened"),
      ("Dark {6 agreed}.", "What is known of a point stands at its end."),
      ("Dark {{6}", "The brace is not closed"),
      ("Dark {sic}", "“sic” can't stand in braces."),
    ])
  func marksAreNeverLostAmongTheWords(typed: String, refusal: String) {
    var table = PointsCase()
    guard case .refused(let words) = table.type(typed + "⏎") else {
      Issue.record("taken: \(table.lines)")
      return
    }
    #expect(words.hasPrefix(refusal))
    #expect(table.editor.writing == typed && table.editor.points.isEmpty)
    #expect(table.type(" {}⏎") == .edited, "empty braces say that they are words")
    #expect(table.lines == [typed])
  }

  @Test func closedBracesWithOtherWordsInMidTextAreWords() {
    var table = PointsCase()
    #expect(table.type("A knive {sic} fight {6}⏎") == .edited)
    #expect(table.lines == ["A knive {sic} fight — 6 agreed"])
  }

  @Test func whatBracesCannotHoldIsRefusedWithWhatTheyCan() {
    var table = PointsCase()
    guard case .refused(let words) = table.type("Buses {red}⏎") else {
      Issue.record("taken")
      return
    }
    #expect(words.contains("“red”") && words.contains("12 agreed, 5 dots"))
    #expect(table.editor.writing == "Buses {red}" && table.editor.points.isEmpty)
    // Braces of the text itself.
    #expect(table.type(" {}⏎") == .edited)
    #expect(table.lines == ["Buses {red}"])
  }

  @Test func moreAgreeingThanSatThereIsRefusedButDotsMayBeMore() {
    var table = PointsCase(people: 8)
    #expect(table.type("Buses {30 dots}⏎") == .edited)
    guard case .refused(let words) = table.type("Streets {9}⏎") else {
      Issue.record("taken")
      return
    }
    #expect(words.hasPrefix("9 agreed, yet only 8 sat at the table."))
    #expect(table.editor.points.count == 1)
    var uncounted = PointsCase(people: nil)
    #expect(uncounted.type("Streets {9}⏎") == .edited)
  }

  @Test func tabOnAnEmptyLineMarksThePointJustTaken() {
    var table = PointsCase()
    table.type("Buses⏎⇥5⏎Streets⏎")
    #expect(table.lines == ["Buses — 5 agreed", "Streets"])
  }

  @Test func marksCanBeTakenBack() {
    var table = PointsCase()
    table.type("Buses⇥12⌫⌫7qqcs")
    #expect(table.screen.details == ["The new point: agreed [7_]  dots []  quote [ ]  stance [suggestion]"])
    table.type("⎋⏎")
    #expect(table.lines == ["Buses"])
  }

  @Test func anEarlierPointIsMendedAndWhatWasBeingTypedWaits() {
    var table = PointsCase()
    table.type("Busses⏎Streets⏎Par↑↑⌫⌫⌫es")
    #expect(table.screen.options.map(\.isFocused) == [true, false])
    #expect(table.screen.field?.text == "Buses")
    #expect(table.type("↓") == .edited)
    #expect(table.type("↓ks⏎") == .edited)
    #expect(table.lines == ["Buses", "Streets", "Parks"])
  }

  @Test func escapeGivesUpWhatWasChangedInAnEarlierPoint() {
    var table = PointsCase()
    table.type("Buses⏎↑ and trains⎋⏎")
    #expect(table.lines == ["Buses"] && table.outcomes.last == .done)
  }

  @Test func pointsAreDeletedMovedUndoneAndRedone() {
    var table = PointsCase()
    table.type("A⏎B⏎C⏎↑⇞⇞⎋")
    #expect(table.lines == ["C", "A", "B"])
    table.type("↑^x")
    #expect(table.lines == ["C", "A"])
    table.type("^z^z")
    #expect(table.lines == ["A", "C", "B"])
    table.type("^y^y")
    #expect(table.lines == ["C", "A"])
    table.type("↑⌫⏎")
    #expect(table.lines == ["C"])
    for _ in 1...7 { table.type("^z") }
    #expect(table.editor.points.isEmpty && table.type("^z") == .notMine)
  }

  @Test func aPasteOfSeveralLinesBecomesSeveralPoints() {
    var table = PointsCase()
    table.type("First ")
    #expect(table.editor.handle(.paste("bus\n- Streets {3}\n\n• Parks\n")) == .edited)
    #expect(table.lines == ["First bus", "Streets — 3 agreed", "Parks"])
    // One that can't stand keeps all of them out.
    guard case .refused = table.editor.handle(.paste("A\nB {99 agreed}")) else {
      Issue.record("taken")
      return
    }
    #expect(table.editor.points.count == 3)
    guard case .refused = table.editor.handle(.paste(String(repeating: "a\n", count: 501))) else {
      Issue.record("taken")
      return
    }
    #expect(table.editor.handle(.paste("one line\n")) == .shown)
    #expect(table.editor.writing == "one line")
  }

  @Test func aLineHandedOverIsAPointToo() {
    var table = PointsCase()
    #expect(table.editor.accept("Buses {5 agreed}") == .edited)
    #expect(table.editor.accept("") == .done)
    #expect(table.lines == ["Buses — 5 agreed"])
  }

  @Test func theQuestionBeforeIsReachedFromAnEmptyList() {
    var table = PointsCase()
    #expect(table.type("⇤") == .back)
    #expect(table.type("↑") == .back)
    #expect(table.type("a↑") == .shown)
    #expect(table.type("⇤") == .notMine && table.type("⎋") == .notMine)
  }

  @Test func aPointIsHeldBackWithoutAWayToItsText() {
    var table = PointsCase()
    table.type("Buses⏎My uncle hits me {1, c}")
    let held = table.editor.holdBack()
    #expect(held?.point == 1 && held?.text == "My uncle hits me")
    #expect(table.lines == ["Buses", "held back — 1 agreed · concern"])
    #expect(table.editor.answer == .text("Buses"))
    #expect(table.type("^z") == .notMine)
    table.type("Streets⏎^z↑")
    #expect(!String(reflecting: table.editor).contains("uncle"))
    #expect(table.screen.field == nil)
    guard case .refused = table.type("x") else {
      Issue.record("a text that is held back was changed")
      return
    }
    // Its place stays.
    for keys in ["^x", "⇞", "⎋↑↑^x", "⇟"] {
      guard case .refused = table.type(keys) else {
        Issue.record("\(keys) moved a point that is held back")
        return
      }
    }
    #expect(table.lines == ["Buses", "held back — 1 agreed · concern"])
    #expect(table.editor.handle(.escape) == .shown)
    #expect(table.editor.holdBack() == nil)
  }

  @Test func anEarlierPointCanBeHeldBackWhileAnotherIsTyped() {
    var table = PointsCase()
    table.type("Buses⏎Str↑")
    #expect(table.editor.holdBack()?.text == "Buses")
    #expect(table.editor.writing == "Str")
  }

  @Test func theKeysAreShownAtTheFoot() {
    var table = PointsCase()
    #expect(table.screen.foot.map(\.key) == ["Enter", "Tab", "Up", "Ctrl-Z"])
    #expect(table.screen.foot[0].what == "end of the list")
    table.type("Buses")
    #expect(table.screen.foot[0].what == "next point")
    table.type("⇥")
    #expect(table.screen.foot.map(\.key) == ["a 12", "d 5", "q", "c h s", "Enter", "Tab", "Esc"])
    #expect(
      table.screen.details == ["The new point: agreed [_]  dots []  quote [ ]  stance [ ]"])
  }
}

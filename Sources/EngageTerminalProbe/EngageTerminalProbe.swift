import EngageEntry
import EngageTerminal
import Glibc

/// A form about nothing, to try the terminal with: a long text, and two choices. For tests only.
@main
enum EngageTerminalProbe {
  static func main() throws {
    guard FullScreen.isPossible(environment: environment) else {
      print("no screen")
      exit(3)
    }
    var form = MadeUpForm()
    do {
      let ending = try FullScreen.run(&form, look: Look(environment: environment))
      print("\(ending) \(form.editor.text.count) characters, \(form.unreadable) unreadable")
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  private static var environment: [String: String] {
    ["TERM", "LANG", "LC_ALL", "NO_COLOR"].reduce(into: [:]) { found, name in
      found[name] = getenv(name).map { String(cString: $0) }
    }
  }
}

struct MadeUpForm: ScreenMachine {
  struct Mistake: Error {}

  var editor = TextEditor(isLong: true)
  var unreadable = 0
  private var last: EntryKey?
  var isFinished = false
  private var focus = 0

  var screen: EntryScreen {
    var screen = EntryScreen(title: "A form about nothing", text: "What would you like to say?")
    screen.place = "Question 2 of 2"
    screen.earlier = [.init(number: "1", question: "Do you like it?", answer: "Yes – so ਪੰਜਾਬੀ, 家庭 👍🏽 it is")]
    screen.options = ["Yes", "No"].enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isFocused: $0 == focus)
    }
    screen.field = editor.field
    if let refusal = editor.lastRefusal { screen.message = .init(.refusal, [refusal]) }
    screen.details = last.map { ["Last key: \(Self.words($0))"] } ?? []
    screen.foot = [.init("Ctrl-Q", "leave"), .init("Ctrl-X", "fail"), .init("Ctrl-T", "trap")]
    return screen
  }

  private static func words(_ key: EntryKey) -> String {
    if case .paste(let text) = key { return "paste of \(text.utf8.count) bytes" }
    return "\(key)"
  }

  mutating func handle(_ key: EntryKey) throws {
    last = key
    switch key {
    case .control("q"): isFinished = true
    case .control("x"): throw Mistake()
    case .control("t"): fatalError("asked to")
    case .control("o"):
      atexit { _ = write(STDERR_FILENO, "out by exit", 11) }
      exit(5)
    case .tab: focus = 1 - focus
    case .unreadable: unreadable += 1
    default: _ = editor.handle(key)
    }
  }

  mutating func leave() throws {
    // Where a test finds that it was left in order.
    guard let path = getenv("PROBE_LEFT"), let file = fopen(path, "w") else { return }
    fputs("left with \(editor.text.count) characters\n", file)
    fclose(file)
  }

  mutating func tick() {}
}

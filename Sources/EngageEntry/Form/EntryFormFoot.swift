import EngageModel
import EngageStore

/// The keys at the foot, those that are used most first.
extension EntryForm {
  var foot: [EntryScreen.Hint] {
    var hints = own
    if case .question(let id) = entry.stage, let question = entry.survey.question(id) {
      let ways = [hint("Shift-Tab", "back"), hint("Ctrl-Z", "undo")]
      // Where there is room for two lines only, the way to the menu must be among them.
      if question.type == .text {
        return hints + worryHints + [hint("Esc", "menu")] + ways + reasons(question)
          + [hint("Ctrl-C", "leave"), hint("F1", "help"), hint("Alt-O", "translated")]
      }
      hints += reasons(question) + ways
    } else if entry.isFormOpen {
      hints.append(hint("Shift-Tab", "back"))
    }
    return hints + commonHints
  }

  var worryHints: [EntryScreen.Hint] { [hint("Alt-S", "worry about somebody")] }
  var commonHints: [EntryScreen.Hint] { [hint("Esc", "menu"), hint("F1", "help"), hint("Ctrl-C", "leave")] }

  private var own: [EntryScreen.Hint] {
    switch (input, entry.stage) {
    case (_, .summary):
      return [
        hint(
          "Enter", entry.seen == nil ? "store" : entry.isUnchanged ? "leave as it is" : "say why, and store"),
        hint("7", "and Enter: to question 7"), hint("discard", "and Enter: drop it"),
      ]
    case (.list(let list), _): return hints(list)
    case (.field(let editor, let placeholder), .question):
      let enter = editor.isEmpty ? placeholder.isEmpty ? "not answered" : "keep" : "next"
      return editor.isLong
        ? [hint("Enter", enter), hint("Alt-Enter", "new line")] : [hint("Enter", enter)]
    case (.field(let editor, let placeholder), .key) where editor.isEmpty && !placeholder.isEmpty:
      return [hint("Enter", placeholder), hint("Alt-N", "no number")]
    case (.field(let editor, _), .key):
      return [hint("Enter", editor.isEmpty ? "no number" : "next"), hint("Alt-N", "no number")]
    case (.field(let editor, _), .people): return [hint("Enter", editor.isEmpty ? "unknown" : "next")]
    default: return [hint("Enter", "next")]
    }
  }

  private func hint(_ key: String, _ what: String) -> EntryScreen.Hint { EntryScreen.Hint(key, what) }

  private func hints(_ list: ChoiceList) -> [EntryScreen.Hint] {
    let isAnswered = isAnsweredSoFar
    if !list.typed.isEmpty { return hints(typing: list) }
    switch list.kind {
    case .one:
      return [hint(EntryForm.row(list.items.map(\.key)), list.takesAtOnce ? "choose" : "and Enter: choose")]
        + [hint("Enter", list.focus != nil ? "take" : isAnswered ? "keep" : "not answered")]
    case .several:
      return [
        hint("1…", list.takesAtOnce ? "tick or untick" : "and Space: tick"),
        hint("Enter", list.chosen.isEmpty ? "none ticked" : "next"),
      ]
    case .ranking:
      return [
        hint("2 1 3", "in order, best first"), hint("Enter", list.chosen.isEmpty ? "not answered" : "next"),
      ]
    }
  }

  /// While a choice is typed, Enter takes that or nothing.
  private func hints(typing list: ChoiceList) -> [EntryScreen.Hint] {
    let clear = hint("Backspace", "clears")
    guard let item = list.meant.map({ list.items[$0] }) else { return [clear] }
    return [hint("Enter", "\(item.key) \(item.label.brief(30))"), clear]
  }

  /// "1…5, 9".
  static func row(_ keys: [String]) -> String {
    let numbers = keys.compactMap { Int($0) }
    guard numbers.count == keys.count, let first = numbers.first else { return keys.joined(separator: ", ") }
    let run = zip(numbers, first...).prefix { $0 == $1 }.count
    let opening = run > 2 ? ["\(first)…\(first + run - 1)"] : numbers.prefix(run).map(String.init)
    return (opening + numbers.dropFirst(run).map(String.init)).joined(separator: ", ")
  }

  private var isAnsweredSoFar: Bool {
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id) else { return false }
    return entry.current(question) != nil || entry.defaultAnswer(question) != nil
  }

  private func reasons(_ question: Question) -> [EntryScreen.Hint] { EntryForm.reasonHints(question) }

  /// The keys that say why there is no answer to a question.
  static func reasonHints(_ question: Question) -> [EntryScreen.Hint] {
    if question.type == .text {
      return [
        EntryScreen.Hint("Alt-P", "prefers not to say"), EntryScreen.Hint("Alt-U", "unreadable"),
      ]
    }
    return EntryForm.plainKeys.compactMap { key, word in
      guard let reason = word.missingReason, question.allows(reason) else { return nil }
      return EntryScreen.Hint(key, reason == .moreThanOneTicked ? "more than one" : reason.label)
    }
  }

  /// All keys, for the help.
  static let helpLines: [String] = [
    "Every answer is on disk when the next question shows. You can stop at any moment.",
    "",
    "A number or the first letters choose; arrows and Space do too. Enter goes on.",
    "! prefers not to say   ? unreadable   + more than one ticked   / between two",
    "Enter with nothing typed: not answered. In a text these have Alt: Alt-P, Alt-U.",
    "Alt-Enter or Ctrl-J begins a new line in a text.",
    "Shift-Tab, PageUp, F2 go back. Ctrl-Z takes back, Ctrl-Y does again.",
    "Ctrl-G or F3 goes to a question by its number. Ctrl-N or F4: a remark on the form.",
    "F5 to F9: not answered, prefers not to say, unreadable, more than one, between two.",
    "Alt-S or F12: somebody may be in danger.",
    "",
    "Esc and a letter, or Alt and the letter:",
  ]
}

import EngageModel

/// Something that can be done at any question: in lines a slash and a letter or a whole word, at a screen Alt and
/// the letter, or the letter in the menu.
enum EntryWord: Hashable, CaseIterable {
  case back, jump, undo, redo, end
  case notAnswered, preferNotToSay, unreadable, moreThanOneTicked, betweenTwo
  case doubtful, secondLook, remark, keep, safeguarding, origin, language, number
  case attendance, quit, help

  /// What may be typed, the short form first.
  var names: [String] {
    switch self {
    case .help: ["?", "help", "h"]
    case .back: ["b", "back"]
    case .jump: ["g", "go", "jump"]
    case .undo: ["z", "undo"]
    case .redo: ["y", "redo"]
    case .quit: ["q", "quit", "exit"]
    case .end: ["e", "end"]
    case .notAnswered: ["n", "none", "not-answered"]
    case .preferNotToSay: ["p", "prefer", "refused"]
    case .unreadable: ["u", "unreadable"]
    case .moreThanOneTicked: ["m", "more"]
    case .betweenTwo: ["t", "two", "between"]
    case .doubtful: ["d", "doubt", "doubtful"]
    case .secondLook: ["w", "whole", "second-look"]
    case .remark: ["r", "remark", "note"]
    case .keep: ["k", "keep", "same"]
    case .safeguarding: ["s", "safeguarding", "worry"]
    case .origin: ["o", "origin", "translated"]
    case .language: ["l", "language"]
    case .number: ["f", "number"]
    case .attendance: ["a", "attendance"]
    }
  }

  /// What to press in the menu, and with Alt.
  var letter: Character {
    switch self {
    case .help: "h"
    default: names[0].first ?? "?"
    }
  }

  var summary: String {
    switch self {
    case .help: "shows this list"
    case .back: "goes back to the question before"
    case .jump: "goes to a question by its number, such as 7"
    case .undo: "takes the last answer back"
    case .redo: "does again what was taken back"
    case .quit: "leaves; this form is kept and offered next time"
    case .end: "goes to the end of the form; what is left stays unanswered"
    case .notAnswered: "not answered: nothing was written there"
    case .preferNotToSay: "prefers not to say"
    case .unreadable: "unreadable"
    case .moreThanOneTicked: "more than one ticked, where only one may be"
    case .betweenTwo: "ticked between two"
    case .doubtful: "marks this question, for somebody to look at it again"
    case .secondLook: "marks the whole form, for somebody to look at it again"
    case .remark: "a remark on the form, counted nowhere"
    case .keep: "the same answer on the next forms, until changed"
    case .safeguarding: "somebody may be in danger: whom to ring; holds this text back"
    case .origin: "in which language this text was written, and who translated it"
    case .language: "shows the questions in another language"
    case .number: "goes to the form's number"
    case .attendance: "who came: attendance, sign-in sheets, bookings"
    }
  }

  /// What follows the word in lines; `nil` if nothing does.
  var argument: String? {
    switch self {
    case .jump: "7"
    case .remark: "TEXT"
    case .origin: "LANGUAGE, NAME"
    case .language: "CODE"
    default: nil
    }
  }

  var missingReason: MissingReason? {
    switch self {
    case .notAnswered: .notAnswered
    case .preferNotToSay: .preferNotToSay
    case .unreadable: .unreadable
    case .moreThanOneTicked: .moreThanOneTicked
    case .betweenTwo: .betweenTwo
    default: nil
    }
  }

  /// Reads what follows the slash.
  /// - Throws: `EntryRefusal` that names what is possible.
  init(_ written: String) throws(EntryRefusal) {
    let name = written.lowercased()
    guard let word = EntryWord.allCases.first(where: { $0.names.contains(name) }) else {
      throw EntryRefusal(
        "There is no such command. /? shows them all; a text that begins with a slash is typed with two: //")
    }
    self = word
  }

  /// What can be typed anywhere, with what it does.
  static let helpLines: [String] = allCases.map { word in
    "/\(word.names[0])\(word.argument.map { " \($0)" } ?? "")  \(word.summary)"
  }
}

/// How what may be typed is named.
enum EntryFace: Sendable, Hashable {
  case lines, screen

  func name(_ word: EntryWord) -> String {
    switch self {
    case .lines: "/\(word.names[0])"
    case .screen: "Alt-\(word.letter.uppercased())"
    }
  }
}

/// Why something was not taken, in plain words; never with the text that was typed.
struct EntryRefusal: Error {
  var words: String

  init(_ words: String) { self.words = words }
}

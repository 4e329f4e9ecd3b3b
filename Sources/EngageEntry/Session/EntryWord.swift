import EngageModel

/// A command typed in place of an answer: a slash and a letter or the whole word.
enum EntryWord: Hashable, CaseIterable {
  case help, back, quit, end
  case notAnswered, preferNotToSay, unreadable, moreThanOneTicked, betweenTwo

  /// What may be typed, the short form first.
  var names: [String] {
    switch self {
    case .help: ["?", "help", "h"]
    case .back: ["b", "back"]
    case .quit: ["q", "quit", "exit"]
    case .end: ["e", "end"]
    case .notAnswered: ["n", "none", "not-answered"]
    case .preferNotToSay: ["p", "prefer", "refused"]
    case .unreadable: ["u", "unreadable"]
    case .moreThanOneTicked: ["m", "more"]
    case .betweenTwo: ["t", "two", "between"]
    }
  }

  var summary: String {
    switch self {
    case .help: "shows this list"
    case .back: "goes back to the question before"
    case .quit: "leaves; this form is kept and offered next time"
    case .end: "goes to the end of the form; what is left stays unanswered"
    case .notAnswered: "not answered: nothing was written there"
    case .preferNotToSay: "prefers not to say"
    case .unreadable: "unreadable"
    case .moreThanOneTicked: "more than one ticked, where only one may be"
    case .betweenTwo: "ticked between two"
    }
  }

  var missingReason: MissingReason? {
    switch self {
    case .notAnswered: .notAnswered
    case .preferNotToSay: .preferNotToSay
    case .unreadable: .unreadable
    case .moreThanOneTicked: .moreThanOneTicked
    case .betweenTwo: .betweenTwo
    case .help, .back, .quit, .end: nil
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
    "/\(word.names[0])  \(word.summary)"
  }
}

/// Why a line was not taken, in plain words; never with the text that was typed.
struct EntryRefusal: Error {
  var words: String

  init(_ words: String) { self.words = words }
}

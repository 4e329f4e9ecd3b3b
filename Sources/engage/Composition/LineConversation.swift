import EngageEntry
import EngageModel

/// Whatever asks one thing after another and takes lines for answers.
protocol LineAsking {
  var prompt: Prompt { get }
  mutating func accept(_ line: String) throws -> Reply
}

/// Asking in plain lines: prompts on standard output, answers from standard input, be it a person or a pipe.
struct LineConversation {
  /// Why it ended.
  enum End {
    /// Nothing more is asked.
    case finished
    /// The input ended first.
    case endOfInput
  }

  private var input = InputLines()
  private var section: String?
  private var lastAsked: Prompt.Kind?
  /// Notes for those who fill in forms need to be read by those who type them in only once.
  private var shownNotes: Set<String> = []

  /// Asks until nothing more is asked or the input ends. What follows in the input is left for the next to ask.
  /// - Throws: what `accept` throws, or `Diagnostic` where the output can't be written.
  mutating func run(_ asking: inout some LineAsking) throws -> End {
    while asking.prompt.kind != .finished {
      try ask(asking.prompt)
      switch try input.next() {
      case .line(let line): try tell(try asking.accept(line))
      case .unreadable:
        try tell(.refused("That line holds characters that can't be read (it is not UTF-8). Type it again."))
      case .tooLong:
        try tell(.refused("That line is too long: at most a million characters. Type it again, in parts."))
      case .end:
        try Terminal.tell("")
        return .endOfInput
      }
    }
    return .finished
  }

  /// Shows what is asked; where a line was not taken, or a text goes on, only what may be typed.
  private mutating func ask(_ prompt: Prompt) throws {
    if prompt.kind == lastAsked {
      try Terminal.tellWrapped("  \(prompt.foot)")
    } else {
      var shown = prompt
      shown.notes.removeAll { !shownNotes.insert($0).inserted }
      try Terminal.tell("")
      for line in shown.lines(after: section) { try Terminal.tellWrapped(line) }
    }
    lastAsked = prompt.kind
    section = prompt.section
    try Terminal.tell(Array("> ".utf8))
  }

  private func tell(_ reply: Reply) throws {
    guard let words = reply.words else { return }
    let mark = if case .refused = reply { "! " } else { "  " }
    for line in words.split(whereSeparator: \.isNewline) {
      try Terminal.tellWrapped("\(mark)\(line)", hanging: mark == "! " ? 2 : 0)
    }
  }

  /// Says that something unfinished is kept: as an error where the input ended in the middle of it.
  static func tellKept(_ words: String, _ end: End) throws {
    switch end {
    case .finished: try Terminal.tell(words)
    case .endOfInput: Terminal.tellError("The input ended in the middle. \(words)")
    }
  }
}

import EngageEntry
import EngageModel

/// An interview as the commands hold it.
protocol Interview {
  associatedtype Draft: InterviewDraft
  var prompt: Prompt { get }
  var draft: Draft { get }
  var isToBeWritten: Bool { get }
  mutating func accept(_ line: String) -> Reply
}

extension SurveyInterviewDraft: InterviewDraft {
  static var kind: String { "survey" }
  var nameInFiles: String { survey.rawValue }
}

extension EventInterviewDraft: InterviewDraft {
  static var kind: String { "event" }
  var nameInFiles: String { name.rawValue }
}

extension SurveyInterview: Interview {}
extension EventInterview: Interview {}

/// An interview whose every accepted line is on disk before the next thing is asked.
struct KeptInterview<Asked: Interview>: LineAsking {
  private(set) var interview: Asked
  private(set) var file: InterviewDraftFile

  init(_ interview: Asked, file: InterviewDraftFile) {
    self.interview = interview
    self.file = file
  }

  var prompt: Prompt { interview.prompt }

  /// - Throws: `Diagnostic`, `SheetFileError` where it can't be put on disk; the line is not taken then.
  mutating func accept(_ line: String) throws -> Reply {
    var next = interview
    let reply = next.accept(line)
    // What was there before it was left or agreed to stays on disk: that is where it goes on.
    if next.draft != interview.draft, next.prompt.kind != .finished { try file.keep(next.draft) }
    interview = next
    return reply
  }
}

extension PlainCommand {
  /// Shows what is there already of an interview that goes on.
  func shown<Asked: Interview>(_ interview: Asked) throws -> Asked {
    var asked = interview
    try Terminal.tell("")
    for line in asked.accept("/l").words?.split(whereSeparator: \.isNewline) ?? [] {
      try Terminal.tell("  \(line)")
    }
    return interview
  }
}

/// How an interview begins.
enum InterviewStart<Draft: InterviewDraft> {
  case new
  case goingOn(Draft, InterviewDraftFile)
  /// The person left before it began.
  case left
}

extension InterviewDrafts {
  /// Asks whether to go on with one of those that were left unfinished, if there are any.
  /// - Parameter name: of what is wanted, where the command names it: others are not offered.
  func start(named name: String?, in conversation: inout LineConversation) throws -> InterviewStart<Draft> {
    while true {
      let offered = unfinished().filter { name == nil || $0.draft.nameInFiles == name }
      if offered.isEmpty { return .new }
      var choice = UnfinishedChoice(offered.map(\.draft.summary), kind: Draft.kind)
      guard try conversation.run(&choice) == .finished else { return .left }
      switch choice.decision {
      case .goOn(let index):
        return .goingOn(offered[index].draft, try InterviewDraftFile(existing: offered[index].path))
      case .throwAway(let index): try InterviewDraftFile(existing: offered[index].path).remove()
      case .beginAnew: return .new
      case .leave, nil: return .left
      }
    }
  }
}

/// Asks which of several unfinished interviews to go on with.
struct UnfinishedChoice: LineAsking {
  enum Decision {
    case goOn(Int)
    case throwAway(Int)
    case beginAnew, leave
  }

  /// What is unfinished, in words.
  let summaries: [String]
  /// What is made: “survey”.
  let kind: String
  private(set) var decision: Decision?

  init(_ summaries: [String], kind: String) {
    self.summaries = summaries
    self.kind = kind
  }

  var prompt: Prompt {
    Prompt.choice(
      "unfinished", summaries.count == 1 ? "This was left unfinished:" : "These were left unfinished:",
      options: summaries,
      foot: "Enter goes on with the first, 2 with the second; n begins a new \(kind);\n"
        + "  x 1 throws the first away; /q leaves",
      isOver: decision != nil)
  }

  mutating func accept(_ line: String) -> Reply {
    let word = line.lowercased().filter { !$0.isWhitespace && $0 != "/" }
    switch word {
    case "n", "new": decision = .beginAnew
    case "q", "quit": decision = .leave
    case "": decision = .goOn(0)
    default:
      let isRemoval = word.hasPrefix("x")
      guard let number = Int(isRemoval ? String(word.dropFirst()) : word),
        summaries.indices.contains(number - 1)
      else {
        return .refused("Type a number from the list to go on with it, or n for a new \(kind).")
      }
      decision = isRemoval ? .throwAway(number - 1) : .goOn(number - 1)
    }
    return .accepted(nil)
  }
}

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

extension SurveyInterviewDraft: InterviewDraft { static var kind: String { "survey" } }
extension EventInterviewDraft: InterviewDraft { static var kind: String { "event" } }
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

/// Asks which of several unfinished interviews to go on with.
struct UnfinishedChoice: LineAsking {
  /// What is unfinished, in words.
  let summaries: [String]
  /// What is made: “survey”.
  let kind: String
  /// The one to go on with; `nil` for a new one.
  private(set) var chosen: Int?
  private(set) var isLeft = false
  private var isChosen = false

  init(_ summaries: [String], kind: String) {
    self.summaries = summaries
    self.kind = kind
  }

  var prompt: Prompt {
    Prompt.choice(
      "unfinished", summaries.count == 1 ? "This was left unfinished:" : "These were left unfinished:",
      options: summaries,
      foot: "Enter goes on with the first; or a number, or n for a new \(kind). /q leaves",
      isOver: isChosen)
  }

  mutating func accept(_ line: String) -> Reply {
    let word = line.lowercased().filter { !$0.isWhitespace }
    switch word {
    case "n", "new": break
    case "/q", "q": isLeft = true
    default:
      guard let number = word.isEmpty ? 1 : Int(word), summaries.indices.contains(number - 1) else {
        return .refused("Type a number from the list to go on with it, or n for a new \(kind).")
      }
      chosen = number - 1
    }
    isChosen = true
    return .accepted(nil)
  }
}

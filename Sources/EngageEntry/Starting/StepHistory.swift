/// The steps of an interview that can be taken back, the latest last.
struct StepHistory<Draft: Sendable & Equatable>: Sendable {
  private var before: [Draft] = []
  /// Beyond so many the oldest are forgotten; everything can be changed by its number at the end.
  private static var most: Int { 300 }

  /// Takes back the last step.
  /// - Throws: `EntryRefusal` at the start.
  mutating func back(otherwise words: String) throws(EntryRefusal) -> Draft {
    guard let last = before.popLast() else { throw EntryRefusal("There is nothing to go back to. \(words)") }
    return last
  }

  /// Notes what was there before a line that changed it.
  mutating func note(_ draft: Draft) {
    before.append(draft)
    if before.count > Self.most { before.removeFirst() }
  }

  /// How many steps can be taken back.
  var count: Int { before.count }
}

/// What is kept of an interview after each step.
protocol InterviewDraft: Sendable, Equatable {
  /// The lines that led to it; `nil` in a draft of an older Engage.
  var lines: [String]? { get set }
}

/// An interview whose steps can be taken back and gone through again.
protocol SteppedInterview {
  associatedtype Draft: InterviewDraft
  var draft: Draft { get set }
  var history: StepHistory<Draft> { get set }
  /// Takes a line without blanks at its ends.
  mutating func take(_ typed: String) throws(EntryRefusal) -> Reply
}

extension SteppedInterview {
  /// Takes a line, and notes what was there before if it changed anything; nothing has changed where it is refused.
  mutating func step(_ line: String) -> Reply {
    var next = self
    do throws(EntryRefusal) {
      let reply = try next.take(line.withoutControls.trimmed)
      if next.draft != draft, next.history.count == history.count {
        next.history.note(draft)
        next.draft.lines = (draft.lines ?? []) + [line]
      }
      self = next
      return reply
    } catch {
      return .refused(error.words)
    }
  }
}

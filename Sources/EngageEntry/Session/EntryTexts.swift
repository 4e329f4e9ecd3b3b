import EngageModel
import EngageStore

/// Texts in lines, of which a long one takes several.
extension EntrySession {
  mutating func takeText(_ typed: String, to question: Question) throws -> Reply {
    guard typed.hasSuffix("\\") else { return try record(.text(typed), to: question) }
    var lines: [String] = []
    let first = String(typed.dropLast()).trimmed
    if !first.isEmpty {
      lines = [first]
    } else if case .text(let before)? = current(question) {
      lines = [before]
    }
    return try write(lines, to: question)
  }

  mutating func takeFurtherLine(_ line: String) throws -> Reply {
    guard case .question(let id) = stage, let question = survey.question(id), let lines = writing else {
      writing = nil
      return try take(line)
    }
    let typed = line.trimmed
    if typed.isEmpty {
      writing = nil
      let text = lines.joined(separator: "\n")
      do {
        return try record(text.isEmpty ? .missing(.notAnswered) : .text(text), to: question)
      } catch let refusal as EntryRefusal {
        // The lines are on disk already; what the survey does not allow must not stay there.
        form.response.answers[question.id] = nil
        try save()
        return .refused(refusal.words)
      }
    }
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      let word = try EntryWord(String(typed.dropFirst()))
      guard word == .quit else {
        throw EntryRefusal(
          "An empty line ends the text first. A line that begins with a slash is typed with two: //")
      }
      return try obey(word)
    }
    // Who ended the first line with a backslash may well end each so: it says no more than that.
    let kept = typed.hasSuffix("\\") ? String(typed.dropLast()).trimmed : typed
    return try write(kept.isEmpty ? lines : lines + [unescaped(kept)], to: question)
  }

  /// Keeps what there is of a text, too: a kill in the middle of a long comment loses one line at most.
  private mutating func write(_ lines: [String], to question: Question) throws -> Reply {
    writing = lines
    if !lines.isEmpty, !holdsBackWhole(question) {
      form.response.answers[question.id] = .text(lines.joined(separator: "\n"))
    }
    try save()
    return .accepted(nil)
  }
}

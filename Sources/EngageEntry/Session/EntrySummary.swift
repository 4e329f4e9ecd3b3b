import EngageModel
import EngageStore

/// What was entered, in words.
extension EntrySession {
  var summaryPrompt: Prompt {
    let (text, foot) =
      if seen == nil {
        ("Is this right?", "Enter stores it, /b goes back, discard drops it, /q keeps it for later")
      } else if isUnchanged {
        ("What is to be put right?", "Enter leaves it as it is; /g 7 goes to question 7, /q leaves")
      } else {
        (
          "Is this right now? What is changed stands with an arrow.",
          "why it is changed, in a few words, stores it; /b goes back, discard drops it, /q keeps it for later"
        )
      }
    var prompt = Prompt(.summary, progress: "\(formWords), the end", text: text, foot: foot)
    prompt.notes = flow.notes(before: nil, form.response.answers).map { label($0.label) }
    prompt.details = seen == nil ? summaryLines : mendingLines
    return prompt
  }

  /// All that the form says, a line each.
  var summaryLines: [String] {
    let answers = form.response.answers
    let flow = flow
    let settled = flow.settled(answers)
    let words = AnswerWords(language: language)
    let restricted = details.restricted
    var lines = preambleLines
    var unanswered = 0
    for question in flow.applicable(answers) {
      let answer = settled[question.id] ?? .missing(.notAnswered)
      let held = restricted.contains(question.id) ? "held back" : nil
      if answer == .missing(.notAnswered), held == nil {
        unanswered += 1
      } else {
        let said = answer == .missing(.notAnswered) ? nil : words.words(answer, to: question)
        lines.append(
          "\(name(question)) \([said, held].compactMap(\.self).joined(separator: "; "))\(marks(question))")
      }
    }
    if unanswered > 0 {
      lines.append(unanswered == 1 ? "1 question not answered" : "\(unanswered) questions not answered")
    }
    return lines + hiddenLines + remarkLines
  }

  /// What is kept though skip logic does not ask for it.
  private var hiddenLines: [String] {
    let words = AnswerWords(language: language)
    return flow.leftOut(form.response.answers).map { question in
      let said = form.response.answers[question.id].map { words.words($0, to: question) } ?? ""
      return
        "Kept, but counted nowhere, as it is not asked after the other answers: \(name(question)) \(said)"
    }
  }

  private var remarkLines: [String] {
    var lines: [String] = []
    if let note = details.note { lines.append("Remark: \(note.brief(200))") }
    if details.secondLook { lines.append("Marked: somebody should look at the whole form again") }
    return lines
  }

  /// What stands behind an answer.
  private func marks(_ question: Question) -> String {
    var marks: [String] = []
    if details.doubtful.contains(question.id) { marks.append("marked for a second look") }
    if let origin = details.origins[question.id] {
      marks.append(
        origin.translatedBy.map {
          "written in \(origin.languageName), translated by \($0)"
        }
          ?? "written in \(origin.languageName)")
    }
    if carried.answers[question.id] != nil { marks.append("kept for the next forms") }
    return marks.isEmpty ? "" : " (\(marks.joined(separator: "; ")))"
  }

  private var preambleLines: [String] {
    var lines: [String] = []
    if let key = form.response.key { lines.append("Number: \(key.brief())") }
    guard form.response.unit == .table else { return lines }
    let table = details.table
    if table?.kind == .plenary {
      lines.append("The plenary's notes")
    } else {
      lines.append("People at the table: \(form.response.people.map(String.init) ?? "unknown")")
    }
    if let name = table?.facilitator { lines.append("Led by \(name.brief())") }
    if let name = table?.noteTaker { lines.append("Notes taken by \(name.brief())") }
    if let pages = table?.pages, pages > 1 { lines.append("\(pages) pages") }
    return lines
  }

  /// Whether a stored response that was looked at is as it was.
  var isUnchanged: Bool { seen != nil && changes.isEmpty }

  /// What differs from the response as it is stored: before and after.
  var changeLines: [String] {
    let lines = changes.map(\.words)
    return lines.isEmpty ? ["Nothing is changed so far."] : lines
  }

  /// All that a response being put right says, with what it said before where that differs.
  private var mendingLines: [String] {
    let changes = changes
    let changed = Dictionary(
      changes.compactMap { change in change.question.map { ($0, change.words) } },
      uniquingKeysWith: { first, _ in first })
    let words = AnswerWords(language: language)
    let shown = flow.applicable(form.response.answers)
    let answers = flow.settled(form.response.answers)
    var lines = preambleLines
    for question in shown {
      let said = words.words(answers[question.id] ?? .missing(.notAnswered), to: question)
      let held = details.restricted.contains(question.id) ? "held back" : said
      lines.append(changed[question.id] ?? "\(name(question)) \(held)\(marks(question))")
    }
    let isShown = Set(shown.map(\.id))
    lines += changes.filter { change in change.question.map { !isShown.contains($0) } ?? true }.map(\.words)
    return lines + hiddenLines + remarkLines
  }

  /// Something that differs from what is stored.
  private struct Change {
    /// `nil` for what is no answer.
    var question: Question.ID?
    /// What it was, an arrow, and what it is.
    var words: String
  }

  private var changes: [Change] {
    guard let seen else { return [] }
    let words = AnswerWords(language: language)
    let now = flow.finished(form.response.answers)
    var found: [Change] = []
    func compare(_ what: String, _ before: String?, _ after: String?, _ question: Question.ID? = nil) {
      guard before != after else { return }
      found.append(
        Change(question: question, words: "\(what) \(before ?? "nothing") → \(after ?? "nothing")"))
    }
    compare("Number:", seen.key?.brief(), form.response.key?.brief())
    compare("People at the table:", seen.people.map(String.init), form.response.people.map(String.init))
    for question in survey.questions where question.isAsked {
      let (before, after) = (seen[question.id], now[question.id] ?? .missing(.notAnswered))
      if before != after {
        // Two long texts may begin alike.
        let (old, new) = (words.words(before, to: question), words.words(after, to: question))
        let isAlike = old == new
        compare(name(question), isAlike ? "a text" : old, isAlike ? "another text" : new, question.id)
      }
    }
    compare("Remark:", seen.details?.note?.brief(), details.note?.brief())
    if found.isEmpty, finished != seen.details {
      found.append(Change(words: "Marks, or what is kept beside the answers → changed"))
    }
    return found
  }

  private var finished: ResponseDetails? {
    var details = details
    for question in flow.leftOut(form.response.answers) {
      details.hidden[question.id] = form.response.answers[question.id]
    }
    return details.isEmpty ? nil : details
  }

  /// The number and the words of a question, before its answer.
  private func name(_ question: Question) -> String {
    let words = label(question.label).brief(90)
    let number = numbers[question.id].map { "\($0)  " } ?? ""
    return "\(number)\(words)\(words.endsLikeAQuestion ? "" : ":")"
  }
}

extension String {
  /// Whether a colon behind it would be one sign too many.
  public var endsLikeAQuestion: Bool { last.map { "?:!.？：".contains($0) } ?? false }
}

extension TextOrigin {
  /// The language in words, also where its code was typed.
  var languageName: String { LanguageNames.isCode(language) ? LanguageNames.name(of: language) : language }
}

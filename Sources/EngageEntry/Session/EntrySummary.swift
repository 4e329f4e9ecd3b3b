import EngageModel
import EngageStore

/// What was entered, in words.
extension EntrySession {
  var summaryPrompt: Prompt {
    var prompt = Prompt(
      .summary, progress: "\(formWords), the end", text: seen == nil ? "Is this right?" : "What is changed:",
      foot: seen == nil
        ? "Enter stores it, /b goes back, discard drops it, /q keeps it for later"
        : "why it is changed, in a few words, stores it; /b goes back, discard drops it, /q keeps it for later"
    )
    prompt.notes = flow.notes(before: nil, form.response.answers).map { label($0.label) }
    prompt.details = seen == nil ? summaryLines : changeLines
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
          "\(name(question)): \([said, held].compactMap(\.self).joined(separator: "; "))\(marks(question))")
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
        "Kept, but counted nowhere, as it is not asked after the other answers: \(name(question)): \(said)"
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
  var isUnchanged: Bool { seen != nil && changeLines == [EntrySession.nothingChanged] }

  private static let nothingChanged = "Nothing is changed so far."

  /// What differs from the response as it is stored: before and after.
  private var changeLines: [String] {
    guard let seen else { return [] }
    let words = AnswerWords(language: language)
    let now = flow.finished(form.response.answers)
    var lines: [String] = []
    func compare(_ what: String, _ before: String?, _ after: String?) {
      if before != after { lines.append("\(what): \(before ?? "nothing") → \(after ?? "nothing")") }
    }
    compare("Number", seen.key?.brief(), form.response.key?.brief())
    compare("People at the table", seen.people.map(String.init), form.response.people.map(String.init))
    for question in survey.questions where question.isAsked {
      let (before, after) = (seen[question.id], now[question.id] ?? .missing(.notAnswered))
      if before != after {
        compare(name(question), words.words(before, to: question), words.words(after, to: question))
      }
    }
    compare("Remark", seen.details?.note?.brief(), details.note?.brief())
    if lines.isEmpty, finished != seen.details { lines.append("Marks, or what is kept beside the answers") }
    return lines.isEmpty ? [EntrySession.nothingChanged] : lines
  }

  private var finished: ResponseDetails? {
    var details = details
    for question in flow.leftOut(form.response.answers) {
      details.hidden[question.id] = form.response.answers[question.id]
    }
    return details.isEmpty ? nil : details
  }

  /// With its number on a screen, where that is typed to go to it.
  private func name(_ question: Question) -> String {
    let number = face == .screen ? numbers[question.id].map { "\($0)  " } : nil
    return (number ?? "") + label(question.label).brief(90)
  }
}

extension TextOrigin {
  /// The language in words, also where its code was typed.
  var languageName: String { LanguageNames.isCode(language) ? LanguageNames.name(of: language) : language }
}

import EngageModel
import EngageStore

/// What is asked at each stage, in words.
extension EntrySession {
  /// What to ask now.
  public var prompt: Prompt {
    switch stage {
    case .resume(let drafts): resumePrompt(drafts)
    case .unit: unitPrompt
    case .key(let correcting): keyPrompt(correcting: correcting)
    case .tableKind: tableKindPrompt
    case .earlierTable(let tables): earlierTablePrompt(tables)
    case .people: peoplePrompt
    case .facilitator: namePrompt(.facilitator, details.table?.facilitator, carriedName(\.facilitator))
    case .noteTaker: namePrompt(.noteTaker, details.table?.noteTaker, carriedName(\.noteTaker))
    case .question(let id):
      survey.question(id).map(questionPrompt) ?? Prompt(.summary, text: "", foot: "")
    case .summary: summaryPrompt
    case .finished: Prompt(.finished, text: "", foot: "")
    }
  }

  var formWords: String {
    if form.response.id > 0 { return "Response \(form.response.id), to be put right" }
    return "\(unitWord) \(storedCount + 1) of this sitting"
  }

  private var unitWord: String { form.response.unit == .table ? "Table notes, entry" : "Form" }

  private func resumePrompt(_ drafts: [EntryDraft]) -> Prompt {
    let isOwn = drafts.first?.enteredBy == enteredBy
    var prompt = Prompt(
      .resume,
      text: drafts.count == 1
        ? "One form was left unfinished:" : "\(drafts.count) forms were left unfinished:",
      foot: isOwn
        ? "Enter goes on with the first; or type a number, or n for a new form. /q leaves"
        : "Type a number to go on with it; Enter begins a new form. /q leaves")
    prompt.options = drafts.enumerated().map { index, draft in
      Prompt.Option(key: String(index + 1), label: words(of: draft))
    }
    return prompt
  }

  func words(of draft: EntryDraft) -> String {
    var what = draft.response.unit == .table ? "table notes" : "form"
    if draft.response.id > 0 {
      what = "changes to response \(draft.response.id)," + (draft.response.key == nil ? "" : " form")
    }
    let number = draft.response.key.map { " \($0.brief(30))" } ?? ""
    let answered = draft.response.answers.values.count { $0.missingReason == nil }
    let answers = answered == 1 ? "1 answer" : "\(answered) answers"
    let by = draft.enteredBy == enteredBy ? "" : ", by \(draft.enteredBy.brief(30))"
    return "\(what)\(number), \(answers), begun on \(draft.startedAt.dayAndHour)\(by)"
  }

  private func questionPrompt(_ question: Question) -> Prompt {
    let flow = flow
    let answers = form.response.answers
    let applicable = flow.applicable(answers)
    let place = (applicable.firstIndex { $0.id == question.id } ?? 0) + 1
    var prompt = Prompt(
      .question(question.id), progress: "\(formWords), question \(place) of \(applicable.count)",
      text: label(question.label), foot: foot(question))
    prompt.notes = flow.notes(before: question.id, answers).map { label($0.label) }
    prompt.section = section(question)
    prompt.hint = question.hint.map(label)
    let reader = reader(of: question)
    if question.type.takesChoices {
      prompt.options = zip(reader.keys, reader.offered).map { Prompt.Option(key: $0, label: label($1.label)) }
    }
    let words = AnswerWords(language: language)
    prompt.current = current(question).map { words.words($0, to: question) }
    prompt.defaultAnswer = defaultAnswer(question).map { words.words($0, to: question) }
    prompt.isRequired = isRequired(question)
    if writesPoints(question) {
      prompt.details = points(to: question).map(\.line)
      prompt.current = nil
      prompt.foot =
        "a point a line, such as: Nobody listens {12 agreed, quote}; Enter ends, /b back, /q leaves, /? shows all"
    }
    if let writing {
      prompt.current = nil
      prompt.defaultAnswer = nil
      prompt.foot = "line \(writing.count + 1) of the text; an empty line ends it"
    }
    return prompt
  }

  func section(_ question: Question) -> String? {
    var next = question.group
    while let name = next, let group = survey.group(name) {
      if let words = group.label {
        // The items of a grid are labelled with the grid's label already.
        let text = label(words)
        return label(question.label).hasPrefix(text) ? nil : text
      }
      next = group.parent
    }
    return nil
  }

  func foot(_ question: Question) -> String {
    let answer: String
    switch question.type {
    case .selectOne, .scale: answer = "a number or the beginning of a label"
    case .selectMultiple: answer = "numbers, such as 1, 3"
    case .rank: answer = "numbers, best first, such as 2, 1, 3"
    case .integer: answer = "a whole number"
    case .decimal, .range: answer = "a number"
    case .date: answer = "a date, such as 24/9/2019"
    case .time: answer = "a time, such as 14:30"
    case .acknowledge: answer = "y if ticked"
    case .text: answer = "the text; \\ at the end for more lines"
    case .note, .calculate, .hidden: answer = ""
    }
    return "\(answer); Enter not answered, /b back, /q leaves, /? shows all"
  }

  /// A label in the language of entry, with `${name}` replaced by what was answered.
  func label(_ text: LocalizedText) -> String {
    let words = text.text(in: language)
    guard words.utf8.contains(UInt8(ascii: "$")), words.contains("${") else { return words }
    let flow = flow
    let settled = flow.settled(form.response.answers)
    var result = ""
    for (index, part) in words.split(separator: "${", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = part.firstIndex(of: "}"),
        let position = flow.position(Question.ID(String(part[..<end])))
      else {
        result += (index > 0 ? "${" : "") + part
        continue
      }
      let question = survey.questions[position]
      let answer = settled[question.id].flatMap { $0.missingReason == nil ? $0 : nil }
      result += answer.map { AnswerWords(language: language).words($0, to: question) } ?? "…"
      result += part[part.index(after: end)...]
    }
    return result
  }

  /// All that can be typed here.
  var helpWords: String {
    var lines = EntryWord.helpLines
    lines.append("Enter  keeps what is there, or leaves the question unanswered")
    if case .question(let id) = stage, let question = survey.question(id) {
      lines.insert(foot(question), at: 0)
      if question.type == .text {
        lines.append("A text that begins with a slash is typed with two: //")
        lines.append(
          "A text of several lines: end the first one with \\ and the last one with an empty line.")
      }
    }
    return lines.joined(separator: "\n")
  }
}

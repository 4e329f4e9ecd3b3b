import EngageModel
import EngageStore

/// What is being typed in answer to what is asked, before it is taken.
enum EntryInput: Hashable {
  case list(ChoiceList)
  case field(TextEditor, placeholder: String)
  /// The points of a table's notes.
  case points(PointsEditor)
  case nothing
}

extension EntrySession {
  /// What is typed into where entry is now, with what was entered before.
  var input: EntryInput {
    switch stage {
    case .resume(let drafts): resumeInput(drafts)
    case .unit:
      .list(unitList(focus: form.response.unit == .table ? 1 : 0))
    case .tableKind: .list(list(tableKindPrompt, focus: details.table?.kind == .plenary ? 1 : 0))
    case .earlierTable(let tables): .list(list(earlierTablePrompt(tables), focus: 0))
    case .key(let correcting):
      field(
        correcting ? nil : form.response.key, placeholder: correcting ? form.response.key : proposedNumber)
    case .people: field(form.response.people.map(String.init), placeholder: nil)
    case .facilitator: field(details.table?.facilitator, placeholder: carriedName(\.facilitator))
    case .noteTaker: field(details.table?.noteTaker, placeholder: carriedName(\.noteTaker))
    case .question(let id): survey.question(id).map(input) ?? .nothing
    case .summary: field(nil, placeholder: nil)
    case .finished: .nothing
    }
  }

  private func field(_ text: String?, placeholder: String?) -> EntryInput {
    .field(TextEditor(text ?? ""), placeholder: placeholder ?? "")
  }

  private func resumeInput(_ drafts: [EntryDraft]) -> EntryInput {
    var items = drafts.enumerated().map { ChoiceList.Item(key: String($0 + 1), label: words(of: $1)) }
    items.append(ChoiceList.Item(key: "n", label: "a new form", names: ["new form"]))
    let isOwn = drafts.first?.enteredBy == enteredBy
    // A form number that is typed unawares must not take somebody else's form.
    return .list(ChoiceList(.one, items, focus: isOwn ? 0 : drafts.count, startsOver: !isOwn))
  }

  private func unitList(focus: Int) -> ChoiceList {
    var prompt = unitPrompt
    prompt.options.append(Prompt.Option(key: "3", label: "attendance, sign-in sheets and bookings"))
    return list(prompt, focus: focus)
  }

  private func list(_ prompt: Prompt, focus: Int?) -> ChoiceList {
    let items = prompt.options.map {
      ChoiceList.Item(key: $0.key, label: $0.label, names: [$0.label.lowercased()])
    }
    return ChoiceList(.one, items, focus: focus)
  }

  private func input(_ question: Question) -> EntryInput {
    if writesPoints(question) {
      return .points(
        PointsEditor(
          points: points(to: question), people: form.response.people, question: label(question.label)))
    }
    let said = current(question)
    switch question.type {
    case .selectOne, .scale, .selectMultiple, .rank: return .list(choiceList(question, said))
    case .acknowledge:
      let items = [
        ChoiceList.Item(key: "y", label: "ticked", names: ["yes", "x", "ok", "1"]),
        ChoiceList.Item(key: "n", label: "not ticked", names: ["no", "0"]),
      ]
      return .list(ChoiceList(.one, items, chosen: said.map { $0.missingReason == nil ? [0] : [] } ?? []))
    case .integer, .decimal, .range, .date, .time, .text, .note, .calculate, .hidden:
      let words = AnswerWords(language: language)
      let text = said.flatMap { $0.missingReason == nil ? words.words($0, to: question, length: nil) : nil }
      return .field(
        TextEditor(text ?? "", isLong: question.type == .text),
        placeholder: placeholder(question, said))
    }
  }

  private func choiceList(_ question: Question, _ said: Answer?) -> ChoiceList {
    let reader = reader(of: question)
    let items = zip(reader.keys, reader.offered).map { key, choice in
      ChoiceList.Item(key: key, label: choice.label.text(in: language), names: names(choice))
    }
    let kind: ChoiceList.Kind =
      question.type == .rank ? .ranking : question.type == .selectMultiple ? .several : .one
    let chosen = (said?.choices ?? []).compactMap { id in reader.offered.firstIndex { $0.id == id } }
    return ChoiceList(kind, items, chosen: chosen)
  }

  private func names(_ choice: Choice) -> [String] {
    let label = choice.label.text(in: language).lowercased()
    let plain = choice.label.text.lowercased()
    // An apostrophe is seldom typed as it is printed.
    return Set([label, plain, label.withoutApostrophes, choice.id.rawValue.lowercased()]).sorted()
  }

  private func placeholder(_ question: Question, _ said: Answer?) -> String {
    if details.restricted.contains(question.id) { return "held back" }
    let words = AnswerWords(language: language)
    if let said, said.missingReason != nil { return words.words(said, to: question) }
    return defaultAnswer(question).map { words.words($0, to: question) } ?? ""
  }
}

extension Answer {
  /// What was ticked or put in order; `nil` for answers of other kinds.
  var choices: [Choice.ID]? {
    switch self {
    case .choice(let choice): [choice]
    case .choices(let choices), .ranking(let choices): choices
    default: nil
    }
  }
}

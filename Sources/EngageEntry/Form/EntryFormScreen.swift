import EngageModel
import EngageStore

/// The sitting as a face paints it.
extension EntryForm {
  public var screen: EntryScreen {
    var screen = EntryScreen(title: title)
    screen.isFinished = entry.stage == .finished
    if screen.isFinished { return screen }
    screen.progress = "\(entry.formWords) · \(progressWords)"
    screen.reconciliation = reconciliation
    screen.isRightToLeft = EntryForm.isRightToLeft(entry.language ?? entry.survey.languages.default)
    if let overlay {
      paint(overlay, on: &screen)
    } else {
      paintStage(on: &screen)
    }
    screen.message = message ?? screen.message
    screen.detailsFocus = min(reading, max(screen.details.count - 1, 0))
    return screen
  }

  private var title: String {
    let who =
      entry.purpose == .second
      ? "typed in a second time by \(entry.enteredBy)" : "entered by \(entry.enteredBy)"
    return ([entry.companions.title, who].filter { !$0.isEmpty }).joined(separator: " · ")
  }

  private static func isRightToLeft(_ language: String) -> Bool {
    ["ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"].contains(String(language.prefix(2)).lowercased())
      && (language.count == 2 || language.dropFirst(2).hasPrefix("-"))
  }

  /// "23 of 61 · 2 min a form · about 1 h 15 left".
  private var progressWords: String {
    EntryProgress(
      done: formsStored ?? entry.storedCount, expected: entry.companions.expectedForms,
      seconds: entry.pace.forms.map { Int($0) }
    ).words
  }

  private func paintStage(on screen: inout EntryScreen) {
    let prompt = entry.prompt
    screen.text = prompt.text
    screen.notes = prompt.notes
    screen.section = prompt.section
    screen.hint = prompt.hint
    screen.isRequired = prompt.isRequired
    if case .points = input {} else { screen.details = prompt.details }
    if case .question(let id) = entry.stage { paint(id, prompt, on: &screen) }
    if case .summary = entry.stage { screen.place = "The end of the form" }
    screen.foot = foot
    paintInput(on: &screen)
    if entry.purpose == .second, case .key = entry.stage { screen.details += keyingWords }
  }

  private var keyingWords: [String] {
    guard let stillToKey else { return [] }
    return stillToKey.isEmpty
      ? ["Nothing is left to be typed in again here. Ctrl-C leaves."]
      : ["Still to be typed in again: \(stillToKey.joined(separator: ", "))"]
  }

  private func paint(_ id: Question.ID, _ prompt: Prompt, on screen: inout EntryScreen) {
    let applicable = entry.flow.applicable(entry.form.response.answers)
    let place = (applicable.firstIndex { $0.id == id } ?? 0) + 1
    let number = entry.numbers[id] ?? String(place)
    screen.place = "Question \(number) (\(place) of \(applicable.count))"
    screen.earlier = earlier(id)
    if let current = prompt.current, !isPrefilled {
      screen.details.append("So far: \(current). Enter keeps it.")
    }
    if let answer = prompt.defaultAnswer { screen.details.append("Enter takes: \(answer)") }
    if entry.details.restricted.contains(id) {
      screen.details.append(
        "Held back: the text that stood here. Enter goes on; what is added is held back as well.")
    }
    if entry.details.doubtful.contains(id) { screen.details.append("Marked for a second look.") }
    if entry.carried.answers[id] != nil {
      screen.details.append("Kept for the next forms; Alt-K stops that.")
    }
    if entry.carried.wanted.contains(id) {
      screen.details.append("What you answer here is kept for the next forms.")
    }
    if let origin = entry.details.origins[id] {
      let by = origin.translatedBy.map { ", translated by \($0)" } ?? ""
      screen.details.append("Written in \(origin.languageName)\(by).")
    }
  }

  /// Whether the answer so far can be seen in what is typed.
  private var isPrefilled: Bool {
    switch input {
    case .list(let list): !list.chosen.isEmpty
    case .field(let editor, _): !editor.isEmpty
    case .points(let editor): !editor.points.isEmpty
    case .nothing: false
    }
  }

  /// The answers so far, those that skip logic hides among them.
  private func earlier(_ asked: Question.ID) -> [EntryScreen.Earlier] {
    let answers = entry.form.response.answers
    let details = entry.details
    let applicable = Set(entry.flow.applicable(answers).map(\.id))
    let words = AnswerWords(language: entry.language)
    return entry.survey.questions.compactMap { question in
      guard question.isAsked else { return nil }
      let isHeld = details.restricted.contains(question.id)
      guard answers[question.id] != nil || isHeld || question.id == asked else { return nil }
      let isHidden = !applicable.contains(question.id)
      if isHidden, answers[question.id]?.missingReason != nil { return nil }
      let said = answers[question.id].map { words.words($0, to: question) }
      return EntryScreen.Earlier(
        number: entry.numbers[question.id] ?? "", question: entry.label(question.label).brief(60),
        answer: said ?? (isHeld ? "held back" : ""),
        mark: isHidden
          ? .hidden : isHeld ? .restricted : details.doubtful.contains(question.id) ? .doubtful : nil,
        isCurrent: question.id == asked)
    }
  }

  private func choosing(_ list: ChoiceList) -> EntryScreen.Choosing {
    guard case .question = entry.stage else { return .nothing }
    switch list.kind {
    case .one: return .one
    case .several: return .several
    case .ranking: return .order
    }
  }

  private func paintInput(on screen: inout EntryScreen) {
    switch input {
    case .list(let list):
      screen.choosing = choosing(list)
      screen.options = list.visible.map { index in
        let item = list.items[index]
        return EntryScreen.Option(
          key: item.key, label: item.label, isChosen: list.chosen.contains(index),
          place: list.kind == .ranking ? list.chosen.firstIndex(of: index).map { $0 + 1 } : nil,
          isFocused: list.focus == index)
      }
      if !list.typed.isEmpty {
        screen.field = EntryScreen.Field(text: list.typed, cursor: list.typed.count)
      }
    case .field(let editor, let placeholder):
      screen.field = editor.field
      screen.field?.placeholder = placeholder
    case .points(let editor):
      editor.fill(&screen)
      screen.choosing = .nothing
      // Where Escape gives up what is being changed it is not the way to the menu.
      let isEscapeTaken = screen.foot.contains { $0.key == "Esc" }
      screen.foot += worryHints + commonHints.filter { $0.key != "Esc" || !isEscapeTaken }
    case .nothing: break
    }
  }
}

import EngageModel
import EngageStore

/// What adjudication shows.
extension AdjudicationForm {
  /// What may be said about a field.
  enum Choice: Hashable {
    case first, second, other, unsure

    var key: String {
      switch self {
      case .first: "1"
      case .second: "2"
      case .other: "3"
      case .unsure: "4"
      }
    }
  }

  /// What may be said about the field in hand. The points of a table are taken whole from one keying or the other.
  var options: [Choice] {
    guard let hand, case .field(let field) = stage else { return [] }
    let arePoints = [hand.form.keying.first, hand.form.keying.response].contains {
      if case .points = $0.keyed(field) { true } else { false }
    }
    return arePoints ? [.first, .second, .unsure] : [.first, .second, .other, .unsure]
  }

  public var screen: EntryScreen {
    var screen = EntryScreen(title: "\(title) · what was keyed twice · \(person)")
    screen.message = message
    screen.choosing = .nothing
    guard let hand else {
      screen.text = settledCount == 0 ? "Nothing is waiting to be settled." : "All is settled."
      screen.isFinished = true
      return screen
    }
    let number = hand.first.key ?? "#\(hand.first.id)"
    let what = hand.first.unit == .table ? "Table notes" : "Form"
    let left = waitingCount == 1 ? "the last one" : "\(waitingCount) still to settle, this one among them"
    screen.progress = "\(what) \(number) · \(left)"
    screen.earlier = earlier(hand)
    switch stage {
    case .alone: showAlone(&screen)
    case .field(let field): show(field, hand, &screen)
    case .other(let field): showOther(field, hand, &screen)
    case .settle: showSettle(hand, &screen)
    case .finished:
      screen.text = "The decisions so far are kept."
      screen.isFinished = true
    }
    return screen
  }

  private func showAlone(_ screen: inout EntryScreen) {
    screen.text = "You keyed this form yourself. Is nobody else there to settle it?"
    screen.hint =
      "A third person sees what two keyings hide. If you are alone, go on: the record will say that it was you."
    screen.foot = [.init("Enter", "go on"), .init("Esc", "leave")]
  }

  private func show(_ field: KeyingField, _ hand: FormAdjudication, _ screen: inout EntryScreen) {
    ask(field, hand, &screen)
    screen.hint = "Look at the paper. What does it say?"
    screen.options = options.enumerated().map { place, choice in
      EntryScreen.Option(
        key: choice.key, label: label(choice, field, hand), isFocused: place == focus)
    }
    screen.details = differenceWords(field, hand)
    let keys = options.map(\.key).joined(separator: " ")
    screen.foot = [.init(keys, "decide"), .init("b", "back"), .init("Esc", "leave; all decided is kept")]
  }

  private func showOther(_ field: KeyingField, _ hand: FormAdjudication, _ screen: inout EntryScreen) {
    ask(field, hand, &screen)
    screen.field = editor.field
    if case .question(let id) = field, let question = hand.survey.question(id) {
      screen.hint = "Type what the paper says, as in entry."
      screen.options = zip(question.choiceKeys, question.choices).map {
        EntryScreen.Option(key: $0, label: $1.label.text(in: language))
      }
    } else {
      screen.hint = "Type how many sat at the table, or unknown."
    }
    let isText = isText(field)
    screen.foot = [
      .init("Enter", !isText && editor.isEmpty ? "not answered" : "take it"),
      .init("Esc", "back to the two keyings"),
    ]
    if case .question(let id) = field, let question = hand.survey.question(id) {
      screen.foot += EntryForm.reasonHints(question)
    }
  }

  private func showSettle(_ hand: FormAdjudication, _ screen: inout EntryScreen) {
    screen.text = "Every field of this form is decided. Is it right?"
    let settlement = hand.settlement
    let open = hand.fields.filter(hand.decided.doubts)
    if !open.isEmpty {
      screen.details.append(
        "Nobody can tell: \(open.map(hand.number).joined(separator: ", ")). Left as keyed first, and marked for a second look."
      )
    }
    for question in hand.survey.questions {
      guard settlement.answers[question.id] == .missing(.notAsked),
        !hand.fields.contains(.question(question.id)), !hand.first.keyed(.question(question.id)).isEmpty
      else { continue }
      screen.details.append(
        "After this it is not asked: “\(question.label.text(in: language).brief(70))” What was keyed is kept aside."
      )
    }
    screen.foot = [
      .init("Enter", "settle it"), .init("b", "back"), .init("Esc", "leave; all decided is kept"),
    ]
  }

  private func ask(_ field: KeyingField, _ hand: FormAdjudication, _ screen: inout EntryScreen) {
    let fields = hand.fields
    screen.place = "Difference \((fields.firstIndex(of: field) ?? 0) + 1) of \(fields.count)"
    let unasked = hand.unasked
    if !unasked.isEmpty {
      screen.place +=
        " · \(unasked.count) more if asked: \(unasked.map(hand.number).joined(separator: ", "))"
    }
    screen.text = question(field, hand)
  }

  func question(_ field: KeyingField, _ hand: FormAdjudication) -> String {
    guard case .question(let id) = field, let question = hand.survey.question(id) else {
      return "How many people sat at the table?"
    }
    let number = hand.survey.questionNumbers[id].map { "\($0). " } ?? ""
    return number + question.label.text(in: language)
  }

  private func label(_ choice: Choice, _ field: KeyingField, _ hand: FormAdjudication) -> String {
    switch choice {
    case .first: words(hand.form.keying.first.keyed(field), field, hand)
    case .second: words(hand.form.keying.response.keyed(field), field, hand)
    case .other: "something else"
    case .unsure: "nobody can tell: leave it as keyed first, marked for a second look"
    }
  }

  private func words(_ value: KeyedValue, _ field: KeyingField, _ hand: FormAdjudication) -> String {
    switch value {
    case .people(let people): return people.map(String.init) ?? "unknown"
    case .points(let points): return points.map(AdjudicationForm.words).joined(separator: "\n")
    case .answer(let answer):
      guard case .question(let id) = field, let question = hand.survey.question(id) else { return "" }
      let words = AnswerWords(language: language).words(answer, to: question, length: nil)
      return answer.missingReason == nil ? (words.isEmpty ? "nothing ticked" : words) : "(\(words))"
    }
  }

  private static func words(_ point: TablePoint) -> String {
    var marks: [String] = []
    if let agreed = point.agreed { marks.append("\(agreed) agreed") }
    if let dots = point.dots { marks.append("\(dots) dots") }
    if point.isQuote { marks.append("a quote") }
    if let stance = point.stance { marks.append(stance.rawValue) }
    return "– \(point.text)" + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
  }

  private func differenceWords(_ field: KeyingField, _ hand: FormAdjudication) -> [String] {
    guard let similarity = hand.form.comparison.difference(field)?.similarity else { return [] }
    let share = min(99, Int((similarity * 100).rounded()))
    return ["\(share)% of the characters are the same."]
  }

  private func earlier(_ hand: FormAdjudication) -> [EntryScreen.Earlier] {
    hand.fields.filter(hand.isDecided).map { field in
      let value = hand.decided.value(of: field)
      let number = if case .question(let id) = field { hand.survey.questionNumbers[id] ?? "" } else { "" }
      let label =
        if case .question(let id) = field {
          hand.survey.question(id)?.label.text(in: language) ?? ""
        } else {
          "People at the table"
        }
      return EntryScreen.Earlier(
        number: number, question: label.brief(60),
        answer: value.map { words($0, field, hand).brief() } ?? "nobody can tell",
        mark: value == nil ? .doubtful : nil)
    }
  }

  /// What to begin with where neither keying is right: a text is mended rather than typed anew.
  func startingText(_ field: KeyingField) -> String {
    guard let hand, isText(field), case .answer(.text(let text)) = hand.form.keying.first.keyed(field) else {
      return ""
    }
    return text
  }

  func isText(_ field: KeyingField) -> Bool {
    guard let hand, case .question(let id) = field else { return false }
    return hand.survey.question(id)?.type == .text
  }
}

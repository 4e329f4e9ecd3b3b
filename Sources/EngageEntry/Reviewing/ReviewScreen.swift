import EngageModel
import EngageStore

/// What reviewing shows.
extension ReviewForm {
  public var screen: EntryScreen {
    var screen = EntryScreen(title: "\(job.title) · may it leave? · \(job.reviewer)")
    screen.message = message
    screen.progress = progressWords
    screen.isFinished = isFinished
    guard let hand, stage != .done, stage != .left else {
      let (decided, all) = counts
      screen.text =
        decided == all
        ? "All texts are decided on: \(all)." : "\(decided) of \(all) texts are decided on; all is kept."
      screen.foot = [.init("Enter", "leave"), .init("←", "look back")]
      return screen
    }
    screen.place = "Text \(hand.index + 1) of \(list.items.count)"
    screen.section = question(hand)?.label.text.brief(70)
    screen.text = ReviewForm.marked(hand)
    screen.hint = hintWords(hand)
    switch stage {
    case .marking: showMarking(hand, &screen)
    case .concern: showConcern(&screen)
    default: showSuggestions(hand, &screen)
    }
    return screen
  }

  private var progressWords: String {
    let (decided, all) = counts
    return "\(decided) of \(all) decided on"
      + (list.laterCount > 0 ? " · \(list.laterCount) left for later" : "")
  }

  func question(_ hand: Hand) -> Question? { job.survey.question(list.items[hand.index].question) }

  private func hintWords(_ hand: Hand) -> String? {
    let said: String? =
      switch (hand.need, hand.decided) {
      case (.changed, _):
        "The text was changed after somebody decided on it: nothing of it leaves until you do."
      case (nil, .release): "Decided: it may leave as it stands."
      case (nil, .redact): "Decided: it may leave in other words."
      case (nil, .withhold): "Decided: it stays."
      default: nil
      }
    let lines = [hand.context, said].compactMap { $0 }
    return lines.isEmpty ? nil : lines.joined(separator: " · ")
  }

  /// The text with its suggestions numbered: “Ring [1: Anna] on [2: 07700 900123]”.
  static func marked(_ hand: Hand) -> String {
    var result = ""
    var from = hand.text.startIndex
    for (number, span) in hand.spans.enumerated() {
      guard let range = hand.text.characters(span.range), range.lowerBound >= from else { continue }
      result += hand.text[from..<range.lowerBound] + "[\(number + 1): \(hand.text[range])]"
      from = range.upperBound
    }
    return result + hand.text[from...]
  }

  private func showSuggestions(_ hand: Hand, _ screen: inout EntryScreen) {
    screen.choosing = .several
    screen.options = hand.spans.enumerated().map { place, span in
      EntryScreen.Option(
        key: "\(place + 1)", label: label(span, hand.text), isChosen: span.isHidden,
        isFocused: place == focus)
    }
    screen.details =
      hand.hidden.isEmpty
      ? ["It would leave as it stands."] : ["It would leave as:", hand.wording]
    screen.foot = [
      .init("r", "release so"), .init("x", "keep in"),
    ]
    if !hand.spans.isEmpty { screen.foot.append(.init("1-9", "take out, leave in")) }
    screen.foot += [
      .init("m", "mark words"), .init("s", "somebody in danger?"), .init("l", "later"), .init("←", "back"),
      .init("Ctrl-Z", "undo"), .init("q", "leave"),
    ]
  }

  private func label(_ span: TextReview.Span, _ text: String) -> String {
    let words = text.characters(span.range).map { String(text[$0]) } ?? ""
    let kind = span.kind.map { " (\($0))" } ?? " (marked by hand)"
    return "“\(words.brief(40))”\(kind): "
      + (span.isHidden ? "becomes \(span.replacement.isEmpty ? "nothing" : span.replacement)" : "stays in")
  }

  private func showMarking(_ hand: Hand, _ screen: inout EntryScreen) {
    screen.hint =
      "Which words are to be taken out? As they stand in the text; = and other words replace them."
    screen.field = editor.field
    screen.field?.placeholder = "the lady at number 12 = [a neighbour]"
    screen.foot = [.init("Enter", "take them out"), .init("Esc", "drop it")]
  }

  private func showConcern(_ screen: inout EntryScreen) {
    screen.hint =
      "Somebody may be in danger? Say in a few words what worries you, and no name. The text is then held back from "
      + "everybody but those who use engage safeguarding."
    screen.field = editor.field
    screen.details = job.safeguarding
    screen.foot = [.init("Enter", "hold it back"), .init("Esc", "drop it")]
  }
}

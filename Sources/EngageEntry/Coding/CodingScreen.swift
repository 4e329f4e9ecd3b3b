import EngageModel
import EngageStore

/// What coding shows.
extension CodingForm {
  enum Option: Hashable {
    case theme(Theme)
    case none
  }

  /// The themes in the codebook's order.
  var themes: [Theme] { codebook.flattened.map(\.theme) }

  /// What may be ticked now.
  var options: [Option] {
    if filter.isEmpty { return themes.map { .theme($0) } + [.none] }
    return themes.filter { matches($0, filter) }.map { .theme($0) }
  }

  /// Whether a theme's number, its name, or a word of its title begins so.
  func matches(_ theme: Theme, _ typed: String) -> Bool {
    let typed = typed.lowercased().trimmed
    if typed.isDigits { return "\(number(of: theme))".hasPrefix(typed) }
    let title = theme.title.lowercased()
    let words = title.split { !$0.isLetter && !$0.isNumber }
    return theme.id.rawValue.hasPrefix(typed) || words.contains { title[$0.startIndex...].hasPrefix(typed) }
  }

  func number(of theme: Theme) -> Int { (themes.firstIndex { $0.id == theme.id } ?? 0) + 1 }

  public var screen: EntryScreen {
    var screen = EntryScreen(
      title: "\(job.title) · \(codebook.title ?? codebook.id.rawValue) v\(codebook.version) · \(job.coder)")
    screen.message = message
    screen.progress = progressWords
    screen.isFinished = isFinished
    guard let hand, stage != .done, stage != .left else {
      let (coded, all) = counts
      screen.text =
        coded == all
        ? "All comments are coded: \(all)." : "\(coded) of \(all) comments are coded; all is kept."
      screen.foot = [.init("Enter", "leave"), .init("←", "look back")]
      return screen
    }
    screen.place = "Comment \(hand.index + 1) of \(list.items.count)"
    screen.section = question(hand)?.label.text.brief(70)
    screen.text = hand.text
    screen.hint = needWords(hand)
    switch stage {
    case .memo: showMemo(&screen)
    case .newTheme: showNewTheme(&screen)
    default: showThemes(hand, &screen)
    }
    return screen
  }

  var progressWords: String {
    let (coded, all) = counts
    let later = list.laterCount(codebook)
    return "\(coded) of \(all) coded" + (later > 0 ? " · \(later) left for later" : "")
  }

  func question(_ hand: Hand) -> Question? { job.survey.question(list.items[hand.index].question) }

  /// Why a text that was coded is to be coded again.
  func needWords(_ hand: Hand) -> String? {
    switch hand.need {
    case nil: "You have coded this comment."
    case .never: nil
    case .changed: "The text was changed after you coded it: look whether your codes still fit."
    case .split(let split):
      "Split since you coded it: \(split.map { "“\(codebook.theme($0)?.title ?? $0.rawValue)”" }.joined(separator: ", ")). "
        + "Say which of its parts fits."
    }
  }

  private func showThemes(_ hand: Hand, _ screen: inout EntryScreen) {
    screen.choosing = .several
    screen.options = options.enumerated().map { place, option in
      switch option {
      case .theme(let theme):
        EntryScreen.Option(
          key: "\(number(of: theme))", label: label(theme, hand), isChosen: hand.chosen.contains(theme.id),
          isFocused: place == focus)
      case .none:
        EntryScreen.Option(
          key: "0", label: "none fits", isChosen: hand.noneFits, isFocused: place == focus)
      }
    }
    if !filter.isEmpty {
      screen.field = EntryScreen.Field(text: filter, cursor: filter.count)
      screen.foot = [
        .init("Enter", "tick it"), .init("↑↓", "choose"), .init("Esc", "all themes"),
      ]
      return
    }
    if let memo = hand.memo { screen.details.append("Memo: \(memo.brief(200))") }
    screen.foot = [
      .init("Enter", "store, next"), .init(themes.count < 10 ? "1-9" : "type", "tick a theme"),
      .init("0", "none fits"), .init("F2", "memo"), .init("F3", "new theme"), .init("F4", "same as last"),
      .init("F6", "later"), .init("←", "back"), .init("Ctrl-Z", "undo"), .init("Esc", "leave"),
    ]
  }

  private func label(_ theme: Theme, _ hand: Hand) -> String {
    let depth = depths[theme.id] ?? 0
    return String(repeating: "  ", count: depth) + theme.title
      + (hand.rules.contains(theme.id) ? "  (a rule finds it)" : "")
  }

  private var depths: [Theme.ID: Int] {
    var depths: [Int] = []
    for (_, parent) in codebook.flattened { depths.append(parent.map { depths[$0] + 1 } ?? 0) }
    return Dictionary(zip(themes.map(\.id), depths), uniquingKeysWith: { first, _ in first })
  }

  private func showMemo(_ screen: inout EntryScreen) {
    screen.hint = "A memo on this comment, for those who code: why this theme, what to ask."
    screen.field = editor.field
    screen.foot = [.init("Enter", "take it"), .init("Alt-Enter", "new line"), .init("Esc", "drop it")]
  }

  private func showNewTheme(_ screen: inout EntryScreen) {
    screen.hint = "What is the new theme called?"
    screen.field = editor.field
    if !editor.text.trimmed.isEmpty {
      screen.details = ["Its name in files: \(proposedName(editor.text))"]
    }
    screen.foot = [.init("Enter", "add it to the codebook"), .init("Esc", "drop it")]
  }
}

/// A list to choose from with the keyboard: by the key that stands before a line, by the first letters of its
/// words, or with the arrows and the space bar.
struct ChoiceList: Hashable {
  enum Kind: Hashable {
    case one, several, ranking
  }

  struct Item: Hashable {
    /// What to type for it, in lower case.
    var key: String
    var label: String
    /// What else it goes by, in lower case.
    var names: [String] = []
  }

  /// What a key did.
  enum Outcome: Hashable {
    /// The one that is meant.
    case taken(Int)
    /// Done with the list as it is now.
    case done
    case changed
    case refused(String)
    case notMine
  }

  let kind: Kind
  let items: [Item]
  /// Positions of what is chosen; for a ranking, best first.
  private(set) var chosen: [Int]
  /// Where the arrows stand.
  private(set) var focus: Int?
  /// What was typed to find a line.
  private(set) var typed = ""
  /// With few lines, each with a key of one character, the key is enough; else Enter follows it.
  let takesAtOnce: Bool
  private let startsOver: Bool
  /// Where the arrows stood at first.
  private let start: Int?

  static let mostAtOnce = 9

  /// - Parameter startsOver: whether Enter must follow a key, and a key that fits nothing drops what was typed.
  init(
    _ kind: Kind, _ items: [Item], chosen: [Int] = [], focus: Int? = nil, startsOver: Bool = false
  ) {
    self.kind = kind
    self.items = items
    self.chosen = chosen
    self.focus = focus
    self.startsOver = startsOver
    start = focus
    takesAtOnce =
      !startsOver && items.count <= ChoiceList.mostAtOnce && items.allSatisfy { $0.key.count == 1 }
  }

  /// The lines that fit what was typed; all if nothing was, or if nothing does.
  var visible: [Int] {
    let matches = typed.isEmpty ? [] : matches(typed)
    return matches.isEmpty ? Array(items.indices) : matches
  }

  /// Whether something is typed that is the beginning of no choice: nothing is taken until it is cleared.
  var isUnfit: Bool { !typed.isEmpty && matches(typed).isEmpty }

  mutating func handle(_ key: EntryKey) -> Outcome {
    switch key {
    case .up, .down, .home, .end:
      if isUnfit { return .refused(refusal) }
      return move(key)
    case .backspace where !typed.isEmpty:
      typed.removeLast()
      return changeTyped()
    case .deleteToStart where !typed.isEmpty:
      typed = ""
      return changeTyped()
    case .enter: return enter()
    case .text(let text): return type(text)
    case .paste: return .refused("There is nothing to paste here: type the number of a choice.")
    default: return .notMine
    }
  }

  private mutating func move(_ key: EntryKey) -> Outcome {
    switch key {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .home: moveTo(visible.first)
    default: moveTo(visible.last)
    }
  }

  private mutating func move(by step: Int) -> Outcome {
    let visible = visible
    guard !visible.isEmpty else { return .changed }
    let place = focus.flatMap { visible.firstIndex(of: $0) }
    let next = place.map { min(max($0 + step, 0), visible.count - 1) } ?? (step > 0 ? 0 : visible.count - 1)
    focus = visible[next]
    return .changed
  }

  private mutating func moveTo(_ position: Int?) -> Outcome {
    focus = position
    return .changed
  }

  /// After a letter more or less: the arrows stand at the line that Enter would take.
  private mutating func changeTyped() -> Outcome {
    focus = nil
    focus = typed.isEmpty ? nil : meant
    return isUnfit ? .refused(refusal) : .changed
  }

  private mutating func type(_ text: String) -> Outcome {
    if text == " " { return space() }
    if kind != .one, [",", ";", ">"].contains(text) { return takeTyped() ?? .changed }
    if typed.isEmpty, takesAtOnce {
      let character = text.lowercased()
      if let item = items.firstIndex(where: { $0.key == character }) { return take(item) }
      // Where one key is a whole answer, a wrong one is over with.
      if text.isDigits { return .refused(keyRefusal) }
    }
    typed += text
    if startsOver, isUnfit {
      let refusal = refusal
      (typed, focus) = ("", start)
      return .refused(refusal)
    }
    return changeTyped()
  }

  /// A blank is part of what is typed, as labels hold blanks; behind a number, and where nothing is typed, it ticks.
  private mutating func space() -> Outcome {
    if typed.isEmpty {
      guard let focus else { return .refused("Type the key of a choice, or go to it with the arrows first.") }
      return take(focus)
    }
    if typed.isDigits { return takeTyped() ?? .changed }
    typed += " "
    return changeTyped()
  }

  /// Takes the line that was typed for; `nil` if nothing was.
  private mutating func takeTyped() -> Outcome? {
    guard !typed.isEmpty else { return nil }
    guard let item = meant else { return .refused(isUnfit ? refusal : ambiguity) }
    return take(item)
  }

  /// What Enter would take: the line that the arrows went to among those that fit, the one whose key or whole label
  /// was typed, or the only one that fits.
  var meant: Int? {
    let written = ChoiceList.searched(typed)
    let matches = matches(typed)
    if let focus, matches.contains(focus) { return focus }
    if let exact = items.firstIndex(where: { $0.key == written }) { return exact }
    let exact = matches.filter { isName(of: $0, written) { $0 == $1 } }
    if exact.count == 1 { return exact[0] }
    return matches.count == 1 ? matches[0] : nil
  }

  private mutating func take(_ item: Int) -> Outcome {
    typed = ""
    if kind == .one { return .taken(item) }
    if let place = chosen.firstIndex(of: item) {
      chosen.remove(at: place)
    } else {
      chosen.append(item)
    }
    if kind == .several { chosen.sort() }
    focus = item
    return .changed
  }

  private mutating func enter() -> Outcome {
    if !typed.isEmpty {
      guard let item = meant else { return .refused(isUnfit ? refusal : ambiguity) }
      if kind == .one { return .taken(item) }
      if !chosen.contains(item) { _ = take(item) }
      typed = ""
      return .done
    }
    if kind == .one, let focus { return .taken(focus) }
    return .done
  }

  /// By key, then by the beginning of a label, then of any word in it.
  private func matches(_ typed: String) -> [Int] {
    let written = ChoiceList.searched(typed)
    guard !written.isEmpty else { return [] }
    let byKey = items.indices.filter { items[$0].key.hasPrefix(written) }
    // A number that is not offered must not be taken for the beginning of "101 or 999".
    if !byKey.isEmpty || written.isDigits { return byKey }
    let byStart = items.indices.filter { isName(of: $0, written) { $0.hasPrefix($1) } }
    if !byStart.isEmpty { return byStart }
    return items.indices.filter { isName(of: $0, written) { $0.contains(" " + $1) } }
  }

  /// An apostrophe is seldom typed as it is printed.
  private func isName(of item: Int, _ written: String, _ fits: (String, String) -> Bool) -> Bool {
    let bare = written.withoutApostrophes
    return items[item].names.contains { fits($0, written) || (!bare.isEmpty && fits($0, bare)) }
  }

  /// Without the blank that is about to part two words.
  private static func searched(_ typed: String) -> String { typed.lowercased().trimmed }

  private var ambiguity: String {
    let labels = matches(typed).prefix(4).map { "\(items[$0].key) \(items[$0].label)" }
    return "That could be \(labels.joined(separator: " or ")). Type the key, or more of the label."
  }

  private var refusal: String {
    typed.isDigits
      ? "\(keyRefusal) Backspace clears what is typed."
      : "No choice begins with “\(typed.trimmed.brief(30))”. Backspace, or Ctrl-U for all of it; then \(keyWords)."
  }

  private var keyRefusal: String {
    items.count > 1
      ? "That is none of the choices. Type \(keyWords), or the first letters of a choice."
      : "That is none of the choices."
  }

  private var keyWords: String {
    let keys = items.map(\.key)
    guard let first = keys.first, let last = keys.last, keys.count > 1 else { return keys.first ?? "Enter" }
    let numbers = keys.compactMap { Int($0) }
    let isRow = numbers.count == keys.count && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    return isRow ? "a number from \(first) to \(last)" : "one of \(keys.prefix(20).joined(separator: ", "))"
  }
}

extension String {
  var withoutApostrophes: String { filter { $0 != "'" && $0 != "’" } }
}

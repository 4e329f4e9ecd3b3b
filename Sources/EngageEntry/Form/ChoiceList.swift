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

  /// The lines that fit what was typed; all if nothing was.
  var visible: [Int] { typed.isEmpty ? Array(items.indices) : matches(typed) }

  mutating func handle(_ key: EntryKey) -> Outcome {
    switch key {
    case .up: return move(by: -1)
    case .down: return move(by: 1)
    case .home: return moveTo(visible.first)
    case .end: return moveTo(visible.last)
    case .backspace where !typed.isEmpty:
      typed.removeLast()
      focusOnOnly()
      return .changed
    case .deleteToStart where !typed.isEmpty:
      typed = ""
      return .changed
    case .enter: return enter()
    case .text(let text): return type(text)
    case .paste: return .refused("There is nothing to paste here: type the number of a choice.")
    default: return .notMine
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

  private mutating func focusOnOnly() {
    let matches = typed.isEmpty ? [] : matches(typed)
    focus = matches.count == 1 ? matches[0] : nil
  }

  private mutating func type(_ text: String) -> Outcome {
    if text == " " { return space() }
    if kind != .one, [",", ";", ">"].contains(text) { return takeTyped() ?? .changed }
    let character = text.lowercased()
    if typed.isEmpty, takesAtOnce, let item = items.firstIndex(where: { $0.key == character }) {
      return take(item)
    }
    let wanted = typed + character
    if matches(wanted).isEmpty {
      // Letters that were typed by mistake are no reason to refuse a key.
      if takesAtOnce, let item = items.firstIndex(where: { $0.key == character }) { return take(item) }
      if startsOver { (typed, focus) = ("", start) }
      return .refused(refusal(of: wanted))
    }
    typed = wanted
    focusOnOnly()
    return .changed
  }

  private mutating func space() -> Outcome {
    // A label may hold blanks.
    if !typed.isEmpty, !typed.allSatisfy(\.isNumber), !matches(typed + " ").isEmpty {
      typed += " "
      focusOnOnly()
      return .changed
    }
    if let outcome = takeTyped() { return outcome }
    guard let focus else { return .refused("Type the key of a choice, or go to it with the arrows first.") }
    return take(focus)
  }

  /// Takes the line that was typed for; `nil` if nothing was.
  private mutating func takeTyped() -> Outcome? {
    guard !typed.isEmpty else { return nil }
    guard let item = meant else { return .refused(ambiguity) }
    return take(item)
  }

  private var meant: Int? {
    if let exact = items.firstIndex(where: { $0.key == typed }) { return exact }
    let matches = matches(typed)
    return matches.count == 1 ? matches[0] : focus.flatMap { matches.contains($0) ? $0 : nil }
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
      guard let item = meant else { return .refused(ambiguity) }
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
    let byKey = items.indices.filter { items[$0].key.hasPrefix(typed) }
    // A number that is not offered must not be taken for the beginning of "101 or 999".
    if !byKey.isEmpty || typed.allSatisfy(\.isNumber) { return byKey }
    let byStart = items.indices.filter { index in items[index].names.contains { $0.hasPrefix(typed) } }
    if !byStart.isEmpty { return byStart }
    return items.indices.filter { index in items[index].names.contains { $0.contains(" " + typed) } }
  }

  private var ambiguity: String {
    let labels = matches(typed).prefix(4).map { "\(items[$0].key) \(items[$0].label)" }
    return "That could be \(labels.joined(separator: " or ")). Type the key, or more of the label."
  }

  private func refusal(of wanted: String) -> String {
    let keys = items.map(\.key)
    guard let first = keys.first, let last = keys.last, keys.count > 1 else {
      return "That is none of the choices."
    }
    let numbers = keys.compactMap { Int($0) }
    let isRow = numbers.count == keys.count && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    let words =
      isRow ? "a number from \(first) to \(last)" : "one of \(keys.prefix(20).joined(separator: ", "))"
    return "That is none of the choices. Type \(words), or the first letters of a choice."
  }
}

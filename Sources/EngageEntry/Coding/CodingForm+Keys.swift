import EngageModel
import EngageStore

/// What keys tick, look for and write, before anything is stored.
extension CodingForm {
  mutating func choose(_ key: EntryKey) throws {
    switch key {
    case .function(2), .alt("m"): begin(.memo, hand?.memo ?? "")
    case .function(3), .alt("n"): begin(.newTheme, "")
    case .function(4), .alt("s"): try takeLast()
    case .function(6), .alt("l"): try leaveForLater()
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(max(0, options.count - 1), focus + 1)
    case .escape where filter.isEmpty: try leave()
    case .escape: clearFilter()
    case .backspace:
      if !filter.isEmpty { filter.removeLast() }
      focus = 0
    case .text(" "): try tickFocused()
    case .enter where !filter.isEmpty: try tickFocused()
    case .enter: try keep()
    case .text(let typed): try type(typed)
    default: throw EntryRefusal.noSuchKey
    }
  }

  /// A figure ticks the theme of that number where there are few; anything else looks for a theme.
  private mutating func type(_ typed: String) throws {
    if filter.isEmpty, typed == "0" { return tickNone() }
    if filter.isEmpty, themes.count < 10, let number = Int(typed) {
      guard themes.indices.contains(number - 1) else {
        throw EntryRefusal("There is no theme \(number).")
      }
      return toggle(themes[number - 1].id)
    }
    let wanted = filter + typed
    guard themes.contains(where: { matches($0, wanted) }) else {
      throw EntryRefusal("No theme begins with “\(wanted.brief(30))”. F3 makes a new one.")
    }
    filter = wanted
    focus = 0
  }

  private mutating func tickFocused() throws {
    guard options.indices.contains(focus) else { return }
    switch options[focus] {
    case .theme(let theme): toggle(theme.id)
    case .none: tickNone()
    }
  }

  private mutating func toggle(_ theme: Theme.ID) {
    if hand?.chosen.remove(theme) == nil { hand?.chosen.insert(theme) }
    hand?.noneFits = false
    clearFilter()
  }

  private mutating func tickNone() {
    hand?.noneFits.toggle()
    hand?.chosen = []
    clearFilter()
  }

  private mutating func clearFilter() {
    // The arrows stay where the theme stands that was found.
    if !filter.isEmpty, case .theme(let theme)? = options.indices.contains(focus) ? options[focus] : nil {
      focus = themes.firstIndex { $0.id == theme.id } ?? 0
    }
    filter = ""
  }

  func tickLast() throws -> [Theme.ID] {
    guard let last else { throw EntryRefusal("No comment was coded yet in this sitting.") }
    return last
  }

  private mutating func takeLast() throws {
    let last = try tickLast()
    hand?.chosen = Set(last)
    hand?.noneFits = last.isEmpty
  }

  mutating func leaveForLater() throws {
    guard let hand else { return }
    list.leaveForLater(hand.index)
    try showNext(after: hand.index)
  }

  private mutating func begin(_ stage: Stage, _ text: String) {
    clearFilter()
    self.stage = stage
    editor = TextEditor(text, isLong: stage == .memo)
  }

  mutating func write(_ key: EntryKey) throws {
    switch key {
    case .escape: stage = .choosing
    case .enter where stage == .memo: setMemo(editor.text)
    case .enter: try addTheme(editor.text)
    default: try editor.write(key)
    }
  }

  mutating func setMemo(_ text: String) {
    let memo = text.trimmed
    hand?.memo = memo.isEmpty ? nil : memo
    stage = .choosing
  }

  /// What a new theme would be called.
  func proposedName(_ title: String) -> String {
    let known = Set(codebook.flattened.map(\.theme.id)).union(codebook.formerThemes)
    return NameProposals.free(NameProposals.kebab(title, otherwise: "theme"), by: "-") {
      known.contains(Theme.ID($0))
    }
  }

  /// Makes a theme, in the codebook's next version, and ticks it.
  mutating func addTheme(_ written: String) throws {
    let title = written.trimmed
    guard !title.isEmpty else { throw EntryRefusal("Write what the theme is called, or press Esc.") }
    let id = Theme.ID(proposedName(title))
    let before = codebook.version
    codebook = try job.change(
      CodebookChange(
        .add(CodebookChange.NewTheme(id: id, title: title), under: nil), at: surroundings.now(),
        by: job.coder, why: "new while coding"))
    if let chosen = hand?.chosen {
      hand?.chosen = Set(codebook.followed(Array(chosen), from: before).themes).union([id])
    }
    hand?.made.insert(id)
    hand?.noneFits = false
    stage = .choosing
    message = EntryScreen.Message(
      .information,
      [
        "The codebook has the theme “\(title)” (\(id)) from version \(codebook.version) on. "
          + "Write phrases for it into its file if rules are to find it."
      ])
  }
}

import EngageModel
import EngageStore

/// What keys choose and write, before anything is stored.
extension ReviewForm {
  mutating func choose(_ key: EntryKey) throws {
    switch key {
    case .text("r"): try decide(release: true)
    case .text("x"): try decide(release: false)
    case .text("m"), .function(2): begin(.marking)
    case .text("s"), .function(12): begin(.concern)
    case .text("l"), .function(6): try leaveForLater()
    case .text("q"), .escape: try leave()
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(max(0, (hand?.spans.count ?? 0) - 1), focus + 1)
    case .text(" "): try toggle(focus)
    case .text(let typed) where typed.count == 1 && ("1"..."9").contains(typed):
      try toggle((Int(typed) ?? 0) - 1)
    case .enter:
      throw EntryRefusal(
        "Enter decides nothing here: r lets the text leave in the words shown, x keeps it in.")
    default: throw EntryRefusal.noSuchKey
    }
  }

  /// Takes out what a suggestion is about, or leaves it in.
  mutating func toggle(_ place: Int) throws {
    guard let count = hand?.spans.count, place >= 0, place < count else {
      throw EntryRefusal(
        hand?.spans.isEmpty == true
          ? "Nothing is suggested here; m marks words yourself." : "There is no suggestion \(place + 1).")
    }
    hand?.spans[place].isHidden.toggle()
    hand?.isTouched = true
    focus = place
  }

  private mutating func begin(_ stage: Stage) {
    self.stage = stage
    editor = TextEditor()
  }

  mutating func write(_ key: EntryKey) throws {
    switch key {
    case .escape: stage = .choosing
    case .enter where stage == .marking: try mark(editor.text)
    case .enter: try raiseConcern(editor.text)
    default: try editor.write(key)
    }
  }

  mutating func raiseConcern(_ written: String) throws {
    let why = written.trimmed
    guard !why.isEmpty else { throw EntryRefusal("Say in a few words what worries you, or press Esc.") }
    try holdBack(why: why)
  }

  /// Takes out words wherever they stand in the text, in any case. What follows “=” stands in their place.
  mutating func mark(_ written: String) throws {
    guard var hand else { return }
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let words = (parts.first.map(String.init) ?? "").trimmed
    guard !words.isEmpty else { throw EntryRefusal("Write the words to take out, or press Esc.") }
    let replacement = parts.count > 1 ? String(parts[1]).trimmed : TextReview.takenOut
    let found = ReviewForm.places(of: words, in: hand.text)
    guard !found.isEmpty else {
      throw EntryRefusal("The text has no such words. Write them as they stand there.")
    }
    // What was marked by hand takes the place of suggestions that it touches.
    hand.spans.removeAll { span in found.contains { $0.overlaps(span.range) } }
    hand.spans += found.map { TextReview.Span($0, kind: nil, replacement: replacement) }
    hand.spans.sort { $0.start < $1.start }
    hand.isTouched = true
    self.hand = hand
    stage = .choosing
    focus = hand.spans.firstIndex { $0.range == found[0] } ?? 0
    message = EntryScreen.Message(
      .information, [found.count == 1 ? "Marked once." : "Marked in \(found.count) places."])
  }

  /// Where words stand in a text, as bytes of UTF-8.
  static func places(of words: String, in text: String) -> [Range<Int>] {
    let wanted = words.map { $0.lowercased() }
    let characters = Array(text)
    guard !wanted.isEmpty, characters.count >= wanted.count else { return [] }
    var starts = [0]
    for character in characters { starts.append(starts.last! + character.utf8.count) }
    var found: [Range<Int>] = []
    var place = 0
    while place + wanted.count <= characters.count {
      if zip(characters[place...], wanted).allSatisfy({ $0.lowercased() == $1 }) {
        found.append(starts[place]..<starts[place + wanted.count])
        place += wanted.count
      } else {
        place += 1
      }
    }
    return found
  }
}

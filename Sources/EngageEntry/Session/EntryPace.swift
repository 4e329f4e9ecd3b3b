/// How fast forms go in this sitting.
struct EntryPace: Hashable {
  /// Seconds that each form took that was typed in one go.
  private(set) var forms: [Double] = []
  private var begun: Double?
  private var isAwaiting = false

  /// An empty form is shown. Its time begins with what is entered first: not with a cup of tea before it.
  mutating func wait() {
    begun = nil
    isAwaiting = true
  }

  /// Something was entered.
  mutating func note(at seconds: Double) {
    guard isAwaiting else { return }
    begun = seconds
    isAwaiting = false
  }

  /// The form in hand was begun some other time: how long it takes says nothing.
  mutating func interrupt() {
    begun = nil
    isAwaiting = false
  }

  /// How it goes, in words: "23 of 61 forms", "2 min a form", "about 1 h 15 left".
  func words(stored: Int, expected: Int?) -> [String] {
    var words: [String] = []
    if let expected { words.append("\(stored) of \(expected) forms") }
    // Before the third form it says nothing yet.
    guard forms.count >= 3 else { return words }
    let median = forms.sorted()[forms.count / 2]
    words.append("\(EntryPace.words(median)) a form")
    if let expected, expected > stored {
      words.append("about \(EntryPace.words(median * Double(expected - stored))) left")
    }
    return words
  }

  private static func words(_ seconds: Double) -> String {
    if seconds < 55 { return "\(max(5, Int((seconds / 5).rounded()) * 5)) s" }
    let minutes = max(1, Int((seconds / 60).rounded()))
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60)"
  }

  /// A form was stored.
  mutating func finish(at seconds: Double) {
    if let begun { forms.append(seconds - begun) }
    begun = nil
  }
}

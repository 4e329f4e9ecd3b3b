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

  /// A form was stored.
  mutating func finish(at seconds: Double) {
    if let begun { forms.append(seconds - begun) }
    begun = nil
  }
}

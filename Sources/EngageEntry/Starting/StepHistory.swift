/// The steps of an interview that can be taken back, the latest last.
struct StepHistory<Draft: Sendable & Equatable>: Sendable {
  private var before: [Draft] = []
  /// Beyond so many the oldest are forgotten; everything can be changed by its number at the end.
  private static var most: Int { 300 }

  /// Takes back the last step.
  /// - Throws: `EntryRefusal` at the start.
  mutating func back(otherwise words: String) throws(EntryRefusal) -> Draft {
    guard let last = before.popLast() else { throw EntryRefusal("There is nothing to go back to. \(words)") }
    return last
  }

  /// Notes what was there before a line that changed it.
  mutating func note(_ draft: Draft) {
    before.append(draft)
    if before.count > Self.most { before.removeFirst() }
  }

  /// How many steps can be taken back.
  var count: Int { before.count }
}

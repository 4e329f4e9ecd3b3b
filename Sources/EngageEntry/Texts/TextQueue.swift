public import EngageModel

/// The texts that a person goes through, in their order: which come next, and which are left for later.
struct TextQueue {
  private(set) var items: [CodingItem]
  /// Texts to come back to when nothing else is open.
  private var later: Set<TextPlace> = []

  init(_ items: [CodingItem]) { self.items = items }

  /// How many of those that are open were left for later.
  func laterCount(where isOpen: (CodingItem) -> Bool) -> Int {
    items.count { later.contains($0.place) && isOpen($0) }
  }

  /// The next open item behind a place, or from the start; those left for later come last.
  mutating func next(after place: Int?, where isOpen: (CodingItem) -> Bool) -> Int? {
    let start = place.map { $0 + 1 } ?? 0
    let order = Array(items.indices.dropFirst(start)) + Array(items.indices.prefix(start))
    let open = order.filter { isOpen(items[$0]) }
    if let next = open.first(where: { !later.contains(items[$0].place) }) { return next }
    later.removeAll()
    return open.first
  }

  mutating func leaveForLater(_ index: Int) { later.insert(items[index].place) }

  /// Takes the text as it is now.
  mutating func renew(_ index: Int, fingerprint: UInt64) { items[index].fingerprint = fingerprint }

  /// Takes out an item whose text is gone.
  @discardableResult mutating func drop(_ index: Int) -> CodingItem { items.remove(at: index) }
}

extension CodingItem {
  public var place: TextPlace { TextPlace(response: response, question: question) }
}

import EngageModel
import EngageStore

/// Which texts of a job are coded, which are not, and which come next.
struct CodingProgressList {
  /// Why a text is to be coded.
  enum Need: Hashable {
    case never
    /// Its text is another one than was coded.
    case changed
    /// A theme it has was split.
    case split([Theme.ID])
  }

  private(set) var queue: TextQueue
  /// By text: this coder's codes.
  var codes: [CodingDraw.Text: CodedText]

  init(_ items: [CodingItem], codes: [CodedText]) {
    queue = TextQueue(items)
    self.codes = Dictionary(
      codes.map { (CodingDraw.Text(response: $0.response, question: $0.question), $0) },
      uniquingKeysWith: { $1 })
  }

  /// Why an item is to be coded; `nil` where it is coded.
  func need(_ item: CodingItem, _ codebook: Codebook) -> Need? {
    guard let code = codes[item.text] else { return .never }
    if code.fingerprint != item.fingerprint { return .changed }
    let split = codebook.followed(code.themes, from: code.version).split
    return split.isEmpty ? nil : .split(split)
  }

  var items: [CodingItem] { queue.items }

  func codedCount(_ codebook: Codebook) -> Int { items.count { need($0, codebook) == nil } }
  func laterCount(_ codebook: Codebook) -> Int { queue.laterCount { need($0, codebook) != nil } }

  /// The next item to be coded behind a place, or from the start; those left for later come last.
  mutating func next(after place: Int?, _ codebook: Codebook) -> Int? {
    let codes = self
    return queue.next(after: place) { codes.need($0, codebook) != nil }
  }

  mutating func leaveForLater(_ index: Int) { queue.leaveForLater(index) }

  /// Takes the text as it is now.
  mutating func renew(_ index: Int, fingerprint: UInt64) { queue.renew(index, fingerprint: fingerprint) }

  /// Forgets an item whose text is gone.
  mutating func drop(_ index: Int) { codes[queue.drop(index).text] = nil }
}

import EngageModel

/// A text chosen as an example. The choice looks random and is the same whatever the order in which texts come: those
/// with the smallest hash of their response's number.
struct ThemeQuote: Sendable, Codable, Comparable {
  private static let longest = 400

  let hash: UInt64
  let response: Int64
  let text: String

  static func < (one: ThemeQuote, other: ThemeQuote) -> Bool {
    (one.hash, one.response, one.text) < (other.hash, other.response, other.text)
  }

  /// Adds a text to the examples of a theme if it comes before one of them, or there is room.
  static func offer(_ text: Span<UInt8>, of response: Int64, to quotes: inout [ThemeQuote], atMost count: Int)
  {
    let hash = response == 0 ? hash(of: text) : mixed(UInt64(bitPattern: response))
    if quotes.count >= count, let last = quotes.last, last.hash < hash { return }
    let quote = text.withUnsafeBufferPointer {
      ThemeQuote(hash: hash, response: response, text: shortened(String(decoding: $0, as: UTF8.self)))
    }
    insert(quote, into: &quotes, atMost: count)
  }

  /// The same for words that were released: they are shown whole, as they were released.
  static func offer(_ words: String, of response: Int64, to quotes: inout [ThemeQuote], atMost count: Int) {
    let quote = ThemeQuote(hash: mixed(UInt64(bitPattern: response)), response: response, text: words)
    insert(quote, into: &quotes, atMost: count)
  }

  private static func insert(_ quote: ThemeQuote, into quotes: inout [ThemeQuote], atMost count: Int) {
    let place = quotes.firstIndex { quote < $0 } ?? quotes.count
    quotes.insert(quote, at: place)
    if quotes.count > count { quotes.removeLast() }
  }

  private static func shortened(_ text: String) -> String {
    guard let cut = text.index(text.startIndex, offsetBy: longest, limitedBy: text.endIndex),
      cut < text.endIndex
    else { return text }
    let kept = text[..<cut]
    return String(kept[..<(kept.lastIndex(of: " ") ?? cut)]) + " …"
  }

  /// For responses without a number: FNV-1a (Fowler, Noll and Vo) of the text.
  private static func hash(of text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// The finishing step of SplitMix64 (Steele, Lea and Flood, 2014).
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

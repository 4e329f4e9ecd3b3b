import EngageAnalysis
import EngageModel

/// How often each theme was raised, and how. Whole numbers only, and the example texts chosen so far.
public struct StanceTally: Sendable, Codable {
  /// A row of counts: a theme's concern, support, suggestion, not clear.
  static let kinds = StanceKind.allCases.count + 1

  /// Responses that raise each theme.
  var themes: [UnitCount]
  /// For each theme and kind, at `theme * kinds + kind`.
  var stances: [UnitCount]
  /// Responses with a text.
  var answers = UnitCount()
  var missing = 0
  /// Notes of what was said in front of all: no table's, and counted nowhere.
  var plenaries = 0
  /// For each group the responses with a text, those that raise each theme, and how.
  var groupAnswers: [Int]
  var groupThemes: [Int]
  var groupStances: [Int]
  /// For each theme and kind, the first in the order of `StanceQuote` first.
  var quotes: [[StanceQuote]]
  var isWeighted = false

  init(for plan: StancePlan) {
    let count = plan.themes.count
    let groups = plan.groups?.count ?? 0
    themes = Array(repeating: UnitCount(), count: count)
    stances = Array(repeating: UnitCount(), count: count * StanceTally.kinds)
    groupAnswers = Array(repeating: 0, count: groups)
    groupThemes = Array(repeating: 0, count: groups * count)
    groupStances = Array(repeating: 0, count: groups * count * StanceTally.kinds)
    quotes = plan.quotes > 0 ? Array(repeating: [], count: count * StanceTally.kinds) : []
  }

  mutating func merge(_ other: StanceTally, plan: StancePlan) {
    for index in themes.indices { themes[index].merge(other.themes[index]) }
    for index in stances.indices { stances[index].merge(other.stances[index]) }
    answers.merge(other.answers)
    missing += other.missing
    plenaries += other.plenaries
    for index in groupAnswers.indices { groupAnswers[index] += other.groupAnswers[index] }
    for index in groupThemes.indices { groupThemes[index] += other.groupThemes[index] }
    for index in groupStances.indices { groupStances[index] += other.groupStances[index] }
    for index in quotes.indices {
      quotes[index] = Array((quotes[index] + other.quotes[index]).sorted().prefix(plan.quotes))
    }
    isWeighted = isWeighted || other.isWeighted
  }

  /// Counts a response.
  /// - Parameter raised: for each theme the stances, a bit for each; `nil` where it is not raised.
  mutating func count(_ raised: [UInt8?], unit: UInt8, groups: [Int]) {
    answers.count(unit)
    for group in groups { groupAnswers[group] += 1 }
    for theme in raised.indices {
      guard let bits = raised[theme] else { continue }
      themes[theme].count(unit)
      for group in groups { groupThemes[group * themes.count + theme] += 1 }
      for kind in 0..<StanceTally.kinds where StanceTally.has(kind, bits) {
        stances[theme * StanceTally.kinds + kind].count(unit)
        for group in groups { groupStances[(group * themes.count + theme) * StanceTally.kinds + kind] += 1 }
      }
    }
  }

  /// Whether stances, a bit for each, are of a kind; the last kind is that there are none.
  static func has(_ kind: Int, _ bits: UInt8) -> Bool {
    kind == StanceKind.allCases.count ? bits == 0 : bits >> UInt8(kind) & 1 == 1
  }
}

/// A clause chosen as an example, as if by chance and the same whatever the order in which texts come: those with the
/// smallest hash.
struct StanceQuote: Sendable, Codable, Comparable {
  private static let longest = 300

  let hash: UInt64
  let text: String

  static func < (one: StanceQuote, other: StanceQuote) -> Bool {
    (one.hash, one.text) < (other.hash, other.text)
  }

  /// - Parameters:
  ///   - clause: as written.
  ///   - response: its number in the store, 0 without one.
  init(_ clause: Span<UInt8>, of response: Int64) {
    var text = clause.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    hash = CodedText.fingerprint(
      of: Array(text.utf8) + withUnsafeBytes(of: response.littleEndian) { Array($0) })
    while text.first?.isWhitespace == true { text.removeFirst() }
    if text.count > StanceQuote.longest { text = text.prefix(StanceQuote.longest) + " …" }
    self.text = text
  }

  /// Adds an example if it comes before one of those there are, or there is room.
  func join(_ quotes: inout [StanceQuote], atMost count: Int) {
    if quotes.count >= count, let last = quotes.last, last < self { return }
    quotes.insert(self, at: quotes.firstIndex { self < $0 } ?? quotes.count)
    if quotes.count > count { quotes.removeLast() }
  }
}

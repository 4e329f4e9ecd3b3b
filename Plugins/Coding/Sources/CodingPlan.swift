import EngageAnalysis
import EngageModel

/// What is to be compared: fixed before the first text is read.
struct CodingPlan: Sendable {
  /// Text questions.
  let questions: [Question]
  let codebook: Codebook
  /// A parent before its sub-themes.
  let themes: [Theme]
  let parents: [Int?]
  let human: HumanCodes
  let consensus: CodingConsensus
  /// Whether codes given with another version of the codebook count.
  let takesAllVersions: Bool
  /// Whether codes of texts that were changed since count.
  let keepsChanged: Bool
  let replicates: Int
  let seed: UInt64
  let smallestBase: Int
  /// Whether readers may know who the coders are.
  let namesCoders: Bool

  /// What readers call a coder.
  func name(ofCoder coder: Int) -> String { namesCoders ? human.coders[coder] : "Coder \(coder + 1)" }

  /// What tables call a coder.
  func key(ofCoder coder: Int) -> String { namesCoders ? human.coders[coder] : "coder-\(coder + 1)" }

  var questionNames: [String] { questions.map(\.id.rawValue) }
}

/// Sets of themes: words of 64 bits.
enum ThemeSet {
  static func holds(_ set: [UInt64], _ theme: Int) -> Bool { set[theme / 64] >> UInt64(theme % 64) & 1 == 1 }

  static func count(_ set: [UInt64]) -> Int { set.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// 1 − the themes that both hold ÷ those that either does (Jaccard); 0 between two empty sets.
  static func difference(_ one: [UInt64], _ other: [UInt64]) -> Double {
    var both = 0
    var either = 0
    for word in one.indices {
      both += (one[word] & other[word]).nonzeroBitCount
      either += (one[word] | other[word]).nonzeroBitCount
    }
    return either == 0 ? 0 : 1 - Double(both) / Double(either)
  }
}

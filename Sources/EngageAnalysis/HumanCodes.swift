public import EngageModel

/// The codes that people gave to the texts of some questions with one codebook, found by response and question.
///
/// Themes that were merged since count as what they became. A text that has a sub-theme has its parent. Sets of themes are words of 64 bits in the order of
/// `Codebook.flattened`, as `CodebookMatcher` has them.
public struct HumanCodes: Sendable {
  /// What one coder made of one text.
  public struct Code: Sendable, Hashable {
    /// Position in ``coders``.
    public let coder: Int
    /// Of the codebook that the coder had before them.
    public let version: Int
    /// Of the text as it was coded.
    public let fingerprint: UInt64
    /// Empty of themes where none fits.
    public let themes: [UInt64]
  }

  private struct Place: Hashable {
    let response: Int64
    let question: Question.ID
  }

  /// By name.
  public let coders: [String]
  /// For each coder how many texts of these questions they coded, counted here or not.
  public let given: [Int]
  /// How many codes name a theme that the codebook knows nothing of; these themes are passed over.
  public let unknownThemes: Int
  /// How many codes have a theme that was split since: which part fits is not known.
  public let splitThemes: Int
  private let byText: [Place: [Code]]

  public init(_ codes: [CodedText], codebook: Codebook, questions: [Question]) {
    let asked = Set(questions.map(\.id))
    let used = codes.filter { $0.codebook == codebook.id && asked.contains($0.question) }
    let coders = Set(used.map(\.coder)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: coders.enumerated().map { ($1, $0) })
    let themes = ThemeClosures(codebook)
    var byText: [Place: [Code]] = [:]
    var given = Array(repeating: 0, count: coders.count)
    var unknown = 0
    var split = 0
    for coded in used {
      guard let coder = numbers[coded.coder] else { continue }
      given[coder] += 1
      let followed = codebook.followed(coded.themes, from: coded.version)
      if !followed.unknown.isEmpty { unknown += 1 }
      if !followed.split.isEmpty { split += 1 }
      let set = themes.set(of: followed.themes)
      byText[Place(response: coded.response, question: coded.question), default: []].append(
        Code(coder: coder, version: coded.version, fingerprint: coded.fingerprint, themes: set))
    }
    self.coders = coders
    self.given = given
    unknownThemes = unknown
    splitThemes = split
    self.byText = byText.mapValues { $0.sorted { $0.coder < $1.coder } }
  }

  public var isEmpty: Bool { byText.isEmpty }

  /// What coders made of a text, in the order of ``coders``; empty where nobody coded it.
  public func codes(of response: Int64, _ question: Question.ID) -> [Code] {
    byText[Place(response: response, question: question)] ?? []
  }
}

/// Sets of themes with all themes above them.
private struct ThemeClosures {
  private let positions: [Theme.ID: Int]
  private let parents: [Int?]
  private let words: Int

  init(_ codebook: Codebook) {
    let flat = codebook.flattened
    positions = Dictionary(flat.enumerated().map { ($1.theme.id, $0) }) { first, _ in first }
    parents = flat.map(\.parent)
    words = max(1, (flat.count + 63) / 64)
  }

  func set(of themes: [Theme.ID]) -> [UInt64] {
    var set = Array(repeating: UInt64(0), count: words)
    for theme in themes {
      var next = positions[theme]
      while let index = next {
        set[index / 64] |= 1 << UInt64(index % 64)
        next = parents[index]
      }
    }
    return set
  }
}

/// When a text has a theme, by those who coded it.
public enum CodingConsensus: String, Sendable, CaseIterable {
  /// One of them says so.
  case any
  /// More than half of them say so.
  case majority
  /// All of them say so.
  case all

  /// The themes of a text.
  /// - Parameter sets: what each coder gave, one at least.
  public func themes(of sets: [[UInt64]]) -> [UInt64] {
    guard var found = sets.first, sets.count > 1 else { return sets.first ?? [] }
    if self != .majority {
      for set in sets.dropFirst() {
        for word in found.indices {
          found[word] = self == .any ? found[word] | set[word] : found[word] & set[word]
        }
      }
      return found
    }
    for word in found.indices {
      for bit in 0..<64 {
        let votes = sets.count { $0[word] >> UInt64(bit) & 1 == 1 }
        let has: UInt64 = votes * 2 > sets.count ? 1 : 0
        found[word] = found[word] & ~(1 << UInt64(bit)) | has << UInt64(bit)
      }
    }
    return found
  }
}

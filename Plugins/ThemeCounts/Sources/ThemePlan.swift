import EngageAnalysis
import EngageModel

/// Whose codes are counted.
enum CodeSource: String, Sendable, CaseIterable {
  case rules
  /// Texts that nobody coded are left out.
  case human
  /// The rules' for texts that nobody coded.
  case humanFirst = "human-first"
}

/// What is to be counted: fixed before the first response is read.
struct ThemePlan: Sendable {
  let context: AnalysisContext
  /// What to split by; `nil` where nothing is split.
  let groups: BreakdownGroups?
  /// Text questions.
  let questions: [Question]
  let codebook: Codebook
  /// A parent before its sub-themes.
  let themes: [Theme]
  let parents: [Int?]
  let source: CodeSource
  /// What people coded; `nil` where only the rules count.
  let human: HumanCodes?
  let consensus: CodingConsensus
  let minimum: Int
  /// For each theme; 0 where readers may see none.
  let quotes: Int
  /// For readers outside the organisation: the words that may be shown of a text, and of no other; `nil` for internal
  /// readers.
  let quotable: QuotableWords?
  /// By count; otherwise as in the codebook.
  let isSorted: Bool

  /// The priority of a theme: its own, or that of the nearest theme above it.
  func priority(of theme: Int) -> Priority? {
    var next: Int? = theme
    while let index = next {
      if let name = themes[index].priority { return codebook.priorities.first { $0.name == name } }
      next = parents[index]
    }
    return nil
  }

  /// What people say of a text.
  /// - Returns: `nil` where nobody coded it as it stands.
  func humanThemes(of text: Span<UInt8>, response: Int64, question: Question) -> [UInt64]? {
    guard let codes = human?.codes(of: response, question.id), !codes.isEmpty else { return nil }
    let fingerprint = text.withUnsafeBufferPointer { CodedText.fingerprint(of: $0) }
    let valid = codes.filter { $0.fingerprint == fingerprint }
    return valid.isEmpty ? nil : consensus.themes(of: valid.map(\.themes))
  }

  /// Whether one theme is above the other.
  func areRelated(_ one: Int, _ other: Int) -> Bool {
    func isAbove(_ above: Int, _ below: Int) -> Bool {
      var next = parents[below]
      while let index = next {
        if index == above { return true }
        next = parents[index]
      }
      return false
    }
    return isAbove(one, other) || isAbove(other, one)
  }
}

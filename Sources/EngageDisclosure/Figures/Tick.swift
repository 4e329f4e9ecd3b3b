import EngageModel

/// One of the answers to a question with several, or any of a group of them: a group has many names, and is one tick.
struct Tick {
  var question: String
  var choices: Set<String>

  /// How meanings call it: `topics/online`, `topics/online+post`.
  var dimension: String { "\(question)/\(choices.sorted().joined(separator: "+"))" }

  /// - Parameters:
  ///   - dimension: `topics/online`, `topics:online+post`, `topics:grouped/outdoors`; as meanings call it, too.
  ///   - merged: by question and name what answers were put together.
  /// - Returns: `nil` where it is of no such question.
  init?(_ dimension: String, of survey: Survey?, merged: [String: [String: [String]]] = [:]) {
    let halves = dimension.split(separator: "/", maxSplits: 1).map(String.init)
    let words = halves.first?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
    guard let name = words.first,
      let asked = survey?.questions.first(where: { $0.id.rawValue == name && $0.type == .selectMultiple })
    else { return nil }
    question = name
    let known = Set(asked.choices.map(\.id.rawValue))
    func choices(_ words: String) -> Set<String> {
      if let parts = merged[name]?[words] { return Set(parts) }
      return known.contains(words) ? [words] : Set(words.split(separator: "+").map(String.init))
    }
    switch (words.count, halves.count) {
    case (1, 2): self.choices = choices(halves[1])
    case (2, 1): self.choices = choices(words[1])
    case (2, 2) where words[1] == "grouped":
      self.choices = Set(
        asked.choiceGroups.first { $0.id.rawValue == halves[1] }?.choices.map(\.rawValue)
          ?? merged[name]?[halves[1]] ?? [])
    default: return nil
    }
    guard !self.choices.isEmpty else { return nil }
  }
}

public import EngageModel
public import EngageReport

/// What themes are made of, for tables that tell whom they count.
extension Codebook {
  /// Which of its themes' and priorities' ticks are any of others. A text with a sub-theme has its parent theme, and the
  /// priority of each of its themes; themes are told by the words that are looked for, so that those of two codebooks,
  /// or of two versions of one, are held together.
  /// - Parameter coding: how people's codes were counted, as the themes' dimension has it; `nil` where the rules' are.
  public func unions(in questions: [Question], coding: String? = nil) -> [Union] {
    let ticks = Counted.themes(of: self, in: questions) + (coding.map { ":\($0)" } ?? "") + "/"
    let flat = flattened
    var priorities: [String?] = []
    for (theme, parent) in flat { priorities.append(theme.priority ?? parent.flatMap { priorities[$0] }) }
    return flat.indices.map { index in
      let parts = flat.indices.filter { flat[$0].parent == index }.map { ticks + flat[$0].theme.id.rawValue }
      let own = coding == nil ? words(of: flat[index].theme) : ["code:\(id):\(flat[index].theme.id)"]
      return Union(tick: ticks + flat[index].theme.id.rawValue, anyOf: parts + own)
    }
      + self.priorities.map { priority in
        let themes = flat.indices.filter { priorities[$0] == priority.name }
        return Union(
          tick: Codebook.priorities(ticks) + priority.name,
          anyOf: themes.map { ticks + flat[$0].theme.id.rawValue })
      }
  }

  /// What is looked for; a theme of which something is excluded finds what no other does.
  private func words(of theme: Theme) -> [String] {
    if !theme.exclude.isEmpty { return theme.match.isEmpty ? [] : ["words:\(id):\(version):\(theme.id)"] }
    let matching = "\(matching.stems)-\(matching.accents)"
    return theme.match.map { term in
      switch term {
      case .phrase(let words): "words:\(matching):\(words.lowercased())"
      case .exact(let words): "words:exact-\(matching):\(words.lowercased())"
      case .pattern(let words): "words:pattern-\(matching):\(words)"
      }
    }
  }

  /// The dimension of priorities, of the same texts as that of themes.
  public static func priorities(_ themes: String) -> String { "priority" + themes.dropFirst("theme".count) }
}

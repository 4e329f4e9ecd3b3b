import EngageReport

/// Who raised a theme in the answers to some questions is among those who raised it in the answers to these and others:
/// the difference is people.
struct SharedThemes {
  private(set) var sums: [Families.Sum] = []

  init(_ linked: LinkedFigures) {
    var families: [Key: [Member]] = [:]
    for (index, variable) in linked.variables.enumerated() {
      for meaning in variable.meanings {
        for (dimension, values) in meaning.conditions where values == .these(Meaning.yes) {
          guard let theme = Theme(dimension) else { continue }
          let key = Key(
            rest: meaning.without(dimension), codebook: theme.codebook, theme: theme.name,
            state: variable.state)
          families[key, default: []].append(Member(variable: index, questions: theme.questions))
        }
      }
    }
    for members in families.values {
      for whole in members {
        for part in members where part.questions.isStrictSubset(of: whole.questions) {
          guard part.variable != whole.variable else { continue }
          sums.append(
            Families.Sum(whole: whole.variable, parts: [part.variable], rest: .people, isExhaustive: false))
        }
      }
    }
  }

  private struct Key: Hashable {
    var rest: Meaning
    var codebook: Substring
    var theme: Substring
    var state: Int
  }

  private struct Member {
    var variable: Int
    var questions: Set<Substring>
  }

  /// `theme:hate:concerns+suggestions/reporting`.
  private struct Theme {
    var codebook: Substring
    var questions: Set<Substring>
    var name: Substring

    init?(_ dimension: String) {
      guard let slash = dimension.lastIndex(of: "/") else { return nil }
      let words = dimension[..<slash].split(separator: ":", omittingEmptySubsequences: false)
      guard words.count == 3, words[0] == "theme" else { return nil }
      codebook = words[1]
      questions = Set(words[2].split(separator: "+"))
      name = dimension[dimension.index(after: slash)...]
    }
  }
}

import EngageModel
import EngageReport

/// How ticks hang together that whole and part share: who raised a theme in the answers to one question raised it in the
/// answers to that and another, who ticked one of a group of answers ticked something of the group, and who raised a
/// theme raised the one it is part of.
struct OverlappingTicks {
  private(set) var sums: [Families.Sum] = []
  private(set) var covers: [Families.Cover] = []
  private let linked: LinkedFigures

  init(_ linked: LinkedFigures) {
    self.linked = linked
    var families: [Key: [Member]] = [:]
    let unions = Unions(linked.unions)
    for (index, variable) in linked.variables.enumerated() {
      for meaning in variable.meanings {
        for (dimension, values) in meaning.conditions where values == .these(Meaning.yes) {
          if let tick = Tick(dimension, survey: linked.survey) {
            let key = Key(rest: meaning.without(dimension), of: tick.of, state: variable.state)
            families[key, default: []].append(Member(variable: index, atoms: tick.atoms))
          }
          add(unions, whole: index, dimension, meaning)
        }
      }
    }
    for (key, members) in families { add(members, areThemes: key.of.hasPrefix("theme:")) }
  }

  /// Ticks with the same rest, of one question, or of one theme.
  private struct Key: Hashable {
    var rest: Meaning
    var of: String
    var state: Int
  }

  private struct Member {
    var variable: Int
    var atoms: Set<String>
  }

  private mutating func add(_ members: [Member], areThemes: Bool) {
    for whole in members where whole.atoms.count > 1 {
      let parts = members.filter { $0.atoms.isStrictSubset(of: whole.atoms) && $0.variable != whole.variable }
      for part in parts {
        sums.append(
          Families.Sum(
            whole: whole.variable, parts: [part.variable], rest: areThemes ? .people : .silent,
            isExhaustive: false))
      }
      let largest = parts.filter { part in !parts.contains { part.atoms.isStrictSubset(of: $0.atoms) } }
      for cover in [largest, parts.filter { $0.atoms.count == 1 }]
      where cover.reduce(into: Set<String>(), { $0.formUnion($1.atoms) }) == whole.atoms {
        covers.append(Families.Cover(whole: whole.variable, parts: cover.map(\.variable).sorted()))
      }
    }
  }

  /// What a table tells of a whole and its parts.
  private mutating func add(_ unions: Unions, whole index: Int, _ dimension: String, _ meaning: Meaning) {
    let rest = meaning.without(dimension)
    let state = linked.variables[index].state
    func variable(of part: String) -> Int? {
      // Of two themes raised together one may be part of the other: then this is no part of them.
      guard rest.conditions[part] == nil else { return nil }
      let part = linked.variable(rest.with(part, .these(Meaning.yes)), state: state)
      return part == index ? nil : part
    }
    for part in unions.within(dimension).compactMap(variable) {
      sums.append(Families.Sum(whole: index, parts: [part], rest: .silent, isExhaustive: false))
    }
    for parts in unions.covering[dimension] ?? [] {
      let told = parts.compactMap(variable)
      if told.count == parts.count { covers.append(Families.Cover(whole: index, parts: told.sorted())) }
    }
  }

  /// What all tables tell together.
  private struct Unions {
    private var parts: [String: Set<String>] = [:]
    private(set) var covering: [String: [[String]]] = [:]

    init(_ unions: Set<TickUnion>) {
      for union in unions {
        parts[union.whole, default: []].formUnion(union.parts)
        if union.isComplete { covering[union.whole, default: []].append(union.parts) }
      }
    }

    /// Its parts, theirs, and so on.
    func within(_ whole: String) -> [String] {
      var found: Set<String> = []
      var next = [whole]
      while let one = next.popLast() {
        for part in parts[one] ?? [] where part != whole && found.insert(part).inserted { next.append(part) }
      }
      return found.sorted()
    }
  }

  /// A tick that is one of several things at once.
  private struct Tick {
    /// The question, or the theme.
    var of: String
    /// The answers of which it is any, or the questions in whose answers the theme is.
    var atoms: Set<String>

    /// `theme:hate:concerns+suggestions/reporting`, `topics/online`, `topics:online+post`, `topics:grouped/outdoors`.
    init?(_ dimension: String, survey: Survey?) {
      let (whole, name) = Tick.halves(of: dimension)
      var words = whole.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      if words.count >= 3, words[0] == "theme", let name {
        atoms = Set(words[2].split(separator: "+").map(String.init))
        words[2] = ""
        of = words.joined(separator: ":") + "/" + name
        return
      }
      guard
        let question = survey?.questions.first(where: { $0.id.rawValue == words[0] }),
        question.type == .selectMultiple
      else { return nil }
      of = "ticks:" + words[0]
      switch (words.count, name) {
      case (1, let choice?): atoms = [choice]
      case (2, nil): atoms = Set(words[1].split(separator: "+").map(String.init))
      case (2, let group?) where words[1] == "grouped":
        atoms = Set(
          question.choiceGroups.first { $0.id.rawValue == group }?.choices.map(\.rawValue) ?? [])
      default: return nil
      }
      if atoms.isEmpty { return nil }
    }

    private static func halves(of dimension: String) -> (String, String?) {
      guard let slash = dimension.lastIndex(of: "/") else { return (dimension, nil) }
      return (String(dimension[..<slash]), String(dimension[dimension.index(after: slash)...]))
    }
  }
}

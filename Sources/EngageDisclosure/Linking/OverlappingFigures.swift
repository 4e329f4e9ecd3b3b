import EngageModel
import EngageReport

/// How figures hang together of people who are in several of them: who raised a theme raised the one that it is part of,
/// who ticked one of a group of answers ticked something of the group, who came on a day came in its week.
struct OverlappingFigures {
  private(set) var sums: [Families.Sum] = []
  private(set) var covers: [Families.Cover] = []
  private let linked: LinkedFigures

  init(_ linked: LinkedFigures) {
    self.linked = linked
    let atoms = TickAtoms(linked.unions)
    var families: [Key: [Member]] = [:]
    var known: [String: (kind: String, sets: [Set<String>])?] = [:]
    for (index, variable) in linked.variables.enumerated() {
      for meaning in variable.meanings {
        for union in linked.unions { add(union, index, meaning) }
        var ticks: [String: Set<String>] = [:]
        for (dimension, values) in meaning.conditions {
          if values == .any, let choices = choices(of: dimension) {
            let key = Key(rest: meaning.without(dimension), kind: "ticks \(dimension)", state: variable.state)
            families[key, default: []].append(Member(variable: index, atoms: choices, isAny: true))
          }
          guard values == .these(Meaning.yes) else { continue }
          let found = known[dimension] ?? atoms.atoms(of: dimension, in: linked.survey)
          known[dimension] = .some(found)
          guard let found else { continue }
          ticks[dimension] = found.sets[0]
          let key = Key(rest: meaning.without(dimension), kind: found.kind, state: variable.state)
          families[key, default: []] += found.sets.map { Member(variable: index, atoms: $0) }
        }
        addNeedless(ticks, index, meaning)
      }
    }
    for (key, members) in families { add(members, areThemes: key.kind == "texts") }
  }

  /// Ticks with the same rest that can be compared.
  private struct Key: Hashable {
    var rest: Meaning
    var kind: String
    var state: Int
  }

  private struct Member {
    var variable: Int
    var atoms: Set<String>
    /// Whether it is all who answered.
    var isAny = false
  }

  /// All choices of a question with several answers.
  private func choices(of question: String) -> Set<String>? {
    let asked = linked.survey?.questions.first { $0.id.rawValue == question && $0.type == .selectMultiple }
    return asked.map { Set($0.choices.map(\.id.rawValue)) }
  }

  private mutating func add(_ members: [Member], areThemes: Bool) {
    for whole in members {
      let others = members.filter { $0.variable != whole.variable && !$0.isAny }
      for part in others where !whole.isAny && part.atoms.isSubset(of: whole.atoms) {
        let isSame = part.atoms == whole.atoms
        if isSame, part.variable > whole.variable { continue }
        sums.append(
          Families.Sum(
            whole: whole.variable, parts: [part.variable],
            rest: isSame ? .nothing : areThemes ? .people : .silent,
            isExhaustive: isSame))
      }
      // What holds all of the whole is a whole itself.
      let some = others.filter { !whole.atoms.isSubset(of: $0.atoms) }
      for first in some where !first.atoms.isDisjoint(with: whole.atoms) {
        if let parts = OverlappingFigures.cover(of: whole.atoms, from: first, some) {
          covers.append(Families.Cover(whole: whole.variable, parts: parts))
        }
      }
    }
  }

  /// Ticks without which nobody has the whole: one, and whichever make the most of what is left.
  private static func cover(of atoms: Set<String>, from first: Member, _ others: [Member]) -> [Int]? {
    var left = atoms.subtracting(first.atoms)
    var parts: Set<Int> = [first.variable]
    while !left.isEmpty {
      let best = others.max { one, other in
        let counts = (one.atoms.intersection(left).count, other.atoms.intersection(left).count)
        if counts.0 != counts.1 { return counts.0 < counts.1 }
        return (other.atoms.count, other.variable) < (one.atoms.count, one.variable)
      }
      guard let best, !best.atoms.isDisjoint(with: left) else { return nil }
      left.subtract(best.atoms)
      parts.insert(best.variable)
    }
    return parts.sorted()
  }

  /// Who has a tick that is part of another has both.
  private mutating func addNeedless(_ ticks: [String: Set<String>], _ index: Int, _ meaning: Meaning) {
    guard ticks.count > 1 else { return }
    for (whole, atoms) in ticks {
      guard ticks.contains(where: { $0.key != whole && $0.value.isSubset(of: atoms) }),
        let same = linked.variable(meaning.without(whole), state: linked.variables[index].state),
        same != index
      else { continue }
      sums.append(Families.Sum(whole: same, parts: [index], rest: .nothing))
    }
  }

  /// What a table tells of a whole and its parts.
  private mutating func add(_ union: LinkedUnion, _ index: Int, _ meaning: Meaning) {
    guard let meanings = union.parts(of: meaning) else { return }
    let state = linked.variables[index].state
    let parts = meanings.map { meaning in
      meaning.flatMap { linked.variable($0, state: state) }.flatMap { $0 == index ? nil : $0 }
    }
    let told = parts.compactMap(\.self)
    guard !told.isEmpty else { return }
    let isTold = told.count == parts.count
    let isTick = union.ofTicks != nil
    if union.isApart {
      let isWhole = union.isComplete && isTold
      sums.append(
        Families.Sum(
          whole: index, parts: told.sorted(), rest: isWhole ? .nothing : isTick ? .silent : .people,
          isExhaustive: isWhole))
      return
    }
    for part in told {
      sums.append(
        Families.Sum(whole: index, parts: [part], rest: isTick ? .silent : .people, isExhaustive: false))
    }
    if union.isComplete, isTold { covers.append(Families.Cover(whole: index, parts: Set(told).sorted())) }
  }
}

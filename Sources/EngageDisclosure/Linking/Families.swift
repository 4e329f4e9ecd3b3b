import EngageModel
import EngageReport

/// How figures hang together: what the values of one dimension, all else equal, add up to.
struct Families {
  /// A whole, the figures that are disjoint parts of it, and what is left.
  struct Sum {
    var whole: Int
    var parts: [Int]
    var rest: Rest
    /// Whether everybody would know if nobody were left.
    var isExhaustive = true
    /// The dimension of which the part is “any answer” and the whole says nothing.
    var answered: String?
  }

  enum Rest {
    /// Everybody knows that nothing is left.
    case nothing
    /// Those who did not answer, or did not tick: not protected.
    case silent
    /// People that could be reckoned from what is told.
    case people
  }

  /// A whole, and parts that may overlap and cover it.
  struct Cover: Hashable {
    var whole: Int
    var parts: [Int]
  }

  private(set) var sums: [Sum] = []
  private(set) var covers: [Cover] = []
  /// Pairs of figures that overlap in ways that are not linked.
  private(set) var tangled: Set<[Int]> = []
  private let linked: LinkedFigures

  init(_ linked: LinkedFigures) {
    self.linked = linked
    var families: [Key: [Member]] = [:]
    for (index, variable) in linked.variables.enumerated() {
      for meaning in variable.meanings {
        for (dimension, values) in meaning.conditions {
          let key = Key(rest: meaning.without(dimension), dimension: dimension, state: variable.state)
          families[key, default: []].append(Member(variable: index, values: values))
        }
      }
      addHeard(index)
    }
    sums += linked.equal.map { Sum(whole: $0[0], parts: [$0[1]], rest: .nothing) }
    for (key, members) in families { add(key, members) }
    let overlapping = OverlappingFigures(linked)
    sums += overlapping.sums
    addWidened()
    // In an order of its own: the same figures must hide the same cells every time.
    func inOrder(_ one: Sum, _ other: Sum) -> Bool {
      ([one.whole] + one.parts).lexicographicallyPrecedes([other.whole] + other.parts)
    }
    sums = Families.once(sums.sorted(by: inOrder))
    let names = oneNames()
    sums = Families.once(sums.map { Families.renamed($0, names) }).sorted(by: inOrder)
    covers = Set(
      overlapping.covers.compactMap { cover in
        let parts = Set(cover.parts.map { names[$0] ?? $0 }).sorted()
        let whole = names[cover.whole] ?? cover.whole
        return parts.contains(whole) ? nil : Cover(whole: whole, parts: parts)
      }
    ).sorted { ([$0.whole] + $0.parts).lexicographicallyPrecedes([$1.whole] + $1.parts) }
  }

  /// One figure for each that is equal to it, as everybody knows: what is left of the one is left of the other, and
  /// somebody counted there is one person.
  private func oneNames() -> [Int: Int] {
    var names: [Int: Int] = [:]
    func name(_ index: Int) -> Int { names[index].map(name) ?? index }
    for sum in sums where isEquality(sum) {
      let (one, other) = (name(sum.whole), name(sum.parts[0]))
      if one != other { names[max(one, other)] = min(one, other) }
    }
    return Dictionary(uniqueKeysWithValues: names.keys.map { ($0, name($0)) })
  }

  private func isEquality(_ sum: Sum) -> Bool {
    sum.parts.count == 1 && sum.isExhaustive
      && linked.variables[sum.whole].value == linked.variables[sum.parts[0]].value
  }

  /// A sum of the figures that stand for its own; one that says which are equal stays.
  private static func renamed(_ sum: Sum, _ names: [Int: Int]) -> Sum {
    var renamed = sum
    renamed.whole = names[sum.whole] ?? sum.whole
    renamed.parts = sum.parts.map { names[$0] ?? $0 }
    return renamed.parts.contains(renamed.whole) ? sum : renamed
  }

  /// Each sum once, also where its figures have several meanings: two remainders of one sum would be two figures to
  /// somebody counted in them.
  private static func once(_ sums: [Sum]) -> [Sum] {
    var places: [[Int]: Int] = [:]
    var kept: [Sum] = []
    for sum in sums {
      let figures = [sum.whole] + sum.parts.sorted()
      guard let place = places[figures] else {
        places[figures] = kept.count
        kept.append(sum)
        continue
      }
      if case .people = sum.rest { kept[place].rest = .people }
      kept[place].answered = kept[place].answered ?? sum.answered
      kept[place].isExhaustive = kept[place].isExhaustive || sum.isExhaustive
    }
    return kept
  }

  private struct Key: Hashable {
    var rest: Meaning
    var dimension: String
    var state: Int
  }

  private struct Member {
    var variable: Int
    var values: Meaning.Values
  }

  private mutating func add(_ key: Key, _ members: [Member]) {
    let dimension = key.dimension
    let absent = linked.variable(key.rest, state: key.state)
    // Where there are forms only, forms are the whole and no part of it.
    if dimension == Counted.unit, members.contains(where: { $0.variable == absent }) { return }
    var any = members.first { $0.values == .any }?.variable
    if let any, let absent {
      sums.append(
        Sum(whole: absent, parts: [any], rest: silence(key), isExhaustive: false, answered: dimension))
    }
    if let whole = Meaning.wholeOfTick(dimension) {
      any = linked.variable(key.rest.with(whole, .any), state: key.state)
    }
    let top = any ?? absent
    var sets: [(variable: Int, atoms: Set<String>)] = members.compactMap { member in
      guard case .these(let atoms) = member.values else { return nil }
      return (member.variable, atoms)
    }
    if dimension == Meaning.place { sets = Families.placesSpelledOut(sets) }
    let isTick = Meaning.wholeOfTick(dimension) != nil
    if dimension.hasPrefix(Meaning.filter) {
      guard let absent else { return }
      sums += sets.map { Sum(whole: absent, parts: [$0.variable], rest: .people, isExhaustive: false) }
      return
    }
    // Ticked and not ticked are all who answered.
    let hasBoth =
      isTick && sets.contains { $0.atoms == Meaning.yes } && sets.contains { $0.atoms == Meaning.no }
    let isComplete = isTick ? hasBoth && any != nil : any != nil || Meaning.isComplete(dimension)
    addTree(
      sets, top: top, rest: isComplete ? .people : isTick ? .silent : silence(key), isComplete: isComplete)
  }

  /// What those are who gave no answer: how many did not answer is not protected, but where a question was asked of
  /// some only, the others are a group.
  private func silence(_ key: Key) -> Rest {
    Meaning.questions(of: key.dimension).contains(where: linked.conditional.contains) ? .people : .silent
  }

  /// Figures that meet two conditions more than another one, and no figure that meets one of the two lies between: who is
  /// in the one and not in the other can be reckoned.
  private mutating func addWidened() {
    var places: [Int: Set<Set<String>>] = [:]
    for variable in linked.variables {
      for case .these(let atoms)? in variable.meanings.map({ $0.conditions[Meaning.place] }) {
        places[variable.state, default: []].insert(atoms)
      }
    }
    for (index, variable) in linked.variables.enumerated() {
      for meaning in variable.meanings {
        for sum in Widening(meaning, of: index, in: linked, places: places[variable.state] ?? []).sums {
          sums.append(sum)
        }
      }
    }
  }

  /// Forms and people at tables, where they may be added.
  private mutating func addHeard(_ index: Int) {
    let variable = linked.variables[index]
    for meaning in variable.meanings {
      let words = meaning.measure.split(separator: "@", omittingEmptySubsequences: false)
      guard words.first == Counted.heard[...], words.count == 2 else { continue }
      var forms = meaning.with(Counted.unit, .these([Counted.form]))
      forms.measure = "\(Counted.responses)@\(words[1])"
      var people = meaning
      people.measure = "\(Counted.peopleAtTables)@\(words[1])"
      guard let forms = linked.variable(forms, state: variable.state),
        let people = linked.variable(people, state: variable.state)
      else { continue }
      sums.append(Sum(whole: index, parts: [forms, people], rest: .nothing))
    }
  }

  /// Sets that lie within each other, each the whole of the largest within it.
  private mutating func addTree(
    _ unsorted: [(variable: Int, atoms: Set<String>)], top: Int?, rest: Rest, isComplete: Bool
  ) {
    let sets = unsorted.sorted {
      ($0.atoms.count, $0.variable) < ($1.atoms.count, $1.variable)
    }
    var children: [Int: [Int]] = [:]
    let larger = sets.indices.filter { sets[$0].atoms.count > 1 }
    for (position, set) in sets.enumerated() {
      var parent: Int?
      for other in larger where other > position {
        if set.atoms.isSubset(of: sets[other].atoms) {
          parent = parent ?? other
        } else if !set.atoms.isDisjoint(with: sets[other].atoms) {
          tangled.insert([set.variable, sets[other].variable].sorted())
        }
      }
      if let whole = parent.map({ sets[$0].variable }) ?? top {
        children[whole, default: []].append(set.variable)
      }
    }
    for (whole, parts) in children.sorted(by: { $0.key < $1.key }) {
      let isOpen = whole == top && !isComplete
      sums.append(Sum(whole: whole, parts: parts, rest: isOpen ? rest : .people, isExhaustive: !isOpen))
    }
  }

  /// All sessions of an event, `event/*`, as those that are told of and the others.
  private static func placesSpelledOut(
    _ sets: [(variable: Int, atoms: Set<String>)]
  ) -> [(variable: Int, atoms: Set<String>)] {
    let told = Set(sets.flatMap(\.atoms)).filter { !$0.hasSuffix("/*") }
    return sets.map { set in
      var atoms = set.atoms
      for atom in set.atoms where atom.hasSuffix("/*") {
        atoms.formUnion(told.filter { $0.hasPrefix(atom.dropLast()) })
      }
      return (set.variable, atoms)
    }
  }
}

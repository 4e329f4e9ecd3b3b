import EngageReport

/// The figures that leave out two conditions of a figure or more, where none that leaves out fewer of them lies between:
/// of all who came, and of the young in Rugby.
struct Widening {
  private(set) var sums: [Families.Sum] = []
  private let index: Int
  private let linked: LinkedFigures
  private let places: Set<Set<String>>

  /// More conditions than a table and its section can have are looked at in pairs.
  private static let mostConditions = 6

  /// - Parameter places: that any figure of its state is of.
  init(_ meaning: Meaning, of index: Int, in linked: LinkedFigures, places: Set<Set<String>>) {
    self.index = index
    self.linked = linked
    self.places = places
    let dimensions = meaning.conditions.keys.sorted()
    guard dimensions.count > 1 else { return }
    let most = dimensions.count > Widening.mostConditions ? 2 : dimensions.count
    var found: [Set<String>] = []
    for size in 1...most {
      for left in Widening.subsets(of: dimensions, size: size) where !found.contains(where: left.isSuperset) {
        guard let whole = wholes(meaning, without: left.sorted()).first else { continue }
        found.append(left)
        // One condition less, and there is a family.
        guard size > 1 else { continue }
        let isSilence = left.allSatisfy { meaning.conditions[$0] == .any }
        sums.append(
          Families.Sum(
            whole: whole, parts: [index], rest: isSilence ? .silent : .people, isExhaustive: false))
      }
    }
  }

  /// Figures with one or the other wider condition, or none, in the place of each.
  private func wholes(_ meaning: Meaning, without left: [String]) -> [Int] {
    var wider = [meaning]
    for dimension in left { wider = wider.flatMap { widened($0, dimension) } }
    return wider.compactMap { linked.variable($0, state: linked.variables[index].state) }.filter {
      $0 != index
    }
  }

  private func widened(_ meaning: Meaning, _ dimension: String) -> [Meaning] {
    guard case .these(let values)? = meaning.conditions[dimension] else {
      return [meaning.without(dimension)]
    }
    if dimension == Meaning.place {
      return places.filter { $0 != values && Widening.contains($0, values) }
        .sorted { ($0.count, $0.sorted().joined()) < ($1.count, $1.sorted().joined()) }
        .map { meaning.with(dimension, .these($0)) }
    }
    let absent = meaning.without(dimension)
    if Meaning.isComplete(dimension) { return [absent] }
    return [absent.with(Meaning.wholeOfTick(dimension) ?? dimension, .any), absent]
  }

  private static func contains(_ whole: Set<String>, _ part: Set<String>) -> Bool {
    part.allSatisfy { place in
      whole.contains(place) || whole.contains { $0.hasSuffix("/*") && place.hasPrefix($0.dropLast()) }
    }
  }

  private static func subsets(of dimensions: [String], size: Int) -> [Set<String>] {
    if size == 0 { return [[]] }
    return dimensions.indices.flatMap { first in
      subsets(of: Array(dimensions[(first + 1)...]), size: size - 1).map { $0.union([dimensions[first]]) }
    }
  }
}

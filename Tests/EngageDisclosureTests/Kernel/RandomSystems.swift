import EngageDisclosure
import EngageTesting

/// Random small systems of every kind that reports make.
enum RandomSystems {
  enum Kind: CaseIterable {
    case list
    case table
    case linked
    case threeWay
    case subtotals
    case weighted
    case rounded
    case twoReleases
    case hierarchy
    /// Four tables of four attributes, of which every two share margins.
    case ring
    /// Tables of which some cells stand in one as well as in the other: of all, and of some.
    case shared
  }

  static func make(_ number: Int) throws -> (Kind, CellSystem) {
    let kind = Kind.allCases[number % Kind.allCases.count]
    return (kind, try make(kind, number))
  }

  static func make(_ kind: Kind, _ seed: Int) throws -> CellSystem {
    var random = SeededGenerator(seed: UInt64(seed))
    let isSmall = ![.list, .table, .subtotals, .weighted, .rounded, .twoReleases, .hierarchy].contains(kind)
    var sizes = [
      Int.random(in: 1...(isSmall ? 4 : 8), using: &random),
      Int.random(in: 1...(isSmall ? 4 : 6), using: &random),
      Int.random(in: 1...3, using: &random), Int.random(in: 1...3, using: &random),
    ]
    let most = [20, 60, 150, 150][Int.random(in: 0..<4, using: &random)]
    var people = (0..<Int.random(in: 1...most, using: &random)).map { _ in
      // Skewed, as answers are: of two draws the smaller.
      sizes.map { size in
        min(Int.random(in: 0..<size, using: &random), Int.random(in: 0..<size, using: &random))
      }
    }
    // Values of the first attribute in pairs, and these in pairs.
    sizes += [(sizes[0] + 1) / 2, (sizes[0] + 3) / 4]
    people = people.map { $0 + [$0[0] / 2, $0[0] / 4] }
    var counted = CountedPeople(people, sizes: sizes)
    counted.isTotalFixed = kind != .twoReleases && Int.random(in: 0..<3, using: &random) == 0
    counted.threshold = [3, 5, 5, 10][Int.random(in: 0..<4, using: &random)]
    counted.zeros = CountedPeople.Zeros.allCases[max(0, Int.random(in: 0..<5, using: &random) - 2)]
    let isRounded = ![.weighted, .twoReleases].contains(kind) && Int.random(in: 0..<5, using: &random) == 0
    if kind == .rounded || isRounded { counted.rounding = 5 }
    try fill(&counted, kind, using: &random)
    if Int.random(in: 0..<5, using: &random) == 0 {
      let cells = counted.system.cells.indices
      counted.addAliases(
        of: (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Int.random(in: cells, using: &random)
        })
    }
    return counted.system
  }

  private static func fill(
    _ counted: inout CountedPeople, _ kind: Kind, using random: inout SeededGenerator
  ) throws {
    switch kind {
    case .list: counted.addTable([0])
    case .table, .rounded: counted.addTable([0, 1])
    case .linked:
      for pair in [[0, 1], [0, 2], [1, 2]] { counted.addTable(pair) }
    case .threeWay: counted.addTable([0, 1, 2])
    case .subtotals:
      counted.addTable([0, 1])
      let half = counted.sizes[0] / 2
      if half > 0 {
        counted.addSubtotals(0, groups: [Array(0..<half), Array(half..<counted.sizes[0])])
      }
    case .weighted:
      counted.addTable([0, 1])
      counted.addWeighted(counted.people.map { _ in Double.random(in: 0.3...3, using: &random) })
    case .twoReleases:
      counted.addTable([0, 1])
      try counted.addEarlier(counted.people.filter { _ in Int.random(in: 0..<10, using: &random) > 0 })
    case .hierarchy: counted.addHierarchy([0, 4, 5], by: 1)
    case .ring:
      for pair in [[0, 1], [1, 2], [2, 3], [0, 3]] { counted.addTable(pair) }
    case .shared:
      counted.addTable([0, 1])
      counted.addTable([1, 2, 3])
      counted.addTable([0, 3])
    }
  }
}

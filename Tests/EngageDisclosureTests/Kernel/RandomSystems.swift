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
  }

  static func make(_ number: Int) throws -> (Kind, CellSystem) {
    var random = SeededGenerator(seed: UInt64(number))
    let kind = Kind.allCases[number % Kind.allCases.count]
    let isSmall = kind == .linked || kind == .threeWay
    let sizes = [
      Int.random(in: 1...(isSmall ? 4 : 8), using: &random),
      Int.random(in: 1...(isSmall ? 4 : 6), using: &random),
      Int.random(in: 1...3, using: &random),
    ]
    let people = (0..<Int.random(in: 1...150, using: &random)).map { _ in
      // Skewed, as answers are: of two draws the smaller.
      sizes.map { size in
        min(Int.random(in: 0..<size, using: &random), Int.random(in: 0..<size, using: &random))
      }
    }
    var counted = CountedPeople(people, sizes: sizes)
    counted.isTotalFixed = kind != .twoReleases && Int.random(in: 0..<3, using: &random) == 0
    try fill(&counted, kind, using: &random)
    return (kind, counted.system)
  }

  private static func fill(
    _ counted: inout CountedPeople, _ kind: Kind, using random: inout SeededGenerator
  ) throws {
    switch kind {
    case .list:
      counted.addTable([0])
    case .table:
      counted.addTable([0, 1])
    case .linked:
      for pair in [[0, 1], [0, 2], [1, 2]] { counted.addTable(pair) }
    case .threeWay:
      counted.addTable([0, 1, 2])
    case .subtotals:
      counted.addTable([0, 1])
      let half = counted.sizes[0] / 2
      if half > 0 {
        counted.addSubtotals(0, groups: [Array(0..<half), Array(half..<counted.sizes[0])])
      }
    case .weighted:
      counted.addTable([0, 1])
      counted.addWeighted(counted.people.map { _ in Double.random(in: 0.3...3, using: &random) })
    case .rounded:
      counted.rounding = 5
      counted.addTable([0, 1])
    case .twoReleases:
      counted.addTable([0, 1])
      try counted.addEarlier(counted.people.filter { _ in Int.random(in: 0..<10, using: &random) > 0 })
    }
  }
}

/// Rankings of the same choices, counted: first places, Borda points, and which of two is preferred.
///
/// ```swift
/// var ballots = RankedBallots(choices: 3)
/// ballots.add(places: [1, 2, 0])  // the third was not ranked
/// ballots.points(of: 0)           // 2.0
/// ```
/// A ranking may carry a weight. The order in which rankings come never shows.
public struct RankedBallots: Sendable, Equatable, Codable {
  /// How many choices there are.
  public let choices: Int
  /// Rankings in which some choice has a place.
  public private(set) var count = 0
  /// By choice: how many gave it the first place.
  public private(set) var firsts: [Int]
  /// By choice: how many gave it a place.
  public private(set) var ranked: [Int]
  private var preferred: [Int]
  private var total = WeightSum()
  /// The weights of those who gave a choice a place, and of those who prefer one to another.
  private var placed: [WeightSum]
  private var preferredWeights: [WeightSum]

  /// No rankings of so many choices.
  public init(choices: Int) {
    self.choices = choices
    firsts = Array(repeating: 0, count: choices)
    ranked = firsts
    preferred = Array(repeating: 0, count: choices * choices)
    placed = Array(repeating: WeightSum(), count: choices * choices)
    preferredWeights = placed
  }

  /// Adds a ranking: the place of each choice from 1, the best, to the number of choices; 0 where it has none. One
  /// without any place is none.
  /// - Parameter weight: from 0 to `WeightSum.largestWeight`.
  public mutating func add(places: ArraySlice<Int32>, weight: Double = 1) {
    precondition(places.count == choices, "a ranking has a place for each choice")
    guard places.contains(where: { $0 > 0 }) else { return }
    precondition(places.allSatisfy { $0 <= choices }, "there are no more places than choices")
    count += 1
    total.add(weight)
    let start = places.startIndex
    for one in 0..<choices {
      let place = places[start + one]
      guard place > 0 else { continue }
      if place == 1 { firsts[one] += 1 }
      ranked[one] += 1
      placed[one * choices + Int(place) - 1].add(weight)
      for other in 0..<choices where other != one {
        let otherPlace = places[start + other]
        guard otherPlace <= 0 || place < otherPlace else { continue }
        preferred[one * choices + other] += 1
        preferredWeights[one * choices + other].add(weight)
      }
    }
  }

  /// Adds other rankings of the same choices.
  public mutating func merge(_ other: RankedBallots) {
    precondition(choices == other.choices, "rankings of different choices can't be merged")
    count += other.count
    total.merge(other.total)
    for choice in firsts.indices {
      firsts[choice] += other.firsts[choice]
      ranked[choice] += other.ranked[choice]
    }
    for pair in preferred.indices {
      preferred[pair] += other.preferred[pair]
      placed[pair].merge(other.placed[pair])
      preferredWeights[pair].merge(other.preferredWeights[pair])
    }
  }

  /// The weight of all rankings: how many there are, unless they are weighted.
  public var totalWeight: Double { total.value }

  /// The weight of those who gave a choice the first place.
  public func firstWeight(of choice: Int) -> Double { placed[choice * choices].value }

  /// The Borda count, by weight: a point for each choice placed below it, half a point for each that is level with it.
  ///
  /// In a full ranking of *m* choices place *k* gets *m* − *k* points. Choices without a place are below all that have
  /// one and level with each other, so that each gets the average of the points that are left: every ranking gives
  /// away *m* (*m* − 1) ÷ 2 points, whether it is full or not.
  /// Source: Borda (1781), "Mémoire sur les élections au scrutin"; for partial rankings Cullinan, Hsiao and Polett
  /// (2014), "A Borda count for partially ordered ballots", Social Choice and Welfare 42, pp. 913–926.
  public func points(of choice: Int) -> Double {
    firsts.indices.reduce(0) { points, other in
      guard other != choice else { return points }
      let above = weight(preferring: choice, to: other)
      return points + (totalWeight + above - weight(preferring: other, to: choice)) / 2
    }
  }

  /// The mean of the places given to a choice, 1 the best, by weight; nil if nobody gave it one.
  public func meanPlace(of choice: Int) -> Double? {
    let weights = placed[(choice * choices)..<((choice + 1) * choices)].map(\.value)
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    return zip(1..., weights).reduce(0) { $0 + Double($1.0) * $1.1 } / total
  }

  /// How many placed one choice above the other; a choice with a place is above one without.
  public func preferring(_ one: Int, to other: Int) -> Int { preferred[one * choices + other] }

  /// How many others a choice beats: more, by weight, place it above than below.
  public func wins(of choice: Int) -> Int {
    firsts.indices.count {
      $0 != choice && preferredWeights[choice * choices + $0] > preferredWeights[$0 * choices + choice]
    }
  }

  /// The choice that beats every other; nil if there is none, or nothing to beat.
  ///
  /// Source: Condorcet (1785), *Essai sur l'application de l'analyse à la probabilité des décisions*.
  public var condorcetWinner: Int? {
    choices > 1 ? firsts.indices.first { wins(of: $0) == choices - 1 } : nil
  }

  /// The weight of those who placed one choice above the other.
  private func weight(preferring one: Int, to other: Int) -> Double {
    preferredWeights[one * choices + other].value
  }
}

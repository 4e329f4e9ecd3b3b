/// Rankings of the same choices, counted: first places, Borda points, and which of two is preferred.
///
/// ```swift
/// var ballots = RankedBallots(choices: 3)
/// ballots.add(places: [1, 2, 0])  // the third was not ranked
/// ballots.points(of: 0)           // 2.0
/// ```
public struct RankedBallots: Sendable, Equatable, Codable {
  /// How many choices there are.
  public let choices: Int
  /// Rankings in which some choice has a place.
  public private(set) var count = 0
  /// By choice: how many gave it the first place.
  public private(set) var firsts: [Int]
  /// By choice: how many gave it a place.
  public private(set) var ranked: [Int]
  private var placeSums: [Int]
  private var twicePoints: [Int]
  private var preferred: [Int]

  /// No rankings of so many choices.
  public init(choices: Int) {
    self.choices = choices
    firsts = Array(repeating: 0, count: choices)
    ranked = firsts
    placeSums = firsts
    twicePoints = firsts
    preferred = Array(repeating: 0, count: choices * choices)
  }

  /// Adds a ranking: the place of each choice, 1 the best, 0 or less where it has none. One without any place is none.
  public mutating func add(places: ArraySlice<Int32>) {
    precondition(places.count == choices, "a ranking has a place for each choice")
    guard places.contains(where: { $0 > 0 }) else { return }
    count += 1
    let start = places.startIndex
    for one in 0..<choices {
      let place = places[start + one]
      if place == 1 { firsts[one] += 1 }
      if place > 0 {
        ranked[one] += 1
        placeSums[one] += Int(place)
      }
      for other in 0..<choices where other != one {
        let otherPlace = places[start + other]
        if RankedBallots.isAbove(place, otherPlace) {
          preferred[one * choices + other] += 1
          twicePoints[one] += 2
        } else if !RankedBallots.isAbove(otherPlace, place) {
          twicePoints[one] += 1
        }
      }
    }
  }

  /// Adds other rankings of the same choices.
  public mutating func merge(_ other: RankedBallots) {
    precondition(choices == other.choices, "rankings of different choices can't be merged")
    count += other.count
    for choice in firsts.indices {
      firsts[choice] += other.firsts[choice]
      ranked[choice] += other.ranked[choice]
      placeSums[choice] += other.placeSums[choice]
      twicePoints[choice] += other.twicePoints[choice]
    }
    for pair in preferred.indices { preferred[pair] += other.preferred[pair] }
  }

  /// The Borda count: a point for each choice placed below it, half a point for each that is level with it.
  ///
  /// In a full ranking of *m* choices place *k* gets *m* − *k* points. Choices without a place are below all that have
  /// one and level with each other, so that each gets the average of the points that are left: every ranking gives
  /// away *m* (*m* − 1) ÷ 2 points, whether it is full or not.
  /// Source: Borda (1781), "Mémoire sur les élections au scrutin"; for partial rankings Cullinan, Hsiao and Polett
  /// (2014), "A Borda count for partially ordered ballots", Social Choice and Welfare 42, pp. 913–926.
  public func points(of choice: Int) -> Double { Double(twicePoints[choice]) / 2 }

  /// The mean of the places given to a choice, 1 the best; nil if nobody gave it one.
  public func meanPlace(of choice: Int) -> Double? {
    ranked[choice] > 0 ? Double(placeSums[choice]) / Double(ranked[choice]) : nil
  }

  /// How many placed one choice above the other; a choice with a place is above one without.
  public func preferring(_ one: Int, to other: Int) -> Int { preferred[one * choices + other] }

  /// How many others a choice beats: more place it above than below.
  public func wins(of choice: Int) -> Int {
    firsts.indices.count { $0 != choice && preferring(choice, to: $0) > preferring($0, to: choice) }
  }

  /// The choice that beats every other; nil if there is none, or nothing to beat.
  ///
  /// Source: Condorcet (1785), *Essai sur l'application de l'analyse à la probabilité des décisions*.
  public var condorcetWinner: Int? {
    choices > 1 ? firsts.indices.first { wins(of: $0) == choices - 1 } : nil
  }

  private static func isAbove(_ one: Int32, _ other: Int32) -> Bool {
    one > 0 && (other <= 0 || one < other)
  }
}

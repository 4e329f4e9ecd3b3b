/// Weights under which a sample has the shares of a population in several margins at once.
///
/// Iterative proportional fitting: the weights of each category of a margin are scaled to its target, margin after
/// margin, until all are met. Source: Deming and Stephan (1940), "On a least squares adjustment of a sampled
/// frequency table when the expected marginal totals are known", Annals of Mathematical Statistics 11, pp. 427–444.
///
/// ```swift
/// // 30 women and 10 men where half are women
/// let raking = try Raking([.init([0], count: 30), .init([1], count: 10)], targets: [[50, 50]])
/// raking.weights  // [0.6666666666666666, 2.0]
/// ```
public struct Raking: Sendable, Equatable {
  /// Responses that fall into the same category of every margin.
  public struct Cell: Sendable, Hashable {
    /// One for each margin.
    public var categories: [Int]
    /// How many responses, at least 0.
    public var count: Int

    public init(_ categories: [Int], count: Int) {
      self.categories = categories
      self.count = count
    }
  }

  /// A category of a margin, both by position.
  public struct Category: Sendable, Hashable {
    public var margin: Int
    public var category: Int

    public init(margin: Int, category: Int) {
      self.margin = margin
      self.category = category
    }
  }

  /// Margins are met when no share is further from its target than this.
  public static let tolerance = 1e-13

  /// The weight of each response of a cell; their mean over the responses is 1.
  public let weights: [Double]
  /// How often all margins were gone through.
  public let rounds: Int

  /// - Parameters:
  ///   - cells: the responses.
  ///   - targets: for each margin the size of each category in the population, on any scale.
  ///   - cap: no weight is above this multiple of the mean; what is cut off is spread over the others in
  ///     proportion to their weights, so that margins are then met nearly, not exactly. Above 1.
  ///   - mostRounds: give up after so many.
  /// - Throws: `RakingFailure` where no weights meet the targets.
  public init(
    _ cells: [Cell], targets: [[Double]], cap: Double? = nil, mostRounds: Int = 2000
  ) throws(RakingFailure) {
    let total = cells.reduce(0) { $0 + $1.count }
    guard total > 0 else { throw .nobody }
    let wanted = try Raking.shares(targets, of: cells).map { $0.map { $0 * Double(total) } }
    var fit = ProportionalFit(cells: cells, wanted: wanted, total: Double(total))
    rounds = try fit.run(atMost: mostRounds)
    weights = cap.map { Raking.trimmed(fit.weights, of: cells, at: $0) } ?? fit.weights
  }

  /// The share of the population in each category, where every category that has people in it has responses and
  /// every one that has responses has people.
  private static func shares(_ targets: [[Double]], of cells: [Cell]) throws(RakingFailure) -> [[Double]] {
    var shares: [[Double]] = []
    var empty: [Category] = []
    var unexpected: [Category] = []
    for (margin, sizes) in targets.enumerated() {
      let sum = sizes.reduce(0, +)
      guard sum > 0, sum.isFinite, sizes.allSatisfy({ $0 >= 0 }) else { throw .noTarget(margin: margin) }
      var counts = Array(repeating: 0, count: sizes.count)
      for cell in cells { counts[cell.categories[margin]] += cell.count }
      for category in sizes.indices {
        let place = Category(margin: margin, category: category)
        if sizes[category] > 0, counts[category] == 0 { empty.append(place) }
        if sizes[category] == 0, counts[category] > 0 { unexpected.append(place) }
      }
      shares.append(sizes.map { $0 / sum })
    }
    if !empty.isEmpty || !unexpected.isEmpty { throw .categories(empty: empty, unexpected: unexpected) }
    return shares
  }

  /// Source for spreading what is cut off: Potter (1990), "A study of procedures to identify and trim extreme
  /// sampling weights", Proceedings of the Survey Research Methods Section, American Statistical Association.
  private static func trimmed(_ weights: [Double], of cells: [Cell], at cap: Double) -> [Double] {
    precondition(cap > 1, "weights with a mean of 1 can't all be below it")
    var weights = weights
    var isCapped = weights.map { _ in false }
    while true {
      let above = weights.indices.filter { !isCapped[$0] && weights[$0] > cap }
      if above.isEmpty { return weights }
      var excess = 0.0
      for index in above {
        excess += (weights[index] - cap) * Double(cells[index].count)
        weights[index] = cap
        isCapped[index] = true
      }
      let free = weights.indices.filter { !isCapped[$0] }
      let mass = free.reduce(0) { $0 + weights[$1] * Double(cells[$1].count) }
      guard mass > 0 else { return weights }
      for index in free { weights[index] *= 1 + excess / mass }
    }
  }
}

/// Why there are no weights that meet the targets.
public enum RakingFailure: Error, Sendable, Hashable {
  /// There is no response to weight.
  case nobody
  /// A margin has no people, or a size that is negative or not finite.
  case noTarget(margin: Int)
  /// Categories that have people in the population and no response, and the other way round.
  case categories(empty: [Raking.Category], unexpected: [Raking.Category])
  /// The margins pull against each other: the category furthest off stays at one share where another was wanted.
  case contradictory(Raking.Category, reached: Double, wanted: Double)
  /// The margins come nearer to being met, but too slowly.
  case slow(Raking.Category, reached: Double, wanted: Double)
}

/// The weights on their way.
private struct ProportionalFit {
  let cells: [Raking.Cell]
  /// By margin and category, summing to `total` in each margin.
  let wanted: [[Double]]
  let total: Double
  var weights: [Double]

  init(cells: [Raking.Cell], wanted: [[Double]], total: Double) {
    (self.cells, self.wanted, self.total) = (cells, wanted, total)
    weights = Array(repeating: 1, count: cells.count)
  }

  /// - Returns: how many rounds it took.
  mutating func run(atMost mostRounds: Int) throws(RakingFailure) -> Int {
    var atHalf = Double.infinity
    for round in 1...max(mostRounds, 1) {
      for margin in wanted.indices { scale(margin) }
      let furthest = furthestOff
      if furthest.distance <= Raking.tolerance { return round }
      if round == mostRounds / 2 { atHalf = furthest.distance }
    }
    let furthest = furthestOff
    let place = furthest.category
    let target = wanted[place.margin][place.category] / total
    throw furthest.distance > atHalf * 0.7
      ? .contradictory(place, reached: furthest.reached, wanted: target)
      : .slow(place, reached: furthest.reached, wanted: target)
  }

  private func sums(_ margin: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: wanted[margin].count)
    for (cell, weight) in zip(cells, weights) {
      sums[cell.categories[margin]] += weight * Double(cell.count)
    }
    return sums
  }

  private mutating func scale(_ margin: Int) {
    let factors = zip(wanted[margin], sums(margin)).map { $1 > 0 ? $0 / $1 : 1 }
    for index in cells.indices { weights[index] *= factors[cells[index].categories[margin]] }
  }

  private var furthestOff: (category: Raking.Category, reached: Double, distance: Double) {
    var furthest = (category: Raking.Category(margin: 0, category: 0), reached: 0.0, distance: 0.0)
    for margin in wanted.indices {
      for (category, sum) in sums(margin).enumerated() {
        let distance = abs(sum - wanted[margin][category]) / total
        if distance > furthest.distance {
          furthest = (Raking.Category(margin: margin, category: category), sum / total, distance)
        }
      }
    }
    return furthest
  }
}

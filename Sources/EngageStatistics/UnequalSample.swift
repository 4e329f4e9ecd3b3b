/// A random sample of a fixed size from a short list, in which what matters more has a greater chance.
public enum UnequalSample {
  /// The chance of each unit: proportional to its size, but at least `floor` and at most 1, together `count`.
  ///
  /// Source: Särndal, Swensson and Wretman (1992), *Model Assisted Survey Sampling*, section 3.6: inclusion
  /// probabilities proportional to size, units that would have more than 1 taken for certain. The floor, which
  /// keeps 1 ÷ chance small, is ours.
  /// - Parameters:
  ///   - sizes: above 0.
  ///   - count: how many will be drawn, at most as many as there are.
  ///   - floor: at most `count` ÷ the number of units.
  public static func chances(sizes: [Double], count: Int, floor: Double = 0) -> [Double] {
    precondition(sizes.allSatisfy { $0 > 0 && $0 < .infinity }, "sizes are above 0")
    precondition((0...sizes.count).contains(count), "at most as many are drawn as there are")
    guard count < sizes.count else { return sizes.map { _ in 1 } }
    guard count > 0, let least = sizes.min() else { return sizes.map { _ in 0 } }
    let floor = min(max(floor, 0), Double(count) / Double(sizes.count))
    func chances(_ scale: Double) -> [Double] { sizes.map { min(max(scale * $0, floor), 1) } }
    // Together the chances grow with the scale: the right one is found by halving.
    var (low, high) = (0.0, 1 / least)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return chances(high) }
      if chances(middle).reduce(0, +) < Double(count) { low = middle } else { high = middle }
    }
  }

  /// Draws units with these chances: every list of the same chances and the same seed gives the same units.
  ///
  /// Source: Madow (1949), "On the theory of systematic sampling, II", Annals of Mathematical Statistics 20,
  /// pp. 333–354: systematic sampling with unequal chances; the units in random order first, as in Hartley and Rao
  /// (1962), "Sampling with unequal probabilities and without replacement", Annals of Mathematical Statistics 33,
  /// pp. 350–374.
  /// - Parameter chances: from 0 to 1, together a whole number.
  /// - Returns: for each unit whether it was drawn.
  public static func draw(chances: [Double], seed: UInt64) -> [Bool] {
    var random = SplitMix64(seed: seed)
    var order = Array(chances.indices)
    order.shuffle(using: &random)
    let start = random.nextUnit()
    var drawn = [Bool](repeating: false, count: chances.count)
    let count = Int(chances.reduce(0, +).rounded())
    var (taken, before) = (0, 0.0)
    for unit in order where taken < count {
      let upTo = before + chances[unit]
      if start + Double(taken) < upTo {
        drawn[unit] = true
        taken += 1
      }
      before = upTo
    }
    // Rounding may leave the sum a hair short of the last step.
    if taken < count, let last = order.last(where: { !drawn[$0] && chances[$0] > 0 }) { drawn[last] = true }
    return drawn
  }
}

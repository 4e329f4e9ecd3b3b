/// Which cells of a `CellSystem` are hidden, and what can still be found out of the others.
public struct Suppression: Sendable {
  /// Every cell that is hidden: those that were, and `added`. Latent cells are not among them.
  public var hidden: Set<Int>
  public var added: Set<Int>
  /// What hiding `added` loses: the sum of their losses.
  public var loss: Double
  /// No safe pattern loses less than this. For a large system, nothing but a trivial bound.
  public var lowerBound: Double
  /// For every cell with a need, by its number.
  public var verdicts: [Verdict]

  /// Whether it is proven that nothing less can be hidden.
  public var isOptimal: Bool {
    loss <= lowerBound + 1e-6 * max(1, loss)
  }
}

/// What can be found out about one cell with a need.
public struct Verdict: Sendable, Hashable {
  public var cell: Int
  /// Of a safe cell: the lowest and highest values that were shown to be possible; there may be more beyond them.
  /// Of one that is not: the narrowest interval that follows from what is shown, whole numbers for whole cells;
  /// `highest` is infinite where nothing holds it.
  public var lowest: Double
  public var highest: Double
  public var isSafe: Bool
  /// A cell whose members find out too much by leaving themselves out; `nil` if the cell is safe, or unsafe
  /// against everybody.
  public var insider: Int?

  public init(cell: Int, lowest: Double, highest: Double, isSafe: Bool, insider: Int? = nil) {
    self.cell = cell
    self.lowest = lowest
    self.highest = highest
    self.isSafe = isSafe
    self.insider = insider
  }
}

/// Why there is no pattern, or no audit.
public enum SuppressionFailure: Error, Sendable, Hashable {
  /// These equations do not hold for the values given, or name cells that do not exist.
  case inconsistent(equations: [Int])
  /// These cells can't be what they are said to be: below zero, no number, not whole, a range without the value, a
  /// loss that is not above zero, two ties, hidden together with a cell that can't be hidden.
  case cells(invalid: [Int])
  /// What these cells need is not met, or can't be shown to be met, even if everything is hidden that may be.
  case impossible(cells: [Int])
  case outOfTime
}

/// When the work must be done.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant

  init(seconds: Double) {
    end = ContinuousClock.now + .seconds(seconds)
  }

  var isOver: Bool { ContinuousClock.now >= end }

  var secondsLeft: Double {
    let left = ContinuousClock.now.duration(to: end).components
    return Double(left.seconds) + Double(left.attoseconds) * 1e-18
  }

  func check() throws(SuppressionFailure) {
    if isOver { throw .outOfTime }
  }
}

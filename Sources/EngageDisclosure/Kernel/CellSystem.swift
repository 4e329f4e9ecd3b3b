/// Figures that are to leave, and what everybody knows of how they hang together: the same people counted in several
/// tables, totals, parts of wholes. It knows no report and no survey.
///
/// What is published of it is for an attacker a system of linear equations over numbers not below zero; whatever
/// numbers fulfil it are possible to the attacker (Fischetti and Salazar, 2001).
public struct CellSystem: Sendable {
  public var cells: [Cell]
  public var equations: [Equation]
  /// Cells that are hidden together: a count and its weighted twin. Each cell stands in at most one.
  public var ties: [[Int]]

  public init(cells: [Cell] = [], equations: [Equation] = [], ties: [[Int]] = []) {
    self.cells = cells
    self.equations = equations
    self.ties = ties
  }

  public struct Cell: Sendable {
    /// What it is, not below zero.
    public var value: Double
    public var state: State
    /// Whether everybody knows that it is a whole number.
    public var isWhole: Bool
    /// What must not be found out about it; `nil` if nothing.
    public var need: Need?
    /// While it is shown: the range in which readers know the value to be, where that is wider than the value itself
    /// (a rounded figure).
    public var shownRange: ClosedRange<Double>?

    public init(
      _ value: Double, _ state: State, need: Need? = nil, isWhole: Bool = true,
      shownRange: ClosedRange<Double>? = nil
    ) {
      self.value = value
      self.state = state
      self.need = need
      self.isWhole = isWhole
      self.shownRange = shownRange
    }
  }

  public enum State: Sendable, Hashable {
    /// Shown, or known anyhow: can't be hidden.
    case fixed
    /// Shown unless hidden, at this loss of information, above zero.
    case open(loss: Double)
    /// Hidden already, or to be hidden: a small count, what an earlier release hid.
    case hidden
    /// Shown nowhere: what is left between figures that are shown.
    case latent
  }

  /// What an attacker must take to be possible: values down to `atMost` and up to `atLeast`.
  public struct Need: Sendable, Hashable {
    public var atMost: Double
    public var atLeast: Double

    public init(atMost: Double, atLeast: Double) {
      self.atMost = atMost
      self.atLeast = atLeast
    }
  }

  /// The terms add up to zero.
  public struct Equation: Sendable, Hashable {
    public var terms: [Term]

    public init(_ terms: [Term]) { self.terms = terms }

    /// A whole and the parts that make it.
    public static func sum(of parts: [Int], is whole: Int) -> Equation {
      Equation([Term(whole, 1)] + parts.map { Term($0, -1) })
    }
  }

  public struct Term: Sendable, Hashable {
    public var cell: Int
    public var factor: Int

    public init(_ cell: Int, _ factor: Int) {
      self.cell = cell
      self.factor = factor
    }
  }
}

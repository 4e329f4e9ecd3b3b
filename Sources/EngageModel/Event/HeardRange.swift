/// How many people were heard, as far as forms and tables can say it: people at tables fill in forms too.
public struct HeardRange: Sendable, Hashable {
  public let atLeast: Int
  /// `nil` where it can't be said.
  public let atMost: Int?
  /// More forms, or more people at tables, than people who came: one of the figures can't be right.
  public let contradicts: Bool
  /// How many came and were not heard; `nil` where it is not known how many came, or the figures contradict.
  public let unheard: ClosedRange<Int>?

  /// - Parameters:
  ///   - returns: what came back.
  ///   - attended: how many came, where that is known exactly.
  ///   - overlap: whether people at tables also filled in forms.
  public init(returns: ReturnCount, attended: Int?, overlap: Event.Overlap) {
    let sum = returns.forms + returns.people
    let larger = max(returns.forms, returns.people)
    let isContradiction = attended.map { (overlap == .none ? sum : larger) > $0 } ?? false
    let ceiling = isContradiction ? nil : attended
    let countsAll = returns.uncountedTables == 0
    let atLeast = overlap == .none ? sum : larger
    let atMost: Int? =
      if !countsAll {
        ceiling
      } else {
        switch overlap {
        case .none: sum
        case .all: larger
        case .some, .unknown: min(ceiling ?? sum, sum)
        }
      }
    self.atLeast = atLeast
    self.atMost = atMost
    contradicts = isContradiction
    unheard = ceiling.map { max(0, $0 - (atMost ?? $0))...($0 - atLeast) }
  }
}

extension Session {
  /// How many came: `nil` where nobody knows or nothing was held. An estimate is never exact.
  public var knownAttendance: Quantity? {
    guard status == .held, let attended, attended.isKnown else { return nil }
    return basis == .estimate && attended.isExact ? Quantity(attended.value, .about) : attended
  }
}

public import EngageModel

/// The time and the identities that entry needs from outside: in tests they are fixed.
public struct EntrySurroundings: Sendable {
  /// ISO 8601, UTC.
  public var now: @Sendable () -> String
  /// The day here.
  public var today: @Sendable () -> CalendarDate
  /// The time of day here, for `now()` in expressions.
  public var secondsSinceMidnight: @Sendable () -> Int
  /// Seconds since any moment, for how long a form takes.
  public var elapsed: @Sendable () -> Double
  /// Another identity each time, unlike all others of the store.
  public var newIdentity: @Sendable () -> EntryDraftID

  /// What a draft is told from all others by.
  public typealias EntryDraftID = String

  /// - Parameters:
  ///   - newIdentity: random ones if left out.
  public init(
    now: @escaping @Sendable () -> String, today: @escaping @Sendable () -> CalendarDate,
    secondsSinceMidnight: @escaping @Sendable () -> Int = { 0 },
    newIdentity: @escaping @Sendable () -> EntryDraftID = EntrySurroundings.randomIdentity,
    elapsed: @escaping @Sendable () -> Double = EntrySurroundings.secondsSinceStart
  ) {
    self.now = now
    self.today = today
    self.secondsSinceMidnight = secondsSinceMidnight
    self.newIdentity = newIdentity
    self.elapsed = elapsed
  }

  private static let start = ContinuousClock.now

  /// By a clock that nobody sets.
  public static func secondsSinceStart() -> Double {
    let elapsed = start.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// 128 random bits in hexadecimal.
  public static func randomIdentity() -> EntryDraftID {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// What was answered to one question.
public enum Answer: Sendable, Hashable, Codable {
  case choice(Choice.ID)
  /// In survey order.
  case choices([Choice.ID])
  /// Best first.
  case ranking([Choice.ID])
  /// Also the value of an `integer` and a `range`.
  case number(Double)
  case date(CalendarDate)
  /// Seconds since midnight.
  case time(Int)
  case text(String)
  case missing(MissingReason)

  /// The reason for a missing answer; `nil` if there is one.
  public var missingReason: MissingReason? {
    guard case .missing(let reason) = self else { return nil }
    return reason
  }
}

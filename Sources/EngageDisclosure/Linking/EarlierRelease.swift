public import EngageModel
public import EngageReport

/// A report that is out already, to whomever: partners meet.
public struct EarlierRelease: Sendable {
  public var number: Int
  public var recipient: String
  /// ISO 8601.
  public var at: String
  /// With all that was counted.
  public var counted: Report
  /// As it left.
  public var released: Report
  /// The rules it was made safe by.
  public var profile: DisclosureProfile

  public init(
    number: Int, recipient: String, at: String, counted: Report, released: Report, profile: DisclosureProfile
  ) {
    self.number = number
    self.recipient = recipient
    self.at = at
    self.counted = counted
    self.released = released
    self.profile = profile
  }
}

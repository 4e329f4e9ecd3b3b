/// The rules by which what leaves is kept from giving anybody away.
public struct DisclosureProfile: Sendable, Hashable, Codable {
  /// The name in recipes and on the command line.
  public var name: String
  /// Counts above zero and below it are hidden. At least 2.
  public var threshold: Int
  public var zeros: Zeros
  /// What shown counts are rounded to; `nil` where they stand as counted.
  public var rounding: Int?
  /// Shares, means and statements need at least so many who answered.
  public var minimumBase: Int
  /// The share of a group of two or more answers, from above 0.5 to 1, from which one answer tells what all of the group
  /// said; `nil` where that is allowed.
  public var dominance: Double?
  /// Whether equality questions may be shown by session.
  public var equalityBySession: Bool
  /// Of records: at least so many alike, and so many different answers among them to a sensitive question.
  public var records: RecordRules
  /// Seconds that finding what to hide may take.
  public var seconds: Double

  public enum Zeros: String, Sendable, Codable, CaseIterable {
    /// Shown, unless hidden to protect others.
    case shown
    /// Small counts like any other.
    case hidden
  }

  public struct RecordRules: Sendable, Hashable, Codable {
    public var alike: Int
    public var different: Int

    public init(alike: Int = 5, different: Int = 2) {
      self.alike = alike
      self.different = different
    }
  }

  public init(
    name: String, threshold: Int = 5, zeros: Zeros = .shown, rounding: Int? = nil, minimumBase: Int = 10,
    dominance: Double? = 1, equalityBySession: Bool = false, records: RecordRules = RecordRules(),
    seconds: Double = 60
  ) {
    self.name = name
    self.threshold = threshold
    self.zeros = zeros
    self.rounding = rounding
    self.minimumBase = minimumBase
    self.dominance = dominance
    self.equalityBySession = equalityBySession
    self.records = records
    self.seconds = seconds
  }

  /// Counts below 5 are hidden: what applies where nobody chose.
  public static let standard = DisclosureProfile(name: "below-5")

  /// As NHS Hospital Episode Statistics are published: counts of 1 to 7 hidden, others to the nearest 5.
  public static let rounded = DisclosureProfile(name: "rounded", threshold: 8, rounding: 5)

  /// Those that need no file.
  public static let builtIn = [standard, rounded]
}

/// People who are part of others: whoever meets one of some sets of conditions meets another one too, as who raised a
/// theme raised the theme that it is part of, and who came on a day came in its week. With ``Counted`` it lets a report
/// be made safe: the whole less a part tells of the other parts.
public struct Union: Sendable, Hashable, Codable {
  /// Dimensions and values, as in ``Counted/conditions``.
  public typealias Conditions = [String: [String]]

  public var whole: Conditions
  public var parts: [Conditions]
  /// Whether nobody is of the whole who is of none of the parts.
  public var isComplete: Bool
  /// Whether nobody is of two of the parts.
  public var isApart: Bool

  public init(_ whole: Conditions, of parts: [Conditions], isComplete: Bool, isApart: Bool = false) {
    self.whole = whole
    self.parts = parts
    self.isComplete = isComplete
    self.isApart = isApart
  }

  /// A tick that is any of others. What they are called by may be anything: ticks made of the same are held together,
  /// also where no figure counts the same itself.
  /// - Parameters:
  ///   - tick: a dimension, `theme:hate:concerns/reporting`.
  ///   - parts: dimensions, `theme:hate:concerns/online`, or the words that are looked for.
  public init(tick: String, anyOf parts: [String], isComplete: Bool = true) {
    self.init([tick: ["yes"]], of: parts.map { [$0: ["yes"]] }, isComplete: isComplete)
  }

  private enum CodingKeys: String, CodingKey {
    case whole, parts
    case isComplete = "complete"
    case isApart = "apart"
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    whole = try keyed.decode(Conditions.self, forKey: .whole)
    parts = try keyed.decode([Conditions].self, forKey: .parts)
    isComplete = try keyed.decodeIfPresent(Bool.self, forKey: .isComplete) ?? false
    isApart = try keyed.decodeIfPresent(Bool.self, forKey: .isApart) ?? false
  }
}

/// Ticks that are parts of another: whoever has one of the parts has the whole too, as who raised a theme raised the
/// theme that it is part of, and its priority. With ``Counted`` it lets a report be made safe: the whole less a part
/// tells of the other parts.
public struct TickUnion: Sendable, Hashable, Codable {
  /// A dimension of ticks, `priority:hate:concerns/reporting`.
  public var whole: String
  /// Dimensions of ticks, `theme:hate:concerns/online`.
  public var parts: [String]
  /// Whether nobody has the whole who has none of the parts.
  public var isComplete: Bool

  public init(_ whole: String, of parts: [String], isComplete: Bool) {
    self.whole = whole
    self.parts = parts
    self.isComplete = isComplete
  }

  private enum CodingKeys: String, CodingKey {
    case whole, parts
    case isComplete = "complete"
  }
}

/// A name that identifies one kind of thing: names of different kinds do not mix.
public protocol Name: RawRepresentable, Hashable, Sendable, Codable, CodingKeyRepresentable, Comparable,
  CustomStringConvertible, ExpressibleByStringLiteral
where RawValue == String {
  init(rawValue: String)
}

extension Name {
  /// The name as written.
  public init(_ name: String) { self.init(rawValue: name) }
  public init(stringLiteral name: String) { self.init(rawValue: name) }
  public var description: String { rawValue }
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Survey {
  /// The name of a survey, `we-stand-together`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Question {
  /// The name of a question, `safe_day`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Choice {
  /// The name of a choice, `young_person`, or `5` on a scale.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Event {
  /// The name of an event, `we-stand-together-2019`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Session {
  /// The name of a session within its event, `rugby`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Codebook {
  /// The name of a codebook, `hate-crime`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

extension Theme {
  /// The name of a theme within its codebook, `reporting`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}

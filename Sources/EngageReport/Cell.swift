/// One figure or word of a table, raw: formatting is the renderer's.
///
/// In JSON a cell is a string, a number, `{"of", "in"}`, `{"suppressed": true}` or `null`.
public enum Cell: Sendable, Hashable {
  /// Words: a label, a key, a qualified quantity such as "over 1,300".
  case text(String)
  /// A count, a mean or another finite number.
  case number(Double)
  /// A part of a whole; the renderer divides. `in` may be zero.
  case share(of: Double, in: Double)
  /// Hidden to protect people.
  case suppressed
  /// Missing or not known.
  case missing

  /// A whole number of responses, people or tables.
  public static func count(_ count: Int) -> Cell { .number(Double(count)) }

  /// A part of a whole, both whole numbers.
  public static func share(_ part: Int, of whole: Int) -> Cell {
    .share(of: Double(part), in: Double(whole))
  }

  /// A number, or `.missing` where there is none or where it is not finite.
  public static func number(orMissing value: Double?) -> Cell {
    guard let value, value.isFinite else { return .missing }
    return .number(value)
  }

  /// The number of a `.number`, the part of a `.share`; `nil` for all others.
  public var amount: Double? {
    switch self {
    case .number(let value): value
    case .share(let part, _): part
    case .text, .suppressed, .missing: nil
    }
  }

  /// The share as a fraction from 0 to 1; `nil` if this is no share or its base is zero.
  public var fraction: Double? {
    guard case .share(let part, let whole) = self, whole > 0 else { return nil }
    return part / whole
  }

  /// The words of a `.text`.
  public var words: String? {
    guard case .text(let words) = self else { return nil }
    return words
  }
}

extension Cell: Codable {
  private enum Keys: String, CodingKey {
    case of, `in`, suppressed
  }

  public init(from decoder: any Decoder) throws {
    if let single = try? decoder.singleValueContainer() {
      if single.decodeNil() {
        self = .missing
        return
      }
      if let words = try? single.decode(String.self) {
        self = .text(words)
        return
      }
      if let number = try? single.decode(Double.self) {
        self = .number(number)
        return
      }
    }
    let keyed = try decoder.container(keyedBy: Keys.self)
    if try keyed.decodeIfPresent(Bool.self, forKey: .suppressed) == true {
      self = .suppressed
    } else {
      self = .share(
        of: try keyed.decode(Double.self, forKey: .of), in: try keyed.decode(Double.self, forKey: .in))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let words):
      var single = encoder.singleValueContainer()
      try single.encode(words)
    case .number(let value):
      var single = encoder.singleValueContainer()
      try single.encode(value)
    case .share(let part, let whole):
      var keyed = encoder.container(keyedBy: Keys.self)
      try keyed.encode(part, forKey: .of)
      try keyed.encode(whole, forKey: .in)
    case .suppressed:
      var keyed = encoder.container(keyedBy: Keys.self)
      try keyed.encode(true, forKey: .suppressed)
    case .missing:
      var single = encoder.singleValueContainer()
      try single.encodeNil()
    }
  }
}

/// A number of people as a register, a report or a memory gives it.
public struct Quantity: Sendable, Hashable, Codable, CustomStringConvertible {
  public enum Qualifier: String, Sendable, Codable {
    case exact, over, almost, about, unknown
  }

  /// 0 if unknown.
  public let value: Int
  public let qualifier: Qualifier

  public init(_ value: Int, _ qualifier: Qualifier = .exact) {
    self.value = qualifier == .unknown ? 0 : value
    self.qualifier = qualifier
  }

  public static let unknown = Quantity(0, .unknown)

  /// Reads `52`, `over 1300`, `almost 1,300`, `about 40`, `unknown`.
  /// - Returns: `nil` if it is none of these.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    if words == ["unknown"] {
      self = .unknown
      return
    }
    guard let number = words.last.flatMap({ Quantity.number($0) }), words.count <= 2 else { return nil }
    guard words.count == 2 else {
      self.init(number)
      return
    }
    guard let qualifier = Qualifier(rawValue: String(words[0])), qualifier != .exact, qualifier != .unknown
    else { return nil }
    self.init(number, qualifier)
  }

  private static func number(_ text: Substring) -> Int? {
    let digits = text.filter { $0 != "," }
    guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }

  public var isKnown: Bool { qualifier != .unknown }
  public var isExact: Bool { qualifier == .exact }

  /// The number if it is exact.
  public var exactValue: Int? { isExact ? value : nil }

  /// The sum keeps the qualifier: over and exact make over, almost and exact almost, over and almost about.
  /// What is unknown makes the sum unknown; leave it out beforehand and say so.
  public static func + (one: Quantity, other: Quantity) -> Quantity {
    let sum = one.value + other.value
    switch (one.qualifier, other.qualifier) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.exact, let qualifier), (let qualifier, .exact): return Quantity(sum, qualifier)
    case (let one, let other) where one == other: return Quantity(sum, one)
    default: return Quantity(sum, .about)
    }
  }

  /// "52", "over 1300", "unknown".
  public var description: String {
    switch qualifier {
    case .exact: String(value)
    case .unknown: "unknown"
    case .over, .almost, .about: "\(qualifier.rawValue) \(value)"
    }
  }
}

/// A variable of an SPSS data file.
public struct SavVariable: Sendable, Hashable {
  /// What its values are.
  public enum Kind: Sendable, Hashable {
    /// Numbers, shown with so many decimals.
    case number(decimals: Int)
    /// Days: seconds since 14 October 1582, see ``SavTime``.
    case date
    /// Seconds since midnight.
    case time
    /// UTF-8 of at most so many bytes.
    case text(width: Int)
  }

  /// What may be done with its values.
  public enum Measure: Sendable, Hashable {
    /// Names without an order.
    case nominal
    /// Steps in an order.
    case ordinal
    /// Amounts.
    case scale
  }

  /// A value and what it means.
  public struct ValueLabel: Sendable, Hashable {
    /// The value in the data.
    public var value: Double
    /// What it means.
    public var label: String
    /// A value and what it means.
    public init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// A legal name, see ``SavNames``.
  public var name: String
  /// What people read in its place; at most 255 bytes.
  public var label: String
  /// What its values are.
  public var kind: Kind
  /// What may be done with its values.
  public var measure: Measure
  /// What single values mean; labels have at most 120 bytes.
  public var valueLabels: [ValueLabel]
  /// Values that stand for missing answers (both ends are among them).
  public var missing: ClosedRange<Double>?

  /// A variable.
  public init(
    name: String, label: String, kind: Kind, measure: Measure, valueLabels: [ValueLabel] = [],
    missing: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.measure = measure
    self.valueLabels = valueLabels
    self.missing = missing
  }

  /// The format in which SPSS shows it.
  var format: String {
    switch kind {
    case .number(let decimals): "F\(decimals == 0 ? 8 : 16).\(decimals)"
    case .date: "SDATE10"
    case .time: "TIME8"
    case .text(let width): "A\(width)"
    }
  }
}

/// Time as SPSS counts it.
public enum SavTime {
  /// From 14 October 1582, where SPSS begins, to 1970-01-01.
  static let daysBefore1970 = 141_428

  /// A day in SPSS's seconds.
  public static func seconds(daysSince1970 days: Int) -> Double { Double(days + daysBefore1970) * 86_400 }
}

/// Names that SPSS accepts for variables.
public enum SavNames {
  /// The most bytes of a name.
  public static let limit = 64
  /// Words of SPSS's own language.
  static let reserved: Set<String> = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
  ]

  /// A legal name as close to `wanted` as possible, unlike every taken name in any case.
  ///
  /// Letters, digits, `_` and `.`; it starts with a letter, ends with neither `.` nor `_`, is no word of SPSS's
  /// language and has at most 64 bytes.
  /// - Parameter taken: the names so far, in lower case; the new one is added.
  public static func legal(_ wanted: String, taken: inout Set<String>) -> String {
    var base = ""
    for scalar in wanted.unicodeScalars {
      let isFine = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "."
      base.unicodeScalars.append(isFine ? scalar : "_")
    }
    if base.unicodeScalars.first?.properties.isAlphabetic != true { base = "v_" + base }
    if reserved.contains(base.lowercased()) { base += "_answer" }
    var name = ended(shortened(base, bytes: limit))
    var number = 2
    while taken.contains(name.lowercased()) {
      let ending = "_\(number)"
      name = ended(shortened(base, bytes: limit - ending.utf8.count)) + ending
      number += 1
    }
    taken.insert(name.lowercased())
    return name
  }

  private static func ended(_ name: String) -> String {
    var name = name
    while let last = name.unicodeScalars.last, last == "." || last == "_" { name.unicodeScalars.removeLast() }
    return name.isEmpty ? "v" : name
  }
}

/// The longest start of whole characters with at most so many bytes of UTF-8.
func shortened(_ text: String, bytes limit: Int) -> String {
  if text.utf8.count <= limit { return text }
  var out = ""
  var room = limit
  for character in text {
    let size = character.utf8.count
    if size > room { break }
    room -= size
    out.append(character)
  }
  return out
}

public import EngageReport

/// How figures read in every text format: one place for thousands, shares, decimals, p-values and symbols.
///
/// A column is looked at as a whole, so that its numbers have the same number of decimals.
public struct FigureFormat: Sendable, Hashable {
  /// Hidden to protect people.
  public static let suppressed = "[c]"
  /// A figure that is missing or not known.
  public static let missing = "[x]"
  /// Words that are missing.
  public static let noWords = "–"
  /// No percentage is given where the base is smaller.
  public static let smallestBaseForPercent = 50.0

  let kind: Column.Kind
  let isProbability: Bool
  let places: Int

  /// The format of a column of a table.
  public init(column index: Int, of table: Table) {
    let column = table.columns[index]
    kind = column.kind
    isProbability = FigureNames.tellsProbability(column.name)
    let numbers = table.rows.compactMap { row -> Double? in
      guard index < row.count, case .number(let value) = row[index] else { return nil }
      return value
    }
    let isWhole = numbers.allSatisfy { $0 == $0.rounded() }
    places = isWhole ? 0 : (column.kind == .count || column.kind == .quantity ? 1 : 2)
  }

  /// A cell as people read it.
  public func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): words
    case .number(let value):
      isProbability ? Self.probability(value) : Self.decimal(value, places: places)
    case .share(let part, let whole): Self.share(of: part, in: whole)
    case .suppressed: Self.suppressed
    case .missing: kind == .key || kind == .text || kind == .quote ? Self.noWords : Self.missing
    }
  }

  /// "57 of 120 (48%)"; without the percentage where the base is under 50.
  public static func share(of part: Double, in whole: Double) -> String {
    let words = "\(count(part)) of \(count(whole))"
    guard let percent = percent(of: part, in: whole) else { return words }
    return "\(words) (\(percent))"
  }

  /// "48%", "under 1%" or "over 99%" where rounding would say none or all; `nil` where the base is under 50.
  public static func percent(of part: Double, in whole: Double) -> String? {
    guard whole >= smallestBaseForPercent, part.isFinite, whole.isFinite else { return nil }
    let percent = part / whole * 100
    if part > 0, percent < 0.5 { return "under 1%" }
    if part < whole, percent >= 99.5 { return "over 99%" }
    return decimal(percent, places: 0) + "%"
  }

  /// "1,300"; with one decimal where it is not whole (weighted).
  public static func count(_ value: Double) -> String {
    decimal(value, places: value == value.rounded() ? 0 : 1)
  }

  /// "< 0.001" or "0.042".
  public static func probability(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : decimal(value, places: 3)
  }

  /// A number rounded half away from zero, with a comma between thousands unless told otherwise.
  public static func decimal(_ value: Double, places: Int, grouped: Bool = true) -> String {
    guard value.isFinite else { return missing }
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * Double(scale)).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = UInt64(scaled)
    let sign = value < 0 && digits > 0 ? "-" : ""
    let whole = grouped ? thousands(digits / scale) : String(digits / scale)
    guard places > 0 else { return sign + whole }
    let fraction = String(digits % scale)
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  private static func thousands(_ value: UInt64) -> String {
    let digits = Array(String(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A measure as part of a line: "chi-squared 67.38", "p < 0.001", "n 120".
  public static func measure(_ measure: Measure) -> String {
    let name = measureNames[measure.name] ?? measure.name.replacing("_", with: " ")
    guard let value = measure.value else { return "\(name) not known" }
    if FigureNames.tellsProbability(measure.name) {
      return value < 0.001 ? "\(name) < 0.001" : "\(name) = \(probability(value))"
    }
    return "\(name) \(decimal(value, places: value == value.rounded() ? 0 : 2))"
  }

  private static let measureNames = [
    "chi_squared": "chi-squared", "cramers_v": "Cramér's V", "fisher_p": "Fisher's p", "w": "W",
    "monte_carlo_p": "simulated p", "sign_p": "sign test's p",
    "one_half": "answered only before or only after",
    "not_scored": "not on the scale",
    "u": "U", "mcnemar_p": "McNemar's p", "mcnemar_chi_squared": "McNemar's chi-squared",
    "mcnemar_chi_squared_p": "its p",
  ]
}

extension String {
  /// The text with every occurrence of a character exchanged.
  func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}

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
    guard kind != .proportion else {
      places = Wording.placesOfPercent(numbers)
      return
    }
    let isWhole = numbers.allSatisfy { $0 == $0.rounded() }
    places = isWhole ? 0 : (column.kind == .count || column.kind == .quantity ? 1 : 2)
  }

  /// A cell as people read it.
  public func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): words
    case .number(let value) where kind == .proportion: Wording.decimal(value * 100, places: places) + "%"
    case .number(let value):
      isProbability ? Self.probability(value) : Wording.decimal(value, places: places)
    case .share(let part, let whole): Self.share(of: part, in: whole)
    case .suppressed: Self.suppressed
    case .missing: kind.isWords ? Self.noWords : Self.missing
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
    return Wording.decimal(percent, places: 0) + "%"
  }

  /// "1,300"; with one decimal where it is not whole (weighted).
  public static func count(_ value: Double) -> String {
    Wording.decimal(value, places: value == value.rounded() ? 0 : 1)
  }

  /// "< 0.001" or "0.042".
  public static func probability(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : Wording.decimal(value, places: 3)
  }
}

extension String {
  /// The text with every occurrence of a character exchanged.
  func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}

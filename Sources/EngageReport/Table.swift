/// A table of raw cells; what it looks like is the renderer's.
public struct Table: Sendable, Hashable, Codable {
  /// Unique within its section, for example `safe_day` or `themes-by-session`.
  public var name: String
  /// The question's label where the table is about one question.
  public var title: String
  /// How many answered, and how many did not.
  public var base: Base?
  /// The questions (or `session`) whose answers make the rows and columns.
  public var dimensions: [String]
  /// Keys of the rows and names of the columns that are totals of others.
  public var totals: Totals
  /// True where a response may be counted in several rows, so that shares pass 100 %.
  public var overlapping: Bool
  public var columns: [Column]
  public var rows: [[Cell]]
  /// Whom single cells count, by the row's key and the column's name, where rows of a column count different things;
  /// it goes before what the column tells.
  public var counts: [String: [String: Counted]]
  /// Which people, counted here or anywhere in the report, are parts of others.
  public var unions: [Union]
  /// Remarks that belong under this table.
  public var notes: [String]
  /// Why nothing is shown ("too few people to show"); the rows are then empty.
  public var withheld: String?

  public init(
    name: String, title: String, base: Base? = nil, dimensions: [String] = [], totals: Totals = Totals(),
    overlapping: Bool = false, columns: [Column], rows: [[Cell]] = [],
    counts: [String: [String: Counted]] = [:], unions: [Union] = [], notes: [String] = [],
    withheld: String? = nil
  ) {
    self.name = name
    self.title = title
    self.base = base
    self.dimensions = dimensions
    self.totals = totals
    self.overlapping = overlapping
    self.columns = columns
    self.rows = rows
    self.counts = counts
    self.unions = unions
    self.notes = notes
    self.withheld = withheld
  }

  /// The position of a column; `nil` if there is none of that name.
  public func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  /// The cells of a column from first row to last; empty if there is none of that name.
  public func cells(of column: String) -> [Cell] {
    guard let index = index(of: column) else { return [] }
    return rows.map { $0[index] }
  }

  /// The key of a row: the texts of its `key` columns joined by ` | `.
  public func key(ofRow row: Int) -> String {
    zip(columns, rows[row]).compactMap { column, cell in column.kind == .key ? cell.words : nil }
      .joined(separator: " | ")
  }

  /// The cell in the row of that key and the column of that name.
  public func cell(row key: String, column: String) -> Cell? {
    guard let index = index(of: column), let row = rows.indices.first(where: { self.key(ofRow: $0) == key })
    else { return nil }
    return rows[row][index]
  }

  /// Whether a row is one of the totals.
  public func isTotal(row: Int) -> Bool { totals.rows.contains(key(ofRow: row)) }

  private enum CodingKeys: String, CodingKey {
    case name, title, base, dimensions, totals, overlapping, columns, rows, counts, unions, notes, withheld
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    name = try keyed.decode(String.self, forKey: .name)
    title = try keyed.decode(String.self, forKey: .title)
    base = try keyed.decodeIfPresent(Base.self, forKey: .base)
    dimensions = try keyed.decodeIfPresent([String].self, forKey: .dimensions) ?? []
    totals = try keyed.decodeIfPresent(Totals.self, forKey: .totals) ?? Totals()
    overlapping = try keyed.decodeIfPresent(Bool.self, forKey: .overlapping) ?? false
    columns = try keyed.decode([Column].self, forKey: .columns)
    rows = try keyed.decode([[Cell]].self, forKey: .rows)
    counts = try keyed.decodeIfPresent([String: [String: Counted]].self, forKey: .counts) ?? [:]
    unions = try keyed.decodeIfPresent([Union].self, forKey: .unions) ?? []
    notes = try keyed.decodeIfPresent([String].self, forKey: .notes) ?? []
    withheld = try keyed.decodeIfPresent(String.self, forKey: .withheld)
    for (index, row) in rows.enumerated() where row.count != columns.count {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: keyed,
        debugDescription:
          "row \(index + 1) of table \(name) has \(row.count) cells for \(columns.count) columns")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(name, forKey: .name)
    try keyed.encode(title, forKey: .title)
    try keyed.encodeIfPresent(base, forKey: .base)
    try keyed.encode(dimensions, forKey: .dimensions)
    try keyed.encode(totals, forKey: .totals)
    try keyed.encode(overlapping, forKey: .overlapping)
    try keyed.encode(columns, forKey: .columns)
    try keyed.encode(rows, forKey: .rows)
    if !counts.isEmpty { try keyed.encode(counts, forKey: .counts) }
    if !unions.isEmpty { try keyed.encode(unions, forKey: .unions) }
    try keyed.encode(notes, forKey: .notes)
    try keyed.encodeIfPresent(withheld, forKey: .withheld)
  }
}

/// How many answered the question(s) of a table, and how many could have but did not.
public struct Base: Sendable, Hashable, Codable {
  public var answered: Double
  /// `nil` where it is not known or not told.
  public var missing: Double?
  /// Whom `answered` counts; `nil` where it is not told.
  public var counts: Counted?

  public init(answered: Double, missing: Double?, counts: Counted? = nil) {
    self.answered = answered
    self.missing = missing
    self.counts = counts
  }

  public init(answered: Int, missing: Int?, counts: Counted? = nil) {
    self.init(answered: Double(answered), missing: missing.map(Double.init), counts: counts)
  }
}

/// Which rows (by key) and columns (by name) are sums of others.
public struct Totals: Sendable, Hashable, Codable {
  public var rows: [String]
  public var columns: [String]

  public init(rows: [String] = [], columns: [String] = []) {
    self.rows = rows
    self.columns = columns
  }
}

/// What a column holds.
public struct Column: Sendable, Hashable, Codable {
  /// What kind of cell a column holds; it decides alignment, number format and protection.
  public enum Kind: String, Sendable, Codable {
    /// Identifies the row; not for people to read where a text column stands beside it.
    case key
    /// Words written by the people who made the survey.
    case text
    /// Words of somebody who took part: for internal readers only.
    case quote
    /// Words of somebody who took part and agreed to be quoted, as a person released them: for any reader. Only Engage
    /// itself makes such a column, from what it knows was released.
    case releasedQuote = "released_quote"
    /// A number of responses, forms, tables or people.
    case count
    /// A number of people that may carry a qualifier: a number, or text such as "over 1,300".
    case quantity
    /// A part of a whole.
    case share
    /// A number from 0 to 1, or the difference of two such: shown as a percentage.
    case proportion
    /// Any other number: a mean, a standard deviation, a rank.
    case number

    /// Whether its cells are words, not figures.
    public var isWords: Bool { self == .key || self == .text || isQuote }
    /// Whether its cells are words of somebody who took part, released or not.
    public var isQuote: Bool { self == .quote || self == .releasedQuote }
  }

  public var name: String
  public var label: String
  public var kind: Kind
  /// For a share: the column that holds its part.
  public var from: String?
  /// Whom a count, or the part of a share, counts; `nil` where it is not told. A share that tells nothing and has a
  /// column that holds its part counts whom that column counts.
  public var counts: Counted?
  /// Whom the whole of a share counts; `nil` where it is not told.
  public var whole: Counted?
  /// For a weighted count: the column that holds how many were counted, unweighted.
  public var unweighted: String?

  public init(
    _ name: String, _ label: String, _ kind: Kind, from: String? = nil, counts: Counted? = nil,
    whole: Counted? = nil, unweighted: String? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.from = from
    self.counts = counts
    self.whole = whole
    self.unweighted = unweighted
  }
}

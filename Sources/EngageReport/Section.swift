/// What one analysis found.
public struct Section: Sendable, Hashable, Codable {
  /// The analysis that made it, by name.
  public var analysis: String
  /// What that analysis provides (`themes`, `attendance` …): renderers place a section by this word, so that
  /// analyses that provide the same can stand in for each other.
  public var provides: String
  /// The version of the analysis.
  public var version: String
  /// The options it ran with, defaults included, as written.
  public var options: [String: String]
  /// What it was asked for; `nil` in a report that an older Engage made.
  public var asked: Asked?
  public var title: String
  public var statements: [Statement]
  public var tables: [Table]
  public var measures: [Measure]
  public var charts: [Chart]
  public var notes: [String]

  public init(
    analysis: String, provides: String? = nil, version: String = "1.0.0", options: [String: String] = [:],
    title: String, statements: [Statement] = [], tables: [Table] = [], measures: [Measure] = [],
    charts: [Chart] = [], notes: [String] = []
  ) {
    self.analysis = analysis
    self.provides = provides ?? analysis
    self.version = version
    self.options = options
    self.title = title
    self.statements = statements
    self.tables = tables
    self.measures = measures
    self.charts = charts
    self.notes = notes
  }

  /// The table of that name.
  public func table(_ name: String) -> Table? { tables.first { $0.name == name } }

  /// The value of the measure of that name, of a table or of the section as a whole.
  public func measure(_ name: String, table: String? = nil) -> Double? {
    measures.first { $0.name == name && (table == nil || $0.table == table) }?.value
  }

  private enum CodingKeys: String, CodingKey {
    case analysis, provides, version, options, asked, title, statements, tables, measures, charts, notes
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    analysis = try keyed.decode(String.self, forKey: .analysis)
    provides = try keyed.decodeIfPresent(String.self, forKey: .provides) ?? analysis
    version = try keyed.decodeIfPresent(String.self, forKey: .version) ?? ""
    options = try keyed.decodeIfPresent([String: String].self, forKey: .options) ?? [:]
    asked = try keyed.decodeIfPresent(Asked.self, forKey: .asked)
    title = try keyed.decode(String.self, forKey: .title)
    statements = try keyed.decodeIfPresent([Statement].self, forKey: .statements) ?? []
    tables = try keyed.decodeIfPresent([Table].self, forKey: .tables) ?? []
    measures = try keyed.decodeIfPresent([Measure].self, forKey: .measures) ?? []
    charts = try keyed.decodeIfPresent([Chart].self, forKey: .charts) ?? []
    notes = try keyed.decodeIfPresent([String].self, forKey: .notes) ?? []
  }
}

/// A sentence that can be pasted into a report, and the cells its figures come from.
public struct Statement: Sendable, Hashable, Codable {
  /// What a sentence is for; a summary page takes leads first, then findings.
  public enum Role: String, Sendable, Codable {
    /// Who was heard: opens a summary.
    case lead
    /// Something that was found, with "n of N".
    case finding
    /// Background for those who read on.
    case detail
  }

  public var text: String
  public var role: Role
  /// The figures of the sentence: a name for each and the cell that holds it.
  public var values: [String: CellReference]

  public init(_ text: String, role: Role = .detail, values: [String: CellReference] = [:]) {
    self.text = text
    self.role = role
    self.values = values
  }

  private enum CodingKeys: String, CodingKey { case text, role, values }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    text = try keyed.decode(String.self, forKey: .text)
    role = try keyed.decodeIfPresent(Role.self, forKey: .role) ?? .detail
    values = try keyed.decodeIfPresent([String: CellReference].self, forKey: .values) ?? [:]
  }
}

/// A cell of a table of the same section.
public struct CellReference: Sendable, Hashable, Codable {
  public var table: String
  /// The row's key (several key columns joined by ` | `).
  public var row: String
  public var column: String

  public init(table: String, row: String, column: String) {
    self.table = table
    self.row = row
    self.column = column
  }
}

/// A single figure about a table or about the whole section.
public struct Measure: Sendable, Hashable, Codable {
  public var name: String
  public var table: String?
  /// `nil` (JSON `null`) where it is not defined or not known.
  public var value: Double?
  /// Whether it is a number of people or responses, so that a small one must not leave.
  public var counts: Bool

  public init(_ name: String, table: String? = nil, value: Double?, counts: Bool = false) {
    self.name = name
    self.table = table
    self.value = value.flatMap { $0.isFinite ? $0 : nil }
    self.counts = counts
  }

  private enum CodingKeys: String, CodingKey { case name, table, value, counts }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    name = try keyed.decode(String.self, forKey: .name)
    table = try keyed.decodeIfPresent(String.self, forKey: .table)
    value = try keyed.decodeIfPresent(Double.self, forKey: .value)
    counts = try keyed.decodeIfPresent(Bool.self, forKey: .counts) ?? false
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(name, forKey: .name)
    try keyed.encodeIfPresent(table, forKey: .table)
    try keyed.encode(value, forKey: .value)
    try keyed.encode(counts, forKey: .counts)
  }
}

/// A picture of columns of a table: a number exists once, in the table.
public struct Chart: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    /// Horizontal bars, a row each, in the table's order.
    case bar
    /// Horizontal bars of 100 %, a row each, a series a part.
    case stackedBar = "stacked_bar"
    /// Upright columns, for things in order of time.
    case column
  }

  public var name: String
  public var kind: Kind
  public var table: String
  /// The column whose words name the bars.
  public var category: String
  /// The columns whose numbers make the bars.
  public var series: [String]
  /// Whether the table is turned on its side: each column of `series` is a bar or group of bars, and each row, named by
  /// `category`, a part of all of them.
  public var seriesInRows: Bool
  /// Columns drawn apart from the series, after them: "don't know" beside a scale.
  public var beside: [String]
  /// The finding in at most ten words, or the subject where there is none.
  public var title: String
  /// Question, base, place, period.
  public var subtitle: String
  /// What a reader who can't see the chart should know.
  public var alt: String

  public init(
    name: String, kind: Kind = .bar, table: String, category: String, series: [String],
    seriesInRows: Bool = false, beside: [String] = [], title: String, subtitle: String, alt: String
  ) {
    self.name = name
    self.kind = kind
    self.table = table
    self.category = category
    self.series = series
    self.seriesInRows = seriesInRows
    self.beside = beside
    self.title = title
    self.subtitle = subtitle
    self.alt = alt
  }

  private enum CodingKeys: String, CodingKey {
    case name, kind, table, category, series
    case seriesInRows = "series_in_rows"
    case beside, title, subtitle, alt
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    name = try keyed.decode(String.self, forKey: .name)
    kind = try keyed.decode(Kind.self, forKey: .kind)
    table = try keyed.decode(String.self, forKey: .table)
    category = try keyed.decode(String.self, forKey: .category)
    series = try keyed.decode([String].self, forKey: .series)
    seriesInRows = try keyed.decodeIfPresent(Bool.self, forKey: .seriesInRows) ?? false
    beside = try keyed.decodeIfPresent([String].self, forKey: .beside) ?? []
    title = try keyed.decodeIfPresent(String.self, forKey: .title) ?? ""
    subtitle = try keyed.decodeIfPresent(String.self, forKey: .subtitle) ?? ""
    alt = try keyed.decodeIfPresent(String.self, forKey: .alt) ?? ""
  }
}

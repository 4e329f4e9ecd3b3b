public import EngageModel
public import EngageReport

/// Finds the responses behind a figure, whatever the analysis that made it.
///
/// A response is behind a count if the analysis, run on that response alone, counts something there; behind a mean,
/// a p or another figure that is worked out, if it is counted in the row or the table that the figure is about.
/// Batches without any are not looked into; the others are halved until single responses are left.
public struct FigureSearch: Sendable {
  /// What a response has to do with the figure.
  public enum Basis: String, Sendable, Codable {
    /// It is counted there.
    case counted
    /// The figure is worked out from responses of which it is one.
    case base
    /// The figure counts pairs or groups of responses, and would be another one without it.
    case needed
    /// The figure does not come from responses.
    case outside
  }

  /// What was found.
  public struct Finding: Sendable {
    public var basis: Basis
    /// The figure as the analysis makes it of all responses; `nil` where it has none.
    public var value: Double?
    /// What the responses behind it add up to, one by one or, beyond the limit, batch by batch.
    public var sum = 0.0
    /// The store's numbers of the responses, at most as many as were wanted.
    public var responses: [Int64] = []
    /// Whether there are more.
    public var isCut = false
    /// The section made of all responses.
    public var section: Section
  }

  /// Above so many responses it is not tried whether a figure would change without each.
  static let mostTriedWithout = 2000

  private let prepared: PreparedAnalysis
  private let place: FigureAddress.Place
  private let limit: Int

  /// - Parameters:
  ///   - prepared: the analysis as its section asked for it, but for options that hide small figures.
  ///   - limit: how many responses to name at most.
  public init(_ prepared: PreparedAnalysis, place: FigureAddress.Place, limit: Int = .max) {
    self.prepared = prepared
    self.place = place
    self.limit = limit
  }

  /// - Parameters:
  ///   - sessions: those to read; those of the context that the analysis was made for.
  ///   - survey: whose responses to read; all if `nil`.
  /// - Throws: what the source or the analysis throws.
  public func run(over source: any ResponseSource, sessions: [SessionReference], survey: Survey.ID?) throws
    -> Finding
  {
    let schema = AnalysisRunner([prepared], sessions: sessions, survey: survey).schema
    var whole = try prepared.analysis.startFold()
    let empty = try prepared.section(whole)
    var kept: [ResponseBatch]? = []
    let partitions = try source.partitions(schema, atMost: 1)
    for partition in partitions {
      try partition.visit { batch in
        let seen = prepared.filter?.selection(from: batch) ?? copy batch
        try whole.add(seen)
        guard let count = kept?.reduce(seen.count, { $0 + $1.count }) else { return }
        if count > FigureSearch.mostTriedWithout { kept = nil } else { kept?.append(seen) }
      }
    }
    let section = try prepared.section(whole)
    let reading = FigureReading(place, in: section, without: empty)
    var finding = Finding(basis: reading.basis, value: section.cell(at: place)?.amount, section: section)
    guard reading.basis != .outside else { return finding }
    for partition in partitions {
      try partition.visit { batch in
        let seen = prepared.filter?.selection(from: batch) ?? copy batch
        try look(into: seen, reading, &finding)
      }
    }
    let expected = reading.amount(in: section)
    let isWhole = abs(finding.sum - expected) < 1e-6 * max(1, abs(expected))
    if reading.basis == .counted, !isWhole, let kept { try tryWithout(kept, &finding) }
    return finding
  }

  /// The section made of all responses.
  ///
  /// - Throws: what the source or the analysis throws.
  public func section(over source: any ResponseSource, sessions: [SessionReference], survey: Survey.ID?)
    throws
    -> Section
  {
    let schema = AnalysisRunner([prepared], sessions: sessions, survey: survey).schema
    var whole = try prepared.analysis.startFold()
    for partition in try source.partitions(schema, atMost: 1) {
      try partition.visit { batch in
        try whole.add(prepared.filter?.selection(from: batch) ?? copy batch)
      }
    }
    return try prepared.section(whole)
  }

  private func amount(of batch: borrowing ResponseBatch, _ reading: FigureReading) throws -> Double {
    var fold = try prepared.analysis.startFold()
    try fold.add(batch)
    return reading.amount(in: try fold.finish())
  }

  private func look(into batch: ResponseBatch, _ reading: FigureReading, _ finding: inout Finding) throws {
    let amount = try amount(of: batch, reading)
    guard amount != 0 else { return }
    if batch.count == 1 || finding.responses.count >= limit {
      finding.sum += amount
      if finding.responses.count < limit {
        finding.responses += batch.ids
      } else {
        finding.isCut = true
      }
      return
    }
    let half = batch.count / 2
    for rows in [0..<half, half..<batch.count] {
      try look(into: ResponseBatch(Array(rows), of: batch, schema: batch.schema), reading, &finding)
    }
  }

  /// Of figures that count pairs or groups: the responses without which they would be others.
  private func tryWithout(_ batches: [ResponseBatch], _ finding: inout Finding) throws {
    let figure = finding.section.cell(at: place)
    finding.basis = .needed
    finding.sum = 0
    finding.responses = []
    finding.isCut = false
    for index in batches.indices {
      let batch = batches[index]
      for row in 0..<batch.count {
        var fold = try prepared.analysis.startFold()
        for other in batches.indices where other != index { try fold.add(batches[other]) }
        let rest = (0..<batch.count).filter { $0 != row }
        try fold.add(ResponseBatch(rest, of: batch, schema: batch.schema))
        guard try fold.finish().cell(at: place) != figure else { continue }
        finding.sum += 1
        if finding.responses.count < limit {
          finding.responses.append(batch.ids[row])
        } else {
          finding.isCut = true
        }
      }
    }
  }
}

/// How much of a figure, or of what it rests on, a section holds.
private struct FigureReading {
  let basis: FigureSearch.Basis
  private let place: FigureAddress.Place
  /// What is there without any response.
  private let empty: Section

  init(_ place: FigureAddress.Place, in section: Section, without empty: Section) {
    self.place = place
    self.empty = empty
    let isCount: Bool
    switch place {
    case .cell(let table, _, let column):
      let kind = section.table(table)?.columns.first { $0.name == column }?.kind
      isCount = kind == .count || kind == .share || kind == .quantity
    case .measure(let name, let table):
      isCount = section.measures.contains { $0.name == name && $0.table == table && $0.counts }
    }
    let own = section.cell(at: place)
    // What is there without any response was not counted or worked out: attendance, a population, a target.
    if own != nil, own == empty.cell(at: place), own?.amount != 0 {
      basis = .outside
    } else {
      basis = isCount ? .counted : .base
    }
  }

  func amount(in section: Section) -> Double {
    switch basis {
    case .counted: difference(section.cell(at: place), empty.cell(at: place))
    case .base, .needed: base(in: section)
    case .outside: 0
    }
  }

  private func difference(_ cell: Cell?, _ other: Cell?) -> Double {
    (cell?.amount ?? 0) - (other?.amount ?? 0)
  }

  /// The columns that say of how many a row is, first choice first.
  private static let bases = ["n", "answered", "total", "responses"]

  /// Of how many the row of a cell is: by its own column, or its largest count; of a measure, the base of its table
  /// or the largest count there.
  private func base(in section: Section) -> Double {
    switch place {
    case .cell(let name, let row, _):
      guard let table = section.table(name) else { return 0 }
      let columns = table.columns.filter { $0.kind == .count }.map(\.name)
      let own = FigureReading.bases.first(where: columns.contains)
      let counts = (own.map { [$0] } ?? columns).map { column in
        difference(table.cell(row: row, column: column), empty.table(name)?.cell(row: row, column: column))
      }
      return counts.isEmpty ? answered(section, name) : counts.max() ?? 0
    case .measure(_, let table):
      let names = table.map { [$0] } ?? section.tables.map(\.name)
      return names.map { answered(section, $0) }.max() ?? 0
    }
  }

  private func answered(_ section: Section, _ name: String) -> Double {
    guard let table = section.table(name) else { return 0 }
    if let base = table.base { return base.answered - (empty.table(name)?.base?.answered ?? 0) }
    return table.columns.filter { $0.kind == .count }.flatMap { column in
      table.rows.indices.map { row in
        difference(
          table.rows[row][table.index(of: column.name) ?? 0],
          empty.table(name)?.cell(row: table.key(ofRow: row), column: column.name))
      }
    }.max() ?? 0
  }
}

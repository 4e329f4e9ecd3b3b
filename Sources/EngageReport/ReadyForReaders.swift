/// Why nothing shows a report to anybody: it is for others, and nobody made it safe for them.
public struct NotProtected: Error, Sendable, Hashable, CustomStringConvertible {
  public var audience: Audience

  public init(audience: Audience) { self.audience = audience }

  public var description: String {
    "this report is for \(audience == .public ? "the public" : "partners"), and was not made safe for them"
  }

  /// What to do.
  public var hint: String { "make it again from the recipe: engage report; that protects it for its readers" }
}

extension Report {
  /// The smallest count of people, above zero, that is shown outside the organisation unless a profile says otherwise.
  public static let smallestShownCount = 5

  /// The report as it may be shown: every renderer begins with it. Reports are protected before they come here; this
  /// is the second lock on that door.
  ///
  /// One for internal readers is unchanged. Of one for others nothing stays but what is shown: no words of those who
  /// took part, no name of who made it, no remarks; nothing that belongs to a table of which nothing is shown, and no
  /// sentence on a hidden figure.
  /// - Throws: `NotProtected` for one that is for others and does not say how it was made safe.
  public func readyForItsReaders() throws(NotProtected) -> Report {
    guard audience != .internal else { return self }
    guard protection != nil else { throw NotProtected(audience: audience) }
    var report = self
    report.made.by = ""
    report.diagnostics = []
    report.sections = sections.map { $0.readyForOthers() }
    return report
  }
}

extension Section {
  /// The words in the place of a table of which nothing is shown.
  public static let tooFewToShow = "too few people to show"

  fileprivate func readyForOthers() -> Section {
    var section = self
    section.tables = tables.filter { table in !table.columns.contains { $0.kind == .quote } }.map { table in
      guard let instead = table.shownInstead else { return table }
      return table.emptied(because: instead)
    }
    let shown = Dictionary(
      section.tables.filter { $0.shownInstead == nil }.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    section.charts = charts.compactMap { chart in shown[chart.table].map { chart.withoutHidden(of: $0) } }
    section.measures = measures.filter { measure in measure.table.map { shown[$0] != nil } ?? true }
    section.statements = statements.filter { statement in
      statement.values.values.allSatisfy { reference in
        guard let table = shown[reference.table] else { return false }
        return table.cell(row: reference.row, column: reference.column) != .suppressed
      }
    }
    return section
  }
}

extension Table {
  /// What is said in the place of the table where nothing of it is shown: it is withheld, or every figure is hidden.
  /// How many there are is not told then either.
  public var shownInstead: String? {
    if let withheld { return withheld }
    let figures = rows.flatMap { row in
      zip(columns, row).filter { !$0.0.kind.isWords }.map(\.1)
    }
    let isHidden = figures.contains(.suppressed) && figures.allSatisfy { $0 == .suppressed || $0 == .missing }
    return isHidden ? Section.tooFewToShow : nil
  }

  /// The table with nothing in it but why.
  public func emptied(because reason: String) -> Table {
    var table = self
    table.rows = []
    table.counts = [:]
    table.unions = []
    table.base = nil
    table.notes = []
    table.totals = Totals()
    table.withheld = reason
    return table
  }

  /// Whether any figure of some columns is hidden.
  public func hides(anyOf columns: [String]) -> Bool {
    columns.contains { cells(of: $0).contains(.suppressed) }
  }
}

extension Chart {
  /// What is written over and read out for a chart must not tell what its bars leave out.
  fileprivate func withoutHidden(of table: Table) -> Chart {
    guard table.hides(anyOf: series + beside) else { return self }
    var chart = self
    chart.alt = "\(table.title) Figures hidden to protect people are left out; the table has the others."
    if title.contains(where: \.isNumber) { chart.title = table.title }
    return chart
  }
}

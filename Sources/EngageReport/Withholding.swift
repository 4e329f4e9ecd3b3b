/// Why a report can't be made for its audience at all.
public struct TooFewToShare: Error, Sendable, CustomStringConvertible {
  public var description: String {
    "too few people to show: a report on fewer than \(Report.smallestShownCount) responses can't be made for others"
  }
}

extension Report {
  /// The smallest count of people, above zero, that is shown outside the organisation.
  public static let smallestShownCount = 5

  /// The report as its audience may see it.
  ///
  /// For `internal` it is unchanged. For all others any table that holds a count of 1 to 4 is withheld whole, with
  /// its statements, measures, charts and notes; no quote leaves; nobody's name does. This is deliberately blunt:
  /// it hides tables, and does not prove that the rest can't be combined.
  /// - Throws: `TooFewToShare` where the report as a whole rests on 1 to 4 responses.
  public func withheldForItsAudience() throws(TooFewToShare) -> Report {
    guard audience != .internal else { return self }
    if Report.isSmall(Double(scope.responses)) || Report.isSmall(Double(scope.forms)) {
      throw TooFewToShare()
    }
    var report = self
    report.made.by = ""
    report.diagnostics = []
    if let people = report.scope.people, Report.isSmall(Double(people)) { report.scope.people = nil }
    report.sections = report.sections.map { $0.withheld() }
    report.protection = Protection(
      profile: "whole-tables",
      rules: ["Tables with a count of one to four people are left out, and nobody is quoted."])
    return report
  }

  static func isSmall(_ count: Double) -> Bool { count > 0 && count < Double(smallestShownCount) }
}

extension Section {
  func withheld() -> Section {
    var section = self
    let hidden = Set(tables.filter(\.holdsSmallCount).map(\.name))
    section.tables = tables.filter { !$0.holdsQuotes }.map { table in
      hidden.contains(table.name) ? table.emptied(because: Section.tooFewToShow) : table.withoutSmallMissing()
    }
    let shown = Set(section.tables.map(\.name)).subtracting(hidden)
    section.charts = charts.filter { shown.contains($0.table) }
    let small = measures.filter { $0.counts && Report.isSmall($0.value ?? 0) }
    // The measures of a table may give each other away: a share its count, the rest what is left.
    let measured = shown.subtracting(small.compactMap(\.table))
    section.measures = measures.filter { measure in measure.table.map(measured.contains) ?? true }
    let isIncomplete = !small.isEmpty || !hidden.isEmpty
    if isIncomplete { section.measures.removeAll { $0.table == nil && $0.counts } }
    if isIncomplete { section.notes.removeAll { $0.contains(where: \.isNumber) } }
    section.statements = statements.filter { statement in
      let tables = statement.values.values.map(\.table)
      return tables.isEmpty ? !isIncomplete : tables.allSatisfy(shown.contains)
    }
    return section
  }
}

extension Table {
  /// Whether it holds what people wrote.
  var holdsQuotes: Bool { columns.contains { $0.kind == .quote } }

  /// Whether any of its counts, parts of shares or bases is 1 to 4.
  var holdsSmallCount: Bool {
    if let base, Report.isSmall(base.answered) { return true }
    if leavesSmallRest { return true }
    return rows.contains { row in
      zip(columns, row).contains { column, cell in
        switch (column.kind, cell) {
        case (.count, .number(let count)), (.quantity, .number(let count)): Report.isSmall(count)
        case (_, .share(let part, let whole)): Report.isSmall(part) || Report.isSmall(whole)
        default: false
        }
      }
    }
  }

  /// Whether so few answered otherwise than the rows tell that they could be reckoned from the base: choices merged
  /// for reporting may leave one out.
  private var leavesSmallRest: Bool {
    // Weighted counts do not add up to the base, which counts people.
    guard !overlapping, dimensions.count == 1, let base,
      let column = ["unweighted", "responses"].first(where: { index(of: $0) != nil })
    else { return false }
    let told = rows.indices.filter { !isTotal(row: $0) }
      .compactMap { cell(row: key(ofRow: $0), column: column)?.amount }
    let rest = base.answered - told.reduce(0, +)
    return rest > 0.5 && rest < Double(Report.smallestShownCount) - 0.5
  }

  func withoutSmallMissing() -> Table {
    var table = self
    if let missing = base?.missing, Report.isSmall(missing) { table.base?.missing = nil }
    return table
  }
}

import EngageModel
import EngageReport

/// A section as its readers see it.
struct SectionShowing {
  private(set) var section: Section
  /// Tables with counts, and those of them that show any.
  private(set) var counted = 0
  private(set) var shown = 0
  private(set) var remarks: [String] = []

  init(showing: Showing, index: Int) {
    let whole = showing.report.sections[index]
    section = whole
    section.tables = []
    let rankings = Ranking.all(of: index, showing)
    /// Tables that show all, some or nothing of what was counted.
    var complete: Set<String> = []
    /// Those of them whose questions have something hidden elsewhere.
    var touched: Set<String> = []
    /// The largest number of people who did not answer that a table hides.
    var hiddenMissing = 0.0
    for (position, table) in whole.tables.enumerated() where !table.holdsWordsOfPeople {
      if table.columns.contains(where: { $0.kind == .releasedQuote }) {
        section.tables.append(SectionShowing.quotes(table, showing, rankings))
        complete.insert(table.name)
        continue
      }
      counted += 1
      if showing.isWithheld(section: index, table: position) {
        section.tables.append(table.emptied(because: Section.tooFewToShow))
        continue
      }
      let result = TableShowing(
        showing: showing, section: index, index: position, table: table, rankings: rankings)
      if result.isUntold {
        remarks.append(
          "“\(table.title)” (\(whole.analysis), \(table.name)): \(TableDoubts.Reason.untold.words)")
      }
      section.tables.append(result.table)
      hiddenMissing = max(hiddenMissing, result.hiddenMissing ?? 0)
      if result.isComplete {
        complete.insert(table.name)
        if result.concernsHiddenAnswers { touched.insert(table.name) }
      }
      shown += result.table.withheld == nil ? 1 : 0
    }
    let names = Set(whole.tables.filter { !$0.holdsWordsOfPeople }.map(\.name))
    let untouched = complete.subtracting(touched)
    let isWhole = untouched == names
    section.measures = whole.measures.compactMap { measure in
      if showing.hidesPeople, SectionShowing.ofWeights.contains(measure.name) { return nil }
      return SectionShowing.shown(measure, in: whole, complete: untouched, isWhole: isWhole, showing.profile)
    }
    section.charts = whole.charts.compactMap { shown($0, complete: complete) }
    if !isWhole { section.notes.removeAll(where: \.mayTellCounts) }
    if hiddenMissing > 0 { section.notes.removeAll { $0.tellsCount(upTo: hiddenMissing) } }
    let seen = section
    section.statements = RankedStatements(whole: whole, shown: seen, rankings: rankings).statements {
      StatementShowing($0, whole: whole, shown: seen, isWhole: isWhole).statement
    }
  }

  /// Measures of how weights are spread. The weight of a group is its share among all, divided by how many of it there
  /// are: the spread tells small groups.
  private static let ofWeights: Set<String> = ["effective_n", "design_effect"]

  /// Words that may leave, but for those of a theme of which something is hidden: that somebody is quoted tells how many
  /// raised it at least.
  private static func quotes(_ table: Table, _ showing: Showing, _ rankings: [Ranking]) -> Table {
    var shown = table
    let keys = table.columns.indices.filter { table.columns[$0].kind == .key }
    shown.rows.removeAll { row in
      keys.contains { key in
        guard let word = row[key].words else { return false }
        return showing.hiddenTickTotals.contains { $0.hasSuffix("/" + word) }
      }
    }
    if let rows = rankings.lazy.compactMap({ $0.order(of: shown, isComplete: true) }).first {
      shown.rows = rows.map { shown.rows[$0] }
    }
    return shown
  }

  private static func shown(
    _ measure: Measure, in whole: Section, complete: Set<String>, isWhole: Bool, _ profile: DisclosureProfile
  ) -> Measure? {
    guard measure.table.map(complete.contains) ?? isWhole, !isLoose(measure, in: whole) else { return nil }
    var measure = measure
    if measure.counts, let value = measure.value {
      if profile.isSmall(value), value > 0 { return nil }
      measure.value = profile.shown(value)
    } else if profile.rounding != nil {
      return nil
    }
    return measure
  }

  /// Whether a measure is a count that is not held together with the figures of tables, as it says of nobody whom it
  /// counts, or the share of one: all but the base and the totals of its table.
  private static func isLoose(_ measure: Measure, in section: Section) -> Bool {
    guard measure.counts else {
      return section.measures.contains { other in
        other.counts && measure.name == "\(other.name)_share" && isLoose(other, in: section)
      }
    }
    guard let value = measure.value else { return false }
    guard let table = measure.table.flatMap(section.table) else { return true }
    let totals = table.rows.indices.filter(table.isTotal).flatMap { table.rows[$0] }
    return value != table.base?.answered && !totals.contains(.number(value))
  }

  /// A chart of what is shown; its words tell no figure where some are hidden.
  private func shown(_ chart: Chart, complete: Set<String>) -> Chart? {
    guard let table = section.table(chart.table), table.withheld == nil else { return nil }
    if complete.contains(chart.table) { return chart }
    guard chart.drawnBars(of: table) > 1 else { return nil }
    var chart = chart
    if chart.title != table.title { chart.title = table.title }
    chart.subtitle = chart.subtitle.contains(where: \.isNumber) ? "" : chart.subtitle
    chart.alt = "\(table.title): the figures that are shown in the table; some are hidden to protect people."
    return chart
  }
}

extension String {
  /// Whether a note tells a number that may be one of people.
  var mayTellCounts: Bool { contains(where: \.isNumber) || CountWords(self).tellsNumbers }

  /// Whether a note tells a number of one to another one, as of those who did not answer.
  func tellsCount(upTo most: Double) -> Bool {
    let numbers = matches(of: #/[0-9]+(?:[.,][0-9]+)*/#).compactMap { Double($0.output) }
    return numbers.contains { $0 >= 1 && $0 <= most } || CountWords(self).tells(upTo: Int(most))
  }
}

extension Chart {
  /// How many bars, or groups of bars, can be drawn of what is shown of a table: a bar of 100 % only if all its parts
  /// are shown.
  fileprivate func drawnBars(of table: Table) -> Int {
    let rows = table.rows.indices.filter { !table.isTotal(row: $0) }
    let columns = series.compactMap { table.index(of: $0) }
    let bars =
      seriesInRows
      ? columns.map { column in rows.map { table.rows[$0][column] } }
      : rows.map { row in columns.map { table.rows[row][$0] } }
    return bars.count { cells in
      kind == .stackedBar
        ? !cells.contains(.suppressed) && cells.contains { $0.amount ?? 0 > 0 }
        : cells.contains { $0.amount != nil }
    }
  }
}

extension Table {
  /// Whether it holds what people wrote.
  var holdsWordsOfPeople: Bool { columns.contains { $0.kind == .quote } }
}

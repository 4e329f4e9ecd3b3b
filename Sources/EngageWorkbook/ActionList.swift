import EngageReport

/// The themes as a list to act on.
struct ActionList {
  struct Row {
    var theme: String
    var priority: String
    /// "on 23 of 61 forms and at 11 of 19 tables"
    var said: String
  }

  private(set) var rows: [Row] = []
  /// Priorities to choose from where the report names none for a theme.
  private(set) var priorities: [String] = []

  /// Whether a sign stands for a figure anywhere.
  var hidesFigures: Bool { rows.contains { $0.said.contains(Symbol.suppressed.rawValue) } }

  /// Themes that somebody raised, in the order of the report; a theme of several sections stands once.
  init(_ report: Report) {
    if let section = report.sections(providing: "actions").first, let table = section.table("actions"),
      table.shownInstead == nil
    {
      rows = table.rows.indices.compactMap { row in
        Said(table, row: row, in: section, of: report).words.map {
          Row(
            theme: table.words(row, "title") ?? table.key(ofRow: row),
            priority: table.words(row, "priority_title") ?? "", said: $0)
        }
      }
      return
    }
    var seen = Set<String>()
    for section in report.sections(providing: "themes") {
      let titles = section.table("priorities").map(Self.titles) ?? [:]
      priorities += (section.table("priorities")?.cells(of: "title") ?? []).compactMap(\.words)
        .filter { !priorities.contains($0) }
      guard let table = section.table("themes"), table.shownInstead == nil else { continue }
      for row in table.rows.indices where !table.isTotal(row: row) {
        guard seen.insert(table.key(ofRow: row)).inserted,
          let said = Said(table, row: row, in: section, of: report).words
        else { continue }
        let key = table.words(row, "priority")
        rows.append(
          Row(
            theme: table.words(row, "title") ?? table.key(ofRow: row),
            priority: key.map { titles[$0] ?? $0 } ?? "", said: said))
      }
    }
  }

  private static func titles(of priorities: Table) -> [String: String] {
    var titles: [String: String] = [:]
    for row in priorities.rows.indices {
      titles[priorities.key(ofRow: row)] = priorities.words(row, "title")
    }
    return titles
  }
}

/// What people said on a theme, in figures.
private struct Said {
  /// `nil` where nobody said anything on it.
  let words: String?

  init(_ table: Table, row: Int, in section: Section, of report: Report) {
    func figure(_ column: String) -> Cell? {
      table.index(of: column).flatMap { $0 < table.rows[row].count ? table.rows[row][$0] : nil }
    }
    func part(_ column: String, of whole: Int, _ place: String, _ one: String, _ many: String) -> String? {
      if figure(column) == .suppressed { return "\(place) \(Symbol.suppressed.rawValue) \(many)" }
      guard let count = figure(column)?.amount, count > 0 else { return nil }
      var base: Double?
      if case .share(_, let own)? = figure(column) { base = own }
      if let measured = section.measure("\(column)_answered", table: table.name) { base = measured }
      if base == nil, table.base?.answered == Double(report.scope.forms + report.scope.tables) {
        base = Double(whole)
      }
      guard let base, base >= count else {
        return "\(place) \(FigureWords.count(count)) \(count == 1 ? one : many)"
      }
      return "\(place) \(FigureWords.count(count)) of \(FigureWords.count(base)) \(base == 1 ? one : many)"
    }
    let parts = [
      part("forms", of: report.scope.forms, "on", "form", "forms"),
      part("tables", of: report.scope.tables, "at", "table", "tables"),
    ].compactMap { $0 }
    if !parts.isEmpty {
      let said = parts.joined(separator: " and ")
      let all = table.base.map { ", of \(FigureWords.count($0.answered)) forms and tables" } ?? ""
      words = CellText.sentence(said.contains(" of ") ? said : said + all)
    } else if figure("share") == .suppressed || figure("responses") == .suppressed {
      words = "In \(Symbol.suppressed.rawValue) answers."
    } else if case .share(let count, let base)? = figure("share"), count > 0 {
      words = "In \(FigureWords.count(count)) of \(FigureWords.count(base)) answers."
    } else if let count = figure("responses")?.amount, count > 0 {
      words = "In \(FigureWords.count(count)) \(count == 1 ? "answer" : "answers")."
    } else {
      words = nil
    }
  }
}

extension Table {
  /// The words of a cell; `nil` where there are none or no such column.
  func words(_ row: Int, _ column: String) -> String? {
    guard let index = index(of: column), index < rows[row].count else { return nil }
    return rows[row][index].words
  }
}

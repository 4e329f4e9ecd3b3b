import EngageReport

/// Where each table of a report belongs; sheets come out in the workbook's order.
struct SheetCollection {
  /// The kinds of sheet in their order; questions stand in the report's order.
  enum Group: Hashable {
    case attendance, themes, themesTogether
    case themesBy(String)
    case question(String)
    case section(Int)
    case quotes
  }

  private var order: [Group] = []
  private var blocks: [Group: [TableBlock]] = [:]

  mutating func add(_ table: Table, of section: Section, at index: Int, in report: Report) {
    let group = group(of: table, in: section, at: index)
    if blocks[group] == nil { order.append(group) }
    let shown =
      group.isThemesBy && !section.charts.contains { $0.table == table.name } ? table.pivoted : table
    let charts = section.charts.filter { $0.table == table.name }
    let keys = Set(charts.map(\.category))
    blocks[group, default: []].append(
      TableBlock(
        place: TablePlace(section: index, table: table.name), table: shown,
        layout: TableLayout(shown, shownKeys: keys), charts: charts,
        measures: report.audience == .internal ? section.measures.filter { $0.table == table.name } : []))
  }

  private func group(of table: Table, in section: Section, at index: Int) -> Group {
    if table.columns.contains(where: \.kind.isQuote) { return .quotes }
    if section.provides == "attendance" { return .attendance }
    if section.provides == "themes" {
      if table.name == "co-occurrence" { return .themesTogether }
      guard table.name.hasPrefix("themes-by-") else { return .themes }
      return .themesBy(String(table.name.dropFirst("themes-by-".count)))
    }
    guard let question = table.dimensions.first else { return .section(index) }
    // A table on several questions that are split is its section's, not the first question's.
    let isCompared = section.provides == "crosstab" || table.name.hasPrefix("\(question)-by-")
    return table.dimensions.count == 1 || isCompared ? .question(question) : .section(index)
  }

  func sheets(of report: Report) -> [TableSheet] {
    let ranked = order.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    var names = QuestionSheetNames()
    return ranked.map { _, group in
      let title = title(of: group, blocks[group] ?? [], in: report)
      let blocks = SheetCollection.toldApart(blocks[group] ?? [], in: report)
      var sheet = TableSheet(name: title, title: title, blocks: blocks, isQuotes: group == .quotes)
      if case .question = group { sheet.name = names.name(for: title) }
      if case .section = group { sheet.name = names.name(for: title) }
      sheet.addWords(of: report, isOfQuestion: group.isQuestion)
      return sheet
    }
  }

  /// Tables of the same title from several sections, with the titles of their sections before their own.
  private static func toldApart(_ blocks: [TableBlock], in report: Report) -> [TableBlock] {
    blocks.map { block in
      let isAlone = blocks.allSatisfy {
        $0.table.title != block.table.title || $0.place.section == block.place.section
      }
      guard !isAlone, !block.table.title.isEmpty else { return block }
      var block = block
      block.table.title = "\(report.sections[block.place.section].title): \(block.table.title)"
      return block
    }
  }

  private func title(of group: Group, _ blocks: [TableBlock], in report: Report) -> String {
    switch group {
    case .attendance: return "Who took part"
    case .themes: return "Themes"
    case .themesTogether: return "Themes raised together"
    case .themesBy("session"): return "Themes by place"
    case .themesBy(let other): return "Themes by \(other.map { $0 == "_" ? " " : String($0) }.joined())"
    case .quotes: return "In their words"
    case .section(let index): return report.sections[index].title
    case .question(let question):
      let single = blocks.first { $0.table.dimensions.count == 1 } ?? blocks[0]
      return single.table.title.isEmpty ? question : single.table.title
    }
  }
}

extension SheetCollection.Group {
  fileprivate var rank: Int {
    switch self {
    case .attendance: 0
    case .themes: 1
    case .themesBy: 2
    case .themesTogether: 3
    case .question, .section: 4
    case .quotes: 5
    }
  }

  fileprivate var isQuestion: Bool { if case .question = self { true } else { false } }
  fileprivate var isThemesBy: Bool { if case .themesBy = self { true } else { false } }
}

extension TableSheet {
  /// Takes the sentences about its tables, and the notes of their sections.
  fileprivate mutating func addWords(of report: Report, isOfQuestion: Bool) {
    var seen = Set<Int>()
    let own = Set(blocks.map(\.place))
    for section in blocks.map(\.place.section) where seen.insert(section).inserted {
      let found = report.sections[section]
      // What is said of no table stands with the section's first.
      let first = TablePlace(section: section, table: found.tables.first?.name ?? "")
      for statement in found.statements {
        let tables = Set(statement.values.values.map { TablePlace(section: section, table: $0.table) })
        let isOwn = tables.isEmpty ? !isOfQuestion && own.contains(first) : !tables.isDisjoint(with: own)
        if isOwn { statements.append(statement.text) }
      }
      for note in found.notes where !notes.contains(note) { notes.append(note) }
    }
  }
}

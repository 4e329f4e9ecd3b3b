import EngageModel

/// Engage's own sheets for typing paper forms: a hidden row names the columns, a hidden sheet says what they hold.
enum EntrySheetDialect {
  static let name = "entry-sheet"
  static let title = "an entry sheet of Engage’s"

  /// What the columns hold.
  /// - Parameter sheet: its columns in their order.
  static func table(of head: TableHead, sheet: EntrySheetLayout.Sheet) -> ForeignTable {
    let row = EntrySheetLayout.namesRow
    let names = head.records.count >= row ? head.records[row - 1] : []
    let roles = Dictionary(sheet.columns.map { ($0.name, $0.role) }) { first, _ in first }
    let titles = head.records.count > 2 ? (head.records[1], head.records[2]) : ([], [])
    return ForeignTable(
      dialect: name,
      evidence: ["a hidden sheet says that Engage made it, and what its columns hold"],
      lastHeaderRecord: row, headers: [names], questions: [],
      columns: names.enumerated().map { index, name in
        // What people see above the cells, rather than the hidden name.
        let seen = [titles.0, titles.1].compactMap { index < $0.count ? trimmed($0[index]) : nil }
          .last { !$0.isEmpty }
        return ForeignColumn(
          heading: name.isEmpty ? "" : seen ?? name, content: roles[name].map { .told($0) } ?? .left(""))
      },
      conventions: CellConventions(isForeign: false, isTypedFromForms: true))
  }
}

import EngageReport
import EngageStore

/// A report that others have already, against which a new one is held.
struct EarlierRelease: Sendable {
  var number: Int
  var recipient: String
  /// ISO 8601, UTC.
  var at: String
  var counted: Report
  var released: Report
}

/// A report that is safe for its readers, and what was hidden to make it so.
struct ProtectedReport: Sendable {
  var report: Report
  var hidden: [Release.Hidden]
}

extension ProtectedReport {
  /// Withholds whole tables that hold small counts, whatever was released before.
  /// - Throws: `TooFewToShare`.
  static func withholdingTables(_ report: Report, _ earlier: [EarlierRelease]) throws -> ProtectedReport {
    let safe = try report.withheldForItsAudience()
    return ProtectedReport(report: safe, hidden: HiddenFigures(of: report, in: safe).kinds)
  }
}

/// What one report shows and another one hides.
struct HiddenFigures {
  /// By reason, in the order of the report.
  private(set) var kinds: [Release.Hidden] = []

  init(of counted: Report, in released: Report) {
    for (section, shown) in zip(counted.sections, released.sections) {
      for table in section.tables {
        guard let other = shown.table(table.name) else { continue }
        add(
          HiddenFigures.figures(of: table, hiddenIn: other),
          because: other.withheld ?? "small counts, and "
            + "figures they could be worked out from")
      }
    }
  }

  private static func figures(of table: Table, hiddenIn other: Table) -> Int {
    guard other.withheld == nil else {
      return table.withheld == nil ? table.rows.joined().count { $0.amount != nil } : 0
    }
    return zip(table.rows.joined(), other.rows.joined()).count { $0 != .suppressed && $1 == .suppressed }
  }

  private mutating func add(_ cells: Int, because why: String) {
    guard cells > 0 else { return }
    if let index = kinds.firstIndex(where: { $0.why == why }) {
      kinds[index].cells += cells
      kinds[index].tables += 1
    } else {
      kinds.append(Release.Hidden(why: why, cells: cells, tables: 1))
    }
  }
}

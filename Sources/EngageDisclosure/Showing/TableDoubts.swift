import EngageModel
import EngageReport

/// Tables that can't be shown whatever else is hidden.
struct TableDoubts {
  enum Reason: Hashable {
    case smallBase, noCount, contradiction, overlap, untold, cannotBeHidden

    /// Whether its figures are right, so that others follow from each other through them.
    var isLinked: Bool { self == .smallBase || self == .cannotBeHidden }

    /// For whoever sends the report.
    var words: String {
      switch self {
      case .smallBase: "withheld, as fewer answered than the profile's minimum base"
      case .noCount: "withheld, as it holds counts below zero or that are no numbers"
      case .contradiction: "withheld, as its figures do not add up with others about the same people"
      case .overlap:
        "withheld, as its groups of answers overlap with those of other tables, so that small numbers could be "
          + "reckoned from them"
      case .cannotBeHidden:
        "withheld, as its small counts could be reckoned from the rest whatever else is hidden"
      case .untold:
        "withheld, as it does not tell whom its figures count, and they are small or of questions with hidden answers"
      }
    }
  }

  private(set) var withheld: [LinkedFigures.TablePlace: Reason] = [:]

  init(_ report: Report, profile: DisclosureProfile) {
    for (section, part) in report.sections.enumerated() {
      for (index, table) in part.tables.enumerated() where table.withheld == nil {
        let place = LinkedFigures.TablePlace(section: section, table: index)
        if let base = table.base, base.answered > 0, base.answered < Double(profile.minimumBase) {
          withheld[place] = .smallBase
        } else if table.holdsNoCounts {
          withheld[place] = .noCount
        }
      }
    }
  }
}

extension Table {
  /// Whether what should count people is below zero or no number, or not whole where nothing is weighted.
  fileprivate var holdsNoCounts: Bool {
    if let base, !(base.answered >= 0) || !base.answered.isFinite { return true }
    return rows.contains { row in
      zip(columns, row).contains { column, cell in
        switch (column.kind, cell) {
        case (.count, .number(let value)), (.quantity, .number(let value)):
          !(value >= 0) || !value.isFinite || (column.unweighted == nil && value != value.rounded())
        case (_, .share(let part, let whole)):
          !(part >= 0) || !(whole >= 0) || !part.isFinite || !whole.isFinite
        default: false
        }
      }
    }
  }
}

import EngageModel
import EngageReport

/// A figure of a report: a count, the part or the whole of a share, a base.
struct Figure: Sendable {
  var place: Place
  var value: Double
  /// Whom it counts, and the same people in other words; empty where its table does not tell.
  var meanings: [Meaning]
  /// Whether it is a sum of weights, which need not be whole.
  var isWeighted: Bool

  /// Where a figure stands.
  struct Place: Hashable, Sendable {
    var section: Int
    var table: Int
    /// -1 for the base.
    var row: Int
    var column: Int
    var part: Part
  }

  enum Part: Hashable, Sendable {
    case count, part, whole, base
  }
}

/// The figures of a report, in its order.
struct ReportFigures {
  let report: Report
  let scope: MeaningScope

  init(_ report: Report, survey: Survey?) {
    self.report = report
    scope = MeaningScope(report, survey: survey)
  }

  /// How many forms and responses the report as a whole rests on: always shown.
  var scopeMeanings: [(meanings: [Meaning], value: Double)] {
    let tables = scope.meanings(Counted(where: [Counted.unit: [Counted.table]]))
    return [
      (scope.meanings(Counted()), Double(report.scope.responses)),
      (scope.meanings(.forms()), Double(report.scope.forms)), (tables, Double(report.scope.tables)),
    ]
  }

  var figures: [Figure] {
    var figures: [Figure] = []
    for (index, section) in report.sections.enumerated() {
      let scope = scope.narrowed(to: section.asked)
      for (place, table) in section.tables.enumerated() where table.withheld == nil {
        figures += TableFigures(table: table, section: index, index: place, scope: scope).figures
      }
    }
    return figures
  }
}

/// The figures of one table.
struct TableFigures {
  let table: Table
  let section: Int
  let index: Int
  let scope: MeaningScope

  var figures: [Figure] {
    var figures: [Figure] = []
    if let base = table.base {
      figures.append(
        Figure(
          place: place(row: -1, column: -1, .base), value: base.answered,
          meanings: meanings(base.counts), isWeighted: false))
    }
    for row in table.rows.indices {
      for column in table.columns.indices { figures += self.figures(row: row, column: column) }
    }
    return figures
  }

  private func figures(row: Int, column index: Int) -> [Figure] {
    let column = table.columns[index]
    let part = column.from.flatMap { table.index(of: $0) }.map { table.columns[$0] }
    let isWeighted = (part ?? column).unweighted != nil
    let counted = meanings(table.counted(row: row, column: index))
    switch (column.kind, table.rows[row][index]) {
    case (.count, .number(let value)), (.quantity, .number(let value)):
      return [figure(row, index, .count, value, counted, isWeighted)]
    case (_, .share(let amount, let whole)):
      return [
        figure(row, index, .part, amount, counted, isWeighted),
        figure(row, index, .whole, whole, meanings(table.whole(row: row, column: index)), isWeighted),
      ]
    default: return []
    }
  }

  private func figure(
    _ row: Int, _ column: Int, _ part: Figure.Part, _ value: Double, _ meanings: [Meaning], _ isWeighted: Bool
  ) -> Figure {
    let told = isWeighted ? meanings.map(\.weighted) : meanings
    return Figure(
      place: place(row: row, column: column, part), value: value, meanings: told, isWeighted: isWeighted)
  }

  private func place(row: Int, column: Int, _ part: Figure.Part) -> Figure.Place {
    Figure.Place(section: section, table: index, row: row, column: column, part: part)
  }

  private func meanings(_ counted: Counted?) -> [Meaning] {
    guard let counted else { return [] }
    return ([counted] + counted.alike).flatMap { scope.meanings($0) }
  }
}

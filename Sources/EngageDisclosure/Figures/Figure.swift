import EngageReport

/// A figure of a report: a count, the part or the whole of a share, a base.
struct Figure: Sendable {
  var place: Place
  var value: Double
  /// `nil` where its table does not tell whom it counts.
  var meaning: Meaning?
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

  init(_ report: Report) {
    self.report = report
    scope = MeaningScope(report)
  }

  /// How many forms and responses the report as a whole rests on: always shown.
  var scopeMeanings: [(meaning: Meaning, value: Double)] {
    let forms = scope.meaning(.forms())
    let tables = scope.meaning(Counted(where: [Counted.unit: [Counted.table]]))
    return [
      (scope.meaning(Counted()), Double(report.scope.responses)), (forms, Double(report.scope.forms)),
      (tables, Double(report.scope.tables)),
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
          meaning: base.counts.map { scope.meaning($0) }, isWeighted: false))
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
    switch (column.kind, table.rows[row][index]) {
    case (.count, .number(let value)), (.quantity, .number(let value)):
      return [
        figure(row, index, .count, value, meaning(column.counts, row: row), isWeighted)
      ]
    case (_, .share(let amount, let whole)):
      return [
        figure(row, index, .part, amount, meaning(column.counts ?? part?.counts, row: row), isWeighted),
        figure(row, index, .whole, whole, meaning(column.whole, row: row), isWeighted),
      ]
    default: return []
    }
  }

  private func figure(
    _ row: Int, _ column: Int, _ part: Figure.Part, _ value: Double, _ meaning: Meaning?, _ isWeighted: Bool
  ) -> Figure {
    var meaning = meaning
    if isWeighted, let plain = meaning?.measure { meaning?.measure = "weighted " + plain }
    return Figure(
      place: place(row: row, column: column, part), value: value, meaning: meaning, isWeighted: isWeighted)
  }

  private func place(row: Int, column: Int, _ part: Figure.Part) -> Figure.Place {
    Figure.Place(section: section, table: index, row: row, column: column, part: part)
  }

  /// What a figure of a row counts; `nil` where its table does not tell.
  func meaning(_ counted: Counted?, row: Int) -> Meaning? {
    let own = table.rowCounts[table.key(ofRow: row)]
    guard let counted = own ?? counted else { return nil }
    var conditions: [String: Meaning.Values] = counted.conditions.mapValues {
      $0.isEmpty ? .any : .these(Set($0))
    }
    for (key, dimension) in counted.keys {
      guard let column = table.index(of: key), let word = table.rows[row][column].words else { return nil }
      if table.isTotal(row: row), isTotal(word) {
        if dimension.hasSuffix("/") || dimension == "@" { return nil }
        conditions[dimension] = conditions[dimension] ?? .any
        continue
      }
      let values = counted.joined[word] ?? [word]
      if dimension == "@" {
        conditions[word] = counted.values.isEmpty ? .any : .these(Set(counted.values))
      } else if dimension.hasSuffix("/") {
        conditions[dimension + word] = .these(Meaning.yes)
      } else {
        conditions[dimension] = .these(Set(values))
      }
    }
    // “Any session” is no condition.
    for dimension in [Meaning.place, Meaning.event] where conditions[dimension] == .any {
      conditions[dimension] = nil
    }
    return scope.meaning(measure: counted.measure, conditions: conditions)
  }

  /// Whether the word of a key is what makes its row a total: the row's whole key, or that part of it.
  private func isTotal(_ word: String) -> Bool {
    table.totals.rows.contains(word) || word == "total"
  }
}

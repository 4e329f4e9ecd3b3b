import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables of where numbers lie: one for numbers, one for days, one for times of day.
struct NumericTables {
  let results: [NumericResult]
  let parts: ResultParts
  let context: AnalysisContext

  /// The lowest and the highest answer, and those far off, are single people's answers.
  private var tellsSingleAnswers: Bool { context.audience == .internal }

  var all: [Table] {
    NumberKind.allCases.flatMap { kind -> [Table] in
      let results = results.filter { $0.kind == kind }
      guard !results.isEmpty else { return [] }
      return [whole(results, kind)] + [byGroup(results, kind)].compactMap { $0 }
    }
  }

  /// A row for each question.
  private func whole(_ results: [NumericResult], _ kind: NumberKind) -> Table {
    Table(
      name: kind.table, title: kind.title,
      base: results.count == 1 ? results[0].base : nil,
      dimensions: results.map(\.question.id.rawValue),
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + columns(kind, by: nil),
      rows: results.map { result in
        [.text(result.question.id.rawValue), .text(result.question.label.text)]
          + figures(of: result.whole, kind)
      })
  }

  /// A row for each question and group; `nil` where nothing is split.
  private func byGroup(_ results: [NumericResult], _ kind: NumberKind) -> Table? {
    guard let groups = parts.groups else { return nil }
    let rows = results.flatMap { result in
      groups.keys.indices.map { group -> [Cell] in
        [
          .text(result.question.id.rawValue), .text(groups.keys[group]), .text(result.question.label.text),
          .text(groups.labels[group]),
        ] + figures(of: result.parts[group + 1], kind)
      }
    }
    return Table(
      name: "\(kind.table)-by-\(groups.breakdown.name)", title: "\(kind.title) by \(groups.breakdown.label)",
      dimensions: results.map(\.question.id.rawValue) + [groups.breakdown.name], overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("group", "Group name", .key),
        Column("label", "Question", .text),
        Column("group_label", groups.breakdown.label, .text),
      ] + columns(kind, by: groups), rows: rows)
  }

  /// What is far off the rest is far off those of its row, and only told to internal readers: no figure of others.
  private func columns(_ kind: NumberKind, by groups: BreakdownGroups?) -> [Column] {
    let answered = Counted.forms(keys: ["question": "@"])
    return [
      Column(
        "answered", "Answered", .count, counts: groups.map { answered.by($0, key: "group") } ?? answered),
      Column("mean", "Mean", kind.column),
      Column("sd", kind.spread, .number), Column("min", "Lowest", kind.column),
      Column("q1", "Lower quartile", kind.column), Column("median", "Median", kind.column),
      Column("q3", "Upper quartile", kind.column), Column("max", "Highest", kind.column),
      Column("outliers", "Far off the rest", .count),
    ]
  }

  private func figures(of values: NumberFigures, _ kind: NumberKind) -> [Cell] {
    [
      .count(values.count), kind.cell(values.mean),
      .number(orMissing: values.standardDeviation.map { $0 / kind.unit }),
      kind.cell(tellsSingleAnswers ? values.values.minimum : nil), kind.cell(values.quantile(0.25)),
      kind.cell(values.quantile(0.5)), kind.cell(values.quantile(0.75)),
      kind.cell(tellsSingleAnswers ? values.values.maximum : nil),
      tellsSingleAnswers ? values.values.outliers.map(Cell.count) ?? .missing : .missing,
    ]
  }

  var notes: [String] {
    var notes = [
      "Forms only. Far off the rest is an answer further from the quartiles than one and a half times the distance "
        + "between them: look at it, it need not be wrong."
    ]
    if !tellsSingleAnswers {
      notes = [
        "Forms only. The lowest and the highest answer are single people's answers, and are not told to others."
      ]
    }
    let kinds = Set(results.map(\.kind))
    if kinds.contains(.date) {
      notes.append("A mean or quartile between two days is told as the earlier one.")
    }
    if kinds.contains(.time) {
      notes.append("Times of day are counted from midnight: a mean of times around midnight says nothing.")
    }
    for result in results where result.whole.count > 0 && result.whole.mean == nil {
      notes.append("“\(result.question.label.text)” has no mean: its numbers are too large to be added.")
    }
    for result in results where result.whole.count > 1 && result.whole.standardDeviation == nil {
      notes.append(
        "“\(result.question.label.text)” has no standard deviation: its numbers are too far apart.")
    }
    for result in results where result.whole.count == 1 {
      notes.append("“\(result.question.label.text)” has no standard deviation: one answer has no spread.")
    }
    return notes
  }
}

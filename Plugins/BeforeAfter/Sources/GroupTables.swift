import EngageAnalysis
import EngageModel
import EngageReport

/// The tables of groups of different people.
struct GroupTables {
  /// The words for the two halves.
  let halves: (before: String, after: String)
  let plan: ComparisonPlan

  /// A row for each question.
  func groups(_ results: [GroupResult]) -> Table {
    Table(
      name: "groups", title: "Answers before and after, of different people",
      dimensions: results.map(\.pair.name),
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + columns(corrected: results.count > 1),
      rows: results.map { result in
        [.text(result.pair.name), .text(result.pair.label)] + result.cells(corrected: results.count > 1)
      },
      counts: Dictionary(
        results.map { ($0.pair.name, HalfMeaning(pair: $0.pair, plan: plan).row()) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// A row for each question and group.
  func byGroup(_ byPair: [[GroupResult]], _ groups: BreakdownGroups) -> Table {
    let title = groups.breakdown.label
    var counts: [String: [String: Counted]] = [:]
    for case let pair? in byPair.map(\.first?.pair) {
      for group in groups.keys.indices {
        counts["\(pair.name) | \(groups.keys[group])"] = HalfMeaning(pair: pair, plan: plan)
          .row(groups.conditions(of: group))
      }
    }
    return Table(
      name: "groups-by-\(groups.breakdown.name)", title: "Answers before and after, by \(title)",
      dimensions: byPair.compactMap { $0.first?.pair.name } + [groups.breakdown.name],
      overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("group", "Group’s name", .key),
        Column("label", "Question", .text), Column("group_label", title, .text),
      ] + columns(corrected: true),
      rows: byPair.flatMap { results in
        results.enumerated().map { index, result in
          [
            .text(result.pair.name), .text(groups.keys[index]), .text(result.pair.label),
            .text(groups.labels[index]),
          ] + result.cells(corrected: true)
        }
      }, counts: counts,
      notes: [
        "Each question’s tests are corrected for the number of its groups by Holm’s method. Groups below the smallest base "
          + "are not tested."
      ])
  }

  private func columns(corrected: Bool) -> [Column] {
    [
      Column("n_before", "Answered, \(halves.before)", .count),
      Column("n_after", "Answered, \(halves.after)", .count), Column("mean_before", "Mean before", .number),
      Column("mean_after", "Mean after", .number), Column("mean_change", "Difference of means", .number),
      Column("ci_low", "Difference, 95% from", .number),
      Column("ci_high", "Difference, 95% to", .number),
      Column("u", "Mann–Whitney U", .number), Column("p", "p", .number),
      Column("effect", "Rank-biserial", .number), Column("superiority", "Superiority", .number),
      Column("superiority_low", "Superiority, 95% from", .number),
      Column("superiority_high", "Superiority, 95% to", .number),
    ] + (corrected ? [Column("p_holm", "p, corrected for several tests", .number)] : [])
      + [Column("verdict", "Finding", .text)]
  }

  /// A question's own table: a row for each level; of numbers, how many answered and their mean.
  func answers(_ figures: GroupFigures) -> Table {
    let pair = figures.pair
    guard !pair.isNumeric else { return numbers(figures) }
    let (n, m) = (figures.answeredBefore, figures.answeredAfter)
    let meaning = HalfMeaning(pair: pair, plan: plan)
    return Table(
      name: "changes-\(pair.name)", title: pair.label,
      dimensions: [pair.name],
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("before", halves.before, .count, counts: meaning.chose(before: true)),
        Column("after", halves.after, .count, counts: meaning.chose(before: false)),
        Column(
          "before:share", "\(halves.before), share", .share, from: "before",
          whole: meaning.answered(before: true)),
        Column(
          "after:share", "\(halves.after), share", .share, from: "after",
          whole: meaning.answered(before: false)),
      ],
      rows: pair.levels.indices.map { level in
        let (first, second) = (figures.beforeLevels[level], figures.afterLevels[level])
        return [
          .text(pair.levels[level].id.rawValue), .text(pair.levels[level].label.text), .count(first),
          .count(second), n == 0 ? .missing : .share(first, of: n), m == 0 ? .missing : .share(second, of: m),
        ]
      })
  }

  private func numbers(_ figures: GroupFigures) -> Table {
    Table(
      name: "changes-\(figures.pair.name)", title: figures.pair.label, dimensions: [figures.pair.name],
      columns: [
        Column("half", "Asked", .key), Column("label", "Asked", .text),
        Column("responses", "Answered", .count), Column("mean", "Mean", .number),
      ],
      rows: [
        [
          .text("before"), .text(halves.before), .count(figures.answeredBefore),
          .number(orMissing: figures.meanBefore),
        ],
        [
          .text("after"), .text(halves.after), .count(figures.answeredAfter),
          .number(orMissing: figures.meanAfter),
        ],
      ],
      counts: [
        "before": ["responses": HalfMeaning(pair: figures.pair, plan: plan).answered(before: true)],
        "after": ["responses": HalfMeaning(pair: figures.pair, plan: plan).answered(before: false)],
      ])
  }
}

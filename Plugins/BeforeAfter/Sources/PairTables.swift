import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables of matched pairs.
struct PairTables {
  let results: [PairResult]
  let plan: ComparisonPlan

  /// A row for each pair of questions.
  var pairs: Table {
    let single = results.count == 1 ? results[0].figures : nil
    return Table(
      name: "pairs", title: "Answers before and after",
      base: single.map {
        Base(answered: $0.n, missing: $0.oneHalf, counts: PairMeaning(pair: $0.pair, plan: plan).both)
      },
      dimensions: results.map(\.pair.name),
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + PairTables.columns(corrected: results.count > 1) + [Column("before", "Asked before as", .text)],
      rows: results.map { result in
        [.text(result.pair.name), .text(result.pair.label)] + result.cells(corrected: results.count > 1)
          + [.text(result.pair.before.id.rawValue)]
      },
      counts: Dictionary(
        results.map { ($0.pair.name, PairMeaning(pair: $0.pair, plan: plan).row()) },
        uniquingKeysWith: { first, _ in first }),
      unions: results.flatMap { PairMeaning(pair: $0.pair, plan: plan).unions },
      notes: PairTables.remarks(results.map(\.figures)))
  }

  /// The columns that tables of pairs and of pairs by group share.
  static func columns(corrected: Bool) -> [Column] {
    [
      Column("n", "Answered both", .count), Column("up", "Up", .count), Column("same", "Same", .count),
      Column("down", "Down", .count), Column("mean_change", "Mean change", .number),
      Column("mean_before", "Mean before", .number), Column("mean_after", "Mean after", .number),
      Column("ci_low", "Mean change, 95% from", .number),
      Column("ci_high", "Mean change, 95% to", .number),
      Column("w", "Wilcoxon's W", .number), Column("p", "p", .number),
      Column("effect", "Rank-biserial", .number),
    ] + (corrected ? [Column("p_holm", "p, corrected for several tests", .number)] : [])
      + [Column("verdict", "Finding", .text)]
  }

  /// Why figures are missing.
  private static func remarks(_ figures: [PairFigures]) -> [String] {
    var remarks: [String] = []
    if figures.contains(where: { $0.pair.isOrdered && $0.n > 0 && $0.up + $0.down == 0 }) {
      remarks.append("Where nobody’s answer changed there is nothing to test.")
    }
    if figures.contains(where: { $0.n > 0 && $0.pair.isOrdered && $0.change?.lower == nil }) {
      remarks.append("Where everybody changed alike, or one person answered, a mean has no interval.")
    }
    if figures.contains(where: { !$0.pair.isOrdered }) {
      remarks.append(
        "The choices of a select_one with more than two have no order, so that no answer is up or down: make it a scale if "
          + "they have.")
    }
    return remarks
  }

  /// A pair's own table: answers before in rows, after in columns.
  static func transitions(_ figures: PairFigures, _ plan: ComparisonPlan) -> Table {
    let pair = figures.pair
    let meaning = PairMeaning(pair: pair, plan: plan)
    guard !pair.isNumeric else { return directions(figures, meaning) }
    let levels = pair.levels
    let columns =
      [Column("choice", "Before", .key), Column("label", "Before", .text)]
      + zip(levels, pair.labelsAfter).map { Column("\(pair.name)=\($0.id)", "\($1), after", .count) }
      + [Column("total", "All", .count)]
    let rows = levels.indices.map { before -> [Cell] in
      [.text(levels[before].id.rawValue), .text(levels[before].label.text)]
        + figures.cells[before].map(Cell.count) + [.count(figures.cells[before].reduce(0, +))]
    }
    return Table(
      name: "changes-\(pair.name)", title: "\(pair.label): answers before by answers after",
      base: Base(answered: figures.n, missing: figures.oneHalf, counts: meaning.both),
      dimensions: [pair.before.id.rawValue, pair.after.id.rawValue], totals: Totals(columns: ["total"]),
      columns: columns, rows: rows, counts: cells(of: pair, meaning),
      unions: meaning.unions)
  }

  private static func cells(of pair: QuestionPair, _ meaning: PairMeaning) -> [String: [String: Counted]] {
    var counts: [String: [String: Counted]] = [:]
    for (before, level) in pair.levels.enumerated() {
      var row = ["total": meaning.answered(before: before)]
      for (after, level) in pair.levels.enumerated() {
        row["\(pair.name)=\(level.id)"] = meaning.answered(before: before, after: after)
      }
      counts[level.id.rawValue] = row
    }
    return counts
  }

  /// For numbers: how many went up and down.
  private static func directions(_ figures: PairFigures, _ meaning: PairMeaning) -> Table {
    let rows = [("up", "Up", figures.up), ("same", "Same", figures.same), ("down", "Down", figures.down)]
    return Table(
      name: "changes-\(figures.pair.name)", title: "\(figures.pair.label): change from before to after",
      base: Base(answered: figures.n, missing: figures.oneHalf, counts: meaning.both),
      dimensions: [figures.pair.name],
      columns: [
        Column("change", "Change", .key), Column("label", "Change", .text),
        Column("responses", "Responses", .count, counts: meaning.went(key: "change")),
        Column("share", "Share", .share, from: "responses", whole: meaning.both),
      ],
      rows: rows.map { key, label, count in
        [.text(key), .text(label), .count(count), figures.n == 0 ? .missing : .share(count, of: figures.n)]
      })
  }

  /// A row for each pair and group.
  static func byGroup(_ byPair: [[PairResult]], _ groups: BreakdownGroups, _ plan: ComparisonPlan) -> Table {
    let (name, title) = (groups.breakdown.name, groups.breakdown.label)
    var counts: [String: [String: Counted]] = [:]
    for case let pair? in byPair.map(\.first?.pair) {
      for group in groups.keys.indices {
        counts["\(pair.name) | \(groups.keys[group])"] = PairMeaning(pair: pair, plan: plan)
          .row(groups.conditions(of: group))
      }
    }
    return Table(
      name: "pairs-by-\(name)", title: "Answers before and after, by \(title)",
      dimensions: byPair.compactMap { $0.first?.pair.name } + [name], overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("group", "Group’s name", .key),
        Column("label", "Question", .text), Column("group_label", title, .text),
      ] + columns(corrected: true),
      rows: byPair.flatMap { results in
        zip(results, zip(groups.keys, groups.labels)).map { result, group in
          [
            .text(result.pair.name), .text(group.0), .text(result.pair.label), .text(group.1),
          ] + result.cells(corrected: true)
        }
      }, counts: counts,
      unions: byPair.compactMap(\.first?.pair).flatMap { PairMeaning(pair: $0, plan: plan).unions },
      notes: [
        "Each question’s tests are corrected for the number of its groups by Holm’s method. Groups below the smallest base "
          + "are not tested."
      ])
  }
}

/// The figures of a pair with what they come to.
struct PairResult {
  let figures: PairFigures
  /// Corrected where several tests are made.
  let correctedP: Double?
  let verdict: Verdict

  var pair: QuestionPair { figures.pair }

  /// Tests made together, corrected for each other.
  /// - Parameter leavesSmall: whether those below the smallest base are tested.
  static func together(_ figures: [PairFigures], smallestBase: Int, leavesSmall: Bool) -> [PairResult] {
    let tests = figures.map { figures in
      leavesSmall && figures.n < smallestBase ? nil : figures.signedRank
    }
    let corrected = HolmCorrection.corrected(tests.map { $0?.p })
    return figures.indices.map { index in
      PairResult(
        figures: figures[index], test: tests[index], correctedP: corrected[index],
        verdict: Verdict(
          n: figures[index].n, smallestBase: smallestBase, p: corrected[index], effect: tests[index]?.effect))
    }
  }

  private let test: SignedRankTest?

  private init(figures: PairFigures, test: SignedRankTest?, correctedP: Double?, verdict: Verdict) {
    self.figures = figures
    self.test = test
    self.correctedP = correctedP
    self.verdict = verdict
  }

  func cells(corrected: Bool) -> [Cell] {
    let isOrdered = pair.isOrdered
    func ordered(_ count: Int) -> Cell { isOrdered ? .count(count) : .missing }
    let change = figures.change
    return [
      .count(figures.n), ordered(figures.up),
      isOrdered
        ? .count(figures.same) : .count(figures.cells.indices.reduce(0) { $0 + figures.cells[$1][$1] }),
      ordered(figures.down), .number(orMissing: change?.mean), .number(orMissing: figures.meanBefore),
      .number(orMissing: figures.meanAfter), .number(orMissing: change?.lower),
      .number(orMissing: change?.upper), .number(orMissing: test?.w), .number(orMissing: test?.p),
      .number(orMissing: test?.effect),
    ] + (corrected ? [.number(orMissing: correctedP)] : []) + [verdict.words.map(Cell.text) ?? .missing]
  }

  /// - Parameter table: the pair's own, or the table of all pairs where there is one.
  func measures(table: String) -> [Measure] {
    var measures = [Measure("n", table: table, value: Double(figures.n), counts: true)]
    guard pair.isOrdered else { return measures }
    measures += [
      Measure("w", table: table, value: test?.w), Measure("p", table: table, value: test?.p),
      Measure("effect", table: table, value: test?.effect),
      Measure("sign_p", table: table, value: figures.sign?.p),
    ]
    if pair.isTwofold {
      measures += [
        Measure("mcnemar_p", table: table, value: figures.mcnemar?.exactP),
        Measure("mcnemar_chi_squared", table: table, value: figures.mcnemar?.chiSquared),
        Measure("mcnemar_chi_squared_p", table: table, value: figures.mcnemar?.p),
      ]
    }
    return measures
  }
}

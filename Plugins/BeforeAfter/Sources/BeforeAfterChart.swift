import EngageAnalysis
import EngageModel
import EngageReport

/// Answers before and after, side by side: the tables of the stacked bars, and the bars.
struct BeforeAfterChart {
  let results: [PairResult]
  let plan: ComparisonPlan
  let context: AnalysisContext
  /// The words for the two halves.
  let halves: (before: String, after: String)

  /// A table for each set of pairs with the same levels, in the order of the first of each.
  func tablesAndCharts(smallestBase: Int) -> (tables: [Table], charts: [Chart]) {
    var groups: [[PairResult]] = []
    for result in results where !result.pair.isNumeric {
      if let index = groups.firstIndex(where: { $0[0].pair.hasSameLevels(as: result.pair) }) {
        groups[index].append(result)
      } else {
        groups.append([result])
      }
    }
    let tables = groups.map(table)
    let charts = zip(groups, tables).compactMap { group, table in
      group.contains { $0.figures.n >= smallestBase } ? chart(group, table) : nil
    }
    return (tables, charts)
  }

  private func table(_ group: [PairResult]) -> Table {
    let levels = group[0].pair.levels
    let rows = group.flatMap { result -> [[Cell]] in
      let cells = result.figures.cells
      let before = cells.map { $0.reduce(0, +) }
      let after = levels.indices.map { level in cells.reduce(0) { $0 + $1[level] } }
      let pair = result.pair
      let asked = pair.before.label.text
      // Two wordings of a question tell themselves when it was asked.
      let words =
        asked == pair.label
        ? [halves.before, halves.after].map { "\(pair.label), \($0)" } : [asked, pair.label]
      return [("before", words[0], before), ("after", words[1], after)].map { half, words, counts in
        [.text(pair.name), .text(half), .text(words)]
          + counts.map(Cell.count) + [.count(result.figures.n)]
      }
    }
    return Table(
      name: "answers-\(group[0].pair.name)",
      title: group.count == 1 ? group[0].pair.label : "Answers before and after",
      dimensions: group.map(\.pair.name), totals: Totals(columns: ["total"]),
      columns: [
        Column("question", "Name", .key), Column("half", "Asked", .key), Column("label", "Question", .text),
      ] + levels.map { Column($0.id.rawValue, $0.label.text, .count) } + [Column("total", "All", .count)],
      rows: rows, counts: counts(group),
      unions: group.flatMap { PairMeaning(pair: $0.pair, plan: plan).unions })
  }

  /// Whom each row counts: those who answered both, by what they said before, or after.
  private func counts(_ group: [PairResult]) -> [String: [String: Counted]] {
    var counts: [String: [String: Counted]] = [:]
    for pair in group.map(\.pair) {
      let meaning = PairMeaning(pair: pair, plan: plan)
      var (before, after) = (["total": meaning.both], ["total": meaning.both])
      for (index, level) in pair.levels.enumerated() {
        before[level.id.rawValue] = meaning.answered(before: index)
        after[level.id.rawValue] = meaning.answered(after: index)
      }
      counts["\(pair.name) | before"] = before
      counts["\(pair.name) | after"] = after
    }
    return counts
  }

  private func chart(_ group: [PairResult], _ table: Table) -> Chart {
    let levels = group[0].pair.levels
    let told = group.map { result in
      "\(result.pair.label): \(Wording.numeral(result.figures.up)) up, \(Wording.numeral(result.figures.down)) down, "
        + "\(Wording.numeral(result.figures.same)) the same, of \(Wording.numeral(result.figures.n))"
    }
    let answered = group.map(\.figures.n)
    let (least, most) = (answered.min() ?? 0, answered.max() ?? 0)
    let base =
      least == most
      ? "\(Wording.numeral(most)) answered both"
      : "\(Wording.numeral(least)) to \(Wording.numeral(most)) answered both"
    return Chart(
      name: table.name, kind: .stackedBar, table: table.name, category: "label",
      series: levels.map(\.id.rawValue), title: title(group),
      subtitle: context.chartSubtitle(table.title, base: base),
      alt: "Bars of 100 per cent, before and after for each question. \(told.joined(separator: "; ")).")
  }

  /// The finding in at most ten words, or the subject where nothing was found out.
  private func title(_ group: [PairResult]) -> String {
    let higher = group.count { $0.verdict == .higher }
    let lower = group.count { $0.verdict == .lower }
    let levels = group[0].pair.levels
    guard higher + lower > 0, (higher == 0) != (lower == 0) else { return "Answers before and after" }
    let direction = higher > 0 ? levels[levels.count - 1].label.text : levels[0].label.text
    let titles =
      group.count == 1
      ? ["After, more answered towards “\(direction)”", "Answers moved \(higher > 0 ? "up" : "down")"]
      : [
        "Answers \(higher > 0 ? "higher" : "lower") after in "
          + (higher + lower == group.count
            ? "all \(Wording.number(group.count)) questions"
            : "\(Wording.compared(higher + lower, group.count).joined(separator: " of ")) questions")
      ]
    return titles.first { Wording.wordCount($0) <= 10 } ?? titles[titles.count - 1]
  }
}

extension QuestionPair {
  func hasSameLevels(as other: QuestionPair) -> Bool {
    levels.map(\.id) == other.levels.map(\.id) && levels.map(\.label) == other.levels.map(\.label)
  }
}

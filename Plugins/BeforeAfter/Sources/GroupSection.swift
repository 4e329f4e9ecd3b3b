import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// What is told of answers before and after that need not be the same people's.
struct GroupSection {
  let analysis: BeforeAfter
  let tally: BeforeAfterTally

  private var plan: ComparisonPlan { analysis.plan }
  /// The words for the two halves.
  private var halves: (before: String, after: String) {
    guard let labels = plan.phase?.labels else { return ("before", "after") }
    return (labels[0], labels[1])
  }

  var section: Section {
    let figures = zip(plan.pairs, tally.pairs).map { GroupFigures($0, $1, group: 0) }
    let results = GroupResult.together(figures, smallestBase: analysis.smallestBase, leavesSmall: false)
    let tables = GroupTables(halves: halves, plan: plan)
    var section = Section(analysis: BeforeAfter.manifest.name, title: BeforeAfter.manifest.title)
    section.tables = [tables.groups(results)]
    for result in results {
      let own = tables.answers(result.figures)
      section.tables.append(own)
      section.measures += result.measures(table: results.count == 1 ? "groups" : own.name)
      section.statements.append(statement(result))
      if analysis.drawsCharts, let chart = chart(result, own) { section.charts.append(chart) }
    }
    if let groups = plan.groups {
      let byPair = zip(plan.pairs, tally.pairs).map { pair, tally in
        GroupResult.together(
          groups.keys.indices.map { GroupFigures(pair, tally, group: $0 + 1) },
          smallestBase: analysis.smallestBase, leavesSmall: true)
      }
      section.tables.append(tables.byGroup(byPair, groups))
    }
    addNotes(to: &section, figures)
    return section
  }

  private func addNotes(to section: inout Section, _ figures: [GroupFigures]) {
    section.notes = [
      "Forms only. Those who answered before and those who answered after are taken for different people: that the groups "
        + "differ need not mean that anybody changed.",
      "p is that of the Mann–Whitney test; superiority is the chance that an answer from after is the higher of two, ties "
        + "as half, and the rank-biserial twice that less 1.",
    ]
    if figures.count > 1 { section.notes.append(BeforeAfterNotes.correction) }
    var counts = LeftOut(section: section)
    counts.tell("answered_both", figures.map(\.both).max() ?? 0) {
      "Up to \($0) forms answer both halves of a question and count in both groups; matching=paired compares each with "
        + "itself."
    }
    counts.tell("not_scored", figures.reduce(0) { $0 + $1.unscored }) {
      "Left out: \($0) answers of “don’t know” or the like\(figures.count > 1 ? ", over all questions" : "")."
    }
    section = counts.section
    section.notes += BeforeAfterNotes.others(plan, tally)
  }

  private func statement(_ result: GroupResult) -> Statement {
    let figures = result.figures
    let reference = { CellReference(table: "groups", row: result.pair.name, column: $0) }
    let values = ["n_before": reference("n_before"), "n_after": reference("n_after")]
    let label = "“\(result.pair.label)”"
    let counts = Wording.compared(figures.answeredBefore, figures.answeredAfter).map {
      $0 == "no" ? "none" : $0
    }
    let base = "\(counts[0]) answered before and \(counts[1]) after"
    if result.verdict == .tooFew {
      return Statement("\(label), before and after: \(Wording.tooFewToSay), as \(base).", values: values)
    }
    guard result.pair.isOrdered, let change = figures.change else {
      return Statement("\(label): \(base).", values: values)
    }
    guard result.verdict == .higher || result.verdict == .lower else {
      return Statement(
        "Answers to \(label) from after differ from those from before no more than chance would explain; \(base).",
        role: .finding, values: values)
    }
    let interval = change.lower.flatMap { lower in
      change.upper.map {
        " (95% interval \(PairSentences.tenths(lower)) to \(PairSentences.tenths($0)))"
      }
    }
    let direction = result.verdict == .higher ? "higher" : "lower"
    let amount =
      (change.mean > 0) == (result.verdict == .higher)
      ? ", on average by \(PairSentences.tenths(abs(change.mean)))\(interval ?? "")" : ""
    return Statement(
      "Answers to \(label) from after are \(direction) than those from before, more than chance would explain\(amount); "
        + "\(base).", role: .finding, values: values.merging(["mean_change": reference("mean_change")]) { $1 }
    )
  }

  private func chart(_ result: GroupResult, _ table: Table) -> Chart? {
    guard !result.pair.isNumeric, result.figures.base >= analysis.smallestBase else { return nil }
    let levels = result.pair.levels
    let first = levels.indices.map { "\(levels[$0].label.text) \(result.figures.beforeLevels[$0])" }
    let second = levels.indices.map { "\(levels[$0].label.text) \(result.figures.afterLevels[$0])" }
    let title =
      result.verdict == .higher
      ? "Answers higher after than before"
      : result.verdict == .lower ? "Answers lower after than before" : "Answers before and after"
    return Chart(
      name: table.name, kind: .stackedBar, table: table.name, category: "label",
      series: ["before:share", "after:share"], seriesInRows: true, title: title,
      subtitle: analysis.context.chartSubtitle(
        result.pair.label,
        base:
          "\(Wording.numeral(result.figures.answeredBefore)) answered before, "
          + "\(Wording.numeral(result.figures.answeredAfter)) after"),
      alt:
        "Bars of 100 per cent. Before: \(first.joined(separator: ", ")). After: \(second.joined(separator: ", "))."
    )
  }
}

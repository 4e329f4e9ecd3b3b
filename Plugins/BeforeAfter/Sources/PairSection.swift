import EngageAnalysis
import EngageModel
import EngageReport

/// What is told of matched pairs: both halves on one form, or two forms with one code.
struct PairSection {
  let analysis: BeforeAfter
  let tally: BeforeAfterTally
  let codes: CodeCounts?

  private var plan: ComparisonPlan { analysis.plan }

  var section: Section {
    let figures = zip(plan.pairs, tally.pairs).map { PairFigures($0, $1, group: 0) }
    let results = PairResult.together(figures, smallestBase: analysis.smallestBase, leavesSmall: false)
    var section = Section(analysis: BeforeAfter.manifest.name, title: BeforeAfter.manifest.title)
    section.tables = [PairTables(results: results, plan: plan).pairs]
    for result in results {
      section.tables.append(PairTables.transitions(result.figures, plan))
      section.measures += result.measures(table: results.count == 1 ? "pairs" : "changes-\(result.pair.name)")
      section.statements.append(
        PairSentences.statement(result, smallestBase: analysis.smallestBase))
    }
    let picture = BeforeAfterChart(
      results: results, plan: plan, context: analysis.context, halves: ("before", "after"))
    let (tables, charts) = picture.tablesAndCharts(smallestBase: analysis.smallestBase)
    section.tables += tables
    if analysis.drawsCharts { section.charts = charts }
    addGroups(to: &section)
    addNotes(to: &section, figures)
    return section
  }

  private func addGroups(to section: inout Section) {
    guard let groups = plan.groups else { return }
    let byPair = zip(plan.pairs, tally.pairs).map { pair, tally in
      PairResult.together(
        groups.keys.indices.map { PairFigures(pair, tally, group: $0 + 1) },
        smallestBase: analysis.smallestBase, leavesSmall: true)
    }
    let name = groups.breakdown.name
    section.tables.append(PairTables.byGroup(byPair, groups, plan))
    section.statements += byPair.compactMap {
      PairSentences.byGroup($0, labels: groups.labels, keys: groups.keys, name: name)
    }
  }

  private func addNotes(to section: inout Section, _ figures: [PairFigures]) {
    section.notes = [
      "Forms only, and of them those that answer both before and after. Who answers both says nothing of those who came "
        + "once, or not at all; and a change need not come from what lay between."
    ]
    section.notes.append(BeforeAfterNotes.method(isOrdered: figures.contains { $0.pair.isOrdered }))
    if figures.count > 1 { section.notes.append(BeforeAfterNotes.correction) }
    var counts = LeftOut(section: section)
    counts.tell("one_half", figures.reduce(0) { $0 + $1.oneHalf }) {
      "Left out: \($0) answered only before or only after\(figures.count > 1 ? ", over all questions" : "")."
    }
    counts.tell("not_scored", figures.reduce(0) { $0 + $1.unscored }) {
      "Left out: \($0) said “don’t know” or the like before or after\(figures.count > 1 ? ", over all questions" : "")."
    }
    if let codes {
      counts.tell("unmatched_forms", codes.unmatched) { "Forms whose code is on no other form: \($0)." }
      counts.tell("duplicate_code_forms", codes.duplicates) {
        "Forms left out because several of a kind share a code: \($0)."
      }
      counts.tell("forms_without_code", codes.withoutCode) { "Forms without a code: \($0)." }
    }
    section = counts.section
    section.notes += BeforeAfterNotes.others(plan, tally)
  }
}

/// Counts of what was left out, told as numerals: notes with digits vanish where something small is withheld.
struct LeftOut {
  var section: Section

  mutating func tell(_ name: String, _ count: Int, _ words: (String) -> String) {
    section.measures.append(Measure(name, value: Double(count), counts: true))
    if count > 0 { section.notes.append(words(Wording.numeral(count))) }
  }
}

/// Notes that do not hang on counts.
enum BeforeAfterNotes {
  static func method(isOrdered: Bool) -> String {
    guard isOrdered else { return "No test is made of answers without an order." }
    return
      "p is that of Wilcoxon’s signed-rank test without the answers that stayed the same; of two choices it is McNemar’s "
      + "exact p. The rank-biserial goes from −1, all down, to 1, all up."
  }

  static let correction =
    "Several questions are tested at once: findings go by the p that Holm’s method corrects for that."

  static func others(_ plan: ComparisonPlan, _ tally: BeforeAfterTally) -> [String] {
    var notes: [String] = []
    let joined = plan.pairs.filter(\.joinsChoices)
    if !joined.isEmpty {
      notes.append("Answers that the survey joins under groups count as one level.")
    }
    if tally.isWeighted {
      notes.append("Every form counts as one here: weights are not used, as exact tests know none.")
    }
    return notes
  }
}

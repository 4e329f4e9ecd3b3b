import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// How well the rules find what people see, in the texts that people coded.
struct RuleQuality {
  /// Where rules are called good.
  static let good = 0.8

  /// The rules of one theme.
  struct Finding {
    /// Texts with the theme by people, by rules, by both.
    var labelled = 0
    var found = 0
    var both = 0

    /// 2 × both ÷ (found + labelled): the harmonic mean of precision and recall.
    var f1: Double? { found + labelled > 0 ? 2 * Double(both) / Double(found + labelled) : nil }
    var precision: WilsonInterval? { WilsonInterval(successes: both, of: found) }
    var recall: WilsonInterval? { WilsonInterval(successes: both, of: labelled) }
  }

  let plan: CodingPlan
  /// One for each theme.
  let themes: [Finding]
  let texts: Int
  /// Sums over the themes.
  let all: Finding

  init(_ codes: CodesFound, plan: CodingPlan) {
    self.plan = plan
    texts = codes.coded()
    var themes = plan.themes.map { _ in Finding() }
    for (entry, agreed) in zip(codes.rows, codes.agreed) {
      for theme in themes.indices {
        let isLabelled = ThemeSet.holds(agreed, theme)
        let isFound = ThemeSet.holds(entry.row.rules, theme)
        if isLabelled { themes[theme].labelled += entry.texts }
        if isFound { themes[theme].found += entry.texts }
        if isLabelled && isFound { themes[theme].both += entry.texts }
      }
    }
    self.themes = themes
    all = themes.reduce(into: Finding()) { sum, finding in
      sum.labelled += finding.labelled
      sum.found += finding.found
      sum.both += finding.both
    }
  }

  /// Whether enough texts have the theme, by people and by rules.
  func isEnough(_ finding: Finding) -> Bool {
    min(finding.found, finding.labelled) >= plan.smallestBase
  }

  func words(_ finding: Finding) -> String {
    guard isEnough(finding), let precision = finding.precision, let recall = finding.recall else {
      return Wording.tooFewToSay
    }
    var faults: [String] = []
    if precision.upper < RuleQuality.good { faults.append("finds what is not meant") }
    if recall.upper < RuleQuality.good { faults.append("misses what is meant") }
    if !faults.isEmpty { return faults.joined(separator: ", ") }
    return min(precision.lower, recall.lower) >= RuleQuality.good ? "good" : "not sure on so few texts"
  }

  /// A row for each theme, then their sums.
  var table: Table {
    Table(
      name: "rules", title: "Rules beside people", base: Base(answered: texts, missing: nil),
      dimensions: plan.questionNames, totals: Totals(rows: ["all"]), overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text),
        Column("labelled", "By people", .count), Column("found", "By rules", .count),
        Column("both", "By both", .count), Column("precision", "Precision", .share),
        Column("precision_low", "Precision at least", .proportion),
        Column("precision_high", "Precision at most", .proportion),
        Column("recall", "Recall", .share), Column("recall_low", "Recall at least", .proportion),
        Column("recall_high", "Recall at most", .proportion), Column("f1", "F1", .number),
        Column("result", "Result", .text),
      ],
      rows: zip(plan.themes, themes).map { row($1, $0.id.rawValue, $0.title) } + [
        row(all, "all", "All themes together", hasIntervals: false)
      ])
  }

  private func row(_ finding: Finding, _ key: String, _ title: String, hasIntervals: Bool = true) -> [Cell] {
    // Codes of the same text hang together: over all themes there is no such interval.
    let precision = hasIntervals ? finding.precision : nil
    let recall = hasIntervals ? finding.recall : nil
    let isTold = isEnough(finding)
    return [
      .text(key), .text(title), .count(finding.labelled), .count(finding.found), .count(finding.both),
      .share(finding.both, of: finding.found), .number(orMissing: precision?.lower),
      .number(orMissing: precision?.upper), .share(finding.both, of: finding.labelled),
      .number(orMissing: recall?.lower), .number(orMissing: recall?.upper),
      .number(orMissing: isTold ? finding.f1 : nil),
      hasIntervals ? .text(words(finding)) : isTold ? .missing : .text(Wording.tooFewToSay),
    ]
  }

  var measures: [Measure] {
    let told = themes.filter(isEnough).compactMap(\.f1)
    return [
      Measure("micro_f1", table: "rules", value: isEnough(all) ? all.f1 : nil),
      Measure(
        "macro_f1", table: "rules", value: told.isEmpty ? nil : told.reduce(0, +) / Double(told.count)),
    ]
  }
}

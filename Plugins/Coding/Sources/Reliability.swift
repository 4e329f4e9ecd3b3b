import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// How far coders agree: for each theme, and over all.
struct Reliability {
  /// Krippendorff (2004), *Content Analysis*, p. 241: α from here on can be relied on.
  static let reliable = 0.8
  /// The same: from here on for tentative conclusions; below, data are to be discarded.
  static let tentative = 0.667

  /// How far coders agree on one thing.
  struct Finding {
    /// Coders of the texts that two coded at least.
    let coders: Int
    let texts: Int
    /// Of these, texts to which somebody gave the theme.
    let given: Int
    let pairs: (same: Int, all: Int)
    let kappa: Double?
    let alpha: Double?
    let interval: AgreementInterval?
    let result: String
  }

  let plan: CodingPlan
  /// One for each theme.
  let themes: [Finding]
  /// Over sets of themes.
  let all: Finding

  init(_ codes: CodesFound, plan: CodingPlan) {
    self.plan = plan
    let twice = codes.rows.filter { entry in entry.row.coders.count { $0 != nil } >= 2 }
    let coders = plan.human.coders.indices.filter { coder in twice.contains { $0.row.coders[coder] != nil } }
    themes = plan.themes.indices.map { theme in
      Reliability.finding(
        plan: plan, coders: coders.count, .nominal,
        given: twice.reduce(0) { sum, entry in
          let isGiven = entry.row.coders.contains { $0.map { ThemeSet.holds($0, theme) } ?? false }
          return sum + (isGiven ? entry.texts : 0)
        },
        ratings: Reliability.ratings(twice, coders: coders, categories: 2) {
          ThemeSet.holds($0, theme) ? 1 : 0
        })
    }
    let sets = Array(Set(twice.flatMap { $0.row.coders.compactMap(\.self) }))
      .sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, $0) })
    all = Reliability.finding(
      plan: plan, coders: coders.count,
      .given(sets.map { one in sets.map { ThemeSet.difference(one, $0) } }),
      given: twice.reduce(0) { sum, entry in
        let isGiven = entry.row.coders.contains { $0.map { ThemeSet.count($0) > 0 } ?? false }
        return sum + (isGiven ? entry.texts : 0)
      },
      ratings: Reliability.ratings(twice, coders: coders, categories: sets.count) { numbers[$0] ?? 0 })
  }

  private static func ratings(
    _ rows: [(row: CodingTally.Row, texts: Int)], coders: [Int], categories: Int,
    _ category: ([UInt64]) -> Int
  ) -> CoderRatings {
    var counted: [[Int]: Int] = [:]
    for (row, texts) in rows {
      counted[coders.map { coder in row.coders[coder].map(category) ?? -1 }, default: 0] += texts
    }
    return CoderRatings(counted: counted, coders: coders.count, categories: categories)
  }

  private static func finding(
    plan: CodingPlan, coders: Int, _ difference: CategoryDifference, given: Int, ratings: CoderRatings
  ) -> Finding {
    let isEnough = ratings.units >= plan.smallestBase && ratings.units > 0
    let kappa =
      coders == 2
      ? ratings.value(of: .cohenKappa) : ratings.coded(byAtLeast: coders).value(of: .fleissKappa)
    let alpha = ratings.value(of: .krippendorffAlpha(difference))
    let interval =
      isEnough
      ? ratings.interval(of: .krippendorffAlpha(difference), replicates: plan.replicates, seed: plan.seed)
      : nil
    return Finding(
      coders: coders, texts: ratings.units, given: given, pairs: ratings.pairs,
      kappa: isEnough ? kappa : nil, alpha: isEnough ? alpha : nil, interval: interval,
      result: isEnough ? words(alpha, interval, given: given) : Wording.tooFewToSay)
  }

  private static func words(_ alpha: Double?, _ interval: AgreementInterval?, given: Int) -> String {
    guard let alpha else {
      return given == 0 ? "not defined: nobody gave it" : "not defined: all said the same"
    }
    if alpha == 1 { return "full agreement" }
    if let interval, interval.lower >= reliable { return "reliable" }
    if alpha >= reliable { return "reliable, as far as these texts tell" }
    return alpha >= tentative ? "for tentative conclusions only" : "not reliable"
  }

  /// A row for each theme, then one over all.
  var table: Table {
    Table(
      name: "reliability", title: "How far coders agree",
      base: Base(answered: all.texts, missing: nil), dimensions: plan.questionNames, overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text), Column("coders", "Coders", .number),
        Column("texts", "Texts coded twice", .count), Column("given", "Of these with the theme", .count),
        Column("agreement", "Agreement", .share), Column("kappa", "κ", .number),
        Column("alpha", "α", .number), Column("low", "α at least", .number),
        Column("high", "α at most", .number), Column("result", "Result", .text),
      ],
      rows: plan.themes.indices.map { theme in
        row(themes[theme], plan.themes[theme].id.rawValue, plan.themes[theme].title)
      } + [row(all, "all", "All themes together")])
  }

  private func row(_ finding: Finding, _ key: String, _ title: String) -> [Cell] {
    [
      .text(key), .text(title), .number(Double(finding.coders)), .count(finding.texts),
      .count(finding.given), .share(finding.pairs.same, of: finding.pairs.all),
      .number(orMissing: finding.kappa), .number(orMissing: finding.alpha),
      .number(orMissing: finding.interval?.lower), .number(orMissing: finding.interval?.upper),
      .text(finding.result),
    ]
  }

  var measures: [Measure] {
    [
      Measure("alpha", table: "reliability", value: all.alpha),
      Measure("alpha_low", table: "reliability", value: all.interval?.lower),
      Measure("alpha_high", table: "reliability", value: all.interval?.upper),
    ]
  }
}

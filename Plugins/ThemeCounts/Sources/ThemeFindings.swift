import EngageAnalysis
import EngageModel
import EngageReport

/// What is said about the counts: sentences, a chart, notes.
struct ThemeFindings {
  private static let mostFindings = 3
  private static let mostBars = 25

  let plan: ThemePlan
  let tally: ThemeTally
  /// Positions of the themes that are told.
  let listed: [Int]

  /// The words for a theme in a sentence: in quotation marks where it has punctuation of its own.
  private func title(_ theme: Int) -> String {
    let title = plan.themes[theme].title
    return title.contains { ",;:()".contains($0) } ? "“\(title)”" : title
  }

  /// The outermost themes raised most often, at most three; of themes that tie all or none. For readers outside all of
  /// them: which ones come first of those that may be shown is known only when it is known what is hidden.
  private var leading: [Int] {
    let ranked = listed.filter { plan.parents[$0] == nil && tally.themes[$0].sum > 0 }
      .sorted { (-tally.themes[$0].sum, $0) < (-tally.themes[$1].sum, $1) }
    guard isForOurselves, ranked.count > ThemeFindings.mostFindings else { return ranked }
    let next = tally.themes[ranked[ThemeFindings.mostFindings]].sum
    return ranked.prefix(ThemeFindings.mostFindings).filter { tally.themes[$0].sum > next }
  }

  private var isForOurselves: Bool { plan.context.audience == .internal }

  var statements: [Statement] {
    leading.flatMap { isForOurselves ? [finding($0)] : [finding($0), findingOnAll($0)] }
      + [comparisonOfEvents, uncoded].compactMap { $0 }
  }

  /// Between two events: the outermost theme whose share differs most. "Reporting came up in 23 of 61 responses at
  /// We Stand Together 2019 and in 9 of 52 at We Stand Together 2018."
  private var comparisonOfEvents: Statement? {
    guard let groups = plan.groups, groups.breakdown == .event, groups.count == 2,
      tally.groupAnswers.allSatisfy({ $0 >= plan.context.smallestBase })
    else { return nil }
    func counts(_ theme: Int) -> [Int] { (0..<2).map { tally.groupThemes[$0 * plan.themes.count + theme] } }
    func difference(_ theme: Int) -> Int {
      let (one, other) = (counts(theme), tally.groupAnswers)
      return abs(one[0] * other[1] - one[1] * other[0])
    }
    let outermost = listed.filter { plan.parents[$0] == nil }
    guard let theme = outermost.max(by: { (difference($0), $1) < (difference($1), $0) }),
      difference(theme) > 0
    else { return nil }
    let words = zip(counts(theme), tally.groupAnswers).map { Wording.compared($0, $1) }
    let key = plan.themes[theme].id.rawValue
    return Statement(
      Wording.sentence(
        "\(title(theme)) came up in \(words[0][0]) of \(words[0][1]) responses with a text at "
          + "\(groups.labels[0]), and in \(words[1][0]) of \(words[1][1]) at \(groups.labels[1])."),
      role: .finding,
      values: Dictionary(
        uniqueKeysWithValues: groups.keys.map {
          ($0, CellReference(table: "themes-by-event", row: "\(key) | \($0)", column: "responses"))
        }))
  }

  /// "Hate crime and its reporting came up on 23 of 61 forms and at 11 of 19 tables."
  private func finding(_ theme: Int) -> Statement {
    let count = tally.themes[theme]
    let key = plan.themes[theme].id.rawValue
    var values: [String: CellReference] = [:]
    var parts: [String] = []
    if count.forms > 0 {
      parts.append("on \(part(count.forms, of: tally.answers.forms, "form", "forms"))")
      values["forms"] = CellReference(table: "themes", row: key, column: "forms")
    }
    if count.tables > 0 {
      parts.append("at \(part(count.tables, of: tally.answers.tables, "table", "tables"))")
      values["tables"] = CellReference(table: "themes", row: key, column: "tables")
    }
    return Statement(
      Wording.sentence("\(title(theme)) came up \(parts.joined(separator: " and "))."), role: .finding,
      values: values)
  }

  /// "Hate crime and its reporting came up in 34 of 80 responses with a text.": where forms and tables can't be told
  /// apart, as something of them is hidden.
  private func findingOnAll(_ theme: Int) -> Statement {
    let words = Wording.compared(tally.themes[theme].sum, tally.answered)
    return Statement(
      Wording.sentence("\(title(theme)) came up in \(words[0]) of \(words[1]) responses with a text."),
      role: .finding,
      values: [
        "responses": CellReference(
          table: "themes", row: plan.themes[theme].id.rawValue, column: "share")
      ])
  }

  /// "23 of 61 forms", "the only table".
  private func part(_ part: Int, of whole: Int, _ one: String, _ many: String) -> String {
    if whole == 1 { return "the only \(one)" }
    let words = Wording.compared(part, whole)
    return "\(words[0]) of \(words[1]) \(many)"
  }

  private var uncoded: Statement? {
    guard tally.answered > 0, tally.uncoded > 0 else { return nil }
    let part = Wording.part(tally.uncoded, of: tally.answered)
    // Where several coders have to say the same, no theme may also mean that they did not.
    let orDiffered =
      plan.consensus != .any && (plan.human?.coders.count ?? 0) > 1 ? ", or agreed on none," : ""
    let who =
      switch plan.source {
      case .rules: "The codebook found no theme"
      case .human: "Those who read them found no theme\(orDiffered)"
      case .humanFirst: "Neither those who read them nor the codebook found a theme\(orDiffered)"
      }
    return Statement("\(who) in \(part) responses with a text.")
  }

  /// Bars for the themes, forms and tables apart; `nil` where there is nothing to compare.
  var chart: Chart? {
    guard tally.answered > 0, (2...ThemeFindings.mostBars).contains(listed.count) else { return nil }
    let hasBoth = tally.answers.forms > 0 && tally.answers.tables > 0
    let told = listed.prefix(8).map { "\(plan.themes[$0].title): \(Wording.numeral(tally.themes[$0].sum))" }
    return Chart(
      name: "themes", table: "themes", category: "title",
      series: hasBoth ? ["forms", "tables"] : ["responses"],
      title: chartTitle,
      subtitle: plan.context.chartSubtitle(
        plan.questions.map(\.label.text).joined(separator: " / "), base: base),
      alt: "Bar chart of how many responses raised each theme. \(told.joined(separator: "; ")).")
  }

  private var chartTitle: String {
    let neutral = "What people raised"
    let counts = listed.map { tally.themes[$0].sum }
    guard let most = counts.max(), most > 0, counts.filter({ $0 == most }).count == 1,
      let theme = listed.first(where: { tally.themes[$0].sum == most })
    else { return neutral }
    let finding = Wording.sentence("\(title(theme)) was raised most often")
    return Wording.wordCount(finding) <= 10 ? finding : neutral
  }

  /// "61 forms and 19 tables with a text".
  private var base: String {
    let parts = [
      tally.answers.forms > 0
        ? Wording.numeral(tally.answers.forms) + (tally.answers.forms == 1 ? " form" : " forms")
        : nil,
      tally.answers.tables > 0
        ? Wording.numeral(tally.answers.tables) + (tally.answers.tables == 1 ? " table" : " tables") : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " and ") + " with a text"
  }

  /// How themes are recognised.
  private var origin: String {
    let stems =
      plan.codebook.matching.stems == .en
      ? "English words in any form, upper or lower case" : "words in any case"
    let codebook = "codebook \(plan.codebook.id), version \(plan.codebook.version)"
    let rules =
      "recognised by the words and phrases of \(codebook): \(stems). A text without them may still be about a theme."
    guard plan.human != nil else { return "Themes are \(rules)" }
    let all = tally.codedByPeople + tally.notCodedByPeople
    let coded = "\(Wording.part(tally.codedByPeople, of: all)) texts"
    let several =
      switch plan.consensus {
      case .any: "if one of several coders says so"
      case .majority: "if more than half of several coders say so"
      case .all: "if all of several coders say so"
      }
    if plan.source == .human {
      return
        "Themes were given by people, with \(codebook), to \(coded); the others are not counted. A text has a "
        + "theme \(several)."
    }
    return
      "Themes of \(coded) were given by people (a text has a theme \(several)); those of the others are \(rules)"
  }

  /// How themes are recognised and what the counts mean.
  func notes(leftOut: Int) -> [String] {
    var notes = [
      origin,
      "A response counts once for a theme, however often it raises it, and may raise several. Shares are of the "
        + "responses with a text.",
    ]
    if tally.weighted != nil {
      notes.append(
        "In the tables a form counts as its weight and a table's notes as one; the columns called unweighted, and the "
          + "sentences, count responses.")
    }
    if tally.answers.tables > 0 {
      notes.append(
        "A form is one person, a table's notes are several people, and some may have done both: "
          + "forms and tables do not add up to people.")
    }
    if tally.plenaries > 0 {
      notes.append("What was said in front of all is not counted: it is no table's and no one person's.")
    }
    notes.append("Those who came spoke for themselves, not for the whole county.")
    if leftOut > 0 {
      let themes = Wording.count(leftOut, "theme", "themes")
      notes.append(
        "\(Wording.sentence(themes)) raised by fewer than \(Wording.number(plan.minimum)) responses, forms or tables "
          + "\(leftOut == 1 ? "is" : "are") left out.")
    }
    return notes
  }
}

import EngageAnalysis
import EngageModel
import EngageReport

/// Who coded how much, and which themes were given.
struct CodesFound {
  let plan: CodingPlan
  let tally: CodingTally
  /// The texts that somebody coded, alike ones together.
  let rows: [(row: CodingTally.Row, texts: Int)]
  /// For each of `rows` the themes it has by those who coded it.
  let agreed: [[UInt64]]

  init(_ tally: CodingTally, plan: CodingPlan) {
    self.plan = plan
    self.tally = tally
    rows = tally.rows.map { (row: $0.key, texts: $0.value) }
    agreed = rows.map { plan.consensus.themes(of: $0.row.coders.compactMap(\.self)) }
  }

  /// Texts that at least so many coders coded.
  func coded(byAtLeast coders: Int = 1) -> Int {
    count { row, _ in row.coders.count { $0 != nil } >= coders }
  }

  private func count(where isCounted: (CodingTally.Row, [UInt64]) -> Bool) -> Int {
    rows.indices.reduce(0) { $0 + (isCounted(rows[$1].row, agreed[$1]) ? rows[$1].texts : 0) }
  }

  /// Texts that have a theme by those who coded them, of one kind of response or all.
  func texts(with theme: Int, from unit: CodingTally.Row.Unit? = nil) -> Int {
    count { row, themes in (unit == nil || row.unit == unit) && ThemeSet.holds(themes, theme) }
  }

  /// Texts that one coder coded; with a theme those to which the coder gave it.
  func texts(by coder: Int, with theme: Int? = nil) -> Int {
    count { row, _ in
      guard let set = row.coders[coder] else { return false }
      return theme.map { ThemeSet.holds(set, $0) } ?? true
    }
  }

  private var base: Base { Base(answered: tally.texts, missing: tally.missing) }

  func name(_ theme: Int) -> [Cell] {
    [.text(plan.themes[theme].id.rawValue), .text(plan.themes[theme].title)]
  }

  /// A row for each coder.
  var coders: Table {
    let rows = plan.human.coders.indices.map { coder -> [Cell] in
      let texts = self.texts(by: coder)
      let none = count { row, _ in row.coders[coder].map { ThemeSet.count($0) == 0 } ?? false }
      let given = self.rows.reduce(0) { sum, entry in
        sum + (entry.row.coders[coder].map(outermostCodes) ?? 0) * entry.texts
      }
      return [
        .text(plan.key(ofCoder: coder)), .text(plan.name(ofCoder: coder)), .count(texts),
        .share(texts, of: tally.texts), .count(given), .count(none), .count(tally.changed[coder]),
        .count(tally.otherVersion[coder]),
      ]
    }
    return Table(
      name: "coders", title: "Who coded how much", base: base, dimensions: plan.questionNames,
      overlapping: true,
      columns: [
        Column("coder", "Coder", .key), Column("name", "Coder", .text),
        Column("texts", "Texts coded", .count), Column("share", "Of all texts", .share, from: "texts"),
        Column("codes", "Themes given", .count), Column("none", "No theme fits", .count),
        Column("changed", "Text changed since", .count),
        Column("other_version", "With another version", .count),
      ], rows: rows)
  }

  /// The themes that a coder gave, without those that a sub-theme brings with it.
  private func outermostCodes(_ set: [UInt64]) -> Int {
    let given = plan.themes.indices.filter { ThemeSet.holds(set, $0) }
    let implied = Set(given.compactMap { plan.parents[$0] })
    return given.count { !implied.contains($0) }
  }

  /// A row for each theme.
  var themes: Table {
    let coded = self.coded()
    return Table(
      name: "codes", title: "Themes by people and by rules", base: base, dimensions: plan.questionNames,
      overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text),
        Column("rules", "By rules", .count), Column("rules_share", "Of all texts", .share, from: "rules"),
        Column("human", "By people", .count),
        Column("human_share", "Of texts coded", .share, from: "human"),
        Column("forms", "On forms", .count), Column("tables", "At tables", .count),
      ],
      rows: plan.themes.indices.map { theme in
        let human = texts(with: theme)
        return name(theme) + [
          .count(tally.byRules[theme]), .share(tally.byRules[theme], of: tally.texts), .count(human),
          .share(human, of: coded), .count(texts(with: theme, from: .form)),
          .count(texts(with: theme, from: .table)),
        ]
      },
      notes: ["By rules: of all texts. By people: of the texts that somebody coded."])
  }

  /// A row for each theme and coder.
  var themesByCoder: Table {
    Table(
      name: "codes-by-coder", title: "Themes by coder", base: base,
      dimensions: plan.questionNames + ["coder"],
      overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("coder", "Coder", .key), Column("title", "Theme", .text),
        Column("name", "Coder", .text), Column("texts", "Texts", .count),
        Column("share", "Of texts this coder coded", .share, from: "texts"),
      ],
      rows: plan.themes.indices.flatMap { theme in
        plan.human.coders.indices.map { coder in
          let texts = self.texts(by: coder, with: theme)
          return [
            name(theme)[0], .text(plan.key(ofCoder: coder)), name(theme)[1],
            .text(plan.name(ofCoder: coder)), .count(texts), .share(texts, of: self.texts(by: coder)),
          ]
        }
      })
  }

  var measures: [Measure] {
    [
      Measure("texts", table: "codes", value: Double(tally.texts), counts: true),
      Measure("coded", table: "codes", value: Double(coded()), counts: true),
      Measure("coded_twice", table: "reliability", value: Double(coded(byAtLeast: 2)), counts: true),
    ]
  }
}

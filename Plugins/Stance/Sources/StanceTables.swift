import EngageAnalysis
import EngageModel
import EngageReport

/// The tables of what was counted.
struct StanceTables {
  static let kindNames = StanceKind.allCases.map(\.name) + ["not-clear"]
  static let kindLabels = StanceKind.allCases.map(\.label) + ["Not clear"]

  let plan: StancePlan
  let tally: StanceTally

  private var questionNames: [String] { plan.questions.map(\.id.rawValue) }
  private var base: Base { Base(answered: tally.answers.sum, missing: tally.missing, counts: answered) }

  /// The dimension of themes, and that of themes with a stance.
  private var themes: String { Counted.themes(of: plan.codebook, in: plan.questions) }
  private var stances: String {
    "stance:\(plan.rulesName):" + themes.dropFirst("theme:".count)
  }
  /// Who wrote something, who raised the theme of a row, and who did so with its stance.
  private var answered: Counted {
    Counted(where: [themes: []], alike: [Counted(where: [Counted.texts(in: plan.questions): []])])
  }
  private var raised: Counted { Counted(keys: ["theme": themes + "/"]) }
  private var spoken: Counted { Counted(keys: ["theme | stance": stances + "/"]) }

  /// Who raised a theme did so with one stance or more, or it is not clear with which.
  private var unions: [Union] {
    plan.codebook.unions(in: plan.questions)
      + plan.themes.flatMap { theme -> [Union] in
        let raised = "\(themes)/\(theme.id)"
        let kinds = StanceTables.kindNames.map { "\(stances)/\(theme.id) | \($0)" }
        return [Union(tick: raised, anyOf: kinds)]
          + kinds.dropLast().map { kind in
            Union(
              [raised: ["yes"]], of: [[kind: ["yes"]], [kinds[kinds.count - 1]: ["yes"]]], isComplete: false,
              isApart: true)
          }
      }
  }

  /// Keys and words of a row.
  private func name(_ theme: Int, _ kind: Int) -> [Cell] {
    [
      .text(plan.themes[theme].id.rawValue), .text(StanceTables.kindNames[kind]),
      .text(plan.themes[theme].title), .text(StanceTables.kindLabels[kind]),
    ]
  }

  private static let names = [
    Column("theme", "Theme", .key), Column("stance", "Stance", .key), Column("title", "Theme", .text),
    Column("label", "Stance", .text),
  ]

  /// A row for each theme and stance, those nobody took among them; shares of the responses that raise the theme.
  var stance: Table {
    let rows = plan.themes.indices.flatMap { theme in
      (0..<StanceTally.kinds).map { kind in
        let count = tally.stances[theme * StanceTally.kinds + kind]
        return name(theme, kind) + [
          .count(count.sum), .count(count.forms), .count(count.tables),
          .share(count.sum, of: tally.themes[theme].sum),
        ]
      }
    }
    return Table(
      name: "stance", title: "How themes were spoken of", base: base, dimensions: questionNames,
      overlapping: true,
      columns: StanceTables.names + [
        Column("responses", "Responses", .count, counts: spoken),
        Column("forms", "Forms", .count, counts: spoken.and([Counted.unit: [Counted.form]])),
        Column("tables", "Tables", .count, counts: spoken.and([Counted.unit: [Counted.table]])),
        Column("share", "Share of those who raised it", .share, from: "responses", whole: raised),
      ], rows: rows, unions: unions)
  }

  /// A row for each theme, stance and group; `nil` where nothing is split.
  var byGroup: Table? {
    guard let groups = plan.groups else { return nil }
    let rows = plan.themes.indices.flatMap { theme in
      (0..<StanceTally.kinds).flatMap { kind in
        groups.keys.indices.map { group -> [Cell] in
          let cell = group * plan.themes.count + theme
          let responses = tally.groupStances[cell * StanceTally.kinds + kind]
          let names = name(theme, kind)
          return names[..<2] + [.text(groups.keys[group])] + names[2...] + [
            .text(groups.labels[group]), .count(responses),
            .share(responses, of: tally.groupThemes[cell]),
          ]
        }
      }
    }
    let breakdown = groups.breakdown
    return Table(
      name: "stance-by-\(breakdown.name)",
      title: "How themes were spoken of by \(groups.needs.isEmpty ? breakdown.name : breakdown.label)",
      base: base, dimensions: questionNames + [breakdown.name], overlapping: true,
      columns: StanceTables.names[..<2] + [Column("group", "Group", .key)] + StanceTables.names[2...] + [
        Column("group_label", breakdown.label, .text),
        Column("responses", "Responses", .count, counts: spoken.by(groups, key: "group")),
        Column(
          "share", "Share of those who raised it", .share, from: "responses",
          whole: raised.by(groups, key: "group")),
      ], rows: rows, unions: unions)
  }

  /// Example clauses, for internal readers.
  var examples: Table {
    let rows = plan.themes.indices.flatMap { theme in
      (0..<StanceTally.kinds).flatMap { kind in
        tally.quotes[theme * StanceTally.kinds + kind].map { name(theme, kind) + [.text($0.text)] }
      }
    }
    return Table(
      name: "examples", title: "What was written, in examples", dimensions: questionNames, overlapping: true,
      columns: StanceTables.names + [Column("text", "Text", .quote)], rows: rows)
  }

  /// The cues, so that everybody can see why something counts as what.
  var rules: Table {
    Table(
      name: "rules", title: "The words by which stances are recognised",
      columns: [
        Column("stance", "Stance", .key), Column("cue", "Words", .key), Column("kind", "Kind", .text),
      ],
      rows: plan.rules.listed.map { [.text($0.stance), .text($0.cue), .text($0.kind)] })
  }
}

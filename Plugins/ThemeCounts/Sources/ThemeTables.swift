import EngageAnalysis
import EngageModel
import EngageReport

/// The tables of what was counted.
struct ThemeTables {
  let plan: ThemePlan
  let tally: ThemeTally
  private let figures: ThemeFigures

  init(plan: ThemePlan, tally: ThemeTally) {
    self.plan = plan
    self.tally = tally
    figures = ThemeFigures(tally)
  }

  /// How many responses there are behind a weighted figure.
  private func unweightedColumn(_ counted: Counted) -> [Column] {
    figures.isWeighted ? [Column("unweighted", "Responses, unweighted", .count, counts: counted)] : []
  }
  private func unweightedName(_ name: String = "unweighted") -> String? { figures.isWeighted ? name : nil }

  private func unweighted(_ count: Int) -> [Cell] { figures.isWeighted ? [.count(count)] : [] }

  private var questionNames: [String] { plan.questions.map(\.id.rawValue) }
  private var base: Base { Base(answered: tally.answered, missing: tally.missing, counts: meaning.answered) }
  private var meaning: ThemeMeaning { ThemeMeaning(plan) }

  /// Whether a count may be told: none, or the minimum at least.
  private func mayBeTold(_ count: Int) -> Bool { count == 0 || count >= plan.minimum }

  /// Positions of the themes that are told, in the order in which they are told.
  var listed: [Int] {
    let told = plan.themes.indices.filter { theme in
      let count = tally.themes[theme]
      return count.sum >= plan.minimum && mayBeTold(count.forms) && mayBeTold(count.tables)
    }
    guard plan.isSorted else { return told }
    return told.sorted { (-tally.themes[$0].sum, $0) < (-tally.themes[$1].sum, $1) }
  }

  /// How many themes are not told.
  var leftOut: Int { plan.themes.count - listed.count }

  private func name(_ theme: Int) -> [Cell] {
    [.text(plan.themes[theme].id.rawValue), .text(plan.themes[theme].title)]
  }

  /// A row for each theme.
  var themes: Table {
    var columns = [
      Column("theme", "Theme", .key), Column("title", "Theme", .text),
      Column("responses", "Responses", .count, counts: meaning.raised, unweighted: unweightedName()),
      Column(
        "forms", "Forms", .count, counts: meaning.raised.and(ThemeMeaning.forms),
        unweighted: unweightedName("unweighted_forms")),
      Column("tables", "Tables", .count, counts: meaning.raised.and(ThemeMeaning.tables)),
      Column(
        "share", "Share", .share, from: "responses", counts: meaning.raised, whole: meaning.answered,
        unweighted: unweightedName()),
    ]
    let hasPriorities = !plan.codebook.priorities.isEmpty
    let hasParents = plan.parents.contains { $0 != nil }
    if hasPriorities { columns.append(Column("priority", "Priority", .text)) }
    if hasParents { columns.append(Column("parent", "Part of", .text)) }
    columns += unweightedColumn(meaning.raised)
    if figures.isWeighted {
      columns.append(
        Column(
          "unweighted_forms", "Forms, unweighted", .count, counts: meaning.raised.and(ThemeMeaning.forms)))
    }
    let rows = listed.map { theme in
      let count = tally.themes[theme]
      var row =
        name(theme) + [
          .number(figures.responses(theme)), .number(figures.forms(theme)), .count(count.tables),
          .share(of: figures.responses(theme), in: figures.answered),
        ]
      if hasPriorities { row.append(plan.priority(of: theme).map { .text($0.title) } ?? .missing) }
      if hasParents { row.append(plan.parents[theme].map { .text(plan.themes[$0].title) } ?? .missing) }
      if figures.isWeighted { row += [.count(count.sum), .count(count.forms)] }
      return row
    }
    return Table(
      name: "themes", title: "Themes in what was written", base: base, dimensions: questionNames,
      overlapping: true,
      columns: columns, rows: rows, unions: meaning.unions)
  }

  /// A row for each theme and group; `nil` where nothing is split.
  var byGroup: Table? {
    guard let groups = plan.groups else { return nil }
    let breakdown = groups.breakdown
    let isSession = breakdown == .session
    let told = groups.keys.indices.filter { index in
      let answered = tally.groupAnswers[index]
      return mayBeTold(answered) && (answered > 0 || !isSession)
    }
    let count = plan.themes.count
    let themes = listed.filter { theme in
      groups.keys.indices.allSatisfy { mayBeTold(tally.groupThemes[$0 * count + theme]) }
    }
    let rows = themes.flatMap { theme in
      told.map { index in
        let place = index * count + theme
        let responses = figures.groupTheme(place)
        return name(theme) + [
          .text(groups.keys[index]), .text(groups.labels[index]), .number(responses),
          .share(of: responses, in: figures.groupAnswers(index)),
        ] + unweighted(tally.groupThemes[place]) + unweighted(tally.groupAnswers[index])
      }
    }
    let raised = meaning.raised.by(groups, key: "group")
    let answered = meaning.answered.by(groups, key: "group")
    var notes: [String] = []
    if themes.count < listed.count {
      notes.append("Themes that are small in one of the groups are left out here.")
    }
    if groups.keys.indices.contains(where: { !mayBeTold(tally.groupAnswers[$0]) }) {
      notes.append("Groups in which few wrote anything are left out.")
    }
    return Table(
      name: "themes-by-\(breakdown.name)", title: "Themes by \(isSession ? "session" : breakdown.label)",
      base: base,
      dimensions: questionNames + [breakdown.name], overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text), Column("group", "Group", .key),
        Column("label", breakdown.label, .text),
        Column("responses", "Responses", .count, counts: raised, unweighted: unweightedName()),
        Column(
          "share", "Share", .share, from: "responses", counts: raised, whole: answered,
          unweighted: unweightedName()),
      ] + unweightedColumn(raised)
        + (figures.isWeighted
          ? [Column("unweighted_answered", "Responses with a text, unweighted", .count, counts: answered)]
          : []),
      rows: rows, notes: notes)
  }

  /// A row for each two themes that a response raised together.
  var coOccurrence: Table {
    let told = Set(listed)
    var pairs: [(one: Int, other: Int, responses: Int)] = []
    for one in plan.themes.indices where told.contains(one) {
      for other in plan.themes.indices.dropFirst(one + 1) where told.contains(other) {
        let responses = tally.pairs[one * plan.themes.count + other]
        guard responses > 0, mayBeTold(responses), !plan.areRelated(one, other) else { continue }
        pairs.append((one, other, responses))
      }
    }
    if plan.isSorted { pairs.sort { (-$0.responses, $0.one, $0.other) < (-$1.responses, $1.one, $1.other) } }
    return Table(
      name: "co-occurrence", title: "Themes raised together", base: base, dimensions: questionNames,
      overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("with", "With", .key),
        Column("responses", "Responses", .count, counts: meaning.together, unweighted: unweightedName()),
        Column("title", "Theme", .text), Column("with_title", "Together with", .text),
      ] + unweightedColumn(meaning.together),
      rows: pairs.map { one, other, responses in
        [
          name(one)[0], name(other)[0], .number(figures.pair(one * plan.themes.count + other)), name(one)[1],
          name(other)[1],
        ] + unweighted(responses)
      },
      notes: [
        "Each two themes once; those that never came together, and parts with their whole, are not listed."
      ])
  }

  /// A row for each priority; `nil` where the codebook has none.
  var priorities: Table? {
    guard !plan.codebook.priorities.isEmpty else { return nil }
    let rows = plan.codebook.priorities.indices.filter { tally.priorities[$0] >= plan.minimum }.map { index in
      let priority = plan.codebook.priorities[index]
      return [
        Cell.text(priority.name), .text(priority.title), .number(figures.priority(index)),
        .share(of: figures.priority(index), in: figures.answered),
      ] + unweighted(tally.priorities[index])
    }
    return Table(
      name: "priorities", title: "Priorities of the action plan", base: base, dimensions: questionNames,
      overlapping: true,
      columns: [
        Column("priority", "Priority", .key), Column("title", "Priority", .text),
        Column("responses", "Responses", .count, counts: meaning.prioritised, unweighted: unweightedName()),
        Column(
          "share", "Share", .share, from: "responses", counts: meaning.prioritised, whole: meaning.answered,
          unweighted: unweightedName()),
      ] + unweightedColumn(meaning.prioritised), rows: rows)
  }

  /// Example texts: for internal readers any, for all others those that were released, and of themes alone that so
  /// many raised that a quote does not tell who is behind a small figure.
  /// - Returns: `nil` where readers may see none.
  var quotes: Table? {
    guard plan.quotes > 0 else { return nil }
    let isReleased = plan.quotable != nil
    let themes = listed.filter { !isReleased || tally.themes[$0].sum >= Report.smallestShownCount }
    let rows = themes.flatMap { theme in
      tally.quotes[theme].map { name(theme) + [.text($0.text)] }
    }
    if isReleased, rows.isEmpty { return nil }
    return Table(
      name: "quotes", title: "What was written, in examples", dimensions: questionNames, overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text),
        Column("text", "Text", isReleased ? .releasedQuote : .quote),
      ],
      rows: rows, notes: isReleased ? [QuotableWords.note] : [])
  }
}

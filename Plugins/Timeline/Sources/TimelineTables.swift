import EngageAnalysis
import EngageModel
import EngageReport

/// The tables, the finding and the chart of when responses came in.
struct TimelineTables {
  static let name = "timeline"
  private static let mostColumns = 60

  let dated: DatedResponses
  /// `nil` where themes are not counted.
  let themes: [Theme]?
  /// That of the themes.
  let texts: String
  /// What the codebook says of them.
  let unions: [Union]
  let smallestBase: Int

  private var unit: PeriodUnit { dated.unit }
  private func count(_ period: Int) -> DayCount { dated.periods[period] ?? DayCount() }

  private var unitLabel: String {
    switch unit {
    case .day: "Day"
    case .week: "Week"
    case .month: "Month"
    }
  }

  /// A row for each day, week or month, those without responses too.
  var timeline: Table {
    Table(
      name: TimelineTables.name, title: "Responses by \(unit.rawValue)",
      base: Base(
        answered: dated.placed, missing: dated.notPlaced, counts: placed()),
      dimensions: ["date"],
      columns: [
        Column("period", unitLabel, .key), Column("label", unitLabel, .text),
        Column("responses", "Responses", .count, counts: ofPeriod),
        Column("forms", "Forms", .count, counts: ofPeriod.and([Counted.unit: [Counted.form]])),
        Column("tables", "Tables", .count, counts: ofPeriod.and([Counted.unit: [Counted.table]])),
      ],
      rows: dated.listed.map { period in
        let count = count(period)
        return [
          .text(unit.key(of: period)), .text(unit.label(of: period)), .count(count.responses),
          .count(count.forms),
          .count(count.tables),
        ]
      },
      counts: Dictionary(
        uniqueKeysWithValues: dated.listed.compactMap { period in
          told(Counted(), in: period).map { told in
            let (forms, tables) = ([Counted.unit: [Counted.form]], [Counted.unit: [Counted.table]])
            return (
              unit.key(of: period),
              ["responses": told, "forms": told.and(forms), "tables": told.and(tables)]
            )
          }
        }), unions: sessionsWithin)
  }

  /// Those of a row's period.
  private var ofPeriod: Counted { Counted(keys: ["period": unit.dimension]) }

  /// Those whose day is known, and meet further conditions.
  private func placed(_ conditions: [String: [String]] = [:]) -> Counted {
    let everybody = dated.notPlaced == 0 ? [Counted(where: conditions)] : []
    return Counted(where: [unit.dimension: []], alike: everybody).and(conditions)
  }

  /// Some of those of a period, who are also all of those at its sessions; `nil` where they are not.
  private func told(_ counted: Counted, in period: Int) -> Counted? {
    guard let sessions = dated.sessions[period] else { return nil }
    var told = counted.and([unit.dimension: [unit.key(of: period)]])
    told.alike = [counted.and(["session": sessions.map { "\($0.event)/\($0.session)" }])]
    return told
  }

  /// Sessions of one day, of which everybody is of its period whatever is asked for, where others are of it too; what is
  /// told as alike needs no union.
  private var sessionsWithin: [Union] {
    dated.sessionsWithin.sorted { $0.key < $1.key }.map { period, sessions in
      Union(
        [unit.dimension: [unit.key(of: period)]],
        of: sessions.map { ["session": ["\($0.event)/\($0.session)"]] },
        isComplete: false, isApart: true)
    }
  }

  /// A row for each period and theme; `nil` where themes are not counted.
  var themesByDate: Table? {
    guard let themes else { return nil }
    let rows = dated.listed.flatMap { period -> [[Cell]] in
      let count = count(period)
      return themes.indices.map { theme in
        let raised = count.count(of: theme)
        return [
          .text(unit.key(of: period)), .text(themes[theme].id.rawValue), .text(unit.label(of: period)),
          .text(themes[theme].title), .count(raised), .count(count.texts),
          count.texts > 0 ? .share(raised, of: count.texts) : .missing,
        ]
      }
    }
    let texts = dated.periods.values.reduce(0) { $0 + $1.texts }
    return Table(
      name: "themes-by-date", title: "Themes by \(unit.rawValue)",
      base: Base(
        answered: texts, missing: dated.placed - texts,
        counts: placed([self.texts: []])), dimensions: ["date", "theme"],
      overlapping: true,
      columns: [
        Column("period", unitLabel, .key), Column("theme", "Theme name", .key),
        Column("label", unitLabel, .text),
        Column("title", "Theme", .text),
        Column(
          "responses", "Responses", .count,
          counts: Counted(keys: ["period": unit.dimension, "theme": self.texts + "/"])),
        Column("texts", "Responses with a text", .count, counts: ofPeriod.and([self.texts: []])),
        Column("share", "Share", .share, from: "responses", whole: ofPeriod.and([self.texts: []])),
      ], rows: rows,
      counts: Dictionary(
        uniqueKeysWithValues: dated.listed.flatMap { period in
          themes.compactMap { theme in
            guard let raised = told(Counted(where: ["\(self.texts)/\(theme.id)": ["yes"]]), in: period),
              let wrote = told(Counted(where: [self.texts: []]), in: period)
            else { return nil }
            return ("\(unit.key(of: period)) | \(theme.id)", ["responses": raised, "texts": wrote])
          }
        }),
      unions: unions + sessionsWithin)
  }

  var measures: [Measure] {
    [
      Measure("responses", table: TimelineTables.name, value: Double(dated.placed), counts: true),
      Measure("undated", table: TimelineTables.name, value: Double(dated.notPlaced), counts: true),
    ]
  }

  /// The period with most responses, if it is one of several.
  private var busiest: Int? {
    guard dated.placed >= max(smallestBase, 1), dated.periods.count > 1,
      let most = dated.periods.values.map(\.responses).max()
    else { return nil }
    let periods = dated.periods.filter { $0.value.responses == most }
    return periods.count == 1 ? periods.first?.key : nil
  }

  /// Whether "most" may be said of it: it has more than half.
  private func isMost(_ period: Int) -> Bool { count(period).responses * 2 > dated.placed }

  /// "Most responses came on 23 April 2016: 70 of 125 (56%)."
  var finding: Statement? {
    let reference = { (period: Int) in
      ["n": CellReference(table: TimelineTables.name, row: unit.key(of: period), column: "responses")]
    }
    if let busiest {
      let time = unit.phrase(of: busiest)
      return Statement(
        (isMost(busiest)
          ? "Most responses came \(time): " : "More responses came \(time) than \(unit.phraseOfOthers): ")
          + "\(Wording.part(count(busiest).responses, of: dated.placed)).", values: reference(busiest))
    }
    guard let first = dated.listed.first else { return nil }
    if dated.periods.count == 1 {
      return Statement(
        "All responses with a date, \(Wording.numeral(dated.placed)), came \(unit.phrase(of: first)).",
        values: reference(first))
    }
    guard dated.placed < smallestBase else { return nil }
    return Statement(
      "When most people answered: \(Wording.number(dated.placed)) with a date, \(Wording.tooFewToSay).",
      values: reference(first))
  }

  func chart(in context: AnalysisContext) -> Chart? {
    let listed = dated.listed
    guard (2...TimelineTables.mostColumns).contains(listed.count) else { return nil }
    let finding = busiest.map { period in
      (isMost(period) ? "Most responses " : "Busiest ") + unit.phrase(of: period)
    }
    let titles = [finding, timeline.title].compactMap { $0 }
    let told = listed.prefix(12).map { "\(unit.label(of: $0)): \(Wording.numeral(count($0).responses))" }
    return Chart(
      name: TimelineTables.name, kind: .column, table: TimelineTables.name, category: "label",
      series: ["responses"], title: titles.first { Wording.wordCount($0) <= 10 } ?? timeline.title,
      subtitle: context.chartSubtitle(
        timeline.title, base: "\(Wording.numeral(dated.placed)) responses with a date"),
      alt:
        "Columns in order of time. \(told.joined(separator: "; "))\(listed.count > 12 ? "; and others" : "")."
    )
  }
}

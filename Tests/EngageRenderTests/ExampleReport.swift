import EngageReport

@testable import EngageRender

/// Reports that have everything a renderer must cope with.
enum Example {
  /// One report with every feature: shares, suppressed and missing figures, a withheld table, overlap, totals, all
  /// kinds of charts, wide characters, long labels, quotes, and text that tries to be markup.
  static let everything = Report(
    title: "What we heard <script>alert(1)</script> | 2019",
    made: Made(at: "2026-03-02T09:30", by: "A. Analyst", engine: "Engage 1.0.0"),
    sources: Sources(
      surveys: ["we-stand-together v1"], codebooks: ["hate-crime v1"], batches: [1, 2],
      events: [
        EventSource(
          name: "we-stand-together-2019", title: "We Stand Together 2019", source: "Annual Report 2019-20",
          places: "Nuneaton, Rugby and Leamington Spa", period: "September and October 2019",
          contact: "prevent@example.org")
      ],
      invented: ["The answers on all 120 forms are invented.", "Split of attendance by session"]),
    survey: "we-stand-together", versions: [1], events: ["we-stand-together-2019"],
    scope: Scope(responses: 139, forms: 120, tables: 19, people: nil, filter: "${aware} = 'yes'"),
    sections: [attendance, themes, feelings],
    diagnostics: [
      ReportDiagnostic(
        severity: "warning", rule: "few", message: "two expected counts are under 5", file: "survey.v1.yaml",
        line: 12, column: 3, hint: "join small groups")
    ])

  static let attendance = Section(
    analysis: "attendance", title: "Who took part",
    statements: [
      Statement(
        "In all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in "
          + "September and October 2019.", role: .lead,
        values: ["n": CellReference(table: "sessions", row: "total", column: "attended")])
    ],
    tables: [
      Table(
        name: "sessions", title: "Sessions", totals: Totals(rows: ["total"]),
        columns: [
          Column("session", "Session", .key), Column("place", "Place", .text), Column("date", "Date", .text),
          Column("booked", "Booked", .quantity), Column("attended", "Attended", .quantity),
          Column("response_rate", "Response rate", .share, from: "forms"),
        ],
        rows: [
          [
            .text("nuneaton"), .text("Nuneaton"), .text("24 September 2019"), .text("about 60"), .count(52),
            .share(44, of: 52),
          ],
          [
            .text("rugby"), .text("Rugby"), .text("2 October 2019"), .missing, .count(49), .share(40, of: 49),
          ],
          [.text("spa"), .missing, .missing, .text("almost 1,500"), .count(1046), .missing],
          [.text("total"), .missing, .missing, .missing, .count(1147), .share(120, of: 1147)],
        ], notes: ["Bookings are not people."])
    ],
    measures: [Measure("attended", value: 1147), Measure("sessions", table: "sessions", value: 3)],
    charts: [
      Chart(
        name: "attended", kind: .column, table: "sessions", category: "place", series: ["attended"],
        title: "Attendance rose to over a thousand", subtitle: "People, by session",
        alt: "Attendance was 52, 49 and 1,046.")
    ], notes: ["Repeat attenders may be counted twice."])

  static let themes = Section(
    analysis: "theme-counts", provides: "themes", version: "2.1.0",
    options: ["minimum": "5", "by": "session"],
    title: "Themes in what people wrote",
    statements: [
      Statement("Reporting came up most: on 29 of 61 forms and at 11 of 19 tables.", role: .finding),
      Statement("Police & \"council\" <b>were</b> named on 57 of 120 forms (48%).", role: .finding),
      Statement("1. Not a list, *not* bold, [not](http://example.org) a link."),
    ],
    tables: [
      Table(
        name: "themes", title: "What concerns you most?", base: Base(answered: 61, missing: 11),
        overlapping: true,
        columns: [
          Column("theme", "Theme", .key), Column("title", "Theme", .text), Column("forms", "Forms", .count),
          Column("tables", "Tables", .share), Column("share", "Share of forms", .share, from: "forms"),
          Column("words", "In their words", .quote),
        ],
        rows: [
          [
            .text("reporting"), .text("Reporting, and what happens next once somebody has found the courage"),
            .count(29), .share(11, of: 19), .share(29, of: 61), .text("Nobody rang | me <i>back</i>"),
          ],
          [
            .text("families"), .text("家庭と学校 – Zażółć gęślą jaźń – ko\u{301}"), .count(17), .share(0, of: 19),
            .share(17, of: 61), .missing,
          ],
          [
            .text("transport"), .text("Buses|trams"), .suppressed, .suppressed, .suppressed, .missing,
          ],
          [.text("none"), .text("Weather"), .count(0), .share(0, of: 19), .share(0, of: 61), .missing],
        ], notes: ["Forms and tables are counted apart."]),
      Table(
        name: "themes-by-session", title: "Themes by session", columns: [Column("theme", "Theme", .key)],
        withheld: "too few people to show"),
      Table(name: "co-occurrence", title: "Named together", columns: [Column("theme", "Theme", .key)]),
    ],
    measures: [Measure("uncoded", table: "themes", value: 7)],
    charts: [
      Chart(
        name: "themes", table: "themes", category: "title", series: ["share"],
        title: "Reporting concerns people most",
        subtitle: "What concerns you most? 61 forms, three towns, 2019",
        alt: "Reporting 29 of 61 forms, families 17 of 61; transport is hidden."),
      Chart(
        name: "two", table: "themes", category: "title", series: ["share", "tables"],
        title: "Forms and tables agree", subtitle: "", alt: "Forms and tables side by side."),
    ])

  /// Answers by group: rows are parts, columns bars.
  static let groups = Table(
    name: "aware-by-role", title: "Aware? by Role",
    columns: [
      Column("choice", "Choice", .key), Column("label", "Answer", .text),
      Column("role=faith", "Faith", .count), Column("role=parent", "Parent", .count),
      Column("role=young", "Young person", .count), Column("total", "All", .count),
      Column("role=faith:share", "Faith, share of 40", .share, from: "role=faith"),
      Column("role=parent:share", "Parent, share of 60", .share, from: "role=parent"),
      Column("role=young:share", "Young person, share of 0", .share, from: "role=young"),
    ],
    rows: [
      [
        .text("yes"), .text("Yes"), .count(30), .count(20), .count(0), .count(50), .share(30, of: 40),
        .share(20, of: 60), .missing,
      ],
      [
        .text("no"), .text("No"), .count(10), .count(40), .count(0), .count(50), .share(10, of: 40),
        .share(40, of: 60), .missing,
      ],
    ])

  static func groupsChart(_ kind: Chart.Kind) -> Chart {
    Chart(
      name: "groups-\(kind.rawValue)", kind: kind, table: groups.name, category: "label",
      series: ["role=faith:share", "role=parent:share", "role=young:share"],
      seriesInRows: kind == .stackedBar,
      title: "“Yes”: more often Faith than Parent", subtitle: "", alt: "Faith, 40 answered: Yes 30, No 10.")
  }

  static let feelings = Section(
    analysis: "scales", title: "How safe people feel",
    statements: [Statement("By day 57 of 120 feel safe (48%), after dark 12 of 118 (10%).", role: .finding)],
    tables: [
      Table(
        name: "scales", title: "How safe do you feel?", base: Base(answered: 120, missing: 0),
        columns: [
          Column("question", "Question", .key), Column("label", "Question", .text),
          Column("unsafe", "Unsafe", .share), Column("neither", "Neither", .share),
          Column("safe", "Safe", .share),
          Column("dont_know", "Don't know", .count), Column("mean", "Mean", .number),
          Column("p", "p", .number),
        ],
        rows: [
          [
            .text("safe_day"), .text("By day"), .share(33, of: 120), .share(30, of: 120), .share(57, of: 120),
            .count(4), .number(3.456), .number(0.00001),
          ],
          [
            .text("safe_night"), .text("After dark, in the streets around the place you live"),
            .share(90, of: 118),
            .share(16, of: 118), .share(12, of: 118), .count(6), .number(2), .number(0.0423),
          ],
          [
            .text("safe_here"), .text("Here"), .share(0, of: 0), .share(0, of: 0), .share(0, of: 0),
            .count(0),
            .missing, .missing,
          ],
        ])
    ],
    measures: [
      Measure("chi_squared", table: "scales", value: 67.379), Measure("df", table: "scales", value: 4),
      Measure("p", table: "scales", value: 1.55e-14), Measure("cramers_v", table: "scales", value: nil),
    ],
    charts: [
      Chart(
        name: "scales", kind: .stackedBar, table: "scales", category: "label",
        series: ["unsafe", "neither", "safe"], beside: ["dont_know"],
        title: "Few feel safe after dark", subtitle: "Shares of those who gave an answer",
        alt: "By day 57 of 120 feel safe, after dark 12 of 118.")
    ])

  /// Reports at the edge: nothing at all, a section without tables, a table without rows, a base of zero.
  static let edges: [(name: String, report: Report)] = [
    ("empty", report([])),
    ("no tables", report([Section(analysis: "a", title: "Only words", statements: [Statement("Words.")])])),
    (
      "no columns",
      report([
        Section(analysis: "a", title: "A", tables: [Table(name: "t", title: "T", columns: [], rows: [[]])])
      ])
    ),
    ("no rows", report([bars(rows: [])])),
    ("base of zero", report([bars(rows: [[.text("a"), .text("A"), .share(0, of: 0)]])])),
    ("all suppressed", report([bars(rows: [[.text("a"), .text("A"), .suppressed]])])),
    ("missing everywhere", report([bars(rows: [[.missing, .missing, .missing]])])),
    (
      "a chart of nothing",
      report([bars(rows: [[.text("a"), .text("A"), .share(1, of: 2)]], series: "gone")])
    ),
  ]

  static func report(_ sections: [Section], audience: Audience = .internal) -> Report {
    Report(
      title: "T", made: Made(at: "soon", by: "", engine: "Engage"), survey: nil, audience: audience,
      scope: Scope(responses: 0, forms: 0, tables: 0, people: nil), sections: sections)
  }

  private static func bars(rows: [[Cell]], series: String = "share") -> Section {
    Section(
      analysis: "frequencies", title: "Bars",
      tables: [
        Table(
          name: "t", title: "Table",
          columns: [
            Column("key", "Key", .key), Column("label", "Label", .text), Column("share", "Share", .share),
          ],
          rows: rows)
      ],
      charts: [Chart.Kind.bar, .stackedBar, .column].map {
        Chart(
          name: $0.rawValue, kind: $0, table: "t", category: "label", series: [series], title: "C",
          subtitle: "S",
          alt: "A")
      })
  }
}

extension ShownTable {
  /// What stands below it where it is the first table of its section.
  var notes: [String] {
    var said: Set<String> = []
    return notes(without: &said)
  }
}

import EngageReport

/// A report like that on We Stand Together: 61 forms and 19 table notes from three towns. All of it is invented.
enum Example {
  static let full = report(audience: .internal)

  static func report(audience: Audience) -> Report {
    Report(
      title: "We Stand Together: what we heard",
      made: Made(at: "2019-11-21T09:05Z", by: "A. Analyst", engine: "Engage 1.0.0"),
      sources: Sources(
        surveys: ["we-stand-together v1"], codebooks: ["hate-crime v1"], batches: [1, 2],
        events: [
          EventSource(
            name: "we-stand-together-2019", title: "We Stand Together 2019",
            source: "Warwickshire Prevent Annual Report 2019-20",
            places: "Nuneaton, Rugby and Leamington Spa",
            period: "September and October 2019", contact: "prevent@example.org")
        ],
        invented: [
          "We Stand Together 2019: Every answer in the sample is invented. So are the split of the 147 people "
            + "between the sessions, the bookings, and the days in Nuneaton and Rugby."
        ]),
      survey: "we-stand-together", versions: [1], events: ["we-stand-together-2019"], audience: audience,
      scope: Scope(responses: 80, forms: 61, tables: 19, people: nil),
      sections: [attendance, themes, scales, frequencies, crosstab],
      diagnostics: [
        ReportDiagnostic(
          severity: "warning", rule: "few", message: "two expected counts are under 5",
          file: "survey.v1.yaml",
          line: 12, hint: "join small groups")
      ], protection: audience == .internal ? nil : Protection(profile: "p", rules: []))
  }

  static let places = ["Nuneaton", "Rugby", "Leamington Spa"]

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
        name: "sessions", title: "Sessions and who came to them", dimensions: ["session"],
        totals: Totals(rows: ["total"]),
        columns: [
          Column("session", "Name", .key), Column("place", "Place", .text), Column("date", "When", .text),
          Column("booked", "Booked", .quantity), Column("attended", "Attended", .quantity),
          Column("forms", "Forms", .count), Column("at_tables", "People at tables", .count),
          Column("people", "Heard in all", .count),
          Column("response_rate", "Forms per person who came", .share, from: "forms"),
          Column("tables", "Tables", .number), Column("sessions", "Sessions held", .number),
        ],
        rows: [
          session("nuneaton", "Nuneaton", "24 September 2019", .text("about 60"), 52, 22, 41, 7),
          session("rugby", "Rugby", "8 October 2019", .count(50), 46, 19, 36, 6),
          session("leamington-spa", "Leamington Spa", "September 2019", .text("over 50"), 49, 20, 38, 6),
          session("total", "Total", nil, .missing, 147, 61, 115, 19, held: 3),
        ])
    ],
    charts: [
      Chart(
        name: "attended", table: "sessions", category: "place", series: ["attended"],
        title: "Nuneaton drew most people",
        subtitle: "People at each session: 147 people, Nuneaton, Rugby and Leamington Spa, 2019",
        alt: "Bar chart of how many people came to each session. Nuneaton: 52; Rugby: 46; Leamington Spa: 49."
      )
    ], notes: ["Bookings are not people."])

  private static func session(
    _ key: String, _ place: String, _ date: String?, _ booked: Cell, _ attended: Int, _ forms: Int,
    _ atTables: Int, _ tables: Int, held: Int = 1
  ) -> [Cell] {
    [
      .text(key), .text(place), date.map(Cell.text) ?? .missing, booked, .count(attended), .count(forms),
      .count(atTables), .missing, .share(forms, of: attended), .count(tables), .count(held),
    ]
  }

  /// Key, title, priority, forms (of 61), tables (of 19).
  private static let themeFigures: [(String, String, String, Int, Int)] = [
    ("reporting", "Reporting, and what happens next", "support", 23, 11),
    ("online", "The internet and social media", "safe_education", 21, 9),
    ("schools", "Schools and young people", "safe_education", 18, 8),
    ("victims", "Support for victims", "support", 15, 6),
    ("listening", "Being listened to, and trust in those in charge", "leadership", 12, 7),
    ("community", "Bringing communities together", "community", 11, 5),
    ("training", "Training for staff, governors and volunteers in every organisation", "awareness", 9, 6),
    ("news", "News, rumours and how the media report", "intelligence", 7, 5),
  ]

  private static let priorities = [
    ("support", "Support"), ("safe_education", "Safe education"),
    ("community", "Community and voluntary sector engagement"),
    ("leadership", "Leadership, governance and accountability"),
    ("awareness", "Awareness, learning and development"),
    ("intelligence", "Intelligence and communications"),
  ]

  static let themes = Section(
    analysis: "theme-counts", provides: "themes", options: ["by": "session", "minimum": "5"],
    title: "What people said",
    statements: [
      Statement(
        "“Reporting, and what happens next” came up most: on 23 of 61 forms and at 11 of 19 tables.",
        role: .finding,
        values: ["n": CellReference(table: "themes", row: "reporting", column: "forms")]),
      Statement(
        "“The internet and social media” came second: on 21 of 61 forms and at 9 of 19 tables.",
        role: .finding,
        values: ["n": CellReference(table: "themes", row: "online", column: "forms")]),
      Statement(
        "In 7 of 80 answers no theme was found.",
        values: ["n": CellReference(table: "themes", row: "news", column: "forms")]),
    ],
    tables: [
      Table(
        name: "themes", title: "What concerns people, and what would help",
        base: Base(answered: 80, missing: 4),
        dimensions: ["concerns", "suggestions"], overlapping: true,
        columns: [
          Column("theme", "Name", .key), Column("title", "Theme", .text),
          Column("priority", "Priority", .text),
          Column("responses", "Forms and tables", .count), Column("forms", "Forms", .count),
          Column("tables", "Tables", .count), Column("share", "Share of answers", .share, from: "responses"),
        ],
        rows: themeFigures.map { key, title, priority, forms, tables in
          [
            .text(key), .text(title), .text(priorities.first { $0.0 == priority }?.1 ?? ""),
            .count(forms + tables), .count(forms), .count(tables), .share(forms + tables, of: 80),
          ]
        }, notes: ["Forms and tables are counted apart: people at tables filled in forms too."]),
      Table(
        name: "themes-by-session", title: "What people said, by session",
        base: Base(answered: 80, missing: 4),
        dimensions: ["concerns", "session"], overlapping: true,
        columns: [
          Column("theme", "Name", .key), Column("title", "Theme", .text), Column("group", "Group", .key),
          Column("label", "Place", .text), Column("responses", "Responses", .count),
          Column("share", "Share", .share, from: "responses"),
        ],
        rows: themeFigures.flatMap { key, title, _, forms, tables in
          places.enumerated().map { index, place in
            let part = (forms + tables) * [40, 35, 25][index] / 100
            return [
              .text(key), .text(title), .text(place.lowercased()), .text(place), .count(part),
              .share(part, of: [52, 50, 26][index]),
            ]
          }
        }),
      Table(
        name: "co-occurrence", title: "Themes raised together",
        columns: [
          Column("theme", "Name", .key), Column("with", "With name", .key),
          Column("responses", "Responses", .count), Column("title", "Theme", .text),
          Column("with_title", "Together with", .text),
        ],
        rows: [
          [
            .text("reporting"), .text("victims"), .count(12),
            .text("Reporting, and what happens next"), .text("Support for victims"),
          ],
          [
            .text("online"), .text("schools"), .count(11), .text("The internet and social media"),
            .text("Schools and young people"),
          ],
          [
            .text("news"), .text("online"), .suppressed,
            .text("News, rumours and how the media report"), .text("The internet and social media"),
          ],
        ]),
      Table(
        name: "priorities", title: "Priorities of the action plan",
        columns: [
          Column("priority", "Name", .key), Column("title", "Priority", .text),
          Column("responses", "Responses", .count), Column("share", "Share", .share, from: "responses"),
        ],
        rows: priorities.enumerated().map { index, priority in
          let part = 41 - index * 5
          return [.text(priority.0), .text(priority.1), .count(part), .share(part, of: 80)]
        }),
      Table(
        name: "quotes", title: "In people's own words",
        columns: [
          Column("theme", "Name", .key), Column("title", "Theme", .text), Column("words", "Words", .quote),
        ],
        rows: [
          [
            .text("reporting"), .text("Reporting, and what happens next"),
            .text(
              "I rang and nobody ever rang back. You stop trying after a while, and the people next door saw that nothing was done."
            ),
          ],
          [
            .text("online"), .text("The internet and social media"),
            .text("=1+1 is what the children say to be funny"),
          ],
        ]),
    ],
    measures: [
      Measure("answered", table: "themes", value: 80, counts: true),
      Measure("uncoded", table: "themes", value: 7, counts: true),
    ],
    charts: [
      Chart(
        name: "themes", table: "themes", category: "title", series: ["forms", "tables"],
        title: "Reporting, and what happens next, concerns people most",
        subtitle:
          "What concerns people, and what would help: 61 forms and 19 tables, three towns, September and October 2019",
        alt: "Bars of how many forms and tables raised each theme. Reporting: 23 forms, 11 tables.")
    ], notes: ["Themes are found by words and phrases of the codebook; somebody has read a sample of them."])

  private static let levels = ["Very unsafe", "Unsafe", "Neither", "Safe", "Very safe"]

  static let scales = Section(
    analysis: "scales", title: "How safe people feel, and whom they trust",
    statements: [
      Statement(
        "By day, 38 of 58 feel safe or very safe (66%).", role: .finding,
        values: ["n": CellReference(table: "scales", row: "safe_day", column: "positive")]),
      Statement(
        "After dark, 17 of 57 feel safe or very safe (30%).", role: .finding,
        values: ["n": CellReference(table: "scales", row: "safe_night", column: "positive")]),
    ],
    tables: [
      Table(
        name: "scales", title: "Answers on scales", dimensions: ["safe_day", "safe_night"],
        columns: [
          Column("question", "Name", .key), Column("label", "Question", .text),
          Column("answered", "Answered", .count),
          Column("mean", "Mean", .number), Column("sd", "Standard deviation", .number),
          Column("median", "Median", .number), Column("positive", "Positive", .share),
          Column("negative", "Negative", .share), Column("not_scored", "Not on the scale", .count),
        ],
        rows: [
          [
            .text("safe_day"), .text("How safe do you feel by day?"), .count(58), .number(3.672),
            .number(1.1),
            .number(4), .share(38, of: 58), .share(12, of: 58), .count(3),
          ],
          [
            .text("safe_night"), .text("How safe do you feel after dark?"), .count(57), .number(2.5789),
            .number(1.21),
            .number(2.5), .share(17, of: 57), .share(29, of: 57), .count(4),
          ],
        ]),
      Table(
        name: "answers-safe_day", title: "Answers on the same scale", dimensions: ["safe_day", "safe_night"],
        totals: Totals(columns: ["total"]),
        columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
          + levels.enumerated().map { Column("\($0 + 1)", $1, .count) }
          + [Column("9", "Don't know", .count), Column("total", "All answers", .count)],
        rows: [
          [.text("safe_day"), .text("How safe do you feel by day?")]
            + [4, 8, 8, 21, 17, 3, 61].map(Cell.count),
          [.text("safe_night"), .text("How safe do you feel after dark?")]
            + [12, 17, 11, 12, 5, 4, 61].map(Cell.count),
        ]),
    ],
    charts: [
      Chart(
        name: "answers-safe_day", kind: .stackedBar, table: "answers-safe_day", category: "label",
        series: ["1", "2", "3", "4", "5"], beside: ["9"], title: "Fewer feel safe after dark than by day",
        subtitle: "How safe do you feel? 57 to 58 answered on the scale, three towns, 2019",
        alt: "By day 38 of 58 positive; after dark 17 of 57 positive.")
    ],
    notes: [
      "Forms only. Positive and negative are the shares above and below the middle of the scale, of those who gave an "
        + "answer on it; “don't know” is not on the scale."
    ])

  static func question(_ name: String, _ title: String, _ answers: [(String, Int)], missing: Int) -> Table {
    let answered = answers.reduce(0) { $0 + $1.1 }
    return Table(
      name: name, title: title, base: Base(answered: answered, missing: missing), dimensions: [name],
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("responses", "Responses", .count),
        Column("share", "Share", .share, from: "responses"),
      ],
      rows: answers.enumerated().map { index, answer in
        [.text("c\(index + 1)"), .text(answer.0), .count(answer.1), .share(answer.1, of: answered)]
      })
  }

  /// Two answers of two groups, of whom 30 and 20 said yes.
  static func crosstab(bases: (Int, Int), _ kind: Chart.Kind) -> Report {
    let rows = [("yes", "Yes", 30, 20), ("no", "No", bases.0 - 30, bases.1 - 20)]
    let table = Table(
      name: "aware-by-role", title: "Aware? by Role",
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text), Column("a", "Faith", .count),
        Column("b", "Parent", .count), Column("total", "All", .count),
        Column("a:share", "Faith, share of \(bases.0)", .share, from: "a"),
        Column("b:share", "Parent, share of \(bases.1)", .share, from: "b"),
      ],
      rows: rows.map {
        [
          .text($0.0), .text($0.1), .count($0.2), .count($0.3), .count($0.2 + $0.3),
          .share($0.2, of: bases.0), .share($0.3, of: bases.1),
        ]
      })
    let chart = Chart(
      name: table.name, kind: kind, table: table.name, category: "label", series: ["a:share", "b:share"],
      seriesInRows: kind == .stackedBar, title: "Compared", subtitle: "", alt: "Faith and parents.")
    return Report(
      title: "T", made: Made(at: "2019-11-21T09:05Z", by: "A", engine: "Engage"), survey: "s",
      scope: Scope(responses: 120, forms: 120, tables: 0, people: nil),
      sections: [Section(analysis: "crosstab", title: "Compared", tables: [table], charts: [chart])])
  }

  static func chart(_ table: Table, _ title: String) -> Chart {
    Chart(
      name: table.name, table: table.name, category: "label", series: ["responses"], title: title,
      subtitle: "\(table.title) \(Int(table.base?.answered ?? 0)) answered, three towns, 2019",
      alt: "Bar chart of the answers to “\(table.title)”.")
  }

  private static let questions = [
    question(
      "role", "Which best describes you?",
      [
        ("Member of a faith community", 17), ("Young person", 13), ("Parent", 12), ("Professional", 11),
        ("Other", 6),
      ],
      missing: 2),
    question(
      "aware", "Do you know how to report a hate crime?", [("Yes", 34), ("Not sure", 15), ("No", 11)],
      missing: 1),
    question(
      "report_how", "How would you report it?",
      [
        ("By phone, on 101 or 999", 20), ("On a website, such as True Vision", 6),
        ("Through somebody I trust, or a reporting centre", 8),
      ],
      missing: 0),
    question(
      "aware_extremism",
      "If you feared that somebody was being drawn into violent extremism, would you know where to get advice?",
      [("Yes", 19), ("Not sure", 22), ("No", 18)], missing: 2),
    question(
      "safe_day", "How safe do you feel by day?",
      [
        ("Very unsafe", 4), ("Unsafe", 8), ("Neither", 8), ("Safe", 21), ("Very safe", 17), ("Don't know", 3),
      ], missing: 0),
  ]

  static let frequencies = Section(
    analysis: "frequencies", title: "What people answered",
    statements: [
      Statement(
        "The most common answer to “Which best describes you?” was “Member of a faith community”: 17 of 59 (29%).",
        role: .finding, values: ["n": CellReference(table: "role", row: "c1", column: "responses")]),
      Statement(
        "The most common answer to “Do you know how to report a hate crime?” was “Yes”: 34 of 60 (57%).",
        role: .finding, values: ["n": CellReference(table: "aware", row: "c1", column: "responses")]),
    ],
    tables: questions,
    charts: [
      chart(questions[0], "Most common answer: Member of a faith community"),
      chart(questions[1], "Most common answer: Yes"),
      chart(questions[2], "Most common answer: By phone, on 101 or 999"),
      chart(questions[3], "Most common answer: Not sure"), chart(questions[4], "Most common answer: Safe"),
    ], notes: ["Forms only."])

  private static let roles = ["Member of a faith community", "Young person", "Parent", "Professional"]

  static let crosstab = Section(
    analysis: "crosstab", title: "Who knows how to report",
    statements: [
      Statement(
        "“Do you know how to report a hate crime?” by “Which best describes you?”: no difference between groups that "
          + "chance could not explain (53 answered both).",
        values: ["n": CellReference(table: "aware-by-role", row: "yes", column: "total")])
    ],
    tables: [
      Table(
        name: "aware-by-role", title: "Do you know how to report a hate crime? by Which best describes you?",
        base: Base(answered: 53, missing: 8), dimensions: ["aware", "role"],
        totals: Totals(columns: ["total"]),
        columns: [Column("choice", "Choice", .key), Column("label", "Answer", .text)]
          + roles.enumerated().map { Column("role=\($0)", $1, .count) } + [Column("total", "All", .count)]
          + roles.enumerated().map {
            Column("role=\($0):share", "\($1), share of \([17, 13, 12, 11][$0])", .share, from: "role=\($0)")
          },
        rows: [
          ("yes", "Yes", [10, 6, 7, 8]), ("not_sure", "Not sure", [4, 4, 3, 2]), ("no", "No", [3, 3, 2, 1]),
        ].map {
          key, label, counts in
          [.text(key), .text(label)] + counts.map(Cell.count) + [.count(counts.reduce(0, +))]
            + zip(counts, [17, 13, 12, 11]).map { .share($0, of: $1) }
        },
        notes: ["In 5 of 12 cells fewer than 5 were expected: the chi-squared test leans on larger numbers."])
    ],
    measures: [
      Measure("n", table: "aware-by-role", value: 53, counts: true),
      Measure("chi_squared", table: "aware-by-role", value: 2.0437),
      Measure("df", table: "aware-by-role", value: 6),
      Measure("p", table: "aware-by-role", value: 0.9157),
      Measure("cramers_v", table: "aware-by-role", value: 0.1389),
    ])
}

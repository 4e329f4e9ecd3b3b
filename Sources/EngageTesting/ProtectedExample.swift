public import EngageReport

/// A report for partners with hidden figures of every kind; and, in all places that must not be shown, words and
/// numbers that are found nowhere else. All of it is invented.
public enum ProtectedExample {
  /// Words that must not be in anything that leaves.
  public static let secretWords = "SECRETWORDS"
  /// Numbers that must not, and stand nowhere in what may be shown.
  public static let secretNumbers = [7919, 7907, 7901, 7883, 7879]

  public static let rules = [
    "Counts of one to four people are hidden, shown as [c].",
    "Further figures are hidden so that these can't be reckoned from the rest.",
  ]

  public static let report = Report(
    title: "What we heard",
    made: Made(at: "2019-11-21T09:05Z", by: secretWords, engine: "Engage 1.0.0"),
    sources: Sources(
      surveys: ["our-survey v1"],
      events: [EventSource(name: "autumn", title: "Autumn 2019", places: "Rugby", period: "October 2019")]),
    survey: "our-survey", versions: [1], events: ["autumn"], audience: .partner,
    scope: Scope(responses: 120, forms: 120, tables: 0, people: nil),
    sections: [answers, trust, themes, withheld],
    diagnostics: [ReportDiagnostic(severity: "warning", rule: "r", message: secretWords)],
    protection: Protection(profile: "standard", rules: rules))

  /// Counts, shares and a total that are hidden, a chart of them, and a sentence on one.
  private static let answers = Section(
    analysis: "frequencies", title: "Answers",
    statements: [
      Statement(
        "Most were members of a faith community: 80 of 120.", role: .finding,
        values: ["n": CellReference(table: "role", row: "faith", column: "responses")]),
      Statement(
        "\(secretWords): 3 were young people.", role: .finding,
        values: ["n": CellReference(table: "role", row: "young", column: "responses")]),
    ],
    tables: [
      Table(
        name: "role", title: "Which best describes you?", base: Base(answered: 120, missing: 11),
        dimensions: ["role"], columns: counted,
        rows: [
          [.text("faith"), .text("Member of a faith community"), .count(80), .share(80, of: 120)],
          [.text("parent"), .text("Parent"), .suppressed, .suppressed],
          [.text("young"), .text("Young person"), .suppressed, .suppressed],
          [.text("none"), .text("None of these"), .count(0), .share(0, of: 120)],
        ]),
      Table(
        name: "role-by-session", title: "Which best describes you?, by session",
        dimensions: ["role", "session"], totals: Totals(rows: ["total"], columns: ["total"]),
        columns: [
          Column("choice", "Choice", .key), Column("label", "Answer", .text),
          Column("rugby", "Rugby", .count),
          Column("warwick", "Warwick", .count), Column("total", "Total", .count),
        ],
        rows: [
          [.text("faith"), .text("Member of a faith community"), .count(50), .count(30), .count(80)],
          [.text("parent"), .text("Parent"), .suppressed, .count(20), .suppressed],
          [.text("young"), .text("Young person"), .suppressed, .count(9), .suppressed],
          [.text("total"), .text("Total"), .count(61), .count(59), .count(120)],
        ]),
    ],
    charts: [
      Chart(
        name: "role", table: "role", category: "label", series: ["responses"],
        title: "Most were members of a faith community",
        subtitle: "Which best describes you? 120 answered.", alt: "\(secretWords): young people 3."),
      Chart(
        name: "role-columns", kind: .column, table: "role-by-session", category: "label",
        series: ["rugby", "warwick"], title: "Roles at each session", subtitle: "", alt: secretWords),
    ])

  private static let counted = [
    Column("choice", "Choice", .key), Column("label", "Answer", .text),
    Column("responses", "Responses", .count), Column("share", "Share", .share, from: "responses"),
  ]

  /// A bar of 100 % of which a part is hidden.
  private static let trust = Section(
    analysis: "scales", title: "Trust",
    tables: [
      Table(
        name: "scales", title: "How far do you trust", dimensions: ["police", "council"],
        columns: [
          Column("question", "Question", .key), Column("label", "Whom", .text),
          Column("low", "Low", .share), Column("high", "High", .share), Column("mean", "Mean", .number),
        ],
        rows: [
          [.text("police"), .text("the police"), .share(40, of: 110), .share(70, of: 110), .number(3.5)],
          [.text("council"), .text("the council"), .suppressed, .suppressed, .suppressed],
        ])
    ],
    charts: [
      Chart(
        name: "trust", kind: .stackedBar, table: "scales", category: "label", series: ["low", "high"],
        title: "Trust in the police and the council", subtitle: "", alt: secretWords)
    ])

  /// Themes to act on, one of them hidden in part and one wholly.
  private static let themes = Section(
    analysis: "theme-counts", provides: "themes", title: "Themes",
    tables: [
      Table(
        name: "themes", title: "Themes", base: Base(answered: 110, missing: nil), overlapping: true,
        columns: [
          Column("theme", "Name", .key), Column("title", "Theme", .text),
          Column("responses", "Responses", .count),
          Column("forms", "Forms", .count), Column("share", "Share", .share, from: "responses"),
        ],
        rows: [
          [.text("reporting"), .text("Reporting"), .count(35), .count(35), .share(35, of: 110)],
          [.text("support"), .text("Support"), .suppressed, .suppressed, .suppressed],
        ]),
      Table(
        name: "quotes", title: secretWords, columns: [Column("text", "Said", .quote)],
        rows: [[.text("\(secretWords) nobody rang back")]]),
    ])

  /// Tables of which nothing is shown: one withheld with much left in it, one with every figure hidden.
  private static let withheld = Section(
    analysis: "frequencies", title: "Few",
    statements: [
      Statement(secretWords, values: ["n": CellReference(table: "faith", row: "a", column: "responses")])
    ],
    tables: [
      Table(
        name: "faith", title: "What is your religion?", base: Base(answered: 7919, missing: 7907),
        columns: counted,
        rows: [[.text("a"), .text(secretWords), .count(7901), .share(7901, of: 7883)]], notes: [secretWords],
        withheld: "too few people to show"),
      Table(
        name: "health", title: "Is your health good?", base: Base(answered: 7883, missing: nil),
        columns: counted,
        rows: [
          [.text("yes"), .text("Yes"), .suppressed, .suppressed],
          [.text("no"), .text("No"), .suppressed, .suppressed],
        ], notes: ["Of \(secretWords)."]),
    ],
    measures: [
      Measure("answered", table: "faith", value: 7919), Measure("p", table: "health", value: 7879),
    ],
    charts: [
      Chart(
        name: "faith", table: "faith", category: "label", series: ["responses"], title: secretWords,
        subtitle: secretWords, alt: secretWords),
      Chart(
        name: "health", table: "health", category: "label", series: ["responses"], title: secretWords,
        subtitle: secretWords, alt: secretWords),
    ])

  /// The secrets that a text gives away, if any.
  public static func secrets(in text: String) -> [String] {
    let numbers = secretNumbers.flatMap { number in
      ["\(number)", "\(number / 1000),\(number % 1000)"]
    }
    return ([secretWords] + numbers).filter { text.contains($0) }
  }
}

public import EngageReport

/// A report whose every word would like to be something else: a formula, a script, a link, a command to a terminal.
public enum HostileExample {
  /// What is tried, each in all places.
  public static let words = [
    "=HYPERLINK(\"http://example.org\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
    "＝1+1",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><a href='javascript:alert(1)'>x</a>",
    "&A&D&\"Arial,Bold\"&G", "[click](http://example.org)", "![x](http://example.org/x.png)", "`code` | cell",
    "\u{1B}[31mred\u{1B}]0;title\u{7}", "a\u{202E}b\u{2066}c", "]]> --> </style></svg></text>",
    "a/b\\c:d*e?[f]'",
    "| --- |", "# heading", "'", "History",
  ]

  /// A report full of all of them, a part for each.
  public static let all: Report = {
    var whole = report(words[0])
    whole.sections = words.flatMap { report($0).sections }
    whole.sources = words.map { report($0).sources }.reduce(into: Sources()) { all, one in
      all.events += one.events
      all.surveys += one.surveys
      all.invented += one.invented
    }
    return whole
  }()

  /// A report full of one of them.
  public static func report(_ text: String) -> Report {
    let table = Table(
      name: text, title: text, base: Base(answered: 60, missing: 2),
      columns: [
        Column("k", text, .key), Column("label", text, .text), Column("n", text, .count),
        Column("s", text, .share, from: "n"), Column("q", text, .quantity),
      ],
      rows: [
        [.text(text), .text(text), .count(40), .share(40, of: 60), .text(text)],
        [.text("b"), .text("\(text) b"), .count(20), .share(20, of: 60), .suppressed],
      ], notes: [text])
    func chart(_ kind: Chart.Kind) -> Chart {
      Chart(
        name: "\(kind.rawValue) \(text)", kind: kind, table: text, category: "label", series: ["n"],
        title: text,
        subtitle: text, alt: text)
    }
    let themes = Table(
      name: "themes", title: text,
      columns: [
        Column("theme", "Name", .key), Column("title", text, .text), Column("priority", text, .text),
        Column("responses", text, .count),
      ], rows: [[.text("t"), .text(text), .text(text), .count(9)]])
    return Report(
      title: text, made: Made(at: text, by: text, engine: text, organisation: text, passwordNote: text),
      sources: Sources(
        surveys: [text], codebooks: [text],
        events: [
          EventSource(name: text, title: text, source: text, places: text, period: text, contact: text)
        ], invented: [text]),
      survey: text, events: [text], audience: .partner,
      scope: Scope(responses: 60, forms: 60, tables: 0, people: nil, filter: text),
      sections: [
        Section(
          analysis: "a", title: text,
          statements: [Statement(text, role: .lead), Statement("\(text).", role: .finding)],
          tables: [table], charts: [.bar, .stackedBar, .column].map(chart), notes: [text]),
        Section(analysis: "theme-counts", provides: "themes", title: text, tables: [themes]),
      ], protection: Protection(profile: text, rules: [text]))
  }
}

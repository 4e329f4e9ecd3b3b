import EngageModel
import EngageReport

@testable import EngageDisclosure

/// Reports made by hand, as analyses make them.
enum MadeReports {
  static func report(
    forms: Int, _ tables: [Table], statements: [Statement] = [], measures: [Measure] = [],
    notes: [String] = [],
    charts: [Chart] = [], filter: String? = nil, sectionFilter: String? = nil, events: [String] = ["e"],
    sessions: [String] = []
  ) -> Report {
    var section = Section(
      analysis: "frequencies", title: "What people answered", statements: statements, tables: tables,
      measures: measures, charts: charts, notes: notes)
    section.asked = Asked(sessions: sessions, filter: sectionFilter)
    return Report(
      title: "R", made: Made(at: "2026-03-01T10:00Z", by: "Ada", engine: "Engage"), survey: "s",
      events: events,
      audience: .partner,
      scope: Scope(responses: forms, forms: forms, tables: 0, people: nil, filter: filter),
      sections: [section])
  }

  /// How many gave each answer to a question.
  static func frequencies(
    _ question: String, _ counts: KeyValuePairs<String, Int>, base: Int? = nil,
    joined: [String: [String]] = [:]
  ) -> Table {
    let answered = base ?? counts.reduce(0) { $0 + $1.value }
    return Table(
      name: question, title: question,
      base: Base(answered: answered, missing: 0, counts: .forms(where: [question: []])),
      dimensions: [question],
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column(
          "responses", "Responses", .count,
          counts: .forms(keys: ["choice": question], joined: ["choice": joined])),
        Column("share", "Share", .share, from: "responses", whole: .forms(where: [question: []])),
      ],
      rows: counts.map { [.text($0.key), .text($0.key), .count($0.value), .share($0.value, of: answered)] })
  }

  /// Answers to a question, a column for each group, with totals.
  static func crosstab(
    _ question: String, by group: String, _ groups: [String], _ rows: KeyValuePairs<String, [Int]>
  ) -> Table {
    let columns = groups.map {
      Column("\(group)=\($0)", $0, .count, counts: .forms(where: [group: [$0]], keys: ["choice": question]))
    }
    let isPlace = group == "session"
    let total = Column(
      "total", "All", .count,
      counts: .forms(where: isPlace ? [:] : [group: []], keys: ["choice": question]))
    return Table(
      name: "\(question)-by-\(group)", title: "\(question) by \(group)", dimensions: [question, group],
      totals: Totals(rows: ["total"], columns: ["total"]),
      columns: [Column("choice", "Choice", .key)] + columns + [total],
      rows: rows.map { [.text($0.key)] + $0.value.map { .count($0) } + [.count($0.value.reduce(0, +))] } + [
        [.text("total")] + groups.indices.map { index in .count(rows.reduce(0) { $0 + $1.value[index] }) }
          + [.count(rows.reduce(0) { $0 + $1.value.reduce(0, +) })]
      ])
  }

  static func protected(
    _ report: Report, earlier: [EarlierRelease] = [], profile: DisclosureProfile = .standard,
    survey: Survey? = nil
  ) throws -> ProtectedReport {
    try DisclosureControl(profile: profile, survey: survey).protect(report, earlier: earlier)
  }

  static func release(_ report: Report, number: Int = 1) throws -> EarlierRelease {
    EarlierRelease(
      number: number, recipient: "police", at: "2026-03-01T10:00Z", counted: report,
      released: try protected(report).report, profile: .standard)
  }
}

extension ProtectedReport {
  func table(_ name: String) -> Table { report.sections[0].table(name)! }

  func isHidden(_ table: String, _ row: String, _ column: String) -> Bool {
    self.table(table).cell(row: row, column: column) == .suppressed
  }

  func hiddenRows(_ table: String, _ column: String = "responses") -> [String] {
    self.table(table).rows.indices.map { self.table(table).key(ofRow: $0) }
      .filter { isHidden(table, $0, column) }
  }
}

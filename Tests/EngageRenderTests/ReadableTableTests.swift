import EngageReport
import Testing

@testable import EngageRender

/// What people read is shorter and narrower than what CSV and JSON hold.
@Suite struct ReadableTableTests {
  @Test func `a column in which nothing is known is left out, but not from CSV and JSON`() throws {
    let table = Table(
      name: "sessions", title: "Sessions",
      columns: [
        Column("session", "Name", .key), Column("place", "Place", .text),
        Column("people", "Heard in all", .count),
        Column("forms", "Forms", .count),
      ],
      rows: [
        [.text("a"), .text("Rugby"), .missing, .count(22)],
        [.text("b"), .text("Nuneaton"), .missing, .missing],
      ])
    #expect(shown(table).headings.map(\.label) == ["Place", "Forms"])
    #expect(shown(table).rows.map(\.cells) == [["Rugby", "22"], ["Nuneaton", "[x]"]])
    let report = Example.report([Section(analysis: "a", title: "A", tables: [table])])
    #expect(try CSVRenderer().render(report)[0].text.contains("people"))
    #expect(try JSONRenderer().render(report)[0].text.contains("Heard in all"))
    for renderer in [HTMLRenderer(), MarkdownRenderer(), TerminalRenderer()] as [any ReportRenderer] {
      #expect(!(try renderer.render(report)[0].text.contains("Heard in all")), "\(renderer.name)")
    }
  }

  @Test func `a table in which nothing at all is known keeps its columns`() {
    let table = Table(
      name: "t", title: "T", columns: [Column("a", "A", .text), Column("b", "B", .count)],
      rows: [[.missing, .missing]])
    #expect(shown(table).rows.map(\.cells) == [["–", "[x]"]])
  }

  @Test func `themes by session have a row for each theme and a column for each session`() {
    let table = pairs(themes: ["Reporting", "Schools"], sessions: ["Nuneaton", "Rugby"])
    #expect(shown(table).headings.map(\.label) == ["Theme", "Nuneaton", "Rugby"])
    #expect(
      shown(table).rows.map(\.cells) == [
        ["Reporting", "1 of 28", "2 of 28"], ["Schools", "3 of 28", "4 of 28"],
      ])
    #expect(shown(table).isReshaped)
  }

  @Test func `the order of keys and words does not matter, nor whether there are words`() {
    var table = pairs(themes: ["Reporting"], sessions: ["Nuneaton", "Rugby"])
    let order = [0, 2, 1, 3, 4, 5]
    table.columns = order.map { table.columns[$0] }
    table.rows = table.rows.map { row in order.map { row[$0] } }
    #expect(shown(table).rows.map(\.cells) == [["Reporting", "1 of 28", "2 of 28"]])
    let bare = [0, 1, 4, 5]
    table.columns = bare.map { table.columns[$0] }
    table.rows = table.rows.map { row in bare.map { row[$0] } }
    #expect(shown(table).headings.map(\.label) == ["Theme", "nuneaton", "rugby"])
  }

  @Test func `a table stays long with more than six groups, a pair twice, or a share of something else`() {
    let seven = pairs(themes: ["A"], sessions: ["1", "2", "3", "4", "5", "6", "7"])
    var twice = pairs(themes: ["A"], sessions: ["X", "Y"])
    twice.rows.append(twice.rows[0])
    var other = pairs(themes: ["A"], sessions: ["X", "Y"])
    other.rows[0][4] = .count(27)
    for table in [seven, twice, other] {
      #expect(shown(table).rows.count == table.rows.count)
      #expect(!shown(table).isReshaped)
    }
  }

  @Test func `a pair that is not in the table is not known`() {
    var table = pairs(themes: ["A", "B"], sessions: ["X", "Y"])
    table.rows.removeLast()
    #expect(shown(table).rows[1].cells == ["B", "3 of 28", "[x]"])
  }

  @Test(arguments: [30, 31, 45])
  func `of many pairs of themes the twelve most frequent are shown, and that is said`(count: Int) {
    var table = Table(
      name: "co-occurrence", title: "Together", overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("with", "With", .key),
        Column("responses", "Responses", .count), Column("title", "Theme", .text),
        Column("with_title", "Together with", .text),
      ],
      rows: (1...count).map { [.text("a"), .text("\($0)"), .count($0), .text("A"), .text("B\($0)")] })
    #expect(shown(table).headings.map(\.label) == ["Theme", "Together with", "Responses"])
    let words = "Shown are the 12 most frequent of \(count); all are in the workbook, CSV and JSON."
    #expect(shown(table).rows.count == (count > 30 ? 12 : count))
    #expect(shown(table).notes.contains(words) == (count > 30))
    #expect(shown(table).notes.contains("One response can be in several rows, so rows can't be added up."))
    if count > 30 { #expect(shown(table).rows[0].cells == ["A", "B\(count)", "\(count)"]) }
    table.name = "answers"
    #expect(shown(table).rows.count == count)
  }

  @Test func `a share that is hidden whole is left out beside its count, and stays in CSV`() throws {
    func table(_ share: Cell) -> Table {
      Table(
        name: "aware", title: "Aware",
        columns: [
          Column("label", "Answer", .text), Column("rugby", "Rugby", .count),
          Column("rugby_share", "Rugby, share", .share, from: "rugby"),
        ],
        rows: [[.text("Yes"), .suppressed, .suppressed], [.text("No"), .count(9), share]])
    }
    #expect(shown(table(.suppressed)).headings.map(\.label) == ["Answer", "Rugby"])
    #expect(shown(table(.share(9, of: 20))).headings.map(\.label) == ["Answer", "Rugby", "Rugby, share"])
    let report = Report(
      title: "R", made: Made(at: "2019-10-01T10:00Z", by: "Ada", engine: "Engage"), survey: "s",
      audience: .internal,
      scope: Scope(responses: 20, forms: 20, tables: 0, people: nil),
      sections: [Section(analysis: "a", title: "A", tables: [table(.suppressed)])])
    #expect(try CSVRenderer().render(report).contains { $0.text.contains("rugby_share") })
  }

  @Test func `what stands under one table is not said again under the next of its section`() {
    var said: Set<String> = []
    func notes(_ cell: Cell) -> [String] {
      let table = Table(
        name: "t", title: "T", overlapping: true,
        columns: [Column("label", "Answer", .text), Column("n", "Responses", .count)],
        rows: [[.text("Yes"), cell], [.text("No"), .count(9)]])
      return shown(table).notes(without: &said)
    }
    let overlap = "One response can be in several rows, so rows can't be added up."
    #expect(notes(.suppressed) == [overlap, "[c] hidden to protect people"])
    #expect(notes(.suppressed) == [])
    #expect(notes(.missing).isEmpty == false)
  }

  @Test func `a wide table says a count once: with its share`() {
    var table = Table(
      name: "t", title: "T", columns: [Column("choice", "Choice", .key), Column("label", "Answer", .text)],
      rows: [[.text("yes"), .text("Yes")]])
    for group in ["a", "b", "c", "d"] {
      table.columns += [
        Column(group, group, .count), Column("\(group):share", "\(group), share", .share, from: group),
      ]
      table.rows[0] += [.count(5), .share(5, of: 14)]
    }
    table.columns.append(Column("total", "All", .count))
    table.rows[0].append(.count(20))
    #expect(shown(table).rows[0].cells == ["Yes", "5 of 14", "5 of 14", "5 of 14", "5 of 14", "20"])
    #expect(shown(table).headings.map(\.label) == ["Answer", "a", "b", "c", "d", "All"])
    table.rows[0][2] = .count(6)
    #expect(shown(table).rows[0].cells == ["Yes", "6", "5 of 14", "5 of 14", "5 of 14", "5 of 14", "20"])
  }

  private func shown(_ table: Table) -> ShownTable {
    ShownTable(table, in: Section(analysis: "a", title: "A", tables: [table]), for: .internal)
  }

  private func pairs(themes: [String], sessions: [String]) -> Table {
    var table = Table(
      name: "themes-by-session", title: "Themes by session",
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text), Column("group", "Group", .key),
        Column("label", "Session", .text), Column("responses", "Responses", .count),
        Column("share", "Share", .share, from: "responses"),
      ])
    for theme in themes {
      for session in sessions {
        let count = table.rows.count + 1
        table.rows.append([
          .text(theme.lowercased()), .text(theme), .text(session.lowercased()), .text(session), .count(count),
          .share(count, of: 28),
        ])
      }
    }
    return table
  }
}

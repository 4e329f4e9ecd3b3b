import EngageReport
import EngageTesting
import Testing

/// The second lock: nothing shows a report to others that nobody made safe for them.
@Suite struct ReadyForReadersTests {
  @Test(arguments: [Audience.partner, .public])
  func `a report for others that was not protected is not shown`(audience: Audience) {
    var report = ProtectedExample.report
    report.audience = audience
    report.protection = nil
    let error = #expect(throws: NotProtected.self) { try report.readyForItsReaders() }
    #expect(error == NotProtected(audience: audience))
    #expect(error?.description.contains("was not made safe") == true)
  }

  @Test func `one for internal readers stays as it is`() throws {
    var report = ProtectedExample.report
    report.audience = .internal
    report.protection = nil
    #expect(try report.readyForItsReaders() == report)
  }

  @Test func `of one for others nothing stays but what is shown`() throws {
    let ready = try ProtectedExample.report.readyForItsReaders()
    let text = String(decoding: try ready.json(), as: UTF8.self)
    #expect(ProtectedExample.secrets(in: text) == [])
    #expect(
      ready.sections.flatMap(\.tables).map(\.name) == [
        "role", "role-by-session", "scales", "themes", "faith", "health",
      ])
    #expect(
      ready.sections.flatMap(\.statements).map(\.text) == [
        "Most were members of a faith community: 80 of 120."
      ])
    #expect(
      ready.sections[0].charts.map(\.title) == [
        "Most were members of a faith community", "Roles at each session",
      ])
    #expect(try ready.readyForItsReaders() == ready, "locked twice is locked once")
  }

  @Test func `a table with every figure hidden tells that few answered and not how many`() {
    let columns = [Column("k", "K", .key), Column("n", "N", .count), Column("m", "M", .number)]
    func table(_ rows: [[Cell]]) -> Table { Table(name: "t", title: "T", columns: columns, rows: rows) }
    #expect(table([[.text("a"), .suppressed, .suppressed]]).shownInstead == "too few people to show")
    #expect(table([[.text("a"), .suppressed, .missing]]).shownInstead == "too few people to show")
    #expect(table([[.text("a"), .suppressed, .count(0)]]).shownInstead == nil)
    #expect(table([[.text("a"), .missing, .missing]]).shownInstead == nil)
    #expect(table([]).shownInstead == nil)
  }

  @Test func `the title of a chart with hidden bars holds no number`() throws {
    var report = ProtectedExample.report
    report.sections[0].charts[0].title = "3 were young"
    let chart = try report.readyForItsReaders().sections[0].charts[0]
    #expect(chart.title == "Which best describes you?" && !chart.alt.contains("SECRET"))
  }
}

import EngageRender
import EngageReport
import Testing

@Suite struct CSVRendererTests {
  @Test func `a share is a fraction, its part and its base`() throws {
    let lines = try lines(of: [
      [.text("a"), .share(57, of: 120)], [.text("b"), .share(0, of: 0)], [.text("c"), .suppressed],
      [.text("d"), .missing],
    ])
    #expect(
      lines == [
        "key,share,share_of,share_in", "a,0.475000,57,120", "b,,0,0", "c,[c],[c],[c]", "d,,,",
      ])
  }

  @Test func `nothing in a file is run as a formula`() throws {
    let lines = try lines(of: [[.text("=1+1"), .number(-2.5)], [.text("@SUM(A1)"), .number(1e6)]])
    #expect(
      lines[1...] == ["'=1+1,-2.5,,", "'@SUM(A1),1000000,,"] || lines[1...].allSatisfy { $0.hasPrefix("'") })
  }

  @Test func `names are safe and unique`() throws {
    let table = Table(name: "../Q 1: how?", title: "", columns: [Column("key", "Key", .key)])
    let section = Section(analysis: "theme-counts", title: "", tables: [table, table])
    let names = try CSVRenderer().render(Example.report([section])).map(\.name)
    #expect(names == ["theme-counts-q-1-how.csv", "theme-counts-q-1-how-2.csv", "about.csv"])
  }

  private func lines(of rows: [[Cell]]) throws -> [String] {
    let table = Table(
      name: "t", title: "", columns: [Column("key", "Key", .key), Column("share", "Share", .share)],
      rows: rows)
    let text = try CSVRenderer().render(Example.report([Section(analysis: "a", title: "", tables: [table])]))[
      0
    ].text
    // A byte order mark and a line end are one Character with nothing else: compare by scalars.
    let scalars = text.unicodeScalars.filter { $0 != "\u{FEFF}" && $0 != "\r" }
    return String(String.UnicodeScalarView(scalars)).split(separator: "\n").map(String.init)
  }
}

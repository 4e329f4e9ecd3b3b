import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Themes stand in order of how many raised them: what that order tells.
@Suite struct RankedThemesTests {
  typealias Made = MadeReports
  private static let dimension = "theme:hate:concerns/"

  /// How many of two groups raised each theme; the tables are in order of both together, as analyses make them.
  private static func section(_ counts: [String: [Int]], sort: String = "count") -> Section {
    let answered = 60
    let order = counts.keys.sorted { left, right in
      if sort == "codebook" { return left > right }
      let (one, other) = (counts[left]!.reduce(0, +), counts[right]!.reduce(0, +))
      return one == other ? left > right : one > other
    }
    let base = Base(answered: answered, missing: 0, counts: .forms(where: ["theme:hate:concerns": []]))
    let themes = Table(
      name: "themes", title: "Themes", base: base, dimensions: ["concerns"], overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text),
        Column("responses", "Responses", .count, counts: .forms(keys: ["theme": dimension])),
      ], rows: order.map { [.text($0), .text("T \($0)"), .count(counts[$0]!.reduce(0, +))] })
    let groups = Table(
      name: "themes-by-role", title: "Themes by role", base: base, dimensions: ["concerns", "role"],
      overlapping: true,
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text), Column("group", "Group", .key),
        Column("label", "Group", .text),
        Column(
          "responses", "Responses", .count,
          counts: .forms(keys: ["theme": dimension, "group": "role"])),
      ],
      rows: order.flatMap { theme in
        ["faith", "parent"].enumerated().map { index, group in
          [.text(theme), .text("T \(theme)"), .text(group), .text(group), .count(counts[theme]![index])]
        }
      })
    var section = Section(
      analysis: "theme-counts", provides: "themes", options: ["sort": sort], title: "Themes",
      statements: order.map { theme in
        Statement(
          "\(theme) came up on \(counts[theme]!.reduce(0, +)) forms.", role: .finding,
          values: ["n": CellReference(table: "themes", row: theme, column: "responses")])
      },
      tables: [themes, groups])
    section.asked = Asked()
    return section
  }

  private static func protected(_ counts: [String: [Int]], sort: String = "count") throws -> Section {
    var report = Made.report(forms: 60, [])
    report.sections = [section(counts, sort: sort)]
    return try Made.protected(report).report.sections[0]
  }

  private static func order(_ table: Table?) -> [String] {
    var words: [String] = []
    for row in table?.rows ?? [] {
      guard let word = row[0].words, words.last != word else { continue }
      words.append(word)
    }
    return words
  }

  @Test func hiddenThemesComeLastInOrderOfTheirNames() throws {
    let section = try Self.protected(["a": [1, 0], "b": [3, 1], "y": [9, 8], "z": [20, 11]])
    #expect(Self.order(section.table("themes")) == ["z", "y", "a", "b"])
    #expect(Self.order(section.table("themes-by-role")) == ["z", "y", "a", "b"])
  }

  @Test func aThemeStaysInItsPlaceWhereOnlyItsGroupsAreHidden() throws {
    let section = try Self.protected(["a": [9, 2], "b": [9, 9], "c": [8, 0], "d": [20, 20]])
    let themes = try #require(section.table("themes"))
    #expect(themes.cell(row: "a", column: "responses") == .number(11))
    #expect(
      section.table("themes-by-role")?.cell(row: "a | parent", column: "responses") == .suppressed)
    #expect(Self.order(themes) == ["d", "b", "a", "c"])
    #expect(Self.order(section.table("themes-by-role")) == ["d", "b", "a", "c"])
    #expect(section.statements.map(\.text).first == "d came up on 40 forms.")
  }

  @Test func whatDiffersMostIsToldOnlyWhereAllIsShown() throws {
    func sentences(_ counts: [String: [Int]]) throws -> [String] {
      var report = Made.report(forms: 60, [])
      var section = Self.section(counts)
      section.statements = [
        Statement(
          "d came up on 20 forms of faith and 12 of parents.", role: .finding,
          values: [
            "faith": CellReference(table: "themes-by-role", row: "d | faith", column: "responses"),
            "parent": CellReference(table: "themes-by-role", row: "d | parent", column: "responses"),
          ])
      ]
      report.sections = [section]
      return try Made.protected(report).report.sections[0].statements.map(\.text)
    }
    #expect(try sentences(["a": [9, 8], "d": [20, 12]]).count == 1)
    #expect(try sentences(["a": [9, 2], "d": [20, 12]]).isEmpty)
  }

  @Test func theCodebooksOrderTellsNothingAndStays() throws {
    let section = try Self.protected(["a": [9, 2], "b": [3, 0], "c": [8, 0]], sort: "codebook")
    #expect(Self.order(section.table("themes")) == ["c", "b", "a"])
  }

  /// Whoever sees the report could have put its rows in order, and picked its sentences, themselves.
  @Test(arguments: 1...60) func whatStandsWhereFollowsFromWhatIsShown(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var counts: [String: [Int]] = [:]
    for theme in ["a", "b", "c", "d", "e", "f"] {
      counts[theme] = [Int.random(in: 0...14, using: &random), Int.random(in: 0...14, using: &random)]
    }
    let section = try Self.protected(counts)
    let table = try #require(section.table("themes"))
    try #require(table.withheld == nil)
    let figures = Dictionary(
      uniqueKeysWithValues: table.rows.map { ($0[0].words ?? "", $0[2].amount) })
    let hidden = figures.filter { $0.value == nil }.keys.sorted()
    let isHidden = section.tables.map { $0.rows.joined().contains(.suppressed) }
    for (place, table) in section.tables.enumerated() where table.withheld == nil {
      let order = Self.order(table)
      #expect(Array(order.suffix(hidden.count)) == hidden)
      let amounts = order.prefix(order.count - hidden.count).map { (word: $0, amount: figures[$0]!!) }
      for (one, other) in zip(amounts, amounts.dropFirst()) {
        #expect(one.amount > other.amount || one.amount == other.amount)
        if one.amount == other.amount, isHidden[place] { #expect(one.word < other.word) }
      }
    }
    let shown = figures.values.compactMap { $0 }.sorted(by: >).filter { $0 > 0 }
    let least = shown.count > 3 ? shown[2] == shown[3] ? shown[2] + 1 : shown[2] : 1
    let told = Set(section.statements.map { String($0.text.prefix(1)) })
    #expect(told == Set(figures.filter { ($0.value ?? 0) >= least }.keys))
  }
}

private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

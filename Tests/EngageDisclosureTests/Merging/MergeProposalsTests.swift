import EngageDisclosure
import EngageModel
import EngageReport
import Testing

@Suite("What could be merged so that more of a table survives")
struct MergeProposalsTests {
  private func choices(_ names: String...) -> [Choice] {
    names.map { Choice(id: Choice.ID($0), label: LocalizedText($0.uppercased())) }
  }

  private var survey: Survey {
    Survey(
      id: "s", title: "S",
      questions: [
        Question(
          id: "group", type: .selectOne, label: "Group", choices: choices("a", "b", "c", "d", "e", "f"),
          choiceGroups: [
            ChoiceGroup(id: "ab", label: "AB", choices: ["a", "b"]),
            ChoiceGroup(id: "cdef", label: "CDEF", choices: ["c", "d", "e", "f"]),
          ]),
        Question(id: "safe", type: .scale, label: "Safe", choices: choices("1", "2", "3", "4", "5")),
        Question(id: "aware", type: .selectOne, label: "Aware", choices: choices("yes", "no", "unsure")),
      ])
  }

  private func plain(_ name: String, _ counts: [(String, Int)]) -> Table {
    Table(
      name: name, title: name, dimensions: [name],
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("responses", "Responses", .count),
      ],
      rows: counts.map { [.text($0.0), .text($0.0.uppercased()), .count($0.1)] })
  }

  @Test func `nothing is proposed where nothing is hidden`() {
    let table = plain("aware", [("yes", 20), ("no", 12), ("unsure", 8)])
    let proposals = MergeProposals(table: table, survey: survey, profile: .standard)
    #expect(proposals.proposals == [])
    #expect(proposals.asItStands.map { [$0.small, $0.others, $0.cells] } == [0, 0, 3])
  }

  @Test func `a single small count takes another with it`() {
    let table = plain("aware", [("yes", 20), ("no", 3), ("unsure", 8)])
    let stands = MergeProposals(table: table, survey: survey, profile: .standard).asItStands
    #expect(stands.map { [$0.small, $0.others, $0.cells] } == [1, 1, 3])
  }

  @Test func `on a scale only neighbours are merged`() throws {
    let table = plain("safe", [("1", 2), ("2", 9), ("3", 12), ("4", 3), ("5", 20)])
    let proposals = MergeProposals(table: table, survey: survey, profile: .standard).proposals
    let first = try #require(proposals.first)
    #expect(
      first.commandOptions == [
        "--groups", "safe:group_1[1 to 2]=1,2;group_2[3 to 4]=3,4",
      ])
    #expect([first.survives, first.of, first.lost] == [3, 3, 2])
  }

  @Test func `the survey's own groups and the rarest answers are weighed against each other`() throws {
    let table = plain("group", [("a", 30), ("b", 4), ("c", 3), ("d", 2), ("e", 9), ("f", 8)])
    let proposals = MergeProposals(table: table, survey: survey, profile: .standard).proposals
    #expect(
      proposals.map(\.commandOptions) == [
        ["--groups", "group:others[B, C or D]=b,c,d"], ["--groups", "group=survey"],
      ])
    #expect(proposals.map(\.survives) == [4, 2])
    #expect(proposals.map(\.lost) == [2, 4])
    #expect(
      proposals[0].recipeLines
        == "groups: {group: {others: {label: \"B, C or D\", choices: [b, c, d]}}}")
  }

  private let sessions = [
    Session(id: "n1", place: "N1", district: "North"), Session(id: "n2", place: "N2", district: "North"),
    Session(id: "s1", place: "S1", district: "South"),
  ]

  private var crossed: Table {
    Table(
      name: "aware-by-session", title: "Aware", dimensions: ["aware", "session"],
      totals: Totals(rows: ["total"], columns: ["total"]),
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("session=n1", "N1", .count),
        Column("session=n2", "N2", .count), Column("session=s1", "S1", .count),
        Column("total", "All", .count),
      ],
      rows: [
        [.text("yes"), .text("YES"), .count(9), .count(3), .count(11), .count(23)],
        [.text("no"), .text("NO"), .count(4), .count(8), .count(12), .count(24)],
        [.text("total"), .text("All"), .count(13), .count(11), .count(23), .count(47)],
      ])
  }

  @Test func `sessions are merged by district before all of them, and the split is given up last`() {
    let proposals = MergeProposals(
      table: crossed, survey: survey, profile: .standard, sessions: sessions
    ).proposals
    #expect(
      proposals.map(\.commandOptions) == [
        ["--groups", "session:north[North]=n1,n2"],
        ["--groups", "session:all-sessions[All sessions]=n1,n2,s1"], [],
      ])
    #expect(proposals.map { [$0.survives, $0.of] } == [[4, 4], [2, 2], [2, 2]])
    #expect(proposals.last?.title == "Leave out the split by “session”")
  }

  @Test func `a table with a row for each cell is read like one with columns`() {
    let long = Table(
      name: "themes-by-session", title: "Themes", dimensions: ["aware", "session"],
      columns: [
        Column("theme", "Theme", .key), Column("title", "Title", .text), Column("group", "Group", .key),
        Column("label", "Label", .text), Column("responses", "Responses", .count),
      ],
      rows: [
        [.text("yes"), .text("YES"), .text("n1"), .text("N1"), .count(9)],
        [.text("yes"), .text("YES"), .text("n2"), .text("N2"), .count(3)],
        [.text("yes"), .text("YES"), .text("s1"), .text("S1"), .count(11)],
        [.text("no"), .text("NO"), .text("n1"), .text("N1"), .count(4)],
        [.text("no"), .text("NO"), .text("n2"), .text("N2"), .count(8)],
        [.text("no"), .text("NO"), .text("s1"), .text("S1"), .count(12)],
      ])
    func options(_ table: Table) -> [[String]] {
      MergeProposals(table: table, survey: survey, profile: .standard, sessions: sessions).proposals
        .map(\.commandOptions)
    }
    #expect(options(long) == options(crossed))
  }

  @Test func `words and hidden figures are no counts`() {
    let texts = Table(
      name: "t", title: "T", dimensions: ["aware"],
      columns: [Column("k", "K", .key), Column("w", "W", .text)],
      rows: [[.text("yes"), .text("x")]])
    #expect(MergeProposals(table: texts, survey: survey, profile: .standard).asItStands == nil)
  }
}

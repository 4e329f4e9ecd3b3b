import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// That a figure which tells the wrong thing of itself is found.
@Suite struct RecountTests {
  static func test() throws -> AnalysisCase {
    try AnalysisCase(
      """
      questions:
        - {type: select_one, name: role, label: "Role?", choices: {faith: "Faith", parent: "Parent"}}
        - {type: select_multiple, name: topics, label: "Topics", choices: {a: "A", b: "B"}}
        - {type: rank, name: films, label: "Films", choices: {jaws: "Jaws", alien: "Alien"}}
        - {type: select_one, name: event, label: "Which event?", choices: {one: "One", two: "Two"}}
      """,
      responses: """
        | session | unit   | people | role   | topics | films        | event |
        |---------|--------|--------|--------|--------|--------------|-------|
        | rugby   | person |        | faith  | a; b   | jaws > alien | one   |
        | rugby   | person |        | parent | a      | alien        | two   |
        | leam    | person |        | faith  |        |              | one   |
        | leam    | table  | 8      | faith  |        |              |       |
        | leam    | table  | 0      | faith  |        |              |       |
        """)
  }

  /// A table of one figure.
  static func section(_ counted: Counted, _ value: Double) -> Section {
    Section(
      analysis: "a", title: "A",
      tables: [
        Table(
          name: "t", title: "T",
          columns: [Column("row", "Row", .key), Column("responses", "Responses", .count, counts: counted)],
          rows: [[.text("faith"), .number(value)]])
      ])
  }

  @Test(
    "counts those who meet the conditions",
    arguments: [
      (Counted(), 4), (.forms(), 3), (.forms(where: ["role": []]), 3), (.forms(keys: ["row": "role"]), 2),
      (Counted(where: ["role": ["faith"]]), 3), (.forms(where: ["session": ["event/rugby"]]), 2),
      (.forms(where: ["topics/a": ["yes"]]), 2), (.forms(where: ["topics/b": ["no"]]), 1),
      (.forms(where: ["topics": []]), 2), (.forms(where: ["films/jaws": ["1"]]), 1),
      (.forms(where: ["films#1": ["alien"]]), 1), (.forms(where: ["films/jaws": ["0"]]), 1),
      (Counted(Counted.peopleAtTables), 8), (Counted(Counted.heard), 11),
      (.forms(where: ["?event": ["one"]]), 2),
      (.forms(keys: ["row": "role"], joined: ["row": ["faith": ["faith", "parent"]]]), 3),
    ])
  func counts(_ counted: Counted, _ expected: Double) throws {
    let test = try Self.test()
    #expect(test.recounted(Self.section(counted, expected)) == [])
    #expect(test.recounted(Self.section(counted, expected + 1)).count == 1)
  }

  @Test func `a dimension that nobody knows is told`() throws {
    let section = Self.section(.forms(where: ["colour": ["red"]]), 0)
    #expect(try Self.test().recounted(section) == ["t/faith/responses: there is no dimension colour"])
  }

  @Test func `what is said in other words is counted too`() throws {
    let counted = Counted.forms(keys: ["row": "role"], alike: [.forms(where: ["role": ["parent"]])])
    #expect(try Self.test().recounted(Self.section(counted, 2)).count == 1)
  }

  @Test func `figures of one meaning are equal`() throws {
    var section = Self.section(Counted("guests"), 3)
    section.tables.append(section.tables[0])
    section.tables[1].name = "other"
    section.tables[1].rows[0][1] = .number(4)
    #expect(
      try Self.test().recounted(section) == [
        "other/faith/responses and t/faith/responses mean the same and differ"
      ])
  }

  @Test func `columns that tell nothing are named`() {
    var section = Self.section(.forms(), 3)
    #expect(section.untoldColumns == [])
    section.tables[0].columns[1].counts = nil
    #expect(section.untoldColumns == ["t/responses"])
    section.tables[0].counts = ["nobody": [:]]
    #expect((try? Self.test().recounted(section)) == ["t: there is no row nobody"])
  }

  static let wrongUnions: [(union: Union, problems: [String])] = [
    (
      Union(["role": ["faith"]], of: [["topics/a": ["yes"]]], isComplete: false),
      ["1 who are topics/a=yes are not of it"]
    ),
    (Union(["topics": []], of: [["topics/b": ["yes"]]], isComplete: true), ["1 are of no part"]),
    (
      Union(
        ["topics": []], of: [["topics/a": ["yes"]], ["topics/b": ["yes"]]], isComplete: true, isApart: true),
      ["1 who are topics/b=yes are of two parts"]
    ),
  ]

  @Test("unions that are none are told", arguments: wrongUnions.indices)
  func tellsUnions(index: Int) throws {
    var section = Self.section(.forms(), 3)
    section.tables[0].unions = [Self.wrongUnions[index].union]
    let told = try Self.test().recounted(section)
    #expect(told.count == 1)
    for (told, problem) in zip(told, Self.wrongUnions[index].problems) {
      #expect(told.hasSuffix(": " + problem))
    }
  }

  @Test func `unions that are so are well, and parts that are no dimension are passed over`() throws {
    var section = Self.section(.forms(), 3)
    section.tables[0].unions = [
      Union(["unit": ["form"]], of: [["topics/b": ["yes"]], ["films#1": ["jaws"]]], isComplete: false),
      Union(tick: "topics/a", anyOf: ["topics/b", "words:stemmed:litter"]),
      Union(
        ["unit": ["form"]],
        of: [
          ["role": ["parent"], "unit": ["form"]], ["films#1": ["jaws"], "unit": ["form"]],
          ["event": ["event"], "role": ["faith"], "unit": ["form"]],
        ],
        isComplete: true),
    ]
    #expect(try Self.test().recounted(section) == [])
    section.tables[0].unions = [Union(tick: "topics/a", anyOf: ["colour/red"])]
    #expect(try Self.test().recounted(section) == ["t, a union: there is no dimension colour/red"])
  }
}

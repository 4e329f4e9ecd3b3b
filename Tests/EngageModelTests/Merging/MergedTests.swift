import EngageModel
import Testing

@Suite("Choices and sessions as one")
struct MergedTests {
  private let scale = Question(
    id: "safe", type: .scale, label: "Safe?",
    choices: (1...5).map { Choice(id: Choice.ID("\($0)"), label: LocalizedText("\($0)")) },
    target: Target(share: 0.5, choices: ["4", "5"]))

  @Test func `a group stands where its first choice stood, and a merged scale has no scores`() throws {
    let merged = try #require(
      MergedQuestion(
        scale,
        groups: [
          ChoiceGroup(id: "low", label: "Low", choices: ["2", "1"]),
          ChoiceGroup(id: "high", label: "High", choices: ["4", "5"]),
        ]))
    #expect(merged.question.choices.map(\.id) == ["low", "3", "high"])
    #expect(merged.question.type == .selectOne)
    #expect(merged.codes == [0, 0, 1, 2, 2])
    #expect(merged.question.target?.choices == ["high"])
  }

  @Test func `a target that splits a group is none`() throws {
    let merged = try #require(
      MergedQuestion(scale, groups: [ChoiceGroup(id: "mid", label: "Middle", choices: ["3", "4"])]))
    #expect(merged.question.target == nil)
  }

  @Test func `a rank can't be merged`() {
    let rank = Question(id: "r", type: .rank, label: "R", choices: [Choice(id: "a", label: "A")])
    #expect(MergedQuestion(rank, groups: []) == nil)
  }

  @Test func `codes are looked up and reasons stay`() throws {
    let merged = try #require(
      MergedQuestion(scale, groups: [ChoiceGroup(id: "low", label: "Low", choices: ["1", "2"])]))
    var column = BatchColumn(for: scale)
    for code in [0, 1, 2, 4, -3] as [Int32] { column.append(code: code) }
    #expect(merged.column(column).codes == [0, 0, 1, 3, -3])
  }

  @Test func `a group is ticked if any of its choices is, beyond 64 choices too`() throws {
    let many = Question(
      id: "t", type: .selectMultiple, label: "T",
      choices: (0..<130).map { Choice(id: Choice.ID("c\($0)"), label: "c") })
    let merged = try #require(
      MergedQuestion(many, groups: [ChoiceGroup(id: "ends", label: "Ends", choices: ["c0", "c129", "c70"])]))
    var column = BatchColumn(for: many)
    column.append(choices: [129, 1])
    column.append(missing: .notAsked)
    column.append(choices: [0, 70, 128])
    column.append(choices: [])
    let ticks = merged.column(column)
    #expect(ticks.codes == [0, -2, 0, 0])
    func choices(_ row: Int) -> [String] {
      (0..<merged.question.choices.count).filter {
        ticks.words[row * ticks.wordsPerRow + $0 / 64] >> UInt64($0 % 64) & 1 == 1
      }.map { merged.question.choices[$0].id.rawValue }
    }
    #expect((0..<4).map(choices) == [["ends", "c1"], [], ["ends", "c128"], []])
  }

  @Test(arguments: [
    (["46", "49"], "95"), (["46", "over 49"], "over 95"), (["46", "unknown"], "over 46"),
    (["about 40", "unknown"], "about 40"), (["unknown", "unknown"], "unknown"),
  ])
  func `who came is added up, and what is not known is told`(parts: [String], sum: String) {
    let event = Event(
      id: "e", title: "E",
      sessions: parts.enumerated().map {
        Session(
          id: Session.ID("s\($0)"), place: "P\($0)", date: EventDate("2019-10-0\($0 + 1)"),
          attended: Quantity($1))
      })
    let group = MergedSessions(id: "all", label: "All", sessions: ["s0", "s1"])
    let merged = event.merging([group], counted: ["s0", "s1"])
    #expect(merged.sessions.map(\.id) == ["all"])
    #expect(merged.sessions[0].attended?.description == sum)
    #expect(merged.sessions[0].date?.description == "2019-10-01..2019-10-02")
    #expect(merged.sessions[0].count == 2)
    #expect(event.label(of: ["s0", "s1"]) == "P0 and P1")
  }

  @Test func `a hidden session keeps its month and nothing else`() {
    let event = Event(
      id: "e", title: "E",
      sessions: [
        Session(
          id: "mosque", title: "Friday talk", place: "Nuneaton", district: "D", venue: "Mosque",
          date: EventDate("2019-10-04"), attended: Quantity(20), note: "in the hall", venueIdentifies: true)
      ])
    let group = MergedSessions(id: "d", label: "D", sessions: ["mosque"], hidesPlaces: true)
    let shown = event.merging([group], counted: ["mosque"]).sessions[0]
    #expect(
      shown
        == Session(
          id: "d", place: "D", district: "D", date: EventDate("2019-10"), attended: Quantity(20)))
  }
}

import EngageFiles
import EngageModel
import Testing

@Suite("Profiles, groups and venues are read, and every rule names its place")
struct DisclosureFileTests {
  private static let club = Survey(
    id: "club", title: "Club",
    questions: [
      Question(
        id: "role", type: .selectOne, label: "Role",
        choices: ["parent", "young", "yes"].map { Choice(id: Choice.ID($0), label: "C") },
        choiceGroups: [ChoiceGroup(id: "all", label: "All", choices: ["parent", "young"])]),
      Question(id: "aware", type: .selectOne, label: "A", choices: [Choice(id: "yes", label: "Yes")]),
      Question(id: "age", type: .integer, label: "Age"),
    ])

  private static func recipe(_ text: String) -> Reading<Recipe> {
    RecipeFile.read(
      text: text, path: "draft.yaml", survey: club, sessions: ["rugby", "warwick"], analyses: ["scales"],
      profiles: ["below-5"])
  }

  private static let head = "report: r\ntitle: T\nsections: [{analysis: scales}]\n"

  @Test(arguments: [
    BrokenFile("unknown-question", in: head + "groups: {1️⃣rol: survey}", says: "“role”"),
    BrokenFile("wrong-type", in: head + "groups: {1️⃣age: {a: {choices: []}}}"),
    BrokenFile("unknown-word", in: head + "groups: {role: 1️⃣suvey}", says: "“survey”"),
    BrokenFile("no-groups", in: head + "groups: {aware: 1️⃣survey}"),
    BrokenFile("unknown-choice", in: head + "groups: {role: {a: {label: A, choices: [parent, 1️⃣yuong]}}}"),
    BrokenFile(
      "duplicate-choice",
      in: head + "groups: {role: {a: {label: A, choices: [parent]}, b: {choices: [1️⃣parent]}}}"),
    BrokenFile("duplicate-choice", in: head + "groups: {role: {1️⃣parent: {choices: [young, \"yes\"]}}}"),
    BrokenFile("unknown-session", in: head + "groups: {session: {s: {sessions: [rugby, 1️⃣warwik]}}}"),
    BrokenFile("bad-name", in: head + "groups: {session: {1️⃣South: {sessions: [rugby]}}}"),
    BrokenFile("missing-key", in: head + "groups: {session: {south: 1️⃣{label: S}}}"),
    BrokenFile("wrong-kind", in: head + "groups: {role: 1️⃣[a]}"),
    BrokenFile("unknown-profile", in: head + "profile: 1️⃣below-6", says: "“below-5”"),
    BrokenFile("not-yes-or-no", in: head + "equality_by_session: 1️⃣perhaps"),
    BrokenFile(
      "unknown-question", in: "report: r\ntitle: T\nsections: [{analysis: scales, groups: {1️⃣agee: survey}}]"),
  ])
  func recipes(_ file: BrokenFile) { file.expectProblems { DisclosureFileTests.recipe($0) } }

  @Test(arguments: [
    ["role=survey"], ["role:grown[Grown “up”, \"or\" not]=parent,yes", "session:south[South]=rugby,warwick"],
    ["session:south[]=rugby,warwick"],
  ])
  func `groups are written into a recipe as they are read`(lines: [String]) throws {
    let request = try GroupsRequest(lines)
    let read = DisclosureFileTests.recipe(DisclosureFileTests.head + request.recipeLine + "\n")
    #expect(read.diagnostics == [])
    #expect(read.value?.groups == request)
    #expect(read.value?.requests().map(\.groups) == [request])
  }

  @Test func `a recipe says by which profile and whether equality questions go by session`() {
    let read = DisclosureFileTests.recipe(
      DisclosureFileTests.head + "profile: below-5\nequality_by_session: yes\n")
    #expect(read.value?.profile == "below-5")
    #expect(read.value?.requests().map(\.equalityBySession) == [true])
  }

  @Test(arguments: [
    BrokenFile("missing-key", in: "1️⃣threshold: 5"),
    BrokenFile("out-of-range", in: "profile: p\nthreshold: 1️⃣1"),
    BrokenFile("out-of-range", in: "profile: p\nthreshold: 1️⃣101"),
    BrokenFile("not-a-number", in: "profile: p\nthreshold: 1️⃣five"),
    BrokenFile("unknown-word", in: "profile: p\nzeros: 1️⃣hiden", says: "“hidden”"),
    BrokenFile("out-of-range", in: "profile: p\nrounding: 1️⃣1"),
    BrokenFile("rounding-above-threshold", in: "profile: p\nthreshold: 5\nrounding: 1️⃣10"),
    BrokenFile("out-of-range", in: "profile: p\ndominance: 1️⃣0.4"),
    BrokenFile("not-yes-or-no", in: "profile: p\nequality_by_session: 1️⃣maybe"),
    BrokenFile("out-of-range", in: "profile: p\nrecords: 1️⃣{alike: 3, different: 4}"),
    BrokenFile("unknown-key", in: "profile: p\nrecords: {1️⃣alik: 3}", says: "“alike”"),
    BrokenFile("out-of-range", in: "profile: p\nseconds: 1️⃣0"),
    BrokenFile("built-in-profile", in: "profile: 1️⃣rounded"),
    BrokenFile("unknown-key", in: "profile: p\n1️⃣alike: 5", says: "records:"),
  ])
  func profiles(_ file: BrokenFile) {
    file.expectProblems { ProfileFile.read(text: $0, path: "draft.yaml") }
  }

  @Test func `a profile says what differs from the standard one`() throws {
    let text = """
      profile: town
      threshold: 8
      zeros: hidden
      rounding: 5
      minimum_base: 20
      dominance: no
      equality_by_session: yes
      records: {alike: 7}
      seconds: 5
      """
    #expect(
      try ProfileFile.read(text: text, path: "p.yaml").get()
        == DisclosureProfile(
          name: "town", threshold: 8, zeros: .hidden, rounding: 5, minimumBase: 20, dominance: nil,
          equalityBySession: true, records: .init(alike: 7), seconds: 5))
    #expect(
      try ProfileFile.read(text: "profile: town", path: "p.yaml").get() == DisclosureProfile(name: "town"))
  }

  @Test func `the profile that is shipped as an example is sound`() throws {
    let root = try #require(Repository.root)
    let workspace = Workspace(at: root)
    #expect(workspace.profiles().map(\.name) == ["small-places"])
    let profile = try workspace.readProfile("small-places").get()
    #expect(profile.threshold == 8 && profile.dominance == 0.9 && profile.rounding == nil)
    #expect(workspace.readProfile("below-5").value == .standard)
    #expect(workspace.readProfile("small-place").diagnostics.first?.hint == "did you mean “small-places”?")
  }

  @Test func `a venue that tells who came is read and written in both ways`() throws {
    for venue in ["identifies", "{name: \"St Mary's Hall\", identifies: yes}"] {
      let event = try EventFile.read(
        text: "event: e\ntitle: T\nsessions: [{session: a, district: \"Rugby\", venue: \(venue)}]",
        path: "e.yaml"
      ).get()
      #expect(event.sessions[0].venueIdentifies)
      #expect(event.sessions[0].venue == (venue == "identifies" ? nil : "St Mary's Hall"))
      #expect(try EventFile.read(text: EventWriter(event).text, path: "e.yaml").get() == event)
    }
  }

  @Test(arguments: [
    BrokenFile("no-district", in: "event: e\ntitle: T\nsessions: [{session: a, venue: 1️⃣identifies}]"),
    BrokenFile(
      "not-yes-or-no",
      in: "event: e\ntitle: T\nsessions: [{session: a, venue: {name: Hall, identifies: 1️⃣perhaps}}]"),
  ])
  func venues(_ file: BrokenFile) { file.expectProblems { EventFile.read(text: $0, path: "draft.yaml") } }
}

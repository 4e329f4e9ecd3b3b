import EngageModel
import Testing

@Suite("Groups are written in a line and read back")
struct GroupsRequestTests {
  @Test(arguments: [
    ["ethnicity=survey"],
    ["role:adults[Adults]=parent,professional;young[Young people]=young_person"],
    ["role:adults[Adults]=parent,professional", "session:south[South]=rugby,leamington-spa"],
    ["session:south[]=rugby,leamington-spa"],
  ])
  func `what is written is what is read`(lines: [String]) throws {
    #expect(try GroupsRequest(lines).written == lines)
  }

  @Test func `a label alone makes the name`() throws {
    let request = try GroupsRequest(["role: Adults here = parent, professional", "session:South Side=a,b"])
    #expect(
      request.questions == [
        .init(
          "role",
          groups: [
            ChoiceGroup(id: "adults_here", label: "Adults here", choices: ["parent", "professional"])
          ])
      ])
    #expect(request.sessions == [SessionGroup(id: "south-side", label: "South Side", sessions: ["a", "b"])])
  }

  @Test(arguments: ["role=mine", "role:", "role:Adults", "role:Adults=", "9role:A=b", "session=survey="])
  func `what can't be read is told with the way to write it`(line: String) {
    do {
      let request = try GroupsRequest([line])
      Issue.record("read as \(request)")
    } catch {
      #expect(error.diagnostics.map(\.rule) == ["bad-groups"])
      #expect(error.diagnostics[0].hint?.contains("--groups") == true)
    }
  }

  @Test func `one question is merged in one way`() {
    #expect(throws: DiagnosticsError.self) { try GroupsRequest(["role=survey", "role:A=b,c"]) }
  }

  @Test func `a section goes before the recipe, and the recipe speaks where the section is silent`() throws {
    let section = try GroupsRequest(["role:A=x,y"])
    let recipe = try GroupsRequest(["role=survey", "age=survey", "session:s[S]=a,b"])
    #expect(
      section.over(recipe).written == ["role:a[A]=x,y", "age=survey", "session:s[S]=a,b"])
  }
}

import EngageEntry
import EngageFiles
import EngageModel
import EngageTesting
import Testing

@Suite("Entry asks for what is printed on paper")
struct PaperKeyTests {
  @Test("Every question of the shipped surveys offers its choices under the keys that are printed")
  func keys() throws {
    guard let root = RepositoryFolder.root() else {
      Issue.record("the repository's folder was not found")
      return
    }
    let workspace = Workspace(at: root)
    var seen = 0
    for survey in try workspace.surveys().map({ try #require(workspace.readSurvey($0).value) }) {
      // Without conditions every question is asked.
      var open = survey
      for index in open.questions.indices { open.questions[index].relevant = nil }
      var entry = try EntryCase(open)
      try entry.type("⏎")
      for _ in open.questions {
        guard case .question(let id) = entry.entry.prompt.kind, let question = open.question(id) else {
          break
        }
        let offered = entry.entry.prompt.options
        let printed = zip(question.choiceKeys, question.choices).map { "\($0) \($1.label.text)" }
        #expect(offered.map { "\($0.key) \($0.label)" }.allSatisfy(printed.contains), "\(id)")
        if question.choiceFilter == nil, question.type.takesChoices {
          #expect(offered.count == printed.count)
        }
        seen += offered.count
        try entry.type("⏎")
      }
    }
    #expect(seen > 200)
  }

  @Test("A choice keeps its key where only some are offered")
  func filtered() throws {
    var entry = try EntryCase(.allTypes)
    try entry.type("⏎|/n|1|/n|/n|/n|/n|/n|2")
    #expect(entry.entry.prompt.options.map { "\($0.key) \($0.label)" } == ["3 Southam"])
  }
}

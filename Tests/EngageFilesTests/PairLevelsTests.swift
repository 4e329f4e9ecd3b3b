import EngageFiles
import EngageModel
import Testing

@Suite("Pairs and levels") struct PairLevelsTests {
  private func survey(_ questions: String) -> (survey: Survey?, problems: [String]) {
    let read = SurveyFile.read(
      text: "survey: s\nversion: 1\ntitle: S\nquestions:\n" + questions, path: "s.yaml")
    return (read.value, read.diagnostics.map(\.message))
  }

  @Test("A pair may have other choices where both questions join them in groups of one name") func joined() {
    let read = survey(
      """
        - {type: scale, name: b, label: B, choices: {had: Had not, daily: Daily}, groups: {no: {label: "No", choices: [had]}}}
        - {type: scale, name: a, label: A, pair: b, choices: {have: Have not, daily: Daily}, groups: {no: {label: "No", choices: [have]}}}
      """)
    #expect(read.survey?.questions.last?.pair == "b", "\(read.problems)")
  }

  @Test("Without that they can't be compared, and the remedy is told") func apart() {
    let read = survey(
      """
        - {type: scale, name: b, label: B, choices: {had: Had not, daily: Daily}}
        - {type: scale, name: a, label: A, pair: b, choices: {have: Have not, daily: Daily}}
      """)
    #expect(read.problems.contains { $0.contains("their choices differ") })
  }

  @Test("Joined choices are one level in the order of the first, and what is not scored stays apart")
  func levels() throws {
    let question = try #require(
      survey(
        """
          - type: scale
            name: q
            label: Q
            choices: {never: Never, often: Often, hardly: Hardly, always: Always}
            not_scored: {dk: "Don't know"}
            groups: {no: {label: "No", choices: [never, hardly, dk]}}
        """
      ).survey?.questions.first)
    #expect(question.levels.map(\.id) == ["no", "often", "always", "dk"])
    #expect(question.levels.map(\.score) == [1, 2, 3, nil])
    #expect(question.levels.map(\.codes) == [[0, 2], [1], [3], [4]])
    #expect(question.levelsUnjoined.map(\.score) == question.scores)
  }
}

import EngageFiles
import EngageImport
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("The map that an import used says the same again") struct UsedMapTests {
  private static let survey = Survey(
    id: "club", title: "Club",
    groups: [QuestionGroup(name: "safe", kind: .grid, label: "How safe is")],
    questions: [
      Question(
        id: "helpers", type: .selectMultiple, label: "Which apply?",
        choices: [Choice(id: "police", label: "Police"), Choice(id: "council", label: "Council")]),
      Question(
        id: "safe_park", type: .scale, label: "the park",
        choices: [Choice(id: "1", label: "Unsafe"), Choice(id: "2", label: "Safe")], group: "safe"),
      Question(
        id: "wishes", type: .rank, label: "What first?",
        choices: [Choice(id: "buses", label: "Buses"), Choice(id: "lights", label: "Lights")]),
      Question(id: "age", type: .integer, label: "Age"),
    ])

  private static let text = """
    Respondent ID,IP Address,Which apply?,,How safe is,,What first?,,Age,Shoe size
    ,,Police,Council,the park,the station,Buses,Lights,Response,Response
    1,10.0.0.1,Police,,Safe,,1,2,40,7
    2,,,Council,Unsafe,,2,1,NA,NA
    3,,Police,Council,,,,,NA,NA

    """

  @Test("what nothing in the survey fits is named and ignored; edited and given back, the map takes the file")
  func editedMap() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data(Self.text.utf8).write(to: URL(filePath: path))
    let sessions = [Session(id: "only")]
    let options = ImportOptions(survey: Self.survey, event: "evening", sessions: sessions)
    #expect(throws: DiagnosticsError.self) { try Importer(options).open(path) }
    let used = try Importer(options).map(of: path)
    #expect(used.unknown == ["How safe is [the station]", "Shoe size"])
    #expect(used.map.columns["Which apply? [Council]"] == .choice("helpers", "council"))
    #expect(used.map.columns["IP Address"] == .ignore)
    #expect(used.map.missing == ["NA"])
    #expect(used.headings.first == "Respondent ID")
    let text = ColumnMapWriter(used.map, order: used.headings).text
    let map = try ColumnMapFile.read(text: text, path: "map.yaml", survey: Self.survey).get()
    let file = try ImportCase(Self.text, survey: Self.survey, sessions: sessions) { $0.map = map }
    #expect(file.errors == [])
    #expect(file.responses.map(\.key) == ["1", "2", "3"])
    #expect(file.answers("helpers") == ["police", "council", "police+council"])
    #expect(file.answers("safe_park") == ["2", "1", "!not_answered"])
    #expect(file.answers("wishes") == ["buses>lights", "lights>buses", "!not_answered"])
    #expect(file.answers("age") == ["40", "!not_answered", "!not_answered"])
  }

  @Test("constants hold for every row, and several columns marked key are one key")
  func constantsAndKeys() throws {
    let file = try ImportCase(
      "form,page,years\nA,1,40\nA,2,50\n", survey: Self.survey,
      sessions: [Session(id: "rugby"), Session(id: "leeds")]
    ) {
      $0.map = ColumnMap(
        columns: ["form": .key, "page": .key, "years": .question("age")],
        constants: [.session: "leeds", .question("safe_park"): "Safe"])
    }
    #expect(file.errors == [])
    #expect(file.responses.map(\.key) == ["A/1", "A/2"])
    #expect(file.responses.map(\.session.session) == ["leeds", "leeds"])
    #expect(file.answers("safe_park") == ["2", "2"])
  }
}

import EngageExport
import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("Data dictionaries of REDCap")
struct RedcapTests {
  private static let header = """
    "Variable / Field Name","Form Name","Section Header","Field Type","Field Label",\
    "Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number",\
    "Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)",\
    "Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","Matrix Ranking?",\
    "Field Annotation"
    """

  /// Reads a dictionary of these rows.
  private func read(_ rows: String) throws -> FormReading {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data((RedcapTests.header + "\n" + rows + "\n").utf8).write(to: path)
    return FormFile.read(path: path.path, shownAs: "dictionary.csv", as: "club")
  }

  @Test("every kind of field, its choices, bounds, notes and marks")
  func fields() throws {
    let reading = try read(
      """
      id,f,,text,ID,,,,,,,,,,,,,
      age,f,<b>About you</b>,text,Age,,"In years",integer,18,99,,,y,,,,,
      height,f,,text,Height,,,number_1dp,,2.5,,,,,,,,
      born,f,,text,Born,,,date_dmy,1900-01-01,today,y,,,,,,,
      at,f,,text,At,,,time,,,,,,,,,,
      story,f,,notes,"Your<br>story",,,,,,,,,,,,,
      sex,f,,radio,Sex,"0, Female | 1, Male, or so",,,,,,,,,,,,
      town,g,,dropdown,Town,"a, A|b, B",,,,,,,,,,,,
      likes,g,,checkbox,Likes,"1, Tea | -9, None",,,,,,,,,,,,
      happy,g,,yesno,Happy?,,,,,,,,,,,,,
      sure,g,,truefalse,Sure?,,,,,,,,,,,,,
      mood,g,,slider,Mood,"Low | | High",,number,,,,,,,,,,
      info,g,,descriptive,"Thank you <3",,,,,,,,,,,,,
      scan,g,,file,Scan,,,,,,,,,,,,,
      seen,g,,text,Seen,,,datetime_ymd,,,,,,,,,,
      """)
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(
      survey.questions.map { "\($0.id) \($0.type.rawValue)" } == [
        "id text", "age integer", "height decimal", "born date", "at time", "story text", "sex select_one",
        "town select_one", "likes select_multiple", "happy select_one", "sure select_one", "mood range",
        "info note",
      ])
    let age = try #require(survey.question("age"))
    #expect(age.constraint?.source == ". >= 18 and . <= 99")
    #expect((age.hint, age.required, age.group) == ("In years", .yes, "about_you"))
    #expect(survey.question("height")?.constraint?.source == ". <= 2.5")
    let born = try #require(survey.question("born"))
    #expect(born.constraint?.source == ". >= date('1900-01-01') and . <= today()")
    #expect(born.sensitive && born.identifies && !age.sensitive)
    #expect(survey.question("story")?.label == "Your\nstory")
    #expect(survey.question("sex")?.choices.map(\.label.text) == ["Female", "Male, or so"])
    #expect(survey.question("likes")?.choices.map(\.id) == ["1", "minus_9"])
    #expect(survey.question("mood")?.range == NumberRange(start: 0, end: 100, step: 1))
    #expect(survey.question("info")?.label == "Thank you <3")
    #expect(survey.groups.map(\.label) == ["About you"])
    #expect(survey.question("town")?.group == nil)
    #expect(
      FormCase.brief(reading.diagnostics) == [
        "warning left-out !D15", "warning left-out !D16", "warning renamed !F10",
      ])
    #expect(reading.leftOut == ["scan", "seen"])
  }

  @Test(
    "branching logic becomes a condition",
    arguments: [
      ("[a]='1' and [b(2)]='1'", "${a} = '1' and selected(${b}, '2')"),
      ("[a] = \"0\" or not([n] > 3)", "${a} = '0' or not(${n} > 3)"),
      ("[b(1)] = '0'", "not(selected(${b}, '1'))"),
      ("[b(1)] <> '1' AND [n]<>''", "not(selected(${b}, '1')) and ${n} != ''"),
      ("([n]+1)/2 >= 3", "(${n} + 1) div 2 >= 3"),
      ("round(([n])^(2), 1) = 4", "round(pow((${n}), 2), 1) = 4"),
    ])
  func logic(_ written: String, _ expected: String) throws {
    let quoted = "\"" + written.replacing("\"", with: "\"\"") + "\""
    let reading = try read(
      """
      a,f,,radio,A,"0, No | 1, Yes",,,,,,,,,,,,
      b,f,,checkbox,B,"1, One | 2, Two",,,,,,,,,,,,
      n,f,,text,N,,,number,,,,,,,,,,
      last,f,,notes,Last,,,,,,,\(quoted),,,,,,
      """)
    #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.message))")
    #expect(reading.survey?.question("last")?.relevant?.source == expected)
  }

  @Test(
    "logic that only REDCap understands is left out and told",
    arguments: [
      "[event_1][a] = '1'", "[current-instance] > 1", "datediff([a],[a],'y') > 1", "[a", "[a] = 'x",
      "[n]^2 > 4",
      "[b(1)] = '2'", "[a] # 1", "[gone] = '1'",
    ])
  func foreignLogic(_ written: String) throws {
    let reading = try read(
      """
      a,f,,radio,A,"0, No | 1, Yes",,,,,,,,,,,,
      gone,f,,file,Gone,,,,,,,,,,,,,
      last,f,,notes,Last,,,,,,,"\(written)",,,,,,
      """)
    #expect(reading.survey?.question("last") != nil)
    #expect(reading.survey?.question("last")?.relevant == nil)
    #expect(
      reading.diagnostics.contains {
        $0.rule == "left-out" && $0.cell == "L4" && $0.message.contains("everybody")
      })
  }

  @Test("a matrix becomes a grid where its fields are named after it, else a group")
  func matrices() throws {
    let reading = try read(
      """
      trust_police,f,Do you trust,radio,the police,"1, No | 2, Yes",,,,,,,,,,trust,,
      trust_council,f,,radio,the council,"1, No | 2, Yes",,,,,,,,,,trust,,
      bus,f,,radio,Bus,"1, No | 2, Yes",,,,,,,,,,use,,
      train,f,,checkbox,Train,"1, No | 2, Yes",,,,,,,,,,use,,
      """)
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(survey.groups.map(\.name) == ["do_you_trust", "trust", "use"])
    #expect(survey.groups.map(\.kind) == [.group, .grid, .group])
    #expect(survey.questions.map(\.type) == [.scale, .scale, .selectOne, .selectMultiple])
  }

  @Test("each stored dictionary: every field is asked or told")
  func storedDictionaries() throws {
    guard let root = RepositoryFolder.shared("data/redcap-fixtures") else { return }
    let expected =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: root + "/expected.json")))
      as? [String: [String: Any]] ?? [:]
    var count = 0
    for (file, facts) in expected {
      guard let dictionary = facts["dictionary"] as? [String: Any], let fields = dictionary["fields"] as? Int
      else {
        continue
      }
      let path = "\(root)/\(file.replacing("__data.csv", with: "__dictionary.csv"))"
      let reading = FormFile.read(path: path, as: "club")
      let survey = try #require(reading.survey, "\(file): \(reading.diagnostics.map(\.message))")
      #expect(survey.questions.count + reading.leftOut.count == fields, "\(file)")
      count += 1
    }
    #expect(count == 4)
  }

  @Test(
    "1,000 dictionaries with random changes: refused with their cells, or a survey that its file says exactly"
  )
  func mutations() throws {
    guard let root = RepositoryFolder.shared("data/redcap-fixtures") else { return }
    let text = try String(contentsOfFile: root + "/simple__dictionary.csv", encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    let scraps = [
      ",", "\"", "[", "]", "[sex] = '1'", "1, A | 1, B", "radio", "calc", "yesno", "|", "é", "matrix", "(",
      ")^(", "y",
      "-1, minus", "\u{0}", "<b>", "today", "name_first",
    ]
    var dice = SeededGenerator(seed: 3)
    var refused = 0
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for round in 0..<1000 {
      var rows = lines
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let row = Int.random(in: rows.indices, using: &dice)
        var letters = Array(rows[row])
        let place = Int.random(in: 0...letters.count, using: &dice)
        let length = min(Int.random(in: 0...3, using: &dice), letters.count - place)
        letters.replaceSubrange(
          place..<(place + length), with: Array(scraps.randomElement(using: &dice) ?? ""))
        rows[row] = String(letters)
      }
      try Data(([RedcapTests.header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
      let reading = FormFile.read(path: path, as: "club")
      #expect((reading.survey == nil) == reading.diagnostics.hasErrors)
      guard let survey = reading.survey else {
        refused += 1
        continue
      }
      let again = SurveyFile.read(text: SurveyWriter(survey).text, path: "survey.yaml")
      let rules = Set(again.diagnostics.filter { $0.severity == .error }.map(\.rule))
      #expect(rules.isSubset(of: ["expression-cycle"]), "round \(round): \(rules)")
      if rules.isEmpty { #expect(again.value == survey, "round \(round)") }
    }
    #expect(refused > 50 && refused < 900)
  }
}

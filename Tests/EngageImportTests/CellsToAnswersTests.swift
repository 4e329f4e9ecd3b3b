import EngageImport
import EngageModel
import Testing

@Suite("Cells become answers") struct CellsToAnswersTests {
  @Test("a single choice by name, by label, in any case, with typographic signs, or a reason")
  func singleChoices() throws {
    let file = try ImportCase(
      """
      session,unit,safe
      rugby,person,3
      rugby,person,Very unsafe
      rugby,person," VERY  unsafe "
      rugby,person,unsafe - a bit
      rugby,person,Don't know
      rugby,person,unreadable
      rugby,person,more_than_one_ticked
      rugby,person,
      """)
    #expect(file.errors == [])
    #expect(
      file.answers("safe") == [
        "3", "1", "1", "2", "9", "!unreadable", "!more_than_one_ticked", "!not_answered",
      ])
    #expect(file.answers("role") == Array(repeating: "!not_asked", count: 8))
  }

  @Test("a lone separator is an answer with none of the choices, an empty cell is no answer")
  func noneOfTheChoices() throws {
    let file = try ImportCase("session,unit,topics\nrugby,person,;\nrugby,person,\n")
    #expect(file.errors == [])
    #expect(file.responses.map { $0["topics"] } == [.choices([]), .missing(.notAnswered)])
  }

  @Test("an item of the survey that is called like a program's own column leaves that column to the program")
  func itemsAndOwnColumns() throws {
    let survey = Survey(
      id: "club", title: "Club", groups: [QuestionGroup(name: "contact", label: "Contact details")],
      questions: [
        Question(id: "contact_email", type: .text, label: "Contact details: Email Address", group: "contact"),
        Question(id: "contact_town", type: .text, label: "Contact details: Town", group: "contact"),
      ])
    let file = try ImportCase(
      """
      Respondent ID,Collector ID,Email Address,Contact details,
      ,,,Email Address,Town
      1,7,,a@example.org,Rugby
      2,7,,,Leeds

      """, survey: survey, sessions: [Session(id: "only")])
    #expect(file.errors == [])
    #expect(file.answers("contact_email").first == "a@example.org")
  }

  @Test("a decimal comma is read where semicolons part the cells")
  func decimalCommas() throws {
    let file = try ImportCase("session;unit;hours\nrugby;person;3,5\nrugby;person;4\n")
    #expect(file.errors == [])
    #expect(file.answers("hours") == ["3.5", "4"])
    let doubtful = try ImportCase("session;unit;hours\nrugby;person;1,200\n")
    #expect(doubtful.errors == ["not-a-number 2 C2"])
  }

  @Test("places of a ranking and numbers do not meet, though the file marks gaps by a number")
  func placesAndNumbers() throws {
    let file = try ImportCase(
      """
      session,unit,wishes/buses,wishes/lights,age
      rugby,person,1,2,2
      rugby,person,2,1,1
      rugby,person,-99,-99,-99
      """
    ) { $0.map = ColumnMap(missing: ["-99"]) }
    #expect(file.errors == [])
    #expect(file.answers("age") == ["2", "1", "!not_answered"])
  }

  @Test(
    "several choices in one cell, by name or label; a label with the separator in it stays whole",
    arguments: [
      ("hate;online", "hate+online"), ("Hate crime; online", "hate+online"),
      ("Knives; blades;hate", "hate+knives"),
      ("hate;", "hate"), ("Knives; blades", "knives"), ("", "!not_answered"),
      ("prefer_not_to_say", "!prefer_not_to_say"),
    ])
  func severalChoices(cell: String, expected: String) throws {
    let file = try ImportCase("session,unit,topics,age\nrugby,person,\"\(cell)\",4\n")
    #expect(file.errors == [])
    #expect(file.answers("topics") == [expected])
  }

  @Test("a column for each choice, in all usual spellings of heading and tick")
  func choiceColumns() throws {
    let file = try ImportCase(
      """
      session,unit,topics/hate,topics.knives,What did you talk about? [Online]
      rugby,person,1,0,no
      rugby,form,x,Yes,TRUE
      rugby,table,Hate crime,,
      rugby,person,,,
      rugby,person,0,0,0
      """)
    #expect(file.errors == [])
    #expect(file.answers("topics") == ["hate", "hate+knives+online", "hate", "!not_answered", ""])
  }

  @Test("an unknown word becomes “other” and its text; what the text's own column says stays")
  func otherWords() throws {
    let file = try ImportCase(
      """
      session,unit,role,role_other
      rugby,person,Parent,
      rugby,person,Retired,
      rugby,person,Retired,worked at the mill
      rugby,person,other,Retired
      """)
    #expect(file.errors == [])
    #expect(file.answers("role") == ["parent", "other", "other", "other"])
    #expect(
      file.answers("role_other") == ["!not_answered", "Retired", "worked at the mill; Retired", "Retired"])
  }

  @Test("the text of an “other” is kept without a column of its own")
  func otherWithoutColumn() throws {
    let file = try ImportCase(
      "session,unit,role\nrugby,person,Retired\nrugby,person,parent\nrugby,person,Nurse\n")
    #expect(file.answers("role_other") == ["Retired", "!not_answered", "Nurse"])
  }

  @Test(
    "rankings, best first",
    arguments: [
      ("buses > lights", "buses>lights"), ("youth;Lights;buses", "youth>lights>buses"), ("Youth", "youth"),
    ])
  func rankings(cell: String, expected: String) throws {
    let file = try ImportCase("session,unit,wishes\nrugby,person,\(cell)\n")
    #expect(file.errors == [])
    #expect(file.answers("wishes") == [expected])
  }

  @Test(
    "numbers, dates, times and ticks",
    arguments: [
      ("age", "20", "20"), ("age", "20.0", "20"), ("age", " 7 ", "7"), ("age", "-3", "-3"),
      ("hours", "1.25", "1.25"),
      ("score", "8", "8"), ("day", "2019-09-24", "2019-09-24"), ("day", "24/09/2019", "2019-09-24"),
      ("day", "24.9.2019", "2019-09-24"), ("begin", "19:30", "19:30"), ("begin", "9:05:30", "9:5"),
      ("consent", "ok", "OK"), ("consent", "1", "OK"), ("consent", "yes", "OK"),
      ("consent", "no", "!not_answered"),
      ("age", "prefer_not_to_say", "!prefer_not_to_say"), ("concerns", "not_asked", "!not_asked"),
      ("concerns", "  ", "!not_answered"), ("concerns", "between us", "between us"),
    ])
  func values(question: String, cell: String, expected: String) throws {
    let file = try ImportCase("session,unit,\(question),role\nrugby,person,\(cell),parent\n")
    #expect(file.errors == [])
    #expect(file.answers(Question.ID(question)) == [expected])
  }

  @Test("session by name, title or place; units and head counts; keys and times of submission")
  func rowColumns() throws {
    let file = try ImportCase(
      """
      Form-Number,Session,Unit,People,Submitted At,concerns
      N1,RUGBY,Form,,2019-09-24T20:00:00,one
      N2,the big evening,table,8,,two
      N3,nuneaton,Table,unknown,,three
      """)
    #expect(file.errors == [])
    #expect(file.responses.map(\.key) == ["N1", "N2", "N3"])
    #expect(file.responses.map(\.session.session) == ["rugby", "nuneaton", "nuneaton"])
    #expect(file.responses.map(\.unit) == [.person, .table, .table])
    #expect(file.responses.map(\.people) == [nil, 8, nil])
    #expect(file.responses.map(\.submittedAt) == ["2019-09-24T20:00:00", nil, nil])
  }

  @Test(
    "semicolons, tabs, a byte order mark, CRLF, quoted line breaks and missing line ends read the same",
    arguments: [
      "session,unit,safe,concerns\nrugby,person,3,\"a\nb, c\"",
      "\u{FEFF}session;unit;safe;concerns\r\nrugby;person;3;\"a\nb, c\"\r\n",
      "session\tunit\tsafe\tconcerns\rrugby\tperson\t3\t\"a\nb, c\"\r",
    ])
  func formats(text: String) throws {
    let file = try ImportCase(text)
    #expect(file.errors == [])
    #expect(file.answers("safe") == ["3"])
    #expect(file.answers("concerns") == ["a\nb, c"])
  }

  @Test("UTF-16 with its mark is read")
  func utf16() throws {
    let text = "session,unit,concerns\nrugby,person,Zażółć\n"
    let file = try ImportCase(
      bytes: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    #expect(file.answers("concerns") == ["Zażółć"])
    #expect(file.summary?.dialect.encoding == "utf-16le")
  }

  @Test("grids by item name, by “grid [item]” and by the item's label")
  func grids() throws {
    for heading in ["trust_police", "trust [the police]", "How far do you trust [the police]", "The police"] {
      let file = try ImportCase("session,unit,\(heading)\nrugby,person,Much\n")
      #expect(file.errors == [], "\(heading)")
      #expect(file.answers("trust_police") == ["2"], "\(heading)")
    }
  }

  @Test("batches of 4,096 rows, each with its texts and lines")
  func batches() throws {
    let rows = (1...9000).map { "rugby,person,\($0 % 100),text \($0)" }
    let file = try ImportCase("session,unit,age,concerns\n" + rows.joined(separator: "\n"))
    #expect(file.responses.count == 9000)
    #expect(file.answers("concerns")[8191] == "text 8192")
    #expect(file.answers("age")[4096] == "97")
    #expect(file.summary?.accepted == 9000)
  }

  @Test("a map: headings, words, missing signs, separator")
  func maps() throws {
    let file = try ImportCase(
      "S,U,Q1,Q2,Junk\nrugby,person,\"Hate crime, Online\",safe-ish,1\nrugby,person,NA,-,2\n"
    ) {
      $0.map = ColumnMap(
        columns: [
          "S": .session, "U": .unit, "Q1": .question("topics"), "Q2": .question("safe"), "Junk": .ignore,
        ],
        values: ["safe": ["safe-ish": "2"]], missing: ["NA", "-"], separator: ", ")
    }
    #expect(file.said == [])
    #expect(file.answers("topics") == ["hate+online", "!not_answered"])
    #expect(file.answers("safe") == ["2", "!not_answered"])
  }
}

import EngageAnalysis
import EngageModel
import EngageTesting
import Testing

/// Finds the theme `police` where a text has the word, `schools` likewise.
private struct WordThemes: ThemeReading {
  let themes: [Theme.ID] = ["police", "schools"]
  let questions: [Question]

  func themes(in batch: borrowing ResponseBatch) -> BatchColumn {
    var column = BatchColumn(
      for: Question(
        id: "theme", type: .selectMultiple, label: "",
        choices: themes.map { Choice(id: Choice.ID($0.rawValue), label: "") }))
    let texts = batch.column(of: questions[0].id)
    for row in 0..<batch.count {
      let text = texts.text(at: row) ?? ""
      column.append(choices: themes.indices.filter { text.contains(themes[$0].rawValue) })
    }
    return column
  }
}

@Suite struct RowFilterTests {
  static let questions = [
    Question(
      id: "role", type: .selectOne, label: "Role",
      choices: [Choice(id: "faith", label: "Faith"), Choice(id: "parent", label: "Parent")]),
    Question(
      id: "topics", type: .selectMultiple, label: "Topics",
      choices: [Choice(id: "hate", label: "Hate"), Choice(id: "knives", label: "Knives")]),
    Question(id: "age", type: .integer, label: "Age"), Question(id: "said", type: .text, label: "Said"),
  ]
  static let table = """
    | session | unit   | role   | topics       | age | said                |
    |---------|--------|--------|--------------|-----|---------------------|
    | rugby   | person | faith  | hate         | 17  | the police          |
    | rugby   | person | parent | hate; knives | 40  | schools             |
    | rugby   | table  |        |              |     | police and schools  |
    | warwick | person | faith  |              | 18  |                     |
    | online  | person |        | knives       | 65  | nothing             |
    | online  | person | parent | knives       |     | schools             |
    """

  static func context(themes: Bool = true) -> AnalysisContext {
    let dates = ["rugby": "2019-09-24", "warwick": "2019-10-01", "online": "2019-11"]
    let event = Event(
      id: "event", title: "Event",
      sessions: ["rugby", "warwick", "online"].map { name in
        Session(id: Session.ID(name), date: dates[name].flatMap { EventDate($0) })
      })
    return AnalysisContext(
      survey: Survey(id: "survey", title: "Survey", questions: questions), events: [event],
      sessions: event.sessions.map { SessionReference(event: "event", session: $0.id) },
      themes: themes ? WordThemes(questions: [questions[3]]) : nil)
  }

  /// Positions in the table of the responses that pass.
  static func rows(_ condition: String, submitted: [Int: String] = [:]) throws -> [Int] {
    let context = context()
    let filter = try #require(try RowFilter(sessions: [], condition: condition, context: context))
    var batch = ResponseBatch(schema: BatchSchema(questions: filter.needs, sessions: context.sessions))
    for (row, response) in try ReadableCase.responses(table, questions: questions).enumerated() {
      var response = response
      response.submittedAt = submitted[row]
      batch.append(response)
    }
    return filter.rows(of: batch)
  }

  @Test(arguments: [
    ("${role} = 'faith'", [0, 3]), ("${role} != 'faith'", [1, 2, 4, 5]), ("${role} = ''", [2, 4]),
    ("selected(${topics}, 'knives')", [1, 4, 5]), ("not(selected(${topics}, 'knives'))", [0, 2, 3]),
    ("count-selected(${topics}) = 2", [1]), ("${age} >= 18 and ${role} = 'faith'", [3]),
    ("${age} < 18 or ${age} > 60", [0, 4]), ("${age} = '' or session = 'warwick'", [2, 3, 5]),
    ("unit = 'table'", [2]), ("session != 'rugby' and ${role} = 'parent'", [5]),
    ("event = 'event'", [0, 1, 2, 3, 4, 5]), ("contains(${said}, 'police')", [0, 2]),
    ("if(unit = 'table', 'a', ${role}) = 'a'", [2]), ("true()", [0, 1, 2, 3, 4, 5]), ("1 = 2", []),
  ])
  func answersSessionsAndUnitsSelect(condition: String, expected: [Int]) throws {
    #expect(try RowFilterTests.rows(condition) == expected)
  }

  @Test(arguments: [
    ("theme = 'police'", [0, 2]), ("theme != 'police'", [1, 3, 4, 5]),
    ("selected(theme, 'schools')", [1, 2, 5]),
    ("'police' = theme", [0, 2]), ("theme = ''", [3, 4]), ("theme != ''", [0, 1, 2, 5]),
    ("count-selected(theme) = 2", [2]), ("theme = 'schools' and not(theme = 'police')", [1, 5]),
    ("theme = 'police' or ${role} = 'parent'", [0, 1, 2, 5]),
  ])
  func themesSelect(condition: String, expected: [Int]) throws {
    #expect(try RowFilterTests.rows(condition) == expected)
  }

  /// Online was open for a month: the day of submission counts, and where that can't be read the first of the month.
  @Test(arguments: [
    ("date >= '2019-10-01'", [3, 4, 5]), ("date < date('2019-10-01')", [0, 1, 2]),
    ("date = '2019-11-20'", [4]), ("date = '2019-11-01'", [5]), ("date > today()", [0, 1, 2, 3, 4, 5]),
    ("date >= '2019-09-24' and date <= '2019-10-01'", [0, 1, 2, 3]),
    ("format-date(date, '%Y-%m') = '2019-11'", [4, 5]),
  ])
  func datesSelect(condition: String, expected: [Int]) throws {
    let submitted = [0: "2020-01-01", 4: "2019-11-20T10:00:00Z", 5: "last Tuesday"]
    #expect(try RowFilterTests.rows(condition, submitted: submitted) == expected)
  }

  @Test func timesOfSubmissionAreReadOnlyWhereTheyDecide() throws {
    var context = RowFilterTests.context()
    func needs(_ condition: String) throws -> Bool? {
      try RowFilter(sessions: [], condition: condition, context: context)?.needsIdentities
    }
    #expect(try needs("date > '2019-01-01'") == true)
    #expect(try needs("session = 'rugby'") == false)
    context.sessions.removeLast()
    #expect(try needs("date > '2019-01-01'") == false)
  }

  @Test func onlyTheColumnsOfTheConditionAreRead() throws {
    func needs(_ condition: String) throws -> [Question.ID]? {
      try RowFilter(sessions: [], condition: condition, context: RowFilterTests.context())?.needs.map(\.id)
    }
    #expect(try needs("${age} > 3") == ["age"])
    #expect(try needs("theme = 'police' and ${role} = 'faith'") == ["role", "said"])
    #expect(try needs("theme = 'police' and ${said} != ''") == ["said"])
    #expect(try needs("unit = 'table'") == [])
  }

  @Test(arguments: [
    ("theme = 'polize'", 9, "condition: there is no theme “polize”", "did you mean 'police'?"),
    ("selected(theme, 'x')", 17, "condition: there is no theme “x”", "there are: police, schools"),
    ("session = 'rugbi'", 11, "condition: there is no session “rugbi”", "did you mean 'rugby'?"),
    ("unit = 'form'", 8, "condition: there is no unit “form”", "there are: person, table"),
    ("date > 'soon'", 8, "condition: 'soon' is not a date", "dates are written '2019-09-24'"),
    ("date > 5", 6, "condition: a date is compared with a number", "dates are written '2019-09-24'"),
    ("dat > '2019-01-01'", 1, "condition: “dat” is not known here", "did you mean date?"),
    ("${role} = 'fait'", 11, "condition: role has no choice “fait”", "did you mean 'faith'?"),
  ])
  func whatIsWrongIsSaidWithItsPlace(condition: String, column: Int, message: String, hint: String) throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try RowFilter(sessions: [], condition: condition, context: RowFilterTests.context())
    }
    #expect(error?.diagnostics.map(\.message) == [message])
    #expect(error?.diagnostics.first?.column == column && error?.diagnostics.first?.hint == hint)
  }

  @Test func allThatIsWrongIsSaidAtOnce() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try RowFilter(
        sessions: ["rugbi"], condition: "theme = 'x' and ${rol} = 'a' and date > 'soon'",
        context: RowFilterTests.context())
    }
    #expect(error?.diagnostics.map(\.rule) == ["unknown-session", "condition", "condition", "condition"])
    #expect(error?.diagnostics.map(\.column) == [nil, 9, 17, 41])
  }

  @Test func withoutACodebookThemesAreExplained() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try RowFilter(
        sessions: [], condition: "theme = 'police'", context: RowFilterTests.context(themes: false))
    }
    #expect(error?.diagnostics.first?.hint?.contains("codebook") == true)
  }

  /// Working out beforehand what a choice decides gives the same as trying each response by itself.
  @Test func columnsAndSingleResponsesAgree() throws {
    var generator = SeededGenerator(seed: 7)
    let parts = [
      "${role} = 'faith'", "${role} != ''", "selected(${topics}, 'hate')", "${age} > 20", "${said} != ''",
      "count-selected(${topics}) > 0", "coalesce(${role}, 'parent') = 'parent'", "${age} + 1 = 41",
    ]
    let responses = try ReadableCase.responses(RowFilterTests.table, questions: RowFilterTests.questions)
    for _ in 0..<300 {
      var condition = parts.randomElement(using: &generator) ?? ""
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let part = parts.randomElement(using: &generator) ?? ""
        let sign = Bool.random(using: &generator) ? "and" : "or"
        condition =
          Bool.random(using: &generator)
          ? "(\(condition)) \(sign) \(part)" : "not(\(condition)) \(sign) (\(part))"
      }
      let expression = try Expression(parsing: condition)
      let expected = responses.indices.filter { row in
        expression.isTrue(
          in: AnswersContext(
            responses[row].answers, questions: RowFilterTests.questions,
            today: CalendarDate(daysSince1970: 0)))
      }
      #expect(try RowFilterTests.rows(condition) == expected, "\(condition)")
    }
  }
}

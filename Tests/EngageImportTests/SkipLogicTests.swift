import EngageImport
import EngageModel
import Testing

@Suite("Skip logic, constraints and required questions") struct SkipLogicTests {
  private func survey() throws -> Survey {
    let yesNo = [Choice(id: "yes", label: "Yes"), Choice(id: "no", label: "No")]
    return Survey(
      id: "skips", title: "Skips", units: [.person, .table],
      groups: [QuestionGroup(name: "more", relevant: try Expression(parsing: "${aware} = 'yes'"))],
      questions: [
        Question(id: "aware", type: .selectOne, label: "Aware?", choices: yesNo, required: .yes),
        Question(id: "how", type: .text, label: "How?", group: "more"),
        Question(
          id: "age", type: .integer, label: "Age", constraint: try Expression(parsing: ". >= 18"),
          constraintMessage: "Only adults answer this."),
        Question(
          id: "topics", type: .selectMultiple, label: "Topics",
          choices: [Choice(id: "a", label: "A"), Choice(id: "none", label: "None")],
          constraint: try Expression(parsing: "not(selected(., 'none') and count-selected(.) > 1)")),
      ])
  }

  @Test("an empty answer that was not asked says so; one that was given is kept and counted")
  func relevance() throws {
    let file = try ImportCase(
      """
      session,unit,aware,how
      rugby,person,yes,by phone
      rugby,person,no,
      rugby,person,yes,
      rugby,person,no,by letter
      """, survey: survey())
    #expect(file.answers("how") == ["by phone", "!not_asked", "!not_answered", "by letter"])
    #expect(
      file.said == [
        "note answered-unasked D5: how is answered in 1 row where the survey does not ask it; the answers are kept"
      ])
  }

  @Test("a broken constraint is an error with the survey's words")
  func constraints() throws {
    let file = try ImportCase(
      "session,unit,aware,age,topics\nrugby,person,yes,17,a\nrugby,person,yes,18,a;none\nrugby,person,yes,,none\n",
      survey: survey())
    #expect(file.errors == ["constraint 2 D2", "constraint 3 E3"])
    #expect(
      file.said.first
        == "error constraint D2: the answer to age breaks a rule of the survey: Only adults answer this.")
  }

  @Test("what can't be read is one error, not a broken rule besides")
  func unread() throws {
    let file = try ImportCase(
      "session,unit,age\nrugby,person,17.5\nrugby,person,ten\nrugby,person,\"1,200\"\n", survey: survey())
    #expect(file.errors.filter { $0.contains(" 3 ") } == ["not-a-number 3 C3"])
    #expect(file.errors.filter { $0.contains(" 4 ") } == ["not-a-number 4 C4"])
  }

  @Test("a table is not asked the questions that decide: its answers are none too many")
  func tables() throws {
    let file = try ImportCase("session,unit,aware,how\nrugby,table,,by letter\n", survey: survey())
    #expect(file.answers("how") == ["by letter"])
    #expect(file.said.isEmpty)
  }

  @Test("a required answer that is missing is a warning, and none for a table's notes")
  func required() throws {
    let file = try ImportCase(
      "session,unit,aware,age\nrugby,person,,20\nrugby,table,,20\nrugby,person,,30\n", survey: survey())
    #expect(file.said == ["warning required-empty C2: aware is required and empty in 2 rows"])
    #expect(file.responses.count == 3)
    let without = try ImportCase("session,unit,age\nrugby,person,20\n", survey: survey())
    #expect(without.said.first?.hasPrefix("warning missing-column") == true)
  }
}

@Suite("Choices that depend on other answers") struct ChoiceFilterTests {
  @Test("a choice that the survey does not offer there is a warning")
  func filters() throws {
    let survey = Survey(
      id: "filters", title: "Filters",
      questions: [
        Question(
          id: "district", type: .selectOne, label: "District",
          choices: [Choice(id: "north", label: "North"), Choice(id: "south", label: "South")]),
        Question(
          id: "town", type: .selectOne, label: "Town",
          choices: [
            Choice(id: "atherstone", label: "Atherstone", attributes: ["district": "north"]),
            Choice(id: "rugby", label: "Rugby", attributes: ["district": "south"]),
          ], choiceFilter: try Expression(parsing: "district = ${district}")),
      ])
    let file = try ImportCase(
      "session,district,town\nrugby,north,Atherstone\nrugby,south,Atherstone\nrugby,south,\n", survey: survey)
    #expect(
      file.said == [
        "warning choice-not-offered C3: town has a choice in 1 row that the survey does not offer there; "
          + "the answers are kept"
      ])
  }
}

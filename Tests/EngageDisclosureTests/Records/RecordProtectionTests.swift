import EngageDisclosure
import EngageModel
import Testing

@Suite("Making records safe") struct RecordProtectionTests {
  /// A survey with a role that identifies and an opinion that doesn't.
  private func records(_ roles: [(String, Int)], further: [Question] = []) -> RecordCase {
    let survey = Survey(
      id: "evening", title: "Evening",
      questions: [.choice("role", "faith parent young", identifies: true), .choice("aware", "yes no")]
        + further)
    var responses: [Response] = []
    for (role, count) in roles {
      for index in 0..<count {
        responses.append(
          form(
            Int64(responses.count + 1),
            ["role": .choice(Choice.ID(role)), "aware": .choice(index % 2 == 0 ? "yes" : "no")]))
      }
    }
    return RecordCase(survey, responses)
  }

  @Test func enoughAlikeLeaveAsTheyAre() throws {
    let protected = try records([("faith", 6), ("parent", 5)]).protected()
    #expect(try protected.rows().map { $0["role"] }.filter { $0 == "parent" }.count == 5)
    #expect(protected.treatments.first { $0.question == "role" }?.withheld == 0)
    #expect(protected.after.smallestClass == 5 && protected.after.unique == 0)
  }

  @Test func aWithheldAnswerIsAValueOfItsOwnAndMatchesNoOther() throws {
    let protected = try records([("faith", 20), ("parent", 6), ("young", 2)]).protected()
    let roles = try protected.rows().map { $0["role"] ?? "" }
    let withheld = roles.count { $0 == "withheld" }
    #expect(withheld >= 5, "the two are hidden among others who are withheld, too")
    #expect(roles.count { $0 == "faith" } >= 5 && !roles.contains("young"))
    #expect(protected.before.smallestClass == 2 && protected.after.smallestClass >= 5)
  }

  @Test func choicesAreToldInTheGroupsOfTheSurvey() throws {
    var records = records([("faith", 9), ("parent", 4), ("young", 3)])
    records.survey.questions[0].choiceGroups = [
      ChoiceGroup(id: "family", label: "Family", choices: ["parent", "young"])
    ]
    let protected = try records.protected()
    #expect(Set(try protected.rows().map { $0["role"] }) == ["faith", "family"])
    #expect(protected.treatments.first { $0.question == "role" }?.told == "in groups of choices")
    #expect(protected.survey.question("role")?.choices.map(\.label.text).contains("Family") == true)
  }

  @Test func sessionsAreToldByDistrictWhereOneIsSmall() throws {
    var records = records([("faith", 30)])
    for index in records.forms.responses.indices {
      records.forms.responses[index].session = RecordCase.sessions[index < 12 ? 0 : index < 27 ? 1 : 2]
    }
    let protected = try records.protected()
    #expect(Set(try protected.rows().map { $0["session"] }) == ["Rugby", "North"])
  }

  @Test func numbersAreToldInBandsWithOpenEnds() throws {
    let age = Question(id: "age", type: .integer, label: "Age", identifies: true)
    var records = records([("faith", 60)], further: [age])
    for index in records.forms.responses.indices {
      records.forms.responses[index].answers["age"] = .number(Double(18 + index))
    }
    let protected = try records.protected()
    let ages = Set(try protected.rows().map { $0["age"] ?? "" })
    #expect(ages.contains { $0.hasPrefix("under_") } && ages.contains { $0.hasSuffix("_or_more") })
    #expect(protected.treatments.first { $0.question == "age" }?.told == "in bands of 5")
  }

  @Test func theLowestAndHighestOrdinaryNumbersAreDrawnIn() throws {
    let household = Question(id: "household", type: .integer, label: "How many live with you?")
    var records = records([("faith", 20)], further: [household])
    for index in records.forms.responses.indices {
      records.forms.responses[index].answers["household"] = .number(index == 0 ? 14 : Double(1 + index % 4))
    }
    let protected = try records.protected()
    let told = try protected.rows().compactMap { Int($0["household"] ?? "") }
    #expect(told.max() == 4 && told.count == 20)
    #expect(protected.legend.contains { $0.question == "household" })
  }

  @Test func datesAndTimesIdentifyWhateverTheSurveySays() throws {
    let born = Question(id: "born", type: .date, label: "Born")
    var records = records([("faith", 40)], further: [born])
    for index in records.forms.responses.indices {
      records.forms.responses[index].answers["born"] = .date(CalendarDate(daysSince1970: 100 * index))
    }
    let protected = try records.protected()
    #expect(protected.treatments.first { $0.question == "born" }.map { $0.told != "by day" } ?? true)
    #expect(try !protected.rows().contains { ($0["born"] ?? "").count == 10 })
  }

  @Test func whatDependsOnAnIdentifyingQuestionIsLeftOut() throws {
    var ward = Question.choice("ward", "one two")
    ward.relevant = try Expression(parsing: "${role} = 'parent'")
    var street = Question.choice("street", "a b")
    street.relevant = try Expression(parsing: "${ward} = 'one'")
    var score = Question(id: "score", type: .calculate, label: "")
    score.calculation = try Expression(parsing: "${role}")
    var club = Question.choice("club", "x y", identifies: true)
    club.relevant = try Expression(parsing: "${aware} = 'yes'")
    let protected = try records(
      [("faith", 10), ("parent", 10)], further: [ward, street, score, club]
    ).protected()
    #expect(protected.survey.questions.map(\.id) == ["session", "role", "aware"])
    #expect(protected.omitted.first { $0.question == "ward" }?.why == .tells("role"))
    #expect(protected.omitted.first { $0.question == "street" }?.why == .tells("ward"))
    #expect(protected.omitted.first { $0.question == "club" }?.why == .tells("aware"))
  }

  @Test func wordsLeaveOnlyWhereSomebodyReleasedThem() throws {
    let concerns = Question(id: "concerns", type: .text, label: "Concerns")
    let name = Question(id: "name", type: .text, label: "Name", identifies: true)
    var records = records([("faith", 8)], further: [concerns, name])
    for index in records.forms.responses.indices {
      records.forms.responses[index].answers["concerns"] = .text("As written")
      records.forms.responses[index].answers["name"] = .text("Jo")
    }
    #expect(try records.protected().survey.question("concerns") == nil)
    let released = try records.protected { response, _ in response == 3 ? "As released" : nil }
    #expect(try released.row(of: 3)?["concerns"] == "As released")
    #expect(try released.row(of: 4)?["concerns"] == "")
    #expect(released.survey.question("name") == nil)
  }

  @Test func aQuestionLeftOutLeavesRoomForOthers() throws {
    let letter = Question.choice("letter", "a b c d e f g h i j", identifies: true)
    var records = records([("faith", 20), ("parent", 20)], further: [letter])
    for index in records.forms.responses.indices {
      let letters = Array("abcdefghij")
      records.forms.responses[index].answers["letter"] = .choice(Choice.ID(String(letters[index / 4])))
    }
    records.unwanted = ["letter"]
    let protected = try records.protected()
    #expect(protected.omitted.first { $0.question == "letter" }?.why == .wanted)
    #expect(protected.treatments.first { $0.question == "role" }?.withheld == 0)
  }

  @Test func notesOfTablesAreLeftOutAndCounted() throws {
    var records = records([("faith", 8)])
    for id in 100..<104 {
      var notes = form(Int64(id), ["aware": .choice("yes")])
      notes.unit = .table
      records.forms.responses.append(notes)
    }
    let protected = try records.protected()
    #expect(protected.tables == 4 && protected.after.records == 8)
  }

  @Test func theWordForWithheldIsNoAnswerOfTheSurvey() throws {
    var records = records([("faith", 20), ("young", 1)])
    records.survey.questions[1].choices.append(Choice(id: "withheld", label: "Withheld"))
    #expect(try records.protected().withheldWord == "withheld_")
  }

  @Test func fewerFormsThanMustBeAlikeNeverLeave() throws {
    #expect(throws: RecordRefusal.tooFew(alike: 5)) { try records([("faith", 4)]).protected() }
    #expect(throws: RecordRefusal.tooFew(alike: 5)) { try records([]).protected() }
    #expect(try records([("faith", 5)]).protected().after.records == 5)
  }
}

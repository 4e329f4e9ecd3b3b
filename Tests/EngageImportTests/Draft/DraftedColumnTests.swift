import EngageModel
import Testing

@testable import EngageImport

@Suite("What a column is drafted as") struct DraftedColumnTests {
  @Test(
    "by its answers",
    arguments: [
      (["1", "2.0", "20.0", "7"], QuestionType.integer), (["1", "2.5", "NA"], .decimal),
      (["2019-09-24", "2019-09-25"], .date), (["24/09/2019", "01/02/2019"], .date),
      (["09/24/2019", "01/02/2019"], .date),
      (["01/02/2019", "03/02/2019"], .text), (["19:30", "08:15"], .time), (["Yes", "No", "Yes"], .selectOne),
      (["TRUE", "FALSE"], .selectOne), (["0123", "0456", "0789"], .text), (["", "", ""], .text),
      (["Agree", "Disagree"], .scale), (["Felipe's", "Melba's", "Sweet 27"], .text),
    ])
  func types(_ answers: [String], _ type: QuestionType) throws {
    #expect(try DraftCase("What?", answers).question.type == type)
  }

  @Test("a choice keeps what was written in, however long, in the order of the file")
  func writtenIn() throws {
    let long = "It is a new course that was taught for two semesters. The future is TBD."
    let drafted = try DraftCase(
      "How often is this course taught?",
      answers([("Every year", 40), ("Once", 10), (long, 1), ("Twice, sometimes", 1)]))
    #expect(drafted.question.type == .selectOne)
    #expect(drafted.labels == ["Every year", "Once", long, "Twice, sometimes"])
    #expect(
      drafted.comments == [
        "2 of the 4 choices were given once: written in? Then or_other: true, so that new ones are taken"
      ])
  }

  @Test("answers that hardly ever repeat are text")
  func text() throws {
    let names = (1...40).map { "Town hall \($0)" } + answers([("Rugby", 8), ("Nuneaton", 6)])
    #expect(try DraftCase("Where?", names).question.type == .text)
    let comments =
      answers([("No", 20), ("None", 5)]) + (1...30).map { "I think that number \($0) should change" }
    #expect(try DraftCase("Is there more to say?", comments).question.type == .text)
  }

  @Test("choices that differ in case alone are two, and no name is another's label")
  func letterCase() throws {
    let drafted = try DraftCase("Which?", answers([("None", 20), ("none", 20), ("3", 20), ("-3", 20)]))
    #expect(Set(drafted.labels) == ["None", "none", "3", "-3"])
    for choice in drafted.question.choices {
      let clash = drafted.question.choices.first { $0.label.text == choice.id.rawValue }
      #expect(clash == nil || clash == choice)
    }
  }

  @Test("few numbers are numbers, with a word about codes")
  func codes() throws {
    let drafted = try DraftCase("Q1", answers([("1", 4), ("5", 4), ("6", 2)]))
    #expect(drafted.question.type == .integer)
    #expect(drafted.comments.first?.hasPrefix("codes?") == true)
    #expect(try DraftCase("How many children?", answers([("1", 4), ("5", 4)])).comments.isEmpty)
  }

  @Test("junk among numbers makes choices, in the order of the numbers")
  func junk() throws {
    let drafted = try DraftCase(
      "criticality", answers([("3", 50), ("0", 40), ("-3", 30), ("-o", 2), ("NA", 1), ("cc", 1)]))
    #expect(drafted.labels == ["-3", "0", "3", "-o", "cc", "NA"])
  }

  @Test("who it is and what could tell is marked")
  func delicate() throws {
    #expect(try DraftCase("Your e-mail", ["a@b.org", "c@d.org", "e@f.org"]).question.sensitive)
    #expect(try DraftCase("Contact", ["a@b.org", "c@d.org", "e@f.org"]).question.sensitive)
    #expect(try DraftCase("Where do you live?", ["CV11 4AA", "CV1 2GH", "B4 7XG"]).question.sensitive)
    #expect(try DraftCase("First name", ["Ann", "Bob", "Cem"]).question.sensitive)
    #expect(try DraftCase("Religion", answers([("Sikh", 9), ("None", 9)])).question.identifies)
    #expect(try !DraftCase("Do you manage stages?", ["Yes", "No"]).question.identifies)
  }

  @Test("comments never hold an answer's words")
  func silence() throws {
    let secret = (1...30).map { "secret \($0)" } + answers([("Rugby", 12), ("Secret place", 10)])
    let drafted = try DraftCase("Where?", secret)
    let told = drafted.draft.header + drafted.draft.comments.values.flatMap { $0 }
    #expect(!told.contains { $0.lowercased().contains("secret") || $0.contains("Rugby") })
  }
}

@Suite("Several choices in a cell") struct JoinedChoicesTests {
  @Test("a semicolon joins, also at the end; commas and brackets stay")
  func semicolons() throws {
    let drafted = try DraftCase(
      "Which?", answers([("Tea; Coffee (white, black);", 6), ("Coffee (white, black)", 4), ("Tea;Water", 3)]))
    #expect(drafted.question.type == .selectMultiple)
    #expect(drafted.labels == ["Tea", "Coffee (white, black)", "Water"])
  }

  @Test("a comma joins only outside brackets, and not what belongs together")
  func commas() throws {
    let drafted = try DraftCase(
      "Which?",
      answers([
        ("Reusing code, Using R or Python, or the command line", 9), ("Reusing code", 8),
        ("Mixed (conferences, workshops)", 7),
        ("Reusing code, Mixed (conferences, workshops), Other things", 6),
        ("Using R or Python, or the command line, Other things", 5),
      ]))
    #expect(drafted.question.type == .selectMultiple)
    #expect(
      drafted.labels == [
        "Reusing code", "Using R or Python, or the command line", "Mixed (conferences, workshops)",
        "Other things",
      ])
  }

  @Test("where a dialect joins with a bare comma, those with a blank or within numbers join nothing")
  func bareCommas() throws {
    let values = [("Car, or taxi,Bus", 6), ("Bus,$10,000", 5), ("Car, or taxi", 3), ("1,5", 2), ("5", 2)].map
    {
      AnswerValues.Value(text: $0.0, count: $0.1)
    }
    let joined = try #require(JoinedChoices(AnswerValues(values), separators: [","], label: LabelWords("")))
    #expect(joined.choices.texts == ["Car, or taxi", "Bus", "$10,000", "1", "5"])
    let blanks = [("Car, Bus", 6), ("Bus, Walk", 5), ("Car", 3)].map {
      AnswerValues.Value(text: $0.0, count: $0.1)
    }
    #expect(JoinedChoices(AnswerValues(blanks), separators: [","], label: LabelWords(""))?.separator == ", ")
  }

  @Test("a comma inside a choice is told from one between two")
  func commasInChoices() throws {
    let tight = [
      "Bus,Sports centre, gym", "Sports centre, gym,Walk", "Bus,Walk", "Sports centre, gym", "Bus",
      "Bus,Sports centre, gym,Walk",
    ]
    let apart = ["Bus, Black, African or Arab, Walk", "Black, African or Arab, Walk", "Bus, Walk"]
    let two = try DraftCase("Which apply?", tight + tight)
    #expect(two.labels == ["Bus", "Sports centre, gym", "Walk"])
    let inseparable = try DraftCase("Which apply?", apart + apart + apart)
    #expect(inseparable.labels == ["Bus", "Black, African or Arab", "Walk"])
  }

  @Test("choices may be joined by a line's end or a bar", arguments: ["\n", "|", " | ", ","])
  func otherSeparators(separator: String) throws {
    let cells = [["Bus", "Car"], ["Car", "Walk", "Bus"], ["Walk"], ["Bus", "Walk"], ["Car"]]
    let column = cells.map { $0.joined(separator: separator) }
    #expect(try DraftCase("How do you travel?", column + column).labels == ["Bus", "Car", "Walk"])
  }

  @Test("few codes with zeros before them are choices, many are text")
  func paddedCodes() throws {
    let regions = try DraftCase("region", answers([("02", 20), ("01", 15), ("10", 9)]))
    #expect(regions.labels == ["01", "02", "10"])
    #expect(try DraftCase("postcode", (1...40).map { "0\(1000 + $0)" }).question.type == .text)
  }

  @Test("decimals have a comma where semicolons part the cells; groups of three digits stay in doubt")
  func semicolonsAndDecimals() throws {
    let file = try DraftCase("Nr;Note;Miete\n" + "a;1,5;1,200\nb;2;2,350\nc;2,25;900\n")
    #expect(file.draft.survey.questions.map(\.type).suffix(2) == [.decimal, .text])
  }

  @Test("decimals with a comma are no choices")
  func decimalCommas() throws {
    let marks = answers([("1,5", 9), ("2", 9), ("2,5", 9), ("1", 9)])
    #expect(try DraftCase("Mark", marks).question.type != .selectMultiple)
  }

  @Test(
    "these are single choices or text",
    arguments: [
      answers([("Yes, definitely", 30), ("Yes, to some extent", 20), ("No", 10)]),
      answers([("Rugby, Warwickshire", 9), ("Nuneaton, Warwickshire", 9), ("Leeds, Yorkshire", 9)]),
      (1...30).map { "Yes, because of number \($0)" } + answers([("Yes", 20), ("No", 20)]),
    ])
  func none(_ answers: [String]) throws {
    #expect(try DraftCase("What?", answers).question.type != .selectMultiple)
  }
}

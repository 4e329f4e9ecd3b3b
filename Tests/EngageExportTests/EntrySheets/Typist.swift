import EngageExport
import EngageModel
import EngageSheets
import EngageTesting

/// Types answers into the cells of an entry sheet, and into a CSV file, as a person would.
struct Typist {
  let survey: Survey
  var language: String?

  /// Invents answers that the survey allows.
  func answers(_ dice: inout SeededGenerator, unit: EngageModel.Unit) -> [Question.ID: Answer] {
    var answers: [Question.ID: Answer] = [:]
    let asked = asked(unit)
    for question in survey.questions
    where asked.contains(question.id) && Int.random(in: 0..<4, using: &dice) > 0 {
      let answer = answer(to: question, &dice)
      if let constraint = question.constraint {
        let context = AnswersContext(
          answers, questions: survey.questions, current: answer, today: CalendarDate(daysSince1970: 20_000))
        if answer.missingReason == nil, !constraint.isTrue(in: context) { continue }
      }
      answers[question.id] = answer
    }
    return answers
  }

  /// The questions that have a cell.
  func asked(_ unit: EngageModel.Unit) -> Set<Question.ID> {
    let sheet = unit == .person ? EntrySheetLayout.Sheet.forms(of: survey) : .tables(of: survey)
    return Set(
      sheet.columns.compactMap { column -> Question.ID? in
        switch column.role {
        case .question(let id), .choice(let id, _): id
        default: nil
        }
      })
  }

  private func answer(to question: Question, _ dice: inout SeededGenerator) -> Answer {
    if Int.random(in: 0..<6, using: &dice) == 0 { return .missing(.unreadable) }
    func some(_ choices: [Choice], _ dice: inout SeededGenerator) -> [Choice.ID] {
      let some = choices.filter { _ in Bool.random(using: &dice) }.map(\.id)
      return some.isEmpty ? [choices[0].id] : some
    }
    switch question.type {
    case .selectOne, .scale, .acknowledge:
      return .choice(question.choices[Int.random(in: question.choices.indices, using: &dice)].id)
    case .selectMultiple: return .choices(some(question.choices, &dice))
    case .rank: return .ranking(some(question.choices, &dice).shuffled(using: &dice))
    case .integer: return .number(Double(Int.random(in: 0...99, using: &dice)))
    case .decimal: return .number(Double(Int.random(in: 0...990, using: &dice)) / 10)
    case .range:
      let range = question.range ?? NumberRange()
      return .number(range.start + range.step * Double(Int.random(in: 0...2, using: &dice)))
    case .date: return .date(CalendarDate(daysSince1970: Int.random(in: 0...20_000, using: &dice)))
    case .time: return .time(Int.random(in: 0..<1440, using: &dice) * 60)
    case .text, .note, .calculate, .hidden:
      return .text(
        ["Buses; schools\non two lines", "0101", "3/4", "1-2", "= 1 + 1", "abc"].randomElement(using: &dice)
          ?? "")
    }
  }

  // MARK: The sheet

  /// The cells of a row, by the names of their columns.
  func cells(_ response: Response) -> [String: String] {
    var cells: [String: String] = [:]
    for (id, answer) in response.answers {
      guard let question = survey.question(id) else { continue }
      switch (question.type, answer) {
      case (.selectMultiple, .choices(let chosen)): for choice in chosen { cells["\(id)/\(choice)"] = "x" }
      case (.rank, .ranking(let ranked)):
        for (place, choice) in ranked.enumerated() { cells["\(id)/\(choice)"] = String(place + 1) }
      case (.selectMultiple, .missing(let reason)), (.rank, .missing(let reason)):
        cells["\(id)/\(question.choices[0].id)"] = reason.label
      default: cells[id.rawValue] = word(answer, question)
      }
    }
    cells[response.unit == .person ? "engage/form_number" : "engage/table_number"] = response.key
    if response.unit == .table { cells["engage/people"] = response.people.map(String.init) ?? "unknown" }
    return cells
  }

  private func word(_ answer: Answer, _ question: Question) -> String {
    switch answer {
    case .choice(let choice):
      question.type == .acknowledge
        ? "x" : question.entryWords(in: language).first { $0.choice == choice }?.word ?? ""
    case .number(let number): ExpressionValue.number(number).text
    case .date(let date): "\(date.day)/\(date.month)/\(date.year)"
    case .time(let seconds): ExpressionValue.time(seconds).text
    case .text(let text): text
    case .missing(let reason): reason.label
    case .choices, .ranking: ""
    }
  }

  /// The rows of a sheet.
  func rows(_ responses: [Response], on sheet: EntrySheetLayout.Sheet) -> [[String]] {
    responses.filter { $0.unit == sheet.unit }.map { response in
      let cells = cells(response)
      return sheet.columns.map { cells[$0.name] ?? "" }
    }
  }

  // MARK: CSV

  /// The same answers in Engage's own columns.
  func csv(_ responses: [Response]) throws -> String {
    let questions = survey.questions.filter(\.isAsked)
    var writer = CSVWriter(safety: .lossless)
    try writer.row(["key", "unit", "people"] + questions.map(\.id.rawValue))
    for response in responses {
      try writer.row(
        [response.key ?? "", response.unit.rawValue, response.people.map(String.init) ?? ""]
          + questions.map { name(response[$0.id]) })
    }
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  private func name(_ answer: Answer) -> String {
    switch answer {
    case .choice(let choice): choice.rawValue
    case .choices(let choices), .ranking(let choices): choices.map(\.rawValue).joined(separator: ";")
    case .number(let number): ExpressionValue.number(number).text
    case .date(let date): date.description
    case .time(let seconds): ExpressionValue.time(seconds).text
    case .text(let text): text
    case .missing(.notAnswered): ""
    case .missing(let reason): reason.name
    }
  }
}

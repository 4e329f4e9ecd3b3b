import EngageModel

/// Something that a condition can speak of beside the answers, by a bare name: `session`, `event`, `unit`, `date`,
/// `theme`.
struct FilterFact: Sendable {
  /// Its values, as answers to a question of that name: what a condition is checked against.
  let question: Question
  /// The questions whose answers it is made from.
  var needs: [Question] = []
  /// Whether it is made from the time of submission.
  var needsIdentities = false
  /// The values by code, where ``column`` holds codes; empty where it does not.
  var values: [Answer] = []
  /// The fact of each response of a batch.
  let column: @Sendable (borrowing ResponseBatch) -> BatchColumn

  /// All that a context can tell, by name.
  static func all(_ context: AnalysisContext) -> [String: FilterFact] {
    var facts = [
      "session": ofSession("session", context) { $0.session.rawValue },
      "event": ofSession("event", context) { $0.event.rawValue },
      "unit": unit, "date": date(context),
    ]
    if let themes = context.themes { facts["theme"] = theme(themes) }
    return facts
  }

  private static func codes(of question: Question, _ codes: [Int32]) -> BatchColumn {
    var column = BatchColumn(for: question)
    column.codes = codes
    return column
  }

  /// What the session of a response decides.
  private static func ofSession(
    _ name: String, _ context: AnalysisContext, _ value: (SessionReference) -> String
  ) -> FilterFact {
    var names: [String] = []
    for session in context.sessions where !names.contains(value(session)) { names.append(value(session)) }
    let question = Question(
      id: Question.ID(name), type: .selectOne, label: LocalizedText(name),
      choices: names.map { Choice(id: Choice.ID($0), label: LocalizedText($0)) })
    let codes = Dictionary(
      uniqueKeysWithValues: context.sessions.map { ($0, Int32(names.firstIndex(of: value($0)) ?? -1)) })
    return FilterFact(question: question, values: question.choices.map { .choice($0.id) }) { batch in
      let ofPosition = batch.schema.sessions.map { codes[$0] ?? MissingReason.notAnswered.rawValue }
      return FilterFact.codes(of: question, batch.sessions.map { ofPosition[Int($0)] })
    }
  }

  private static let unit: FilterFact = {
    let question = Question(
      id: "unit", type: .selectOne, label: "unit",
      choices: [Unit.person, .table].map {
        Choice(id: Choice.ID($0.rawValue), label: LocalizedText($0.rawValue))
      })
    return FilterFact(question: question, values: question.choices.map { .choice($0.id) }) { batch in
      FilterFact.codes(of: question, batch.units.map { Int32($0) })
    }
  }()

  /// The day of the session where it was held on a single day; else the day the response was submitted, where that
  /// can be read; else the first day of the session.
  private static func date(_ context: AnalysisContext) -> FilterFact {
    let question = Question(id: "date", type: .date, label: "date")
    var dates: [SessionReference: EventDate] = [:]
    for (index, reference) in context.sessions.enumerated() {
      dates[reference] = context.session(at: index)?.session.date
    }
    let isSingleDay = context.sessions.allSatisfy { dates[$0].map { $0.first == $0.last } ?? false }
    guard isSingleDay else { return submissionDate(question, dates) }
    let byDay = Question(id: "date", type: .selectOne, label: "date")
    let sessions = context.sessions
    let values = sessions.map { dates[$0].map { Answer.date($0.first) } ?? .missing(.notAnswered) }
    return FilterFact(question: question, values: values) { batch in
      let ofPosition = batch.schema.sessions.map { session in
        sessions.firstIndex(of: session).map { Int32($0) } ?? MissingReason.notAnswered.rawValue
      }
      return FilterFact.codes(of: byDay, batch.sessions.map { ofPosition[Int($0)] })
    }
  }

  private static func submissionDate(_ question: Question, _ dates: [SessionReference: EventDate])
    -> FilterFact
  {
    FilterFact(question: question, needsIdentities: true) { batch in
      var column = BatchColumn(for: question)
      let ofPosition = batch.schema.sessions.map { dates[$0] }
      for row in 0..<batch.count {
        let date = ofPosition[Int(batch.sessions[row])]
        if let date, date.first == date.last {
          column.append(number: Double(date.first.daysSince1970))
        } else if !batch.submittedAt.codes.isEmpty, let time = batch.submittedAt.text(at: row),
          let day = CalendarDate(time.prefix(10))
        {
          column.append(number: Double(day.daysSince1970))
        } else if let date {
          column.append(number: Double(date.first.daysSince1970))
        } else {
          column.append(missing: .notAnswered)
        }
      }
      return column
    }
  }

  private static func theme(_ reader: any ThemeReading) -> FilterFact {
    let question = Question(
      id: "theme", type: .selectMultiple, label: "theme",
      choices: reader.themes.map { Choice(id: Choice.ID($0.rawValue), label: LocalizedText($0.rawValue)) })
    return FilterFact(question: question, needs: reader.questions) { batch in reader.themes(in: batch) }
  }
}

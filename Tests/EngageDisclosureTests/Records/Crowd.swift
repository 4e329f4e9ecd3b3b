import EngageModel
import EngageReport
import EngageTesting

@testable import EngageDisclosure

/// People who answered three questions, few of them rarely.
struct Crowd {
  static let choices: [String: [String]] = [
    "session": ["rugby", "nuneaton"], "aware": ["a", "b", "c", "d"], "fair": ["yes", "no", "unsure"],
    "role": ["p", "q", "r", "s"],
  ]
  var survey = Survey(
    id: "s", title: "Evening",
    questions: ["aware", "fair", "role"].map {
      .choice(Question.ID($0), (choices[$0] ?? []).joined(separator: " "))
    })
  /// Each one's answers by question.
  var people: [[String: String]]

  init(seed: UInt64, count: Int = 100) {
    var dice = SeededGenerator(seed: seed)
    // With an odd seed some answers are rare, and three in all say that they are “d” aware.
    let weights: [Double] = seed % 2 == 1 ? [60, 25, 12, 3] : [40, 30, 20, 10]
    people = (0..<count).map { _ in
      Crowd.choices.sorted { $0.key < $1.key }.reduce(into: [:]) { answers, question in
        answers[question.key] = answer(question.value)
      }
    }
    if seed % 2 == 1 {
      for index in people.indices where people[index]["aware"] == "d" { people[index]["aware"] = "a" }
      for index in 0..<3 { people[index]["aware"] = "d" }
    }
    func answer(_ choices: [String]) -> String {
      var left = Double.random(in: 0..<weights.prefix(choices.count).reduce(0, +), using: &dice)
      for (choice, weight) in zip(choices, weights) {
        if left < weight { return choice }
        left -= weight
      }
      return choices[0]
    }
  }

  func count(_ conditions: [String: String]) -> Int {
    people.count { person in conditions.allSatisfy { person[$0.key] == $0.value } }
  }

  // MARK: Reports

  func frequencies(_ question: String) -> Table {
    let choices = Crowd.choices[question] ?? []
    return Table(
      name: question, title: question, dimensions: [question],
      columns: [
        Column("choice", "Choice", .key),
        Column("responses", "Responses", .count, counts: .forms(keys: ["choice": question])),
      ],
      rows: choices.map { [.text($0), .count(count([question: $0]))] })
  }

  /// How many forms each session had.
  var attendance: Table {
    Table(
      name: "sessions", title: "Sessions", dimensions: ["session"],
      columns: [
        Column("session", "Session", .key),
        Column("forms", "Forms", .count, counts: .forms(keys: ["session": "session"])),
      ], rows: (Crowd.choices["session"] ?? []).map { [.text($0), .count(count(["session": $0]))] })
  }

  /// With no totals: those it has only where another table of the report tells them.
  func crosstab(_ question: String, by group: String) -> Table {
    let groups = Crowd.choices[group] ?? []
    return Table(
      name: "\(question)-by-\(group)", title: "\(question) by \(group)", dimensions: [question, group],
      columns: [Column("choice", "Choice", .key)]
        + groups.map {
          Column($0, $0, .count, counts: .forms(where: [group: [$0]], keys: ["choice": question]))
        },
      rows: (Crowd.choices[question] ?? []).map { choice in
        [.text(choice)] + groups.map { .count(count([question: choice, group: $0])) }
      })
  }

  func report(_ tables: [Table]) -> Report {
    MadeReports.report(forms: people.count, tables, events: [RecordCase.event.rawValue])
  }

  func protected(
    _ tables: [Table], earlier: [EarlierRelease] = [], records: [EarlierRecords] = []
  ) throws -> ProtectedReport {
    try DisclosureControl(survey: survey).protect(report(tables), earlier: earlier, records: records)
  }

  func release(_ tables: [Table]) throws -> EarlierRelease {
    EarlierRelease(
      number: 1, recipient: "police", at: "2026-03-01T10:00Z", counted: report(tables),
      released: try protected(tables).report, profile: .standard)
  }

  // MARK: Records

  func records(
    reports: [EarlierRelease] = [], earlier: [RecordRelease] = [], leavingOut unwanted: [Question.ID] = [],
    ofOne session: Int? = nil
  ) throws -> ProtectedRecords {
    let forms = people.enumerated().map { index, answers in
      form(
        Int64(index + 1), session: answers["session"] == "rugby" ? 0 : 1,
        Dictionary(
          uniqueKeysWithValues: answers.filter { $0.key != "session" }.map {
            (Question.ID($0.key), .choice(Choice.ID($0.value)))
          }))
    }.filter { form in session.map { form.session == RecordCase.sessions[$0] } ?? true }
    let sessions = session.map { [RecordCase.sessions[$0]] } ?? Array(RecordCase.sessions.prefix(2))
    return try RecordProtection(
      rules: .init(), survey: survey,
      events: [
        Event(id: RecordCase.event, title: "Evening", sessions: sessions.map { Session(id: $0.session) })
      ], sessions: sessions, isWhole: session == nil, leavingOut: unwanted
    ).protect(
      FormsAtHand(responses: forms), keys: RecordCase.keys, recipient: "Public Health",
      at: "2026-01-01T00:00:00Z", earlier: earlier, reports: reports)
  }
}

extension EarlierRelease {
  /// Whether something of a table is hidden.
  func hides(_ table: String) -> Bool {
    released.sections[0].table(table).map { $0.withheld != nil || $0.rows.joined().contains(.suppressed) }
      ?? true
  }
}

extension ProtectedRecords {
  var columns: [String] { survey.questions.map(\.id.rawValue) }
}

import EngageModel

extension Survey {
  /// A survey with a question of most types and a rule at many of them.
  static let typed = Survey(
    id: "typed", title: "The evening", units: [.person, .table],
    groups: [QuestionGroup(name: "trust", kind: .grid, label: "How far do you trust")],
    questions: [
      asked(
        "role", .selectOne, "Which best describes you?",
        [
          Choice(id: "faith", label: "Member of a faith community"), Choice(id: "parent", label: "Parent"),
          Choice(id: "other", label: "Other"),
        ]
      ) { $0.required = .yes },
      asked("role_other", .text, "Other, please say") {
        $0.otherOf = "role"
        $0.relevant = parsed("selected(${role}, 'other')")
      },
      asked(
        "safe", .scale, "How safe do you feel?",
        (1...5).map { Choice(id: Choice.ID("\($0)"), label: LocalizedText("Level \($0)")) }
          + [Choice(id: "9", label: "Don’t know", scored: false)]
      ) { $0.hint = "By day" },
      asked("why", .text, "Why do you feel unsafe?") { $0.relevant = parsed("${safe} <= 2") },
      asked(
        "topics", .selectMultiple, "What did you talk about?",
        [
          Choice(id: "hate", label: "Hate crime"), Choice(id: "online", label: "Online"),
          Choice(id: "none", label: "None of these"),
        ]
      ) {
        $0.constraint = parsed("not(selected(., 'none') and count-selected(.) > 1)")
        $0.constraintMessage = "“None of these” can’t be ticked together with a topic."
      },
      asked(
        "trust_police", .scale, "the police",
        [Choice(id: "low", label: "Little"), Choice(id: "high", label: "Much")]
      ) { $0.group = "trust" },
      asked(
        "trust_council", .scale, "the council",
        [Choice(id: "low", label: "Little"), Choice(id: "high", label: "Much")]
      ) { $0.group = "trust" },
      asked(
        "wishes", .rank, "What first?",
        [
          Choice(id: "lights", label: "Lights"), Choice(id: "buses", label: "Buses"),
          Choice(id: "youth", label: "Youth clubs"),
        ]),
      asked("age", .integer, "How old are you?") { $0.constraint = parsed(". >= 0 and . <= 120") },
      asked("hours", .decimal, "How many hours?"),
      asked("score", .range, "Your score") { $0.range = NumberRange(start: 0, end: 10, step: 2) },
      asked("day", .date, "Which day?") { $0.constraint = parsed(". <= '2026-12-31'") },
      asked("begin", .time, "When did it begin?"),
      asked("consent", .acknowledge, "I agree"),
      asked("postcode", .text, "First half of your postcode") {
        $0.constraint = parsed("regex(., '[A-Z]+[0-9]+')")
      },
      asked("concerns", .text, "What concerns you most?"),
    ])

  private static func asked(
    _ id: Question.ID, _ type: QuestionType, _ label: LocalizedText, _ choices: [Choice] = [],
    _ change: (inout Question) -> Void = { _ in }
  ) -> Question {
    var question = Question(id: id, type: type, label: label, choices: choices)
    change(&question)
    return question
  }

  private static func parsed(_ source: String) -> Expression? { try? Expression(parsing: source) }
}

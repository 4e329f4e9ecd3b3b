import EngageModel

extension Survey {
  /// A short questionnaire with skip logic, a constraint and both units.
  static let evening = Survey(
    id: "evening", title: "An evening", languages: Languages(default: "en", others: ["pl"]),
    units: [.person, .table],
    questions: [
      Question(id: "welcome", type: .note, label: "Please don't write names."),
      Question(
        id: "role", type: .selectOne, label: "Which best describes you?",
        choices: [
          Choice(id: "faith", label: "Member of a faith community"), Choice(id: "parent", label: "Parent"),
          Choice(id: "professional", label: "Professional"), Choice(id: "other", label: "Other"),
        ]),
      Question(
        id: "role_other", type: .text, label: "Other: what?", relevant: .of("${role} = 'other'"),
        otherOf: "role"),
      Question(
        id: "safe", type: .scale,
        label: LocalizedText("How safe do you feel?", translations: ["pl": "Jak bezpiecznie się czujesz?"]),
        choices: [
          Choice(id: "1", label: LocalizedText("Unsafe", translations: ["pl": "Niebezpiecznie"])),
          Choice(id: "2", label: LocalizedText("Neither", translations: ["pl": "Ani tak, ani tak"])),
          Choice(id: "3", label: LocalizedText("Safe", translations: ["pl": "Bezpiecznie"])),
          Choice(
            id: "9", label: LocalizedText("Don't know", translations: ["pl": "Nie wiem"]), scored: false),
        ]),
      Question(
        id: "topics", type: .selectMultiple, label: "What did you talk about?",
        choices: [
          Choice(id: "hate", label: "Hate crime"), Choice(id: "knives", label: "Knives"),
          Choice(id: "none", label: "None of these"),
        ],
        constraint: .of("not(selected(., 'none') and count-selected(.) > 1)"),
        constraintMessage: LocalizedText(
          "“None” can't be ticked with a topic.", translations: ["pl": "„Żadne” wyklucza inne."])),
      Question(
        id: "concerns", type: .text, label: "What concerns you most?",
        relevant: .of("${role} != 'professional'")),
      Question(id: "quote", type: .acknowledge, label: "May we quote you?"),
    ])

  /// One question after another of every other type.
  static let allTypes = Survey(
    id: "types", title: "All types",
    questions: [
      Question(
        id: "order", type: .rank, label: "Put in order",
        choices: [
          Choice(id: "a", label: "Alpha"), Choice(id: "b", label: "Beta"),
          Choice(id: "c", label: "Gamma, the last"),
        ]),
      Question(id: "age", type: .integer, label: "Age", required: .yes),
      Question(id: "hours", type: .decimal, label: "Hours"),
      Question(id: "rating", type: .range, label: "Rating", range: NumberRange(start: 0, end: 5, step: 0.5)),
      Question(id: "day", type: .date, label: "Day"),
      Question(id: "at", type: .time, label: "Time"),
      Question(id: "country", type: .text, label: "Country", defaultValue: "England"),
      Question(
        id: "county", type: .selectOne, label: "County",
        choices: [
          Choice(id: "n", label: "North", attributes: ["side": "up"]),
          Choice(id: "s", label: "South", attributes: ["side": "down"]),
        ]),
      Question(
        id: "town", type: .selectOne, label: "Town in ${county}",
        choices: [
          Choice(id: "nuneaton", label: "Nuneaton", attributes: ["county": "n"]),
          Choice(id: "northam", label: "Northam", attributes: ["county": "n"]),
          Choice(id: "southam", label: "Southam", attributes: ["county": "s"]),
        ], choiceFilter: .of("county = ${county}")),
      Question(
        id: "adult", type: .calculate, label: "", calculation: .of("if(${age} >= 18, 'adult', 'young')")),
      Question(id: "source", type: .hidden, label: "", defaultValue: "paper"),
    ])
}

extension Expression {
  /// Of a test survey, where it parses.
  static func of(_ source: String) -> Expression? { try? Expression(parsing: source) }
}

import EngageModel
import EngageSheets

/// Which variables an SPSS file has, and how they come from the columns of records.
struct SavPlan {
  /// The variables of one column.
  struct Field {
    let content: RecordColumn.Content
    /// Its first variable, and how many there are.
    let first: Int
    let count: Int
    /// By choice: the code in the data.
    var codes: [Double] = []
    /// What is added to a reason's own code, -2 downwards.
    var offset = 0.0
    /// The variable that says why a text is missing.
    var reason: Int?
  }

  /// A variable whose name is not that of its column or choice.
  struct Renaming {
    let variable: String
    let question: String
    let choice: String
    let label: String
  }

  /// SPSS keeps texts in pieces of 255 bytes, and files in which one text has more than 36 of them confuse readers.
  static let widestText = 9_000

  private(set) var fields: [Field] = []
  private(set) var variables: [SavVariable] = []
  private(set) var layout = SavLayout(columns: [], missing: MissingWord.reasons.map(\.name))
  private(set) var renamings: [Renaming] = []
  private var names: [String] = []
  private var taken: Set<String> = []
  private let export: RecordExport
  private let measures: SavMeasures

  init(_ export: RecordExport, measures: SavMeasures) throws {
    self.export = export
    self.measures = measures
    let columns = export.columns
    // The columns' own names come first, those of single choices must give way.
    names = columns.map { SavNames.legal($0.heading, taken: &taken) }
    for (column, name) in zip(columns, names) { try add(column, name) }
  }

  private mutating func add(_ column: RecordColumn, _ name: String) throws {
    switch column.content {
    case .key: addTexts(column, name, width: measures.keyWidth)
    case .submittedAt: addTexts(column, name, width: measures.submittedWidth)
    case .event:
      addTexts(column, name, width: export.sessions.map(\.event.rawValue.utf8.count).max() ?? 1)
    case .session:
      addTexts(column, name, width: export.sessions.map(\.session.rawValue.utf8.count).max() ?? 1)
    case .unit:
      begin(column, 1)
      append(
        column, name,
        SavVariable(
          name: name, label: column.label, kind: .number(decimals: 0), measure: .nominal,
          valueLabels: [.init(1, "person: a form"), .init(2, "table: a discussion group’s notes")]))
      layout.columns.append(
        .init(
          heading: column.heading, form: .value, variables: [name], codes: [1, 2], words: ["person", "table"])
      )
    case .people, .version:
      begin(column, 1)
      append(
        column, name,
        SavVariable(name: name, label: column.label, kind: .number(decimals: 0), measure: .scale))
      layout.columns.append(.init(heading: column.heading, form: .value, variables: [name]))
    case .question(let index): try addQuestion(column, name, index)
    }
  }

  private mutating func addQuestion(_ column: RecordColumn, _ name: String, _ index: Int) throws {
    let question = export.questions[index]
    switch question.type.columnKind {
    case .codes: addCodes(column, name, question)
    case .masks: addEachChoice(column, question, isRanked: false)
    case .ranks: addEachChoice(column, question, isRanked: true)
    case .numbers: try addNumbers(column, name, question, lowest: measures.lowest[index])
    case .text, nil:
      addTexts(column, name, width: measures.widths[index])
      if measures.hasReasons[index] { addReason(column, name) }
    }
  }

  // MARK: Kinds of columns

  private mutating func addCodes(_ column: RecordColumn, _ name: String, _ question: Question) {
    let codes = question.savCodes
    let offset = SavPlan.offset(below: codes.min() ?? 0) ?? 0
    begin(column, 1, codes: codes, offset: offset)
    var meanings = zip(codes, question.choices).map { SavVariable.ValueLabel($0, $1.label.text) }
    meanings += SavPlan.reasonLabels(offset)
    append(
      column, name,
      SavVariable(
        name: name, label: column.label, kind: .number(decimals: 0),
        measure: question.type == .scale ? .ordinal : .nominal, valueLabels: meanings,
        missing: SavPlan.missing(offset)))
    layout.columns.append(
      .init(
        heading: column.heading, form: .value, variables: [name], codes: codes.map { Int($0) },
        words: question.choices.map(\.id.rawValue), missingFrom: Int(offset) - 2))
  }

  /// A variable for each choice: whether it was ticked, or which place it was given.
  private mutating func addEachChoice(_ column: RecordColumn, _ question: Question, isRanked: Bool) {
    begin(column, question.choices.count)
    let zeros: [SavVariable.ValueLabel] =
      isRanked ? [.init(0, "nothing was given a place")] : [.init(0, "No"), .init(1, "Yes")]
    var parts: [String] = []
    for choice in question.choices {
      let part = SavNames.legal("\(column.heading)_\(choice.id)", taken: &taken)
      parts.append(part)
      let what = isRanked ? "place of \(choice.label.text)" : choice.label.text
      append(
        column, part, choice: choice,
        SavVariable(
          name: part, label: "\(column.label): \(what)", kind: .number(decimals: 0),
          measure: isRanked ? .ordinal : .nominal, valueLabels: zeros + SavPlan.reasonLabels(0),
          missing: SavPlan.missing(0)))
    }
    layout.columns.append(
      .init(
        heading: column.heading, form: isRanked ? .places : .ticks, variables: parts,
        words: question.choices.map(\.id.rawValue), missingFrom: -2))
  }

  private mutating func addNumbers(
    _ column: RecordColumn, _ name: String, _ question: Question, lowest: Double
  ) throws {
    let kind: SavVariable.Kind =
      switch question.type {
      case .date: .date
      case .time: .time
      case .integer: .number(decimals: 0)
      default: .number(decimals: 2)
      }
    // Days are multiples of 86,400 and times are not below 0, so the reasons' own codes are free.
    let isNumber = question.type != .date && question.type != .time
    guard let offset = isNumber ? SavPlan.offset(below: lowest) : 0 else {
      throw Diagnostic(
        rule: "no-room-for-reasons",
        message: "the answers to \(question.id) are so far below 0 that SPSS has no room for missing answers",
        hint: "write a .csv file")
    }
    begin(column, 1, offset: offset)
    append(
      column, name,
      SavVariable(
        name: name, label: column.label, kind: kind, measure: .scale,
        valueLabels: SavPlan.reasonLabels(offset),
        missing: SavPlan.missing(offset)))
    layout.columns.append(
      .init(heading: column.heading, form: .value, variables: [name], missingFrom: Int(offset) - 2))
  }

  private mutating func addTexts(_ column: RecordColumn, _ name: String, width: Int) {
    // A piece may end a little early, so as not to split a character or end in blanks.
    let pieces = width <= SavPlan.widestText ? 1 : width / (SavPlan.widestText - 1_000) + 1
    begin(column, pieces)
    var parts: [String] = []
    for piece in 1...pieces {
      let part = piece == 1 ? name : SavNames.legal("\(column.heading)_part\(piece)", taken: &taken)
      parts.append(part)
      append(
        column, part, isFurther: piece > 1,
        SavVariable(
          name: part, label: piece == 1 ? column.label : "\(column.label) (part \(piece))",
          kind: .text(width: max(1, min(width, SavPlan.widestText))), measure: .nominal))
    }
    layout.columns.append(.init(heading: column.heading, form: .text, variables: parts))
  }

  /// SPSS has no room for reasons in a text: they go into a variable behind it.
  private mutating func addReason(_ column: RecordColumn, _ name: String) {
    let reason = SavNames.legal("\(column.heading)_missing", taken: &taken)
    fields[fields.count - 1].reason = variables.count
    append(
      column, reason, isFurther: true,
      SavVariable(
        name: reason, label: "Why there is no text: \(column.label)", kind: .number(decimals: 0),
        measure: .nominal, valueLabels: SavPlan.reasonLabels(0)))
    layout.columns[layout.columns.count - 1].reason = reason
    layout.columns[layout.columns.count - 1].missingFrom = -2
  }

  // MARK: Parts

  private mutating func begin(
    _ column: RecordColumn, _ count: Int, codes: [Double] = [], offset: Double = 0
  ) {
    fields.append(
      Field(content: column.content, first: variables.count, count: count, codes: codes, offset: offset))
  }

  private mutating func append(
    _ column: RecordColumn, _ name: String, choice: Choice? = nil, isFurther: Bool = false,
    _ variable: SavVariable
  ) {
    variables.append(variable)
    let expected = choice.map { "\(column.heading)_\($0.id)" } ?? column.heading
    let isCut = variable.label.utf8.count > 255 || variable.valueLabels.contains { $0.label.utf8.count > 120 }
    guard name != expected || isFurther || isCut else { return }
    renamings.append(
      Renaming(
        variable: name, question: column.heading, choice: choice?.id.rawValue ?? "", label: variable.label))
  }

  /// How far below -2 the codes of reasons begin, so that all of them are below all data; `nil` if there is no room.
  static func offset(below lowest: Double) -> Double? {
    var power = 100.0
    if lowest > -2 { return 0 }
    while power <= 1e14 {
      // From -92, -992, -9992 … on downwards.
      if lowest > 8 - power { return 10 - power }
      power *= 10
    }
    return nil
  }

  private static func reasonLabels(_ offset: Double) -> [SavVariable.ValueLabel] {
    MissingWord.reasons.map { .init(Double($0.rawValue) + offset, $0.label) }
  }

  private static func missing(_ offset: Double) -> ClosedRange<Double> {
    let codes = MissingWord.reasons.map { Double($0.rawValue) + offset }
    return (codes.min() ?? 0)...(codes.max() ?? 0)
  }
}

extension Question {
  /// By choice: its code in SPSS, which is its name if all names are whole numbers, else its position from 1.
  var savCodes: [Double] {
    hasNumberedChoices
      ? choices.compactMap { Double($0.id.rawValue) } : choices.indices.map { Double($0 + 1) }
  }
}

import EngageModel

/// An expression of a survey as a formula that a spreadsheet works out for one row of an entry sheet.
///
/// It says the same as the expression, as far as it exists: what has no like in a spreadsheet (regular expressions,
/// times, texts put together) comes out as `nil` and is checked when the sheet is imported.
struct ExcelFormula {
  /// What a part of an expression comes to.
  indirect enum Value {
    /// A number, a day as the spreadsheet counts days, or the empty text where there is none.
    case number(String, isSure: Bool)
    case text(String)
    case truth(String)
    /// The literal text of an expression.
    case literal(String)
    /// The answer to a question of which one choice, or several, are taken.
    case chosen(Question)
  }

  let cells: EntryCells
  /// The question whose answer is being given: `.`
  var current: Question?

  /// A formula (without `=`) that is true where the condition is met.
  func condition(_ expression: Expression) -> String? {
    guard let value = value(expression.root), let truth = truth(value), truth.utf8.count < 4000 else {
      return nil
    }
    return truth
  }

  // MARK: Parts

  func value(_ node: ExpressionNode) -> Value? {
    switch node {
    case .number(let number, _): .number(ExcelFormula.text(of: number), isSure: true)
    case .string(let text, _): .literal(text)
    case .reference(let name, _): cells.question(Question.ID(name)).flatMap { answer(to: $0) }
    case .current: current.flatMap { answer(to: $0) }
    case .attribute: nil
    case .negated(let node, _): number(node).map { .number("IFERROR(-\($0),\"\")", isSure: false) }
    case .call(let name, let arguments, _): call(name, arguments)
    case .operation(let sign, let left, let right, _): operation(sign, left, right)
    }
  }

  private func answer(to question: Question) -> Value? {
    switch question.type {
    case .selectOne, .scale, .acknowledge:
      return cells.cell(of: question.id) == nil ? nil : .chosen(question)
    case .selectMultiple, .rank: return cells.choiceCells(of: question) == nil ? nil : .chosen(question)
    case .integer, .decimal, .range:
      return cells.cell(of: question.id).map { .number(ExcelFormula.number(in: $0), isSure: false) }
    case .date: return cells.cell(of: question.id).map { .number(ExcelFormula.day(in: $0), isSure: false) }
    case .text:
      return cells.cell(of: question.id).map { .text("IF(\(ExcelFormula.missing($0)),\"\",\($0)&\"\")") }
    case .time, .note, .calculate, .hidden: return nil
    }
  }

  private func operation(_ sign: ExpressionOperator, _ left: ExpressionNode, _ right: ExpressionNode)
    -> Value?
  {
    switch sign {
    case .or, .and:
      guard let one = value(left).flatMap(truth), let other = value(right).flatMap(truth) else { return nil }
      return .truth("\(sign == .or ? "OR" : "AND")(\(one),\(other))")
    case .equal, .notEqual:
      guard let one = value(left), let other = value(right),
        let same = equality(one, other) ?? equality(other, one)
      else { return nil }
      return .truth(sign == .equal ? same : "NOT(\(same))")
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let one = value(left).flatMap(ordinal), let other = value(right).flatMap(ordinal) else {
        return nil
      }
      let sure = [one, other].filter { !$0.isSure }.map { "ISNUMBER(\($0.formula))" }
      let holds = "\(one.formula)\(sign.rawValue)\(other.formula)"
      return .truth(sure.isEmpty ? holds : "AND(\((sure + [holds]).joined(separator: ",")))")
    case .plus, .minus, .times, .divided, .remainder:
      guard let one = number(left), let other = number(right) else { return nil }
      switch sign {
      case .plus: return .number("IFERROR(\(one)+\(other),\"\")", isSure: false)
      case .minus: return .number("IFERROR(\(one)-\(other),\"\")", isSure: false)
      case .times: return .number("IFERROR(\(one)*\(other),\"\")", isSure: false)
      case .divided: return .number("IFERROR(\(one)/\(other),\"\")", isSure: false)
      default: return .number("IFERROR(\(one)-\(other)*TRUNC(\(one)/\(other)),\"\")", isSure: false)
      }
    }
  }

  // MARK: What a value is worth

  /// Whether it counts as true.
  func truth(_ value: Value) -> String? {
    switch value {
    case .truth(let formula): formula
    case .number(let formula, let isSure):
      isSure ? "(\(formula)<>0)" : "AND(ISNUMBER(\(formula)),\(formula)<>0)"
    case .text(let formula): "AND(\(formula)<>\"\",NOT(EXACT(\(formula),\"false\")))"
    case .literal(let text): text.isEmpty || text == "false" ? "FALSE" : "TRUE"
    case .chosen(let question): question.code(of: "false") == nil ? isAnswered(question) : nil
    }
  }

  private func number(_ node: ExpressionNode) -> String? { value(node).flatMap(ordinal)?.formula }

  /// What decides an order.
  private func ordinal(_ value: Value) -> (formula: String, isSure: Bool)? {
    switch value {
    case .number(let formula, let isSure): return (formula, isSure)
    case .literal(let text):
      if let day = CalendarDate(text) { return ("DATE(\(day.year),\(day.month),\(day.day))", true) }
      return Double(text).map { (ExcelFormula.text(of: $0), true) }
    case .chosen(let question):
      guard question.type.isSingleChoice, question.hasNumberedChoices,
        let cell = cells.cell(of: question.id), let ranges = cells.lists.ranges(of: question.id)
      else { return nil }
      let byKey = "IFERROR(INDEX(\(ranges.names),MATCH(\(cell)&\"\",\(ranges.keys),0)),\"\")"
      return ("IFERROR(INDEX(\(ranges.names),MATCH(\(cell),\(ranges.words),0)),\(byKey))", false)
    case .text, .truth: return nil
    }
  }

  private func equality(_ one: Value, _ other: Value) -> String? {
    switch (one, other) {
    case (.chosen(let question), .literal(let text)):
      if text.isEmpty { return isAnswered(question).map { "NOT(\($0))" } }
      return question.type.isSingleChoice ? isChosen(text, of: question) : nil
    case (.chosen(let question), .number(let number, isSure: true)):
      return question.type.isSingleChoice ? isChosen(number, of: question) : nil
    case (.number(let number, _), .literal(let text)) where text.isEmpty: return "(\(number)=\"\")"
    case (.number, .literal), (.number, .number):
      guard let one = ordinal(one), let other = ordinal(other) else { return nil }
      return "(\(one.formula)=\(other.formula))"
    case (.text(let formula), .literal(let text)):
      if text.isEmpty { return "(\(formula)=\"\")" }
      guard Double(text) == nil, CalendarDate(text) == nil, let quoted = ExcelFormula.quoted(text) else {
        return nil
      }
      return "EXACT(\(formula),\(quoted))"
    case (.truth(let one), .truth(let other)): return "(\(one)=\(other))"
    default: return nil
    }
  }

  // MARK: Choices

  /// Whether any choice of a question is taken.
  func isAnswered(_ question: Question) -> String? {
    if question.type.isSingleChoice {
      guard let cell = cells.cell(of: question.id), let list = cells.lists.list(of: question.id) else {
        return nil
      }
      let reasons = list.words.filter { word in
        EntryLists.reasonWords(for: question, in: cells.language).contains(word)
      }
      return "NOT(OR(TRIM(\(cell))=\"\"\(reasons.map { ",\(cell)=\"\($0)\"" }.joined())))"
    }
    guard let all = cells.choiceCells(of: question), !all.isEmpty else { return nil }
    return "OR(\(all.map { isTaken($0.cell, of: question) }.joined(separator: ",")))"
  }

  /// Whether a choice of that name is taken.
  func isChosen(_ name: String, of question: Question) -> String? {
    let same =
      question.choices.first { $0.id.rawValue == name }
      ?? Double(name).flatMap { number in question.choices.first { Double($0.id.rawValue) == number } }
    guard let choice = same else { return "FALSE" }
    if question.type == .acknowledge {
      return cells.cell(of: question.id).map { "(\($0)=\"\(EntryLists.tick)\")" }
    }
    if question.type.isSingleChoice {
      guard let cell = cells.cell(of: question.id),
        let word = cells.lists.wordCell(of: choice.id, in: question.id)
      else { return nil }
      let key = cells.lists.key(of: choice.id, in: question.id)
      return key.map { "OR(\(cell)=\(word),\(cell)&\"\"=\"\($0)\")" } ?? "(\(cell)=\(word))"
    }
    return cells.choiceCells(of: question)?.first { $0.choice == choice.id }.map {
      isTaken($0.cell, of: question)
    }
  }

  private func isTaken(_ cell: String, of question: Question) -> String {
    question.type == .rank ? "ISNUMBER(\(ExcelFormula.number(in: cell)))" : "(\(cell)=\"\(EntryLists.tick)\")"
  }

  func countChosen(_ question: Question) -> String? {
    if question.type.isSingleChoice { return isAnswered(question).map { "IF(\($0),1,0)" } }
    guard let all = cells.choiceCells(of: question), !all.isEmpty else { return nil }
    return "(\(all.map { "IF(\(isTaken($0.cell, of: question)),1,0)" }.joined(separator: "+")))"
  }

  // MARK: Functions

  private func call(_ name: String, _ arguments: [ExpressionNode]) -> Value? {
    switch (name, arguments.count) {
    case ("selected", 2):
      guard case .chosen(let question)? = value(arguments[0]), case .string(let choice, _) = arguments[1]
      else {
        return nil
      }
      return isChosen(choice, of: question).map { .truth($0) }
    case ("count-selected", 1):
      guard case .chosen(let question)? = value(arguments[0]) else { return nil }
      return countChosen(question).map { .number($0, isSure: true) }
    case ("true", 0): return .truth("TRUE")
    case ("false", 0): return .truth("FALSE")
    case ("not", 1): return value(arguments[0]).flatMap(truth).map { .truth("NOT(\($0))") }
    case ("boolean", 1): return value(arguments[0]).flatMap(truth).map { .truth($0) }
    case ("today", 0): return .number("TODAY()", isSure: true)
    case ("string-length", 1):
      guard case .text(let text)? = value(arguments[0]) else { return nil }
      return .number("LEN(\(text))", isSure: true)
    case ("contains", 2), ("starts-with", 2): return search(name, arguments)
    case ("if", 3): return choice(arguments)
    case ("number", 1), ("date", 1): return number(arguments[0]).map { .number($0, isSure: false) }
    case ("int", 1): return number(arguments[0]).map { .number("IFERROR(TRUNC(\($0)),\"\")", isSure: false) }
    case ("round", 1):
      return number(arguments[0]).map { .number("IFERROR(INT(\($0)+0.5),\"\")", isSure: false) }
    case ("abs", 1): return number(arguments[0]).map { .number("IFERROR(ABS(\($0)),\"\")", isSure: false) }
    default: return nil
    }
  }

  private func search(_ name: String, _ arguments: [ExpressionNode]) -> Value? {
    guard case .text(let text)? = value(arguments[0]), case .string(let part, _) = arguments[1],
      !part.isEmpty,
      let quoted = ExcelFormula.quoted(part)
    else { return nil }
    if name == "contains" { return .truth("ISNUMBER(FIND(\(quoted),\(text)))") }
    return .truth("EXACT(LEFT(\(text),\(part.utf16.count)),\(quoted))")
  }

  private func choice(_ arguments: [ExpressionNode]) -> Value? {
    guard let condition = value(arguments[0]).flatMap(truth), let one = value(arguments[1]),
      let other = value(arguments[2])
    else { return nil }
    switch (one, other) {
    case (.truth(let one), .truth(let other)): return .truth("IF(\(condition),\(one),\(other))")
    case (.number(let one, _), .number(let other, _)):
      return .number("IF(\(condition),\(one),\(other))", isSure: false)
    default: return nil
    }
  }
}

import EngageModel
import EngageSheets

extension EntryRules {
  /// What may be typed into a column, and what is said beside it.
  mutating func rule(for column: EntryColumn, _ cell: String, at index: Int) -> EntryRule {
    switch column.content {
    case .key:
      return EntryRule(
        .anything, promptTitle: column.heading,
        prompt: "The number on the paper. Every form and every table of the whole event needs one of its own."
      )
    case .people:
      return EntryRule(
        .list("=\(name(of: ["unknown"]))"), promptTitle: "How many sat here",
        prompt: "A whole number, or unknown. Not how many raised a point.")
    case .choice(let question, let choice):
      let isFirst = question.choices.first?.id == choice
      let own = question.type == .rank ? question.choices.indices.map { String($0 + 1) } : [EntryLists.tick]
      let words = own + (isFirst ? EntryLists.reasonWords(for: question, in: nil) : [])
      return EntryRule(
        .list("=\(name(of: words))"), refusesOthers: true, promptTitle: isFirst ? title(of: question) : nil,
        prompt: isFirst ? hint(of: question) : nil, errorTitle: "Not in the list",
        error: question.type == .rank
          ? "Type the place: 1 for the first, 2 for the next. Leave the cell empty if it was not ranked."
          : "Type x where the box is ticked; leave the cell empty where it is not.")
    case .single(let question): return rule(for: question, cell)
    }
  }

  private mutating func rule(for question: Question, _ cell: String) -> EntryRule {
    var rule = EntryRule(.list("=\(name(of: EntryLists.reasonWords(for: question, in: nil)))"))
    rule.promptTitle = title(of: question)
    rule.prompt = hint(of: question)
    switch question.type {
    case .selectOne, .scale, .acknowledge:
      if let list = lists.list(of: question.id) { rule.allowed = .list("=\(list.name)") }
    case .integer, .decimal, .range:
      rule.allowed = .formula("=\(isNumber(question, cell))")
      let what = numberWords(question)
      (rule.refusesOthers, rule.errorTitle) = (true, "Not \(what)")
      rule.error =
        "Type \(what), with a full stop for decimals. "
        + "Where the paper gives none, leave the cell empty or type: unreadable, prefer not to say."
      rule.prompt = [hint(of: question), sentence(what)].compactMap { $0 }.joined(separator: "\n")
    case .date:
      rule.prompt = [hint(of: question), "Day first: 24/9/2019. Or 2019-09-24."].compactMap { $0 }
        .joined(separator: "\n")
    case .time:
      rule.prompt = [hint(of: question), "Hours and minutes: 19:30."].compactMap { $0 }.joined(
        separator: "\n")
    default: break
    }
    return rule
  }

  private mutating func name(of words: [String]) -> String {
    addList(words)
  }

  private func title(of question: Question) -> String {
    question.label.text(in: language).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What helps to answer: the hint, and what the survey allows.
  private func hint(of question: Question) -> String? {
    var parts = [question.hint, question.constraint == nil ? nil : question.constraintMessage]
      .compactMap { $0?.text(in: language) }.filter { !$0.isEmpty }
    if question.required == .yes { parts.append("An answer is expected.") }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  /// `a whole number from 0 to 10`
  private func numberWords(_ question: Question) -> String {
    switch question.type {
    case .integer: return "a whole number"
    case .range:
      let range = question.range ?? NumberRange()
      let ends = [range.start, range.end].sorted().map { ExcelFormula.text(of: $0) }
      return "a number from \(ends[0]) to \(ends[1])"
    default: return "a number"
    }
  }

  private func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() + "." }

  /// Short enough for a rule of a cell, which has room for 255 characters.
  private func isNumber(_ question: Question, _ cell: String) -> String {
    let number = "_xlfn.NUMBERVALUE(\(cell),\".\",\" \")"
    var holds = ["ISNUMBER(\(number))"]
    if question.type == .integer { holds = ["\(number)=INT(\(number))"] }
    if question.type == .range {
      let range = question.range ?? NumberRange()
      let ends = [range.start, range.end].sorted().map { ExcelFormula.text(of: $0) }
      holds = ["\(number)>=\(ends[0])", "\(number)<=\(ends[1])"]
    }
    let reasons = EntryLists.reasonWords(for: question, in: nil).map { "\(cell)=\"\($0)\"" }
    return "OR(\(reasons.joined(separator: ",")),IFERROR(AND(\(holds.joined(separator: ","))),FALSE))"
  }
}

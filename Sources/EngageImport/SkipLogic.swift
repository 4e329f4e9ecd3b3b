import EngageModel
import EngageSheets
internal import Glibc

/// Who was to be asked what, which answers are allowed, and which are required: the expressions of a survey,
/// evaluated for every row, and remembered where they depend on few choices.
final class SkipLogic {
  private struct Rule {
    let question: Int
    let expressions: [Expression]
    /// The questions it depends on; `nil` if it depends on too much to remember the outcome.
    let inputs: [Int]?
    /// Whether it is about single choices, not about the answer.
    let isFilter: Bool
    var known: [Inputs: Bool] = [:]
  }

  private struct Inputs: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0
  }

  private struct Count {
    var rows = 0
    var line = 0
    var cell: String?
  }

  private unowned let decoder: RowDecoder
  private var relevance: [Rule] = []
  private var constraints: [Rule] = []
  private var requirements: [Rule] = []
  private var filters: [Rule] = []
  private var answeredUnasked: [Int: Count] = [:]
  private var requiredEmpty: [Int: Count] = [:]
  private var notOffered: [Int: Count] = [:]
  private let today: CalendarDate
  private static let rememberedOutcomes = 10_000

  /// - Returns: `nil` for a survey without expressions and required questions, which then cost nothing.
  init?(decoder: RowDecoder) {
    self.decoder = decoder
    today = SkipLogic.currentDay()
    let survey = decoder.options.survey
    for (index, question) in decoder.schema.questions.enumerated() {
      let conditions = survey.relevance(of: question)
      if !conditions.isEmpty { relevance.append(rule(index, conditions)) }
      guard decoder.headed.layout.first(of: question.id) != nil else { continue }
      if let constraint = question.constraint { constraints.append(rule(index, [constraint])) }
      if let filter = question.choiceFilter { filters.append(rule(index, [filter], isFilter: true)) }
      switch question.required {
      case .no: break
      case .yes: requirements.append(rule(index, []))
      case .when(let condition): requirements.append(rule(index, [condition]))
      }
    }
    if relevance.isEmpty, constraints.isEmpty, requirements.isEmpty, filters.isEmpty { return nil }
  }

  private func rule(_ question: Int, _ expressions: [Expression], isFilter: Bool = false) -> Rule {
    var inputs: Set<Int> = isFilter ? [question] : []
    var isSimple = true
    for expression in expressions {
      for id in expression.references {
        if let index = decoder.schema.column(of: id) { inputs.insert(index) }
      }
      if SkipLogic.usesCurrent(expression.root) { inputs.insert(question) }
    }
    for input in inputs {
      let buffer = decoder.buffers[input]
      let fits =
        buffer.kind == .codes || (buffer.kind == .masks && buffer.wordsPerRow == 1 && inputs.count == 1)
      if !fits { isSimple = false }
    }
    return Rule(
      question: question, expressions: expressions,
      inputs: isSimple && inputs.count <= 2 ? inputs.sorted() : nil, isFilter: isFilter)
  }

  private static func usesCurrent(_ node: ExpressionNode) -> Bool {
    if case .current = node { return true }
    return node.children.contains { usesCurrent($0) }
  }

  // MARK: A row

  /// Checks the row at a place: unasked questions become "not asked", broken constraints errors.
  func check(_ reader: inout CSVReader, _ slot: Int) {
    for index in relevance.indices where !holds(&relevance[index], slot) {
      let question = relevance[index].question
      let codes = decoder.buffers[question].codes
      if codes[slot] == MissingReason.notAnswered.rawValue {
        codes[slot] = MissingReason.notAsked.rawValue
      } else if codes[slot] >= 0, decoder.units[slot] == 0 {
        // A table's notes hold no answers that could decide what the table is asked.
        count(question, &reader, in: &answeredUnasked)
      }
    }
    for index in constraints.indices {
      let question = constraints[index].question
      if decoder.buffers[question].codes[slot] < 0 || holds(&constraints[index], slot) { continue }
      let asked = decoder.schema.questions[question]
      decoder.problem(
        &reader, decoder.headed.layout.first(of: asked.id) ?? 0, rule: "constraint",
        "the answer to \(asked.id) breaks a rule of the survey"
          + (asked.constraintMessage.map { ": \($0.text)" } ?? ""),
        hint: asked.constraint.map { "the rule: \($0.source)" })
    }
    for index in filters.indices where !holds(&filters[index], slot) {
      count(filters[index].question, &reader, in: &notOffered)
    }
    let concernsPeople = decoder.options.survey.units.count > 1
    if concernsPeople, decoder.units[slot] == 1 { return }
    for index in requirements.indices {
      let question = requirements[index].question
      guard decoder.buffers[question].codes[slot] == MissingReason.notAnswered.rawValue,
        holds(&requirements[index], slot)
      else { continue }
      count(question, &reader, in: &requiredEmpty)
    }
  }

  private func holds(_ rule: inout Rule, _ slot: Int) -> Bool {
    guard let inputs = rule.inputs else { return evaluate(rule, slot) }
    var key = Inputs()
    if let first = inputs.first {
      key.first = UInt64(bitPattern: Int64(decoder.buffers[first].codes[slot]))
      if decoder.buffers[first].kind == .masks { key.second = decoder.buffers[first].masks[slot] }
    }
    if inputs.count == 2 { key.second = UInt64(bitPattern: Int64(decoder.buffers[inputs[1]].codes[slot])) }
    if let known = rule.known[key] { return known }
    let outcome = evaluate(rule, slot)
    if rule.known.count < SkipLogic.rememberedOutcomes { rule.known[key] = outcome }
    return outcome
  }

  private func evaluate(_ rule: Rule, _ slot: Int) -> Bool {
    let answer = decoder.answer(to: rule.question, slot)
    var context = RowContext(decoder: decoder, slot: slot, current: answer, today: today)
    if rule.isFilter {
      let chosen: [Choice.ID]
      switch answer {
      case .choice(let choice): chosen = [choice]
      case .choices(let choices), .ranking(let choices): chosen = choices
      default: chosen = []
      }
      return decoder.schema.questions[rule.question].choices.filter { chosen.contains($0.id) }.allSatisfy {
        choice in
        context.attributes = choice.attributes
        context.attributes["name"] = choice.id.rawValue
        return rule.expressions.allSatisfy { $0.isTrue(in: context) }
      }
    }
    return rule.expressions.allSatisfy { $0.isTrue(in: context) }
  }

  private func count(_ question: Int, _ reader: inout CSVReader, in counts: inout [Int: Count]) {
    if counts[question] == nil {
      let field = decoder.headed.layout.first(of: decoder.schema.questions[question].id)
      let place = reader.place(of: min(field ?? 0, reader.fieldCount - 1))
      counts[question] = Count(rows: 0, line: place.line, cell: place.cell)
    }
    counts[question]?.rows += 1
  }

  // MARK: Remarks

  /// What is worth saying about all rows together.
  func summarise(_ log: ProblemLog) {
    for (question, count) in requiredEmpty.sorted(by: { $0.key < $1.key }) {
      log.remark(
        Diagnostic(
          .warning, rule: "required-empty",
          message:
            "\(decoder.schema.questions[question].id) is required and empty in \(counted(count.rows, "row"))",
          line: count.line, cell: count.cell))
    }
    for (question, count) in notOffered.sorted(by: { $0.key < $1.key }) {
      log.remark(
        Diagnostic(
          .warning, rule: "choice-not-offered",
          message: "\(decoder.schema.questions[question].id) has a choice in \(counted(count.rows, "row")) "
            + "that the survey does not offer there; the answers are kept",
          line: count.line, cell: count.cell))
    }
    for (question, count) in answeredUnasked.sorted(by: { $0.key < $1.key }) {
      log.remark(
        Diagnostic(
          .note, rule: "answered-unasked",
          message: "\(decoder.schema.questions[question].id) is answered in \(counted(count.rows, "row")) "
            + "where the survey does not ask it; the answers are kept",
          line: count.line, cell: count.cell))
    }
  }

  private static func currentDay() -> CalendarDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? CalendarDate(daysSince1970: Int(now) / 86_400)
  }
}

import EngageModel

/// A condition made ready to be tried on whole batches.
///
/// What depends on one choice is worked out beforehand, once for each choice; what depends on more is worked out
/// response by response.
struct BatchCondition: Sendable {
  /// What a condition reads: an answer, or a fact by its bare name.
  struct Variable: Hashable, Sendable {
    let name: String
    let isFact: Bool
  }

  private indirect enum Test: Sendable {
    case always(Bool)
    /// By code, and for a missing answer.
    case table(Variable, [Bool], missing: Bool)
    /// The position of a choice among several.
    case includes(Variable, Int)
    case both(Test, Test)
    case either(Test, Test)
    case not(Test)
    case each(ExpressionNode)
  }

  private let test: Test
  private let questions: [String: Question]
  private let facts: [String: FilterFact]
  /// What it reads.
  private let variables: Set<Variable>
  private let base: AnswersContext

  /// - Parameter node: checked, in the scope of the questions and facts.
  init(_ node: ExpressionNode, questions: [Question], facts: [String: FilterFact], today: CalendarDate) {
    let node = BatchCondition.withInclusion(node, facts)
    self.questions = Dictionary(questions.map { ($0.id.rawValue, $0) }) { first, _ in first }
    self.facts = facts
    base = AnswersContext([:], questions: questions, today: today)
    variables = BatchCondition.variables(in: node)
    let maker = TestMaker(questions: self.questions, facts: facts, base: base)
    test = maker.test(node)
  }

  /// Of a fact with several values, `=` and `!=` ask whether one of them is that.
  private static func withInclusion(_ node: ExpressionNode, _ facts: [String: FilterFact]) -> ExpressionNode {
    func isSeveral(_ node: ExpressionNode) -> Bool {
      guard case .attribute(let name, _) = node else { return false }
      return facts[name]?.question.type == .selectMultiple
    }
    func isEmpty(_ node: ExpressionNode) -> Bool { if case .string("", _) = node { true } else { false } }
    switch node {
    case .number, .string, .reference, .current, .attribute: return node
    case .negated(let inner, let place): return .negated(withInclusion(inner, facts), at: place)
    case .call(let name, let arguments, let place):
      return .call(name, arguments.map { withInclusion($0, facts) }, at: place)
    case .operation(let sign, let left, let right, let place):
      if sign == .equal || sign == .notEqual, !isEmpty(left), !isEmpty(right),
        isSeveral(left) || isSeveral(right)
      {
        let selected = ExpressionNode.call(
          "selected", isSeveral(left) ? [left, right] : [right, left], at: place)
        return sign == .equal ? selected : .call("not", [selected], at: place)
      }
      return .operation(sign, withInclusion(left, facts), withInclusion(right, facts), at: place)
    }
  }

  private static func variables(in node: ExpressionNode) -> Set<Variable> {
    var found: Set<Variable> = []
    switch node {
    case .reference(let name, _): found.insert(Variable(name: name, isFact: false))
    case .attribute(let name, _): found.insert(Variable(name: name, isFact: true))
    default: break
    }
    return node.children.reduce(into: found) { $0.formUnion(variables(in: $1)) }
  }

  /// The positions of the responses of a batch that meet the condition, ascending.
  func rows(of batch: borrowing ResponseBatch) -> [Int] {
    var columns: [Variable: BatchColumn] = [:]
    for variable in variables {
      if variable.isFact {
        columns[variable] = facts[variable.name]?.column(batch)
      } else if questions[variable.name]?.type.columnKind != nil {
        columns[variable] = batch.column(of: Question.ID(variable.name))
      }
    }
    return pass(test, Array(0..<batch.count), columns)
  }

  /// Those of some rows that pass a test.
  private func pass(_ test: Test, _ rows: [Int], _ columns: [Variable: BatchColumn]) -> [Int] {
    switch test {
    case .always(let holds): return holds ? rows : []
    case .table(let variable, let table, let missing):
      guard let codes = columns[variable]?.codes else { return missing ? rows : [] }
      return rows.filter { codes[$0] < 0 ? missing : table[Int(codes[$0])] }
    case .includes(let variable, let choice):
      guard let column = columns[variable] else { return [] }
      return rows.filter { row in
        column.codes[row] >= 0
          && column.words[row * column.wordsPerRow + choice / 64] >> UInt64(choice % 64) & 1 == 1
      }
    case .both(let one, let other): return pass(other, pass(one, rows, columns), columns)
    case .either(let one, let other):
      let first = pass(one, rows, columns)
      let second = pass(other, BatchCondition.without(first, rows), columns)
      return second.isEmpty ? first : first.isEmpty ? second : (first + second).sorted()
    case .not(let inner): return BatchCondition.without(pass(inner, rows, columns), rows)
    case .each(let node):
      var row = RowMeaning(columns: columns, questions: questions, facts: facts, base: base)
      return rows.filter { position in
        row.position = position
        return node.isTrue(in: row)
      }
    }
  }

  /// Ascending positions without some of them.
  private static func without(_ some: [Int], _ rows: [Int]) -> [Int] {
    var next = some.startIndex
    return rows.filter { row in
      guard next < some.endIndex, some[next] == row else { return true }
      next += 1
      return false
    }
  }

  /// Takes a condition apart.
  private struct TestMaker {
    let questions: [String: Question]
    let facts: [String: FilterFact]
    let base: AnswersContext

    func test(_ node: ExpressionNode) -> Test {
      let used = BatchCondition.variables(in: node)
      guard let first = used.first else { return .always(node.isTrue(in: base)) }
      if used.count == 1, let test = table(node, over: first) { return test }
      switch node {
      case .operation(.and, let left, let right, _): return .both(test(left), test(right))
      case .operation(.or, let left, let right, _): return .either(test(left), test(right))
      case .call("not", let arguments, _): return .not(test(arguments[0]))
      case .call("selected", let arguments, _): return inclusion(arguments) ?? .each(node)
      default: return .each(node)
      }
    }

    private func table(_ node: ExpressionNode, over variable: Variable) -> Test? {
      var context = base
      if variable.isFact {
        guard let values = facts[variable.name]?.values, !values.isEmpty else { return nil }
        func holds(_ answer: Answer) -> Bool {
          context.attributes = [variable.name: ExpressionValue(answer).text]
          return node.isTrue(in: context)
        }
        return .table(variable, values.map(holds), missing: holds(.missing(.notAnswered)))
      }
      guard let question = questions[variable.name], question.type.columnKind == .codes else { return nil }
      func holds(_ answer: Answer) -> Bool {
        context.answers = [question.id: answer]
        return node.isTrue(in: context)
      }
      return .table(
        variable, question.choices.map { holds(.choice($0.id)) }, missing: holds(.missing(.notAnswered)))
    }

    /// Whether a choice, told by its name, is among several.
    private func inclusion(_ arguments: [ExpressionNode]) -> Test? {
      let variable: Variable
      let question: Question?
      switch arguments[0] {
      case .reference(let name, _):
        (variable, question) = (Variable(name: name, isFact: false), questions[name])
      case .attribute(let name, _):
        (variable, question) = (Variable(name: name, isFact: true), facts[name]?.question)
      default: return nil
      }
      guard case .string(let name, _) = arguments[1], let question, question.type == .selectMultiple,
        let choice = question.code(of: Choice.ID(name))
      else { return nil }
      return .includes(variable, choice)
    }
  }
}

/// One response of a batch, as expressions see it.
private struct RowMeaning: ExpressionContext {
  let columns: [BatchCondition.Variable: BatchColumn]
  let questions: [String: Question]
  let facts: [String: FilterFact]
  let base: AnswersContext
  var position = 0

  var today: CalendarDate { base.today }

  func question(_ id: Question.ID) -> Question? { questions[id.rawValue] }

  func answer(to question: Question.ID) -> Answer? {
    guard let definition = questions[question.rawValue],
      let column = columns[BatchCondition.Variable(name: question.rawValue, isFact: false)]
    else { return nil }
    return column.answer(at: position, to: definition)
  }

  func attribute(_ name: String) -> String? {
    guard let fact = facts[name],
      let column = columns[BatchCondition.Variable(name: name, isFact: true)]
    else { return nil }
    guard fact.values.isEmpty else {
      let code = column.codes[position]
      return code < 0 ? nil : ExpressionValue(fact.values[Int(code)]).text
    }
    return ExpressionValue(column.answer(at: position, to: fact.question)).text
  }
}

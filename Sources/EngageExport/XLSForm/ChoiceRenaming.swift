import EngageModel

/// Puts the survey's names of choices in place of the form's, where an expression compares an answer with them.
struct ChoiceRenaming {
  /// By question: the names in the survey, by the form's.
  let renamed: [Question.ID: [String: String]]
  /// The question that `.` stands for.
  let current: Question.ID?

  init(of renamed: [Question.ID: [String: String]], current: Question.ID?) {
    (self.renamed, self.current) = (renamed, current)
  }

  /// The expression with the new names.
  func applied(to expression: Expression) -> Expression {
    var edits: [(offset: Int, old: String, new: String)] = []
    visit(expression.root, &edits)
    if edits.isEmpty { return expression }
    var characters = Array(expression.source)
    for edit in edits.sorted(by: { $0.offset > $1.offset }) {
      // The text stands between quotation marks, which stay.
      let start = edit.offset + 1
      characters.replaceSubrange(start..<(start + edit.old.count), with: Array(edit.new))
    }
    // Only the inside of a quoted text has changed.
    return (try? Expression(parsing: String(characters))) ?? expression
  }

  private func visit(_ node: ExpressionNode, _ edits: inout [(offset: Int, old: String, new: String)]) {
    switch node {
    case .operation(let sign, let left, let right, _) where sign == .equal || sign == .notEqual:
      compare(left, right, &edits)
      compare(right, left, &edits)
    case .call("selected", let arguments, _) where arguments.count == 2:
      compare(arguments[0], arguments[1], &edits)
    default: break
    }
    for child in node.children { visit(child, &edits) }
  }

  private func compare(
    _ answer: ExpressionNode, _ name: ExpressionNode, _ edits: inout [(offset: Int, old: String, new: String)]
  ) {
    let question: Question.ID? =
      switch answer {
      case .reference(let name, _): Question.ID(name)
      case .current: current
      default: nil
      }
    guard let question, case .string(let old, let offset) = name, let new = renamed[question]?[old] else {
      return
    }
    edits.append((offset, old, new))
  }
}

import EngageModel
import EngageReport

/// A condition that responses had to meet, as conditions of figures: `${role} = 'faith'` says of a count what a split by
/// role says.
struct FilterReading {
  /// Dimensions and values; `nil` where it says something that they can't.
  let conditions: [String: Set<String>]?
  /// What it uses: questions, `session`, `date`, `theme`.
  let names: Set<String>

  init(_ filter: String, survey: Survey?) {
    guard let expression = try? Expression(parsing: filter) else {
      conditions = nil
      names = []
      return
    }
    names = FilterReading.names(expression.root)
    conditions = FilterReading.conditions(expression.root, survey)
  }

  private static func names(_ node: ExpressionNode) -> Set<String> {
    var found: Set<String> = []
    switch node {
    case .reference(let name, _), .attribute(let name, _): found.insert(name)
    default: break
    }
    return node.children.reduce(into: found) { $0.formUnion(names($1)) }
  }

  private static func conditions(_ node: ExpressionNode, _ survey: Survey?) -> [String: Set<String>]? {
    switch node {
    case .operation(.and, let left, let right, _):
      guard let first = conditions(left, survey), let second = conditions(right, survey) else { return nil }
      return first.merging(second) { $0.intersection($1) }
    case .operation(.or, let left, let right, _):
      guard let first = conditions(left, survey), let second = conditions(right, survey), first.count == 1,
        first.keys == second.keys, let dimension = first.keys.first, Meaning.wholeOfTick(dimension) == nil
      else { return nil }
      return first.merging(second) { $0.union($1) }
    case .operation(.equal, let name, let value, _):
      return equal(name, value, survey) ?? equal(value, name, survey)
    case .call("selected", let arguments, _) where arguments.count == 2:
      guard case .reference(let name, _) = arguments[0], case .string(let choice, _) = arguments[1],
        let question = survey?.questions.first(where: { $0.id.rawValue == name })
      else { return nil }
      if question.type == .selectMultiple { return ["\(name)/\(choice)": Meaning.yes] }
      return question.type.isSingleChoice ? [name: [choice]] : nil
    default: return nil
    }
  }

  private static func equal(_ name: ExpressionNode, _ value: ExpressionNode, _ survey: Survey?) -> [String:
    Set<String>]?
  {
    let word: String
    switch value {
    case .string(let text, _): word = text
    case .number(let number, _): word = ExpressionValue.number(number).text
    default: return nil
    }
    switch name {
    case .reference(let question, _):
      guard
        survey?.questions.contains(where: { $0.id.rawValue == question && $0.type.isSingleChoice }) == true
      else {
        return nil
      }
      return [question: [word]]
    case .attribute(Counted.unit, _):
      return [Counted.unit: [word == Unit.person.rawValue ? Counted.form : word]]
    case .attribute(let name, _) where [Meaning.place, Meaning.event].contains(name):
      return [name: [word]]
    default: return nil
    }
  }
}

import EngageModel

/// Checks that whether and what a question asks never depends on itself, nor on what is asked later.
extension SurveyReader {
  func checkOrder() {
    var positions: [Question.ID: Int] = [:]
    for (index, draft) in drafts.enumerated() where positions[draft.question.id] == nil {
      positions[draft.question.id] = index
    }
    let needs = drafts.indices.map { dependencies(of: $0, positions: positions) }
    let circular = reportCycles(needs)
    reportLater(needs, circular: circular)
  }

  /// A question that another depends on, and the expression that says so.
  private struct Dependency {
    let target: Int
    let node: YAMLNode
    /// Whether it decides if the question is asked.
    let isCondition: Bool
  }

  private func dependencies(of index: Int, positions: [Question.ID: Int]) -> [Dependency] {
    let draft = drafts[index]
    var found: [Dependency] = []
    func add(_ expression: Expression?, _ node: YAMLNode?, isCondition: Bool) {
      guard let expression, let node else { return }
      for name in expression.references.sorted() {
        if let target = positions[name] {
          found.append(Dependency(target: target, node: node, isCondition: isCondition))
        }
      }
    }
    for role in [ExpressionRole.relevant, .calculation, .choiceFilter, .required] {
      add(draft.question.expression(for: role), draft.expressions[role], isCondition: role == .relevant)
    }
    var next = draft.question.group
    var climbed = 0
    while let name = next, let group = groups.first(where: { $0.group.name == name }), climbed < 20 {
      add(group.group.relevant, group.condition, isCondition: true)
      next = group.group.parent
      climbed += 1
    }
    return found
  }

  /// Notes each circle once, at one of its expressions.
  /// - Returns: all questions on a circle.
  private func reportCycles(_ needs: [[Dependency]]) -> Set<Int> {
    var state = [UInt8](repeating: 0, count: needs.count)
    var circular: Set<Int> = []
    var reported: Set<[Int]> = []
    for start in needs.indices where state[start] == 0 {
      // Depth first, without recursion: a survey may chain thousands of questions.
      var path: [(index: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let last = path.last {
        guard last.next < needs[last.index].count else {
          state[last.index] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let dependency = needs[last.index][last.next]
        switch state[dependency.target] {
        case 0:
          state[dependency.target] = 1
          path.append((dependency.target, 0))
        case 1:
          let circle = path.map(\.index).drop { $0 != dependency.target }
          circular.formUnion(circle)
          if reported.insert(circle.sorted()).inserted { report(Array(circle), at: dependency.node) }
        default: break
        }
      }
    }
    return circular
  }

  private func report(_ circle: [Int], at node: YAMLNode) {
    let names = circle.map { drafts[$0].question.id.rawValue }
    if names.count == 1 {
      problems.add(
        "expression-cycle", "“\(names[0])” depends on its own answer", at: node,
        hint: "in relevant and calculation name other questions; “.” in constraint is the answer itself")
    } else {
      let way = (names + [names[0]]).prefix(12).joined(separator: " → ")
      problems.add(
        "expression-cycle", "these questions depend on each other in a circle: \(way)", at: node,
        hint: "take one of them out of the other's expression")
    }
  }

  private func reportLater(_ needs: [[Dependency]], circular: Set<Int>) {
    for (index, dependencies) in needs.enumerated() where !circular.contains(index) {
      for dependency in dependencies where dependency.isCondition && dependency.target > index {
        let later = drafts[dependency.target].question.id.rawValue
        problems.add(
          "later-question", "this depends on “\(later)”, which is asked later", at: dependency.node,
          hint: "until then it counts as not answered; ask “\(later)” first", severity: .warning)
      }
    }
  }
}

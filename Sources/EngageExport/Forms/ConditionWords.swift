import EngageModel

/// Puts the conditions of questions in plain words: "you ticked “Yes” at question 6".
///
/// About questions with boxes a condition is not read but tried: on every answer there can be. So it does not matter
/// how it was written, and the words say exactly what it does, or there are none.
struct ConditionWords: Sendable {
  let survey: Survey
  let numbers: [Question.ID: String]
  let words: PaperWords
  /// The label of a choice as it is printed.
  let label: @Sendable (LocalizedText) -> String

  /// The condition in words, to stand after "If"; `nil` where it is not simple enough to be sure.
  func words(_ condition: Expression) -> String? { words(all: [condition]) }

  /// Conditions that must all be met, as one.
  func words(all conditions: [Expression]) -> String? {
    let parts = conditions.flatMap { flattened($0.root, .and) }
    // Conditions on one question are tried together: "answered, and not “Elsewhere”" is one thing to say.
    if let together = tried(parts) { return together }
    var groups: [(question: Question.ID?, parts: [ExpressionNode])] = []
    for part in parts {
      let about = part.references.count == 1 ? part.references.first : nil
      if let about, let index = groups.firstIndex(where: { $0.question == about }) {
        groups[index].parts.append(part)
      } else {
        groups.append((about, [part]))
      }
    }
    let isAlone = parts.count == 1
    var phrases: [String] = []
    for group in groups {
      if let together = tried(group.parts) {
        phrases.append(together)
      } else {
        let single = group.parts.map { tried([$0]) ?? leaf($0) ?? (isAlone ? alternatives($0) : nil) }
        guard single.allSatisfy({ $0 != nil }) else { return nil }
        phrases += single.compactMap { $0 }
      }
    }
    return phrases.isEmpty ? nil : phrases.joined(separator: words.and)
  }

  /// Several conditions of which one must be met.
  private func alternatives(_ node: ExpressionNode) -> String? {
    let parts = flattened(node, .or)
    guard parts.count > 1 else { return nil }
    let phrases = parts.map { tried([$0]) ?? leaf($0) }
    return phrases.allSatisfy { $0 != nil } ? phrases.compactMap { $0 }.joined(separator: words.or) : nil
  }

  private func flattened(_ node: ExpressionNode, _ sign: ExpressionOperator) -> [ExpressionNode] {
    if case .operation(sign, let left, let right, _) = node {
      return flattened(left, sign) + flattened(right, sign)
    }
    return [node]
  }

  // MARK: - Questions with boxes

  private func tried(_ parts: [ExpressionNode]) -> String? {
    let references = Set(parts.flatMap(\.references))
    guard references.count == 1, let id = references.first, let question = survey.question(id),
      let number = numbers[id], parts.allSatisfy(\.isSteady),
      question.type.isSingleChoice || question.type == .selectMultiple, question.choices.count <= 64
    else { return nil }
    func holds(_ chosen: [Int]) -> Bool {
      var context = AnswersContext(
        [:], questions: survey.questions, today: CalendarDate(daysSince1970: 0), language: nil)
      context.answers[id] = answer(chosen, to: question)
      return parts.allSatisfy { $0.isTrue(in: context) }
    }
    let all = Array(question.choices.indices)
    let met = all.filter { holds([$0]) }
    let metEmpty = holds([])
    if question.type == .selectMultiple {
      // Only what depends on whether any of some boxes is ticked can be said in a line.
      let deciding = metEmpty ? all.filter { !met.contains($0) } : met
      let several = all.flatMap { one in all.filter { $0 > one }.map { [one, $0] } } + [all]
      for chosen in several where holds(chosen) != (chosen.contains(where: deciding.contains) != metEmpty) {
        return nil
      }
    }
    return phrase(question, number, met: met, metEmpty: metEmpty)
  }

  private func answer(_ chosen: [Int], to question: Question) -> Answer {
    let choices = chosen.map { question.choices[$0].id }
    guard let first = choices.first else { return .missing(.notAnswered) }
    return question.type == .selectMultiple ? .choices(choices) : .choice(first)
  }

  private func phrase(_ question: Question, _ number: String, met: [Int], metEmpty: Bool) -> String? {
    let others = question.choices.indices.filter { !met.contains($0) }
    if question.type == .acknowledge {
      if metEmpty == !met.isEmpty { return nil }
      return fill(metEmpty ? words.notTickedTheBox : words.tickedTheBox, number)
    }
    switch (metEmpty, met.isEmpty, others.isEmpty) {
    case (false, true, _), (true, _, true): return nil  // never, or always
    case (false, _, true): return fill(words.answered, number)
    case (true, true, _): return fill(words.notAnswered, number)
    case (true, false, false): return ticks(words.notTicked, words.notTickedBoxes, others, question, number)
    case (false, false, false):
      // Several boxes may be ticked at once: "anything but" would not say what is meant.
      if question.type.isSingleChoice, others.count <= 2, met.count > 2 {
        return ticks(words.tickedAnyBut, words.tickedAnyBut, others, question, number)
      }
      return ticks(words.ticked, words.tickedBoxes, met, question, number)
    }
  }

  private func ticks(
    _ sentence: String, _ byNumber: String, _ choices: [Int], _ question: Question, _ number: String
  ) -> String {
    let labels = choices.map { words.quoted(label(question.choices[$0].label)) }
    let isLong = labels.count > 3 || labels.reduce(0) { $0 + $1.count } > 110
    guard isLong, sentence != byNumber else {
      return PaperWords.fill(sentence, ["labels": words.list(labels), "number": number])
    }
    let keys = question.choiceKeys
    return PaperWords.fill(byNumber, ["labels": words.list(choices.map { keys[$0] }), "number": number])
  }

  private func fill(_ sentence: String, _ number: String) -> String {
    PaperWords.fill(sentence, ["number": number])
  }

  // MARK: - Other questions

  /// Whether anything was answered, and comparisons with a number.
  private func leaf(_ node: ExpressionNode) -> String? {
    guard case .operation(let sign, .reference(let name, _), let right, _) = node,
      let question = survey.question(Question.ID(name)), let number = numbers[question.id]
    else { return nil }
    if case .string("", _) = right {
      if sign == .notEqual { return fill(words.answered, number) }
      return sign == .equal ? fill(words.notAnswered, number) : nil
    }
    guard case .number(let value, _) = right, [.integer, .decimal, .range].contains(question.type) else {
      return nil
    }
    let sentence: String? =
      switch sign {
      case .equal: words.isExactly
      case .notEqual: words.isNot
      case .greaterOrEqual: words.isAtLeast
      case .lessOrEqual: words.isAtMost
      case .greater: words.isMore
      case .less: words.isLess
      default: nil
      }
    return sentence.map {
      PaperWords.fill($0, ["number": number, "value": ExpressionValue.number(value).text])
    }
  }
}

extension ExpressionNode {
  /// The questions whose answers it uses.
  fileprivate var references: Set<Question.ID> {
    var found = Set(children.flatMap(\.references))
    if case .reference(let name, _) = self { found.insert(Question.ID(name)) }
    return found
  }

  /// Whether it depends on nothing but answers: not on the day, the choice list or the words of labels.
  fileprivate var isSteady: Bool {
    switch self {
    case .current, .attribute: false
    case .call("today", _, _), .call("now", _, _), .call("jr:choice-name", _, _), .call("once", _, _): false
    default: children.allSatisfy(\.isSteady)
    }
  }
}

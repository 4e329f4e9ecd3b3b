import EngageModel

extension FormReader {
  /// Makes a grid of a group of questions that differ in nothing but their words.
  /// - Parameter start: how many questions there were before it.
  func finishGrid(_ name: String, from start: Int) {
    guard let position = groups.firstIndex(where: { $0.group.name == name }) else { return }
    let items = drafts[start...]
    guard let first = items.first, items.allSatisfy({ isItem($0, of: name) && isAlike($0, first, in: name) })
    else {
      return add(
        .warning, "not-a-grid",
        "“\(name)” is read as a group: the questions of a grid are alike in all but their words, and their names "
          + "begin with “\(name)_”", row: groups[position].row, column: "name",
        hint: "give all the same choices, hint and marks, and none a condition or a value to start from")
    }
    if groups[position].group.label == nil { groups[position].group.label = "" }
    groups[position].group.kind = .grid
    for index in start..<drafts.count {
      drafts[index].question.type = .scale
      drafts[index].question.label = groups[position].group.label(ofItem: drafts[index].question.label)
      drafts[index].question.choices = scaleChoices(of: drafts[index].row)
    }
  }

  private func isItem(_ draft: FormDraft, of grid: String) -> Bool {
    let question = draft.question
    return question.type == .selectOne && question.group == grid && question.id.rawValue.hasPrefix(grid + "_")
      && question.constraintMessage == nil && question.defaultValue == nil
      && draft.expressions.allSatisfy { $0.role == .required }
  }

  /// Whether two items have everything in common that a grid says once.
  private func isAlike(_ draft: FormDraft, _ other: FormDraft, in grid: String) -> Bool {
    func shared(_ draft: FormDraft) -> Question {
      var question = draft.question
      let item = "_" + question.id.rawValue.dropFirst(grid.count + 1)
      // The grid names its partner, of which each item is paired with its like.
      if let pair = question.pair?.rawValue, pair.hasSuffix(item) {
        question.pair = Question.ID(String(pair.dropLast(item.count)))
      }
      question.id = ""
      question.label = ""
      question.choices = scaleChoices(of: draft.row)
      return question
    }
    let hasPartner = draft.question.pair.map { pair in
      pair.rawValue.hasSuffix("_" + draft.question.id.rawValue.dropFirst(grid.count + 1))
    }
    return shared(draft) == shared(other) && draft.expressions.map(\.text) == other.expressions.map(\.text)
      && hasPartner != false
  }
}

import EngageModel

/// Grids: a line for each item, a column for each choice.
extension PaperForm {
  /// A grid with its heading, or its items one after another where its choices take more room than a line has.
  func grid(_ grid: QuestionGroup) -> [Markup] {
    let items = survey.questions.filter { $0.group == grid.name && numbers[$0.id] != nil }
    let notes = survey.questions.filter { $0.group == grid.name && $0.type == .note }
    guard let first = items.first else { return [] }
    guard isTable(items) else { return gridAsList(grid, items) }
    let number = numbers[first.id].map { $0.filter(\.isNumber) } ?? ""
    var inside: [Markup] = []
    if let condition = grid.relevant { inside.append(.tag("p", "if", [conditionWords(condition)])) }
    inside.append(.tag("span", "number", "\(number)."))
    if let label = grid.label, !label.text.isEmpty { inside.append(.tag("p", "ask", [text.shown(label)])) }
    if let hint = first.hint, items.allSatisfy({ $0.hint == hint }) {
      inside.append(.tag("p", "hint", [text.shown(hint)]))
    }
    let how = first.type == .selectMultiple ? words.tickAllPerLine : words.tickOnePerLine
    inside.append(.tag("p", "how", [text.own(how)]))
    inside += notes.map { .tag("p", "", [text.shown($0.label)]).with("data-question", $0.id.rawValue) }
    inside.append(table(grid, items))
    return [.tag("div", grid.relevant == nil ? "q" : "q conditional", inside)]
  }

  /// Boxes with the same choices, of which each fits its column, and nothing to write.
  private func isTable(_ items: [Question]) -> Bool {
    guard let first = items.first, !isLarge, !first.choices.isEmpty, first.choices.count <= 7 else {
      return false
    }
    let space = AnswerSpace(form: self, question: first)
    return space.fitsColumns(100 / first.choices.count)
      && items.allSatisfy { item in
        [.selectOne, .scale, .selectMultiple].contains(item.type) && item.choices == first.choices
          && item.type == first.type && other(of: item) == nil && item.choiceFilter == nil
      }
  }

  private func table(_ grid: QuestionGroup, _ items: [Question]) -> Markup {
    guard let first = items.first else { return .pieces([]) }
    let heads: [Markup] = first.choices.map { .tag("th", "", [text.choice($0.label)]) }
    let sharedHint = items.allSatisfy { $0.hint == first.hint }
    let rows = items.map { item -> Markup in
      var words: [Markup] = [
        .tag("span", "number", numbers[item.id] ?? ""), text.shown(grid.item(of: item.label)),
      ]
      if let hint = item.hint, !sharedHint { words += [.element("br", [], []), text.choice(hint)] }
      if let condition = item.relevant {
        words.insert(contentsOf: [conditionWords(condition), .element("br", [], [])], at: 1)
      }
      let boxes = item.choiceKeys.map { Markup.tag("td", "", [AnswerSpace.box($0)]) }
      return Markup.tag("tr", "", [.tag("th", "", words)] + boxes).with("data-question", item.id.rawValue)
    }
    return .tag(
      "table", "grid",
      [.tag("thead", "", [.tag("tr", "", [.tag("td", "item", [])] + heads)]), .tag("tbody", "", rows)])
  }

  private func gridAsList(_ grid: QuestionGroup, _ items: [Question]) -> [Markup] {
    var printed: [Markup] = []
    if let condition = grid.relevant { printed.append(.tag("p", "if note", [conditionWords(condition)])) }
    let hasLabel = grid.label.map { !$0.text.isEmpty } ?? false
    if let label = grid.label, hasLabel { printed.append(.tag("p", "note ask", [text.shown(label)])) }
    let inGrid = survey.questions.filter { $0.group == grid.name }
    return printed
      + inGrid.compactMap { item in
        if numbers[item.id] != nil, items.contains(item) {
          if item.otherOf.flatMap(survey.question).flatMap(other(of:))?.id == item.id { return nil }
          return question(item, asked: grid.item(of: item.label))
        }
        return item.type == .note
          ? Markup.tag("p", "note", [text.shown(item.label)]).with("data-question", item.id.rawValue) : nil
      }
  }
}

import EngageModel

/// Where the answer to a question is ticked or written.
struct AnswerSpace {
  let form: PaperForm
  let question: Question

  private var text: PrintedText { form.text }
  private var words: PaperWords { form.words }

  /// How to answer, unless the survey's own hint says the same.
  func instructions(besides hint: LocalizedText?) -> [Markup] {
    var said: [String] = []
    switch question.type {
    case .selectOne, .scale: said.append(words.tickOne)
    case .selectMultiple: said.append(words.tickAll)
    case .rank: said.append(words.rank)
    case .integer: said.append(words.wholeNumber + ".")
    case .decimal: said.append(words.number + ".")
    case .range: said.append(isRow(question.range) ? words.tickOne : numberFromTo + ".")
    default: break
    }
    if question.required == .yes { said.append(words.required) }
    let given = hint.map { AnswerSpace.bare(text.plain($0)) }
    said.removeAll { AnswerSpace.bare($0) == given }
    return said.isEmpty ? [] : [text.own(said.joined(separator: " "))]
  }

  /// Words without what punctuation they end in, to compare.
  private static func bare(_ words: String) -> String {
    words.lowercased().filter { $0.isLetter || $0 == " " }
  }

  private var numberFromTo: String {
    let range = question.range ?? NumberRange()
    return PaperWords.fill(
      words.numberFromTo,
      ["from": ExpressionValue.number(range.start).text, "to": ExpressionValue.number(range.end).text])
  }

  /// The space itself.
  var markup: [Markup] {
    switch question.type {
    case .scale where isRowOfBoxes: [boxesInRow]
    case .selectOne, .scale, .selectMultiple: [list]
    case .rank: [ranking]
    case .range where isRow(question.range): [numbersInRow]
    case .integer, .decimal, .range: [.tag("div", "fields", [.tag("span", "wide", [])])]
    case .date: [fields([(words.day, 2), (words.month, 2), (words.year, 4)])]
    case .time: [fields([(words.hour, 2), (words.minute, 2)])]
    case .text: [lines]
    case .acknowledge, .note, .calculate, .hidden: []
    }
  }

  // MARK: - Boxes

  /// A box with its key.
  static func box(_ key: String) -> Markup {
    .pieces([.tag("span", "key", key), .text(" "), .tag("span", "box", [])])
  }

  private var list: Markup {
    let other = form.other(of: question)
    let longest = question.choices.map { text.plain($0.label).count }.max() ?? 0
    let total = question.choices.reduce(0) { $0 + text.plain($1.label).count + 10 }
    var look = "choices"
    if !form.isLarge, question.choices.count <= 4, total <= 75, other == nil {
      look += " row"
    } else if !form.isLarge, question.choices.count >= 8 || (question.choices.count >= 6 && longest <= 30) {
      look += " two"
    }
    let keys = question.choiceKeys
    var items: [Markup] = []
    for section in sections {
      let choices = section.choices.map { item(question.choices[$0], key: keys[$0], other: other) }
      guard let heading = section.heading else {
        items += choices
        continue
      }
      items.append(
        .tag("li", "section", [.tag("span", "", [text.choice(heading)]), .tag("ul", "", choices)]))
    }
    // An "Other" that asks for its words without being a choice.
    if let other, !question.choices.contains(where: { asksForWords($0, other) }) {
      items.append(.tag("li", "", [say(other, after: nil)]).with("data-question", other.id.rawValue))
    }
    return .tag("ul", look, items)
  }

  private func item(_ choice: Choice, key: String, other: Question?) -> Markup {
    let box: [Markup] = [.tag("span", "key", key), .tag("span", "box", [])]
    guard let other, asksForWords(choice, other) else {
      return .tag("li", "", box + [.tag("span", "label", [text.choice(choice.label)])])
    }
    return Markup.tag("li", "", box + [say(other, after: choice)]).with("data-question", other.id.rawValue)
  }

  /// Whether it is the choice that the words explain.
  private func asksForWords(_ choice: Choice, _ other: Question) -> Bool {
    let last = question.choices.contains { $0.id == "other" } ? "other" : question.choices.last?.id
    return choice.id == last
  }

  /// "Other, please say: ____", without saying "Other" twice.
  private func say(_ other: Question, after choice: Choice?) -> Markup {
    let asked = text.plain(other.label)
    let colon = asked.hasSuffix(":") || asked.hasSuffix("?") ? "" : ":"
    var said: [Markup] = [text.choice(other.label, ending: colon)]
    if let choice, !asked.lowercased().hasPrefix(text.plain(choice.label).lowercased()) {
      said.insert(contentsOf: [text.choice(choice.label), .text(" – ")], at: 0)
    }
    return .pieces([.tag("span", "say", said), .tag("span", "dots", [])])
  }

  /// The choices under the answers that offer them, where a `choice_filter` is as simple as that; else all in one.
  private var sections: [(heading: LocalizedText?, choices: [Int])] {
    let all: [(heading: LocalizedText?, choices: [Int])] = [(nil, Array(question.choices.indices))]
    guard case .operation(.equal, let left, let right, _) = question.choiceFilter?.root else { return all }
    let attribute: String
    let name: String
    switch (left, right) {
    case (.attribute(let one, _), .reference(let other, _)): (attribute, name) = (one, other)
    case (.reference(let other, _), .attribute(let one, _)): (attribute, name) = (one, other)
    default: return all
    }
    guard let parent = form.survey.question(Question.ID(name)), parent.type.isSingleChoice else { return all }
    var found: [(heading: LocalizedText?, choices: [Int])] = []
    for choice in parent.choices {
      let offered = question.choices.indices.filter {
        question.choices[$0].attributes[attribute] == choice.id.rawValue
      }
      if !offered.isEmpty { found.append((choice.label, offered)) }
    }
    let placed = Set(found.flatMap(\.choices))
    let rest = question.choices.indices.filter { !placed.contains($0) }
    // A choice of no section is offered after any answer or none; so that nothing is lost it stands at the end.
    return found + (rest.isEmpty ? [] : [(heading: nil, choices: rest)])
  }

  // MARK: - Scales

  /// Few boxes with short words stand side by side.
  private var isRowOfBoxes: Bool {
    !form.isLarge && question.choices.count <= 7 && fitsColumns(180 / max(1, question.choices.count))
  }

  /// - Parameter width: of a column, in millimetres.
  func fitsColumns(_ width: Int) -> Bool {
    question.choices.allSatisfy { choice in
      let label = text.plain(choice.label)
      let longest = label.split { $0 == " " || $0 == "-" }.map(\.count).max() ?? 0
      // About two millimetres a letter at 11 pt.
      return longest * 2 + 3 <= width && label.count <= 40
    }
  }

  private var boxesInRow: Markup {
    let keys = question.choiceKeys
    let apart = question.choices.map { $0.scored ? "" : "apart" }
    return .tag(
      "table", "scale",
      [
        .tag("tr", "", zip(question.choices, apart).map { .tag("td", $1, [text.choice($0.label)]) }),
        .tag("tr", "boxes", zip(keys, apart).map { .tag("td", $1, [AnswerSpace.box($0)]) }),
      ])
  }

  /// A range of at most eleven whole steps is ticked.
  private func isRow(_ range: NumberRange?) -> Bool {
    guard let range, !form.isLarge, range.step > 0 else { return false }
    return range.end >= range.start && (range.end - range.start) / range.step <= 10
  }

  private var numbersInRow: Markup {
    let range = question.range ?? NumberRange()
    let steps = Int(((range.end - range.start) / range.step + 1e-9).rounded(.down))
    let boxes = (0...max(0, steps)).map { step -> Markup in
      let number = ExpressionValue.number(range.start + Double(step) * range.step).text
      return .tag("td", "", [.tag("div", "", number), .tag("span", "box", [])])
    }
    return .tag("table", "scale", [.tag("tr", "", boxes)])
  }

  // MARK: - Writing

  private var ranking: Markup {
    let keys = question.choiceKeys
    let items = zip(question.choices, keys).map { choice, key -> Markup in
      .tag(
        "li", "",
        [
          .tag("span", "place", []), .tag("span", "label", [text.choice(choice.label)]),
          .tag("span", "key", "(\(key))"),
        ])
    }
    return .tag("ul", "choices ranked", items)
  }

  private func fields(_ parts: [(name: String, cells: Int)]) -> Markup {
    .tag(
      "div", "fields",
      parts.map { part in
        let cells = Array(repeating: Markup.tag("span", "cell", []), count: part.cells)
        return .tag("span", "field", [.tag("span", "cells", cells), text.own(part.name)])
      })
  }

  /// More room where what people say matters most, less where a word or two will do.
  private var lines: Markup {
    let count = question.codebook != nil ? 6 : question.sensitive || question.identifies ? 1 : 4
    return .tag("div", "lines", Array(repeating: .tag("div", "line", []), count: count))
  }
}

/// What is printed on paper and typed from it: one source for forms, entry and entry sheets.
extension Question {
  /// What stands at each of `choices` on paper, and is typed for it: its name where all names are whole numbers,
  /// else its position from 1. A `choice_filter` changes none of them.
  public var choiceKeys: [String] {
    let names = choices.map(\.id.rawValue)
    if names.allSatisfy({ Int($0) != nil }) { return names }
    return choices.indices.map { String($0 + 1) }
  }

  /// Whether somebody is asked it, rather than reads it or never sees it.
  public var isAsked: Bool { ![.note, .calculate, .hidden].contains(type) }

  /// Whether a form or a table's notes are asked it. A form is asked every question; a table is asked for its people's
  /// words only: texts that are neither sensitive nor the words behind an "Other".
  public func isAsked(of unit: Unit) -> Bool {
    switch unit {
    case .person: isAsked
    case .table: type == .text && !sensitive && otherOf == nil
    }
  }
}

extension Survey {
  /// The numbers of the questions that are asked, as they are printed: `1`, `2`, …; a grid has one number and its
  /// items letters, `5a`, `5b`; the words behind an "Other" share the number of their question. Questions nobody is
  /// asked (notes, calculations, hidden ones) have none.
  public var questionNumbers: [Question.ID: String] {
    var numbers: [Question.ID: String] = [:]
    var grids: [String: (number: Int, items: Int)] = [:]
    let asked = questions.filter(\.isAsked)
    let names = Set(asked.map(\.id))
    var last = 0
    for question in asked where !isShared(question, among: names) {
      guard let grid = question.group.flatMap(group), grid.kind == .grid else {
        last += 1
        numbers[question.id] = String(last)
        continue
      }
      if grids[grid.name] == nil {
        last += 1
        grids[grid.name] = (last, 0)
      }
      let place = grids[grid.name, default: (last, 0)]
      numbers[question.id] = "\(place.number)\(Survey.letters(place.items))"
      grids[grid.name]?.items += 1
    }
    for question in asked where numbers[question.id] == nil {
      numbers[question.id] = question.otherOf.flatMap { numbers[$0] }
    }
    return numbers
  }

  /// How many questions a form has, as their printed numbers count them: a grid is one, and so are a question and the
  /// words behind its “Other”.
  public var printedCount: Int {
    Set(questionNumbers.values.map { $0.prefix { $0.isNumber } }).count
  }

  /// Whether a question goes by the number of another one, which is asked and has a number of its own.
  private func isShared(_ question: Question, among asked: Set<Question.ID>) -> Bool {
    guard let parent = question.otherOf, parent != question.id, asked.contains(parent) else { return false }
    return self.question(parent)?.otherOf == nil
  }

  /// 0 is `a`, 25 `z`, 26 `aa`.
  private static func letters(_ position: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    let last = String(alphabet[position % 26])
    return position < 26 ? last : letters(position / 26 - 1) + last
  }
}

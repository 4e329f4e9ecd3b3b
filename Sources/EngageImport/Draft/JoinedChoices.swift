/// Several choices in one cell: what joins them, and which they are.
struct JoinedChoices {
  /// `;`, `, ` or a blank.
  let separator: String
  /// The choices with the number of cells that have them, in the order of their first occurrence.
  let choices: AnswerValues
  /// Cells that hold two or more.
  let joined: Int
  /// Whether most cells end with the separator, as Microsoft Forms writes them.
  private let isClosed: Bool
  /// The choices in each distinct cell.
  private let cells: [(parts: [String], count: Int)]

  private static let hints = [
    "all that apply", "select all", "check all", "tick all", "choose all", "mark all", "as many as apply",
    "as many as you", "select any", "tick any", "more than one", "select up to", "choose up to", "tick up to",
    "check any", "which of the following", "multiple", "all applicable", "any of the following", "pick up to",
    "select as many",
  ]

  /// Whether a question's text asks for several answers.
  static func isAskedFor(_ label: LabelWords) -> Bool { label.hasAny(hints) }

  /// Recognises joined choices.
  /// - Parameters:
  ///   - answers: the cells.
  ///   - separators: what the dialect joins with, most likely first.
  ///   - label: what was asked.
  init?(_ answers: AnswerValues, separators: [String], label: LabelWords) {
    // Of a column that is not known to its end nobody can say that these are all choices.
    if answers.isCut { return nil }
    let asked = JoinedChoices.isAskedFor(label)
    // A semicolon joins hardly anything but choices.
    for separator in JoinedChoices.inOrder(separators, answers) {
      guard answers.texts.contains(where: { $0.contains(separator) }) else { continue }
      // Where a blank follows every comma it is part of what joins.
      let isLoose = separator == "," && !answers.texts.contains { ChoiceParts.hasTightComma($0) }
      let separator = isLoose ? ", " : separator
      if let found = JoinedChoices(answers, separator: separator), found.isConvincing(answers, asked: asked) {
        self = found
        return
      }
    }
    return nil
  }

  /// Semicolons first, and the bare comma before the one with a blank where most cells have it.
  private static func inOrder(_ separators: [String], _ answers: AnswerValues) -> [String] {
    var order = separators.filter { $0.contains(";") } + separators.filter { !$0.contains(";") }
    guard let bare = order.firstIndex(of: ","), let loose = order.firstIndex(of: ", "), loose < bare else {
      return order
    }
    let commas = answers.texts.filter { $0.contains(",") }
    if commas.count(where: { ChoiceParts.hasTightComma($0) }) * 2 > commas.count { order.swapAt(bare, loose) }
    return order
  }

  private init?(_ answers: AnswerValues, separator: String) {
    self.separator = separator
    let cells = ChoiceParts.whole(
      answers.values.map {
        (parts: ChoiceParts.split($0.text, separator: separator), count: $0.count)
      }, separator: separator)
    let together = separator.contains(";") ? [:] : ChoiceParts.belonging(cells)
    var values: [AnswerValues.Value] = []
    var places: [String: Int] = [:]
    var joined = 0
    let rejoined = cells.map {
      (parts: ChoiceParts.rejoined($0.parts, together, separator: separator), count: $0.count)
    }
    for cell in rejoined {
      let parts = cell.parts
      if parts.count > 1 { joined += cell.count }
      var seen: Set<String> = []
      for part in parts {
        // Nobody ticks a choice twice.
        guard seen.insert(part).inserted else { return nil }
        if let place = places[part] {
          values[place].count += cell.count
        } else {
          places[part] = values.count
          values.append(AnswerValues.Value(text: part, count: cell.count))
        }
      }
    }
    self.joined = joined
    isClosed = answers.values.count { $0.text.hasSuffix(separator) } * 2 > answers.distinct
    self.cells = rejoined
    choices = AnswerValues(values)
  }

  /// Whether parts come back in other cells, as choices do and the words of sentences don't.
  private func isConvincing(_ answers: AnswerValues, asked: Bool) -> Bool {
    guard joined > 0 || isClosed, choices.distinct <= 250 else { return false }
    // A part comes back where it stands in another cell, not where the same cell does.
    let often = Dictionary(cells.flatMap { $0.parts.map { ($0, 1) } }, uniquingKeysWith: +)
    var fromChoices = 0
    var sizes: Set<Int> = []
    var knownParts = 0
    var allParts = 0
    for (parts, count) in cells {
      sizes.insert(parts.count)
      guard parts.count > 1 else { continue }
      let known = parts.count { (often[$0] ?? 0) >= 2 }
      knownParts += known * count
      allParts += parts.count * count
      if known >= 2 || (known >= 1 && separator.contains(";")) { fromChoices += count }
    }
    if hasSentences(answers.answered) { return false }
    // “1,5” is a number where decimals have a comma.
    let areDecimals = cells.allSatisfy {
      $0.parts.count <= 2 && $0.parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
    }
    if separator == ",", areDecimals { return false }
    // “Rugby, Warwickshire”: always two parts, so no list of choices.
    if sizes == [2], separator != ";" { return false }
    let repeated = choices.repeated
    if separator.contains(";") {
      if isClosed { return repeated >= 0.3 || asked || answers.answered < 8 }
      if fromChoices == 0 { return false }
      return (repeated >= 0.6 && fromChoices * 2 >= joined) || (asked && repeated >= 0.3)
        || (answers.answered < 8 && repeated >= 0.4)
    }
    // “Yes, because …” has one part that comes back and one that does not.
    let enough = asked ? 1 : 2
    return fromChoices >= enough && knownParts * 5 >= allParts * 3 && repeated >= (asked ? 0.5 : 0.7)
      && choices.core >= (answers.answered < 20 ? 0.3 : 0.6)
      && (asked || choices.distinct * 2 <= choices.answered || answers.answered < 8)
  }

  /// Whether most parts are longer than anybody makes a choice; in a few responses, any of them.
  private func hasSentences(_ responses: Int) -> Bool {
    let long = choices.values.count { $0.text.utf8.count > 150 || $0.text.contains(where: \.isNewline) }
    return responses < 8 ? long > 0 : long * 3 > choices.distinct
  }
}

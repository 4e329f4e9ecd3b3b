import EngageModel

/// Turns a line into an answer to a question, or says in plain words what is wrong with it.
struct AnswerReader {
  let question: Question
  /// Those of the question's choices that are offered now.
  let offered: [Choice]
  let language: String?
  var face = EntryFace.lines

  /// - Parameter line: trimmed and not empty.
  /// - Throws: `EntryRefusal`.
  func read(_ line: String) throws(EntryRefusal) -> Answer {
    switch question.type {
    case .selectOne, .scale: return .choice(try choices.one(line))
    case .selectMultiple: return .choices(inSurveyOrder(try choices.several(line)))
    case .rank: return .ranking(try choices.ranking(line))
    case .acknowledge: return try acknowledgement(line)
    case .integer, .decimal, .range: return .number(try NumberReader(question, face).read(line))
    case .date: return .date(try DateReader.read(line))
    case .time: return .time(try DateReader.time(line))
    case .text, .note, .calculate, .hidden: return .text(line)
    }
  }

  /// The survey's default as an answer; `nil` where there is none, or where it is no answer to this question.
  var defaultAnswer: Answer? {
    guard let written = question.defaultValue?.trimmed, !written.isEmpty else { return nil }
    let names = written.split(whereSeparator: \.isWhitespace).map { Choice.ID(String($0)) }
    let answer: Answer?
    switch question.type {
    case .selectOne, .scale, .acknowledge: answer = .choice(Choice.ID(written))
    case .selectMultiple: answer = .choices(inSurveyOrder(names))
    case .rank: answer = .ranking(names)
    default: answer = try? read(written)
    }
    guard let answer, question.holds(answer) else { return nil }
    return names.allSatisfy { name in !question.type.takesChoices || offered.contains { $0.id == name } }
      ? answer : nil
  }

  /// What to type for each of the choices offered.
  var keys: [String] {
    let keys = Dictionary(zip(question.choices.map(\.id), question.choiceKeys)) { first, _ in first }
    return offered.compactMap { keys[$0.id] }
  }

  var choices: ChoiceReader { ChoiceReader(choices: offered, keys: keys, language: language, face: face) }

  private func inSurveyOrder(_ chosen: [Choice.ID]) -> [Choice.ID] {
    question.choices.map(\.id).filter(chosen.contains)
  }

  private func acknowledgement(_ line: String) throws(EntryRefusal) -> Answer {
    let written = line.lowercased()
    guard let ok = question.choices.first else { return .missing(.notAnswered) }
    let names = [ok.id.rawValue, ok.label.text, ok.label.text(in: language)].map { $0.lowercased() }
    if ["y", "yes", "1", "ok", "x"].contains(written) || names.contains(written) { return .choice(ok.id) }
    if ["n", "no", "0"].contains(written) { return .missing(.notAnswered) }
    throw EntryRefusal("Type y if it was ticked, or just Enter if it was not.")
  }
}

/// Finds the choices that were meant, by number, by name, or by the beginning of the label.
struct ChoiceReader {
  let choices: [Choice]
  /// What to type for each of them.
  let keys: [String]
  let language: String?
  var face = EntryFace.lines

  /// - Throws: `EntryRefusal`.
  func one(_ written: String) throws(EntryRefusal) -> Choice.ID {
    if choices.isEmpty {
      throw EntryRefusal(
        "No choice is offered after the answers so far. Enter leaves it unanswered, \(face.name(.back)) goes back."
      )
    }
    let found = matches(written)
    if found.count == 1 { return choices[found[0]].id }
    if found.isEmpty {
      throw EntryRefusal("That is none of the choices. Type \(keyWords), or the beginning of a label.")
    }
    let labels = found.prefix(5).map { "\(keys[$0]) \(choices[$0].label.text(in: language))" }
    throw EntryRefusal(
      "That could be \(labels.joined(separator: " or ")). Type the number, or more of the label.")
  }

  /// Several, parted by commas, semicolons or, where they are numbers or names, blanks; each once.
  /// - Throws: `EntryRefusal`.
  func several(_ written: String) throws(EntryRefusal) -> [Choice.ID] {
    var found: [Choice.ID] = []
    for part in parts(written) {
      let choice = try one(part)
      if !found.contains(choice) { found.append(choice) }
    }
    return found
  }

  /// As `several`, in order; `>` parts too.
  /// - Throws: `EntryRefusal`, also where a choice comes twice.
  func ranking(_ written: String) throws(EntryRefusal) -> [Choice.ID] {
    var found: [Choice.ID] = []
    for part in parts(written, ranked: true) {
      let choice = try one(part)
      if found.contains(choice) {
        throw EntryRefusal("A choice is there twice. Type each once, best first, such as 2, 1, 3.")
      }
      found.append(choice)
    }
    return found
  }

  private func parts(_ written: String, ranked: Bool = false) -> [String] {
    // A label may hold commas itself.
    if matches(written).count == 1 { return [written] }
    let separator: Character = ranked && written.contains(">") ? ">" : written.contains(";") ? ";" : ","
    let parts = written.split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
    let words = written.split { $0.isWhitespace || $0 == "," || $0 == ";" || (ranked && $0 == ">") }
      .map(String.init)
    if words.allSatisfy({ isKeyOrName($0) }) && !words.isEmpty { return words }
    return parts.isEmpty ? [written] : parts
  }

  private func isKeyOrName(_ word: String) -> Bool {
    let word = word.lowercased()
    return keys.contains(word) || choices.contains { $0.id.rawValue.lowercased() == word }
  }

  /// The positions of the choices that may be meant: exact matches before beginnings.
  private func matches(_ written: String) -> [Int] {
    let word = written.lowercased()
    if let key = keys.firstIndex(of: word) { return [key] }
    let all = Array(choices.indices)
    let named = all.filter { choices[$0].id.rawValue.lowercased() == word }
    if !named.isEmpty { return named }
    let labelled = all.filter { labels($0).contains(word) }
    if !labelled.isEmpty { return labelled }
    // A number that is not offered must not be taken for the beginning of "101 or 999".
    if word.isEmpty || word.isDigits { return [] }
    return all.filter { index in
      labels(index).contains { $0.hasPrefix(word) } || choices[index].id.rawValue.lowercased().hasPrefix(word)
    }
  }

  private func labels(_ index: Int) -> [String] {
    let label = choices[index].label
    return [label.text(in: language).lowercased(), label.text.lowercased()]
  }

  private var keyWords: String {
    guard let first = keys.first, let last = keys.last, keys.count > 1 else {
      return keys.first ?? "a number"
    }
    let numbers = keys.compactMap { Int($0) }
    let isRow = zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    return isRow ? "a number from \(first) to \(last)" : "one of \(keys.joined(separator: ", "))"
  }
}

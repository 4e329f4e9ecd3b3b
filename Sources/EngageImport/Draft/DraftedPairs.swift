import EngageModel

/// Questions asked before and after, found by their names or words: `confidence_pre` and `confidence_post`, "How sure were
/// you before the session?" and "How sure are you after the session?".
///
/// They are paired only where it is plain: each finds one other, of the same type and with the same answers.
struct DraftedPairs {
  private(set) var questions: [Question]
  private(set) var comments: [Question.ID: [String]] = [:]

  private static let before: Set<String> = ["before", "pre"]
  private static let after: Set<String> = ["after", "post"]
  /// What tells then from now.
  private static let present = ["were": "are", "was": "is", "had": "have", "did": "do"]

  /// - Parameters:
  ///   - questions: as drafted.
  ///   - grids: the names of grids, whose items are paired all or none.
  init(_ questions: [Question], grids: Set<String>) {
    self.questions = questions
    var found: [(before: Int, after: Int, choices: [Choice])] = []
    for (first, second) in DraftedPairs.alike(questions) {
      guard let choices = DraftedPairs.choices(of: questions[second], as: questions[first]) else { continue }
      found.append((first, second, choices))
    }
    let first = Dictionary(grouping: found, by: \.before)
    let second = Dictionary(grouping: found, by: \.after)
    let plain = found.filter {
      first[$0.before]?.count == 1 && second[$0.after]?.count == 1 && first[$0.after] == nil
        && second[$0.before] == nil
    }
    var told: Set<Question.ID> = []
    for (before, after, choices) in plain where isWhole((before, after, choices), among: plain, grids) {
      self.questions[after].pair = questions[before].id
      self.questions[after].choices = choices
      // Of a grid it is said once.
      func place(_ question: Question) -> String {
        question.group.flatMap { grids.contains($0) ? $0 : nil } ?? question.id.rawValue
      }
      guard told.insert(Question.ID(place(questions[after]))).inserted else { continue }
      comments[Question.ID(place(questions[after]))] = [
        "asked before and after? Compared with \(place(questions[before])): pair"
      ]
    }
  }

  /// Whether all items of its grid are paired with those of one other, so that the grid can say so.
  private func isWhole(
    _ pair: (before: Int, after: Int, choices: [Choice]),
    among found: [(before: Int, after: Int, choices: [Choice])], _ grids: Set<String>
  ) -> Bool {
    let (first, second) = (questions[pair.before], questions[pair.after])
    let inGrids = [first, second].map { question in question.group.map(grids.contains) ?? false }
    guard inGrids.contains(true) else { return true }
    guard inGrids == [true, true], let from = first.group, let to = second.group, from != to else {
      return false
    }
    let items = questions.indices.filter { questions[$0].group == to }
    return items.allSatisfy { item in
      let suffix = questions[item].id.rawValue.dropFirst(to.count)
      return found.contains {
        $0.after == item && questions[$0.before].id.rawValue == from + suffix && $0.choices == pair.choices
      }
    }
  }

  // MARK: Names and words

  /// Questions that are named or asked alike but for before and after.
  private static func alike(_ questions: [Question]) -> [(before: Int, after: Int)] {
    var asked: [String: (before: [Int], after: [Int])] = [:]
    for (index, question) in questions.enumerated() where question.type.isSingleChoice {
      let name = question.id.rawValue.split(separator: "_").map { $0.lowercased() }
      let label = LabelWords(question.label.text).words.map(String.init)
      var stems: Set<String> = []
      for (kind, words) in [("name", name), ("label", label)] {
        guard let (half, stem) = half(of: words), stems.insert("\(kind) \(stem)").inserted else { continue }
        if half == .before {
          asked["\(kind) \(stem)", default: ([], [])].before.append(index)
        } else {
          asked["\(kind) \(stem)", default: ([], [])].after.append(index)
        }
      }
    }
    var pairs: [(before: Int, after: Int)] = []
    for halves in asked.values {
      for first in halves.before {
        for second in halves.after where !pairs.contains(where: { $0 == (first, second) }) {
          pairs.append((first, second))
        }
      }
    }
    return pairs.sorted { ($0.after, $0.before) < ($1.after, $1.before) }
  }

  private enum Half { case before, after }

  /// Which half it is and what is left without the word that says so; `nil` where none or several do, or nothing is left.
  private static func half(of words: [String]) -> (Half, stem: String)? {
    let marks = words.indices.filter { before.contains(words[$0]) || after.contains(words[$0]) }
    guard marks.count == 1, let mark = marks.first, words.count > 1 else { return nil }
    let rest = words.indices.filter { $0 != mark }.map { present[words[$0]] ?? words[$0] }
    return (before.contains(words[mark]) ? .before : .after, rest.joined(separator: " "))
  }

  // MARK: Choices

  /// The choices of the question after, named and in order as those before; `nil` where they are others.
  ///
  /// "I had not" and "I have not" are one level in two wordings.
  private static func choices(of after: Question, as before: Question) -> [Choice]? {
    guard after.type == before.type else { return nil }
    let first = before.choices.map { key($0) }
    let second = after.choices.map { key($0) }
    guard Set(first).count == first.count, Set(second).count == second.count, Set(first) == Set(second) else {
      return nil
    }
    let choices = before.choices.enumerated().map { index, choice in
      var named = choice
      if let own = second.firstIndex(of: first[index]) { named.label = after.choices[own].label }
      return named
    }
    // An import must not take a choice's name for another's label.
    let clashes = choices.contains { choice in
      choices.contains { $0.id != choice.id && foldedWord($0.label.text) == foldedWord(choice.id.rawValue) }
    }
    return clashes ? nil : choices
  }

  private static func key(_ choice: Choice) -> String {
    let words = LabelWords(choice.label.text).words.map { present[String($0)] ?? String($0) }
    let text = words.isEmpty ? choice.label.text : words.joined(separator: " ")
    return choice.scored ? text : "\(text) (not scored)"
  }
}

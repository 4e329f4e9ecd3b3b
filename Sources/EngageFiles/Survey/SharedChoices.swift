import EngageModel

/// The lists of choices that several questions of a survey share, with a name for each.
struct SharedChoices {
  private(set) var lists: [(name: String, choices: [Choice])] = []
  private var names: [[Choice]: String] = [:]

  /// Gathers the lists from the entries of a file.
  init(_ entries: [SurveyEntry]) {
    var uses: [[Choice]: (count: Int, first: String)] = [:]
    var order: [[Choice]] = []
    for (owner, choices) in SharedChoices.uses(in: entries) where !choices.isEmpty {
      if uses[choices] == nil { order.append(choices) }
      uses[choices] = ((uses[choices]?.count ?? 0) + 1, uses[choices]?.first ?? owner)
    }
    var taken: Set<String> = []
    for choices in order {
      guard let use = uses[choices], use.count > 1 else { continue }
      let wanted = SharedChoices.name(for: choices, firstUsedBy: use.first)
      var name = wanted
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(wanted)_\(number)"
        number += 1
      }
      lists.append((name, choices))
      names[choices] = name
    }
  }

  /// The name of the list that these choices are; `nil` where they are not shared.
  func name(of choices: [Choice]) -> String? { names[choices] }

  /// Every use of written choices, with the name of the question or grid.
  private static func uses(in entries: [SurveyEntry]) -> [(String, [Choice])] {
    entries.flatMap { entry -> [(String, [Choice])] in
      switch entry {
      case .question(let question, let orOther):
        return [(question.id.rawValue, WrittenChoices(question, orOther: orOther).choices)]
      case .grid(let grid, let items):
        return items.first.map { [(grid.name, WrittenChoices($0, orOther: false).choices)] } ?? []
      case .group(_, let inner): return uses(in: inner)
      case .include: return []
      }
    }
  }

  /// `yes_no` from few short names; `agree5` from the last label of a numbered scale; else after the question.
  private static func name(for choices: [Choice], firstUsedBy owner: String) -> String {
    let joined = choices.map(\.id.rawValue).joined(separator: "_")
    if choices.count <= 4, joined.utf8.count <= 24, NameRules.isQuestionName(joined) {
      return joined.lowercased()
    }
    if choices.allSatisfy({ Int($0.id.rawValue) != nil }), let last = choices.last {
      let word = last.label.text.split(separator: " ").last.map(String.init) ?? ""
      if word.utf8.count <= 20, let name = NameRules.questionName(of: word) {
        return "\(name)\(choices.count)"
      }
    }
    return "\(owner)_choices"
  }
}

/// The choices of a question as its file writes them.
struct WrittenChoices {
  /// Under `choices`.
  var choices: [Choice]
  /// Under `not_scored`, with their words.
  var unscored: [Choice]
  /// Under `not_scored`, where all choices are there.
  var unscoredNames: [Choice.ID] = []

  /// - Parameter orOther: whether `or_other` adds the last choice.
  init(_ question: Question, orOther: Bool) {
    guard question.type.takesChoices else {
      (choices, unscored) = ([], [])
      return
    }
    choices = orOther ? question.choices.dropLast() : question.choices
    unscored = []
    guard question.type == .scale else { return }
    let scored = choices.filter(\.scored)
    if scored.isEmpty {
      unscoredNames = choices.map(\.id)
      choices = choices.map {
        var choice = $0
        choice.scored = true
        return choice
      }
    } else {
      unscored = choices.filter { !$0.scored }
      choices = scored
    }
  }
}

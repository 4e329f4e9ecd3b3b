/// A step of a scale as it is counted: a choice, or the choices that the survey joins under `groups`.
public struct AnswerLevel: Sendable, Hashable {
  /// The choice's name, or the group's.
  public var id: Choice.ID
  public var label: LocalizedText
  /// `nil` for "don't know" and the like.
  public var score: Int?
  /// Positions of its choices among the question's.
  public var codes: [Int]

  public init(id: Choice.ID, label: LocalizedText, score: Int?, codes: [Int]) {
    self.id = id
    self.label = label
    self.score = score
    self.codes = codes
  }
}

extension Question {
  /// The levels of its answers, those joined under `groups` as one, in the order of their first choice.
  ///
  /// A choice that is not scored is never joined with one that is. Scores are those of ``scores``, made of the names of
  /// the levels: the names if all scored ones are integers, else positions from 1.
  public var levels: [AnswerLevel] {
    var levels: [AnswerLevel] = []
    for (code, choice) in choices.enumerated() {
      let group = choice.scored ? choiceGroups.first { $0.choices.contains(choice.id) } : nil
      let id = group?.id ?? choice.id
      if let group, let index = levels.firstIndex(where: { $0.id == group.id && choices[$0.codes[0]].scored })
      {
        levels[index].codes.append(code)
      } else {
        levels.append(AnswerLevel(id: id, label: group?.label ?? choice.label, score: nil, codes: [code]))
      }
    }
    let scored = levels.indices.filter { choices[levels[$0].codes[0]].scored }
    let numbers = scored.compactMap { Int(levels[$0].id.rawValue) }
    for (place, index) in scored.enumerated() {
      levels[index].score = numbers.count == scored.count ? numbers[place] : place + 1
    }
    return levels
  }

  /// Its choices one by one, with their scores, whatever the survey joins.
  public var levelsUnjoined: [AnswerLevel] {
    zip(choices, scores).enumerated().map { code, choice in
      AnswerLevel(id: choice.0.id, label: choice.0.label, score: choice.1, codes: [code])
    }
  }
}

/// A question some of whose choices are counted as one.
public struct MergedQuestion: Sendable, Hashable {
  /// As it is stored.
  public let original: Question
  /// As analyses see it.
  public let question: Question
  /// The groups, with the choices that the survey has.
  public let groups: [ChoiceGroup]
  /// For each choice of the original its position among those of the merged question.
  public let codes: [Int32]

  /// A group stands where the first of its choices stood. Groups of choices have no place on a scale: the merged
  /// question is a `select_one`, and no score is left.
  /// - Parameters:
  ///   - groups: of choices that the question has, none in two groups.
  /// - Returns: `nil` for a question whose answers can't be merged.
  public init?(_ original: Question, groups: [ChoiceGroup]) {
    guard [.selectOne, .scale, .selectMultiple].contains(original.type) else { return nil }
    var choices: [Choice] = []
    var codes: [Int32] = []
    var places: [Choice.ID: Int32] = [:]
    for choice in original.choices {
      let group = groups.first { $0.choices.contains(choice.id) }
      let id = group?.id ?? choice.id
      if let place = places[id] {
        codes.append(place)
        continue
      }
      places[id] = Int32(choices.count)
      codes.append(Int32(choices.count))
      choices.append(
        group.map { Choice(id: $0.id, label: $0.label, scored: choice.scored) }
          ?? Choice(id: choice.id, label: choice.label, scored: choice.scored))
    }
    self.original = original
    self.groups = groups
    self.codes = codes
    question = MergedQuestion.question(original, choices: choices, groups: groups)
  }

  private static func question(_ original: Question, choices: [Choice], groups: [ChoiceGroup]) -> Question {
    var question = original
    question.choices = choices
    if question.type == .scale { question.type = .selectOne }
    question.choiceFilter = nil
    let left = Set(choices.map(\.id))
    // A group of the survey's that loses a choice to one of these would count too few.
    question.choiceGroups = original.choiceGroups.filter { group in
      group.choices.allSatisfy(left.contains) && !left.contains(group.id)
    }
    question.target = original.target.flatMap { merged($0, groups: groups) }
    return question
  }

  /// The target in the groups' names; `nil` where it splits a group.
  private static func merged(_ target: Target, groups: [ChoiceGroup]) -> Target? {
    var choices: [Choice.ID] = []
    for choice in target.choices {
      guard let group = groups.first(where: { $0.choices.contains(choice) }) else {
        choices.append(choice)
        continue
      }
      guard group.choices.allSatisfy(target.choices.contains) else { return nil }
      if !choices.contains(group.id) { choices.append(group.id) }
    }
    return Target(share: target.share, choices: choices)
  }

  /// The answers as the merged question has them: of several ticks, a group is ticked if any of its choices is.
  public func column(_ column: BatchColumn) -> BatchColumn {
    var merged = BatchColumn(for: question)
    if column.kind == .codes {
      merged.codes = column.codes.map { $0 < 0 ? $0 : codes[Int($0)] }
      return merged
    }
    merged.codes = column.codes
    let width = merged.wordsPerRow
    merged.words = Array(repeating: 0, count: column.codes.count * width)
    let from = column.wordsPerRow
    for row in column.codes.indices where column.codes[row] >= 0 {
      for word in 0..<from {
        var bits = column.words[row * from + word]
        while bits != 0 {
          let place = Int(codes[word * 64 + bits.trailingZeroBitCount])
          merged.words[row * width + place / 64] |= 1 << UInt64(place % 64)
          bits &= bits - 1
        }
      }
    }
    return merged
  }
}

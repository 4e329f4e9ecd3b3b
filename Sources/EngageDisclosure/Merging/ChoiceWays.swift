import EngageModel

/// Ways to merge the choices that make the rows of a grid.
struct ChoiceWays {
  let grid: CountGrid
  let question: Question
  let profile: DisclosureProfile

  var ways: [Way] {
    guard question.choices.count > 2, rows.count == grid.rows.count else { return [] }
    return [asSurvey, question.type == .scale ? neighbours : smallest].compactMap { $0 }
  }

  /// The rows by their choice; those that are none (merged already) make the whole impossible.
  private var rows: [Int] { grid.rows.compactMap { question.code(of: Choice.ID($0.name)) } }

  /// The survey's own groups.
  private var asSurvey: Way? {
    guard !question.choiceGroups.isEmpty else { return nil }
    let groups = question.choiceGroups.map { group in positions(of: group.choices) }.filter { $0.count > 1 }
    guard !groups.isEmpty else { return nil }
    return way(
      "Merge the answers to “\(question.id)” as the survey's groups say",
      GroupsRequest.QuestionGroups(question.id), groups)
  }

  private func positions(of choices: [Choice.ID]) -> [Int] {
    grid.rows.indices.filter { choices.contains(Choice.ID(grid.rows[$0].name)) }
  }

  /// On a scale: steps that are small join the smaller of their neighbours, until none is small.
  private var neighbours: Way? {
    let scored = rows.indices.filter { question.choices[rows[$0]].scored }
    var steps = scored.map { [$0] }
    while steps.count > 2, let small = steps.firstIndex(where: isSmall) {
      let beside = [small - 1, small + 1].filter(steps.indices.contains)
      guard let other = beside.min(by: { weight(steps[$0]) < weight(steps[$1]) }) else { break }
      let first = min(small, other)
      steps[first] += steps[first + 1]
      steps.remove(at: first + 1)
    }
    let groups = steps.filter { $0.count > 1 }
    return groups.isEmpty ? nil : own(groups, "Merge neighbouring answers to “\(question.id)”")
  }

  /// Elsewhere: the smallest choices make one group, the next ones joining until it is not small.
  private var smallest: Way? {
    let order = rows.indices.filter { weight([$0]) > 0 || profile.zeros == .hidden }
      .sorted { (weight([$0]), $0) < (weight([$1]), $1) }
    var group = order.filter { isSmall([$0]) }
    guard !group.isEmpty else { return nil }
    for next in order where !group.contains(next) && (group.count < 2 || isSmall(group)) {
      group.append(next)
    }
    guard group.count > 1, group.count < grid.rows.count else { return nil }
    return own([group.sorted()], "Merge the rarest answers to “\(question.id)”")
  }

  private func isSmall(_ rows: [Int]) -> Bool {
    grid.columns.indices.contains { column in
      let count = rows.compactMap { grid.counts[$0][column] }.reduce(0, +)
      return HiddenEstimate.isSmall(count, profile)
    }
  }

  private func weight(_ rows: [Int]) -> Int {
    rows.reduce(0) { sum, row in sum + grid.counts[row].compactMap { $0 }.reduce(0, +) }
  }

  private func own(_ groups: [[Int]], _ title: String) -> Way {
    let isOne = groups.count == 1 && question.type != .scale
    let written = groups.enumerated().map { number, group in
      let labels = group.map { grid.rows[$0].label }
      let taken = Set(question.choices.map(\.id.rawValue))
      var name = isOne ? "others" : "group_\(number + 1)"
      while taken.contains(name) { name += "_merged" }
      let label =
        question.type == .scale
        ? "\(labels[0]) to \(labels[labels.count - 1])" : labels.count > 4 ? "Others" : joined(labels)
      return ChoiceGroup(
        id: Choice.ID(name), label: LocalizedText(label), choices: group.map { Choice.ID(grid.rows[$0].name) }
      )
    }
    return way(title, GroupsRequest.QuestionGroups(question.id, groups: written), groups)
  }

  private func joined(_ labels: [String]) -> String {
    labels.dropLast().joined(separator: ", ") + " or " + labels[labels.count - 1]
  }

  private func way(_ title: String, _ groups: GroupsRequest.QuestionGroups, _ positions: [[Int]]) -> Way {
    Way(
      title: title, request: GroupsRequest(questions: [groups]), grid: grid.merging(rows: positions),
      lost: positions.reduce(0) { $0 + $1.count - 1 }, groups: positions)
  }
}

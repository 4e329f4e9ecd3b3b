import EngageAnalysis
import EngageModel
import EngageStatistics

/// How often each theme was raised, by weight: a form counts as its weight, a table's notes as one.
struct WeightedThemes: Sendable, Codable {
  /// Forms and tables, and forms alone, by theme.
  var themes: [WeightSum]
  var forms: [WeightSum]
  var answered = WeightSum()
  var uncoded = WeightSum()
  /// As in `ThemeTally`.
  var pairs: [WeightSum]
  var priorities: [WeightSum]
  var groupAnswers: [WeightSum]
  var groupThemes: [WeightSum]

  init(like tally: ThemeTally) {
    func none(_ count: Int) -> [WeightSum] { Array(repeating: WeightSum(), count: count) }
    themes = none(tally.themes.count)
    forms = none(tally.themes.count)
    pairs = none(tally.pairs.count)
    priorities = none(tally.priorities.count)
    groupAnswers = none(tally.groupAnswers.count)
    groupThemes = none(tally.groupThemes.count)
  }

  mutating func merge(_ other: WeightedThemes) {
    answered.merge(other.answered)
    uncoded.merge(other.uncoded)
    for index in themes.indices { themes[index].merge(other.themes[index]) }
    for index in forms.indices { forms[index].merge(other.forms[index]) }
    for index in pairs.indices { pairs[index].merge(other.pairs[index]) }
    for index in priorities.indices { priorities[index].merge(other.priorities[index]) }
    for index in groupAnswers.indices { groupAnswers[index].merge(other.groupAnswers[index]) }
    for index in groupThemes.indices { groupThemes[index].merge(other.groupThemes[index]) }
  }

  /// Adds a response with a text.
  /// - Parameters:
  ///   - raised: the themes it raises.
  ///   - raisedPriorities: theirs, each once.
  ///   - groups: those it belongs to.
  mutating func add(
    _ weight: Double, isForm: Bool, raised: [Int], priorities raisedPriorities: [Int], groups: [Int]
  ) {
    answered.add(weight)
    if raised.isEmpty { uncoded.add(weight) }
    for (position, theme) in raised.enumerated() {
      themes[theme].add(weight)
      if isForm { forms[theme].add(weight) }
      for other in raised[(position + 1)...] { pairs[theme * themes.count + other].add(weight) }
    }
    for priority in raisedPriorities { priorities[priority].add(weight) }
    for group in groups {
      groupAnswers[group].add(weight)
      for theme in raised { groupThemes[group * themes.count + theme].add(weight) }
    }
  }
}

/// What the tables show: numbers of responses, or their weights.
struct ThemeFigures {
  let isWeighted: Bool
  private let tally: ThemeTally
  private let weighted: WeightedThemes?

  init(_ tally: ThemeTally) {
    self.tally = tally
    weighted = tally.weighted
    isWeighted = tally.weighted != nil
  }

  var answered: Double { weighted?.answered.value ?? Double(tally.answered) }
  func responses(_ theme: Int) -> Double { weighted?.themes[theme].value ?? Double(tally.themes[theme].sum) }
  func forms(_ theme: Int) -> Double { weighted?.forms[theme].value ?? Double(tally.themes[theme].forms) }
  func pair(_ index: Int) -> Double { weighted?.pairs[index].value ?? Double(tally.pairs[index]) }
  func priority(_ index: Int) -> Double {
    weighted?.priorities[index].value ?? Double(tally.priorities[index])
  }
  func groupAnswers(_ group: Int) -> Double {
    weighted?.groupAnswers[group].value ?? Double(tally.groupAnswers[group])
  }
  func groupTheme(_ index: Int) -> Double {
    weighted?.groupThemes[index].value ?? Double(tally.groupThemes[index])
  }
}

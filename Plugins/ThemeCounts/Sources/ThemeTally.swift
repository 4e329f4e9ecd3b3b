import EngageAnalysis
import EngageModel

/// How often each theme was raised. Whole numbers only, and the example texts chosen so far.
public struct ThemeTally: Sendable, Codable {
  var themes: [UnitCount]
  /// Responses with a text.
  var answers = UnitCount()
  /// Of these, those without a theme.
  var uncodedAnswers = UnitCount()
  /// Responses that were asked and wrote nothing.
  var missing = 0
  /// Notes of what was said in front of all: no table's, and counted nowhere.
  var plenaries = 0
  /// Texts that people coded as they stand, and all others; 0 where only the rules count.
  var codedByPeople = 0
  var notCodedByPeople = 0
  /// Responses that raise two themes: for theme i with j > i at `i * themes.count + j`.
  var pairs: [Int]
  /// By priority of the codebook.
  var priorities: [Int]
  /// Responses with a text by group, and for each group those that raise each theme.
  var groupAnswers: [Int]
  var groupThemes: [Int]
  /// By theme, the first in the order of `ThemeQuote` first.
  var quotes: [[ThemeQuote]]
  /// The same by weight; `nil` where no response is weighted.
  var weighted: WeightedThemes?

  var answered: Int { answers.sum }
  var uncoded: Int { uncodedAnswers.sum }

  init(for plan: ThemePlan) {
    let count = plan.themes.count
    let groups = plan.groups?.count ?? 0
    themes = Array(repeating: UnitCount(), count: count)
    pairs = Array(repeating: 0, count: count * count)
    priorities = Array(repeating: 0, count: plan.codebook.priorities.count)
    groupAnswers = Array(repeating: 0, count: groups)
    groupThemes = Array(repeating: 0, count: groups * count)
    quotes = plan.quotes > 0 ? Array(repeating: [], count: count) : []
  }

  mutating func merge(_ other: ThemeTally, plan: ThemePlan) {
    for index in themes.indices { themes[index].merge(other.themes[index]) }
    answers.merge(other.answers)
    uncodedAnswers.merge(other.uncodedAnswers)
    if let added = other.weighted {
      if weighted == nil { weighted = WeightedThemes(like: self) }
      weighted?.merge(added)
    }
    missing += other.missing
    plenaries += other.plenaries
    codedByPeople += other.codedByPeople
    notCodedByPeople += other.notCodedByPeople
    for index in pairs.indices { pairs[index] += other.pairs[index] }
    for index in priorities.indices { priorities[index] += other.priorities[index] }
    for index in groupAnswers.indices { groupAnswers[index] += other.groupAnswers[index] }
    for index in groupThemes.indices { groupThemes[index] += other.groupThemes[index] }
    for index in quotes.indices {
      quotes[index] = Array((quotes[index] + other.quotes[index]).sorted().prefix(plan.quotes))
    }
  }

  /// Counts the responses of a batch whose themes are known.
  mutating func add(_ coded: CodedBatch, batch: borrowing ResponseBatch, plan: ThemePlan) {
    let grouping = plan.groups?.column(in: batch)
    let prioritiesOfThemes = plan.themes.indices.map { theme in
      plan.priority(of: theme).flatMap { priority in plan.codebook.priorities.firstIndex(of: priority) }
    }
    if !batch.weights.isEmpty, weighted == nil { weighted = WeightedThemes(like: self) }
    var raised: [Int] = []
    var priorityCounted = Array(repeating: false, count: priorities.count)
    for row in 0..<batch.count {
      guard coded.hasText[row] else {
        if coded.wasAsked[row], !coded.isLeftOut[row] { missing += 1 }
        continue
      }
      let unit = batch.units[row]
      if unit == 1, batch.people[row] == Int32(Response.peopleOfPlenary) {
        plenaries += 1
        continue
      }
      answers.count(unit)
      coded.collect(row, into: &raised)
      if raised.isEmpty { uncodedAnswers.count(unit) }
      for (position, theme) in raised.enumerated() {
        themes[theme].count(unit)
        for other in raised[(position + 1)...] { pairs[theme * themes.count + other] += 1 }
        if let priority = prioritiesOfThemes[theme], !priorityCounted[priority] {
          priorityCounted[priority] = true
          priorities[priority] += 1
        }
      }
      if !batch.weights.isEmpty {
        var groups: [Int] = []
        grouping?.forEachChoice(at: row) { groups.append($0) }
        weighted?.add(
          batch.weights[row], isForm: unit == 0, raised: raised,
          priorities: priorityCounted.indices.filter { priorityCounted[$0] }, groups: groups)
      }
      for index in priorityCounted.indices { priorityCounted[index] = false }
      grouping?.forEachChoice(at: row) { group in
        groupAnswers[group] += 1
        for theme in raised { groupThemes[group * themes.count + theme] += 1 }
      }
    }
  }
}

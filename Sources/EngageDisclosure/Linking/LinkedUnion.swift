import EngageModel
import EngageReport

/// What a table tells of people who are part of others, in the words of meanings.
struct LinkedUnion: Hashable {
  var whole: [String: Meaning.Values]
  var parts: [[String: Meaning.Values]]
  var isComplete: Bool
  var isApart: Bool

  init(_ union: Union, in scope: MeaningScope) {
    whole = scope.conditions(union.whole)
    parts = union.parts.map(scope.conditions)
    (isComplete, isApart) = (union.isComplete, union.isApart)
  }

  /// Where a tick is any of others: the tick, and these.
  var ofTicks: (tick: String, parts: [String])? {
    guard let tick = LinkedUnion.tick(whole) else { return nil }
    let ticks = parts.compactMap(LinkedUnion.tick)
    return ticks.count == parts.count ? (tick, ticks) : nil
  }

  private static func tick(_ conditions: [String: Meaning.Values]) -> String? {
    guard conditions.count == 1, let (dimension, values) = conditions.first, values == .these(Meaning.yes)
    else {
      return nil
    }
    return dimension
  }

  /// The meanings of its parts where a figure is of the whole and may meet further conditions.
  /// - Returns: `nil` where the figure is not of the whole; of a part that contradicts the further conditions `nil`.
  func parts(of meaning: Meaning) -> [Meaning?]? {
    guard whole.allSatisfy({ meaning.conditions[$0.key] == $0.value }) else { return nil }
    var rest = meaning
    for dimension in whole.keys { rest = rest.without(dimension) }
    return parts.map { part in
      var meaning = rest
      for (dimension, values) in part {
        guard let values = LinkedUnion.common(rest.conditions[dimension], values) else { return nil }
        meaning = meaning.with(dimension, values)
      }
      return meaning
    }
  }

  /// What lies in both; `nil` where that is not all of the part's.
  private static func common(_ own: Meaning.Values?, _ part: Meaning.Values) -> Meaning.Values? {
    switch (own, part) {
    case (nil, _), (.any, _): return part
    case (.these(let all), .these(let some)):
      let isWithin = some.allSatisfy { value in
        all.contains(value) || all.contains { $0.hasSuffix("/*") && value.hasPrefix($0.dropLast()) }
      }
      return isWithin ? part : nil
    case (.these, .any): return own
    }
  }
}

/// Of what ticks are made: words that are looked for, choices, questions in whose answers.
struct TickAtoms {
  private var parts: [String: [[String]]] = [:]
  private var isOpen: Set<String> = []

  init(_ unions: [LinkedUnion]) {
    for union in unions {
      guard let (tick, ticks) = union.ofTicks else { continue }
      parts[tick, default: []].append(ticks)
      if !union.isComplete { isOpen.insert(tick) }
    }
  }

  /// What a tick is any of: a set for each union that tells of it. Of ticks in the answers to several questions an atom
  /// for each question.
  /// - Parameter survey: of whose questions ticks are known to be any of several choices.
  /// - Returns: what only ticks of the same kind can be compared by, and the sets.
  func atoms(of dimension: String, in survey: Survey?) -> (kind: String, sets: [Set<String>])? {
    if let tick = Tick(dimension, of: survey) { return ("ticks \(tick.question)", [tick.choices]) }
    guard let (questions, own) = TickAtoms.text(dimension) else { return nil }
    var sets = (parts[dimension] ?? []).map { ticks in
      Set(ticks.flatMap { leaves($0, seen: [dimension]) })
    }
    if sets.isEmpty { sets = [[own]] }
    if isOpen.contains(dimension) { sets = sets.map { $0.union([own]) } }
    return (
      "texts", sets.map { set in Set(questions.flatMap { question in set.map { "\(question) \($0)" } }) }
    )
  }

  private func leaves(_ tick: String, seen: Set<String>) -> Set<String> {
    let own = TickAtoms.text(tick)?.name ?? tick
    guard let ticks = parts[tick]?.first, !seen.contains(tick) else { return [own] }
    var found = Set(ticks.flatMap { leaves($0, seen: seen.union([tick])) })
    if isOpen.contains(tick) { found.insert(own) }
    return found
  }

  /// The questions that a tick is of texts of, and its name without them: of `theme:hate:concerns+suggestions/online`,
  /// `priority:hate:concerns/reporting` and `stance:own:hate:concerns/online | for`.
  private static func text(_ dimension: String) -> (questions: [Substring], name: String)? {
    guard let slash = dimension.firstIndex(of: "/") else { return nil }
    var words = dimension[..<slash].split(separator: ":", omittingEmptySubsequences: false)
    let place = words.first == "stance" ? 3 : 2
    guard words.count > place, ["theme", "priority", "stance"].contains(words[0]) else { return nil }
    let questions = words[place].split(separator: "+")
    words[place] = ""
    return (questions, words.joined(separator: ":") + dimension[slash...])
  }
}

import EngageModel
import EngageReport

/// Whom a figure counts, so written that figures of the same people have equal meanings wherever they stand.
struct Meaning: Hashable, Sendable {
  /// What is counted, and of which survey: `responses@we-stand-together`.
  var measure: String
  /// Dimensions and the values they may have.
  var conditions: [String: Values]

  /// Values of a dimension.
  enum Values: Hashable, Sendable {
    /// Any answer at all; who gave none is not in.
    case any
    case these(Set<String>)
  }

  /// Dimensions of which every response has a value, so that “any” says nothing.
  static func isComplete(_ dimension: String) -> Bool {
    dimension == Meaning.place || dimension == Counted.unit || dimension.hasPrefix(Meaning.filter)
  }

  /// Sessions and, as all sessions of one, events: `we-stand-together-2019/rugby`, `we-stand-together-2019/*`.
  static let place = "session"
  static let event = "event"
  /// What a dimension that is a condition of a section begins with.
  static let filter = "where:"
  /// The value of a dimension that is one of several ticks, and of a filter.
  static let yes: Set<String> = ["yes"]
  static let no: Set<String> = ["no"]

  /// The questions that a dimension is of: `topics` of `topics/online`, both of `theme:hate:concerns+suggestions/x`.
  /// Words that are no questions do no harm.
  static func questions(of dimension: String) -> [String] {
    if dimension == place || dimension == Counted.unit || dimension.hasPrefix(filter) { return [dimension] }
    let whole = dimension.split(separator: "/", maxSplits: 1).first ?? ""
    return whole.split { ":+#>".contains($0) }.map(String.init)
  }

  /// The dimension whose “any” is that of one of its ticks.
  static func wholeOfTick(_ dimension: String) -> String? {
    guard dimension != place, !dimension.hasPrefix(filter), let slash = dimension.lastIndex(of: "/") else {
      return nil
    }
    return String(dimension[..<slash])
  }

  private static let weight = "weighted "

  /// The same people, by weight.
  var weighted: Meaning {
    var meaning = self
    meaning.measure = Meaning.weight + measure
    return meaning
  }

  /// The same people, one by one.
  var unweighted: Meaning {
    var meaning = self
    if measure.hasPrefix(Meaning.weight) { meaning.measure = String(measure.dropFirst(Meaning.weight.count)) }
    return meaning
  }

  func without(_ dimension: String) -> Meaning {
    var meaning = self
    meaning.conditions[dimension] = nil
    return meaning
  }

  func with(_ dimension: String, _ values: Values) -> Meaning {
    var meaning = self
    meaning.conditions[dimension] = values
    return meaning
  }

  /// The dimensions that are questions, with what is said of them.
  var answers: [(dimension: String, values: Values)] {
    conditions.filter { !Meaning.isComplete($0.key) }.map { ($0.key, $0.value) }
  }
}

/// What all figures of a report, or of one of its sections, share.
struct MeaningScope {
  var survey: String
  /// Events of the report.
  var events: [String]
  /// Sessions that the report or the section is limited to, with their events.
  var sessions: [String]
  /// Filters that say more than conditions can.
  var filters: [String] = []
  /// What the other filters say.
  var filtered: [String: Set<String>] = [:]
  /// Whether there are no tables' notes, so that responses and forms are the same people.
  let isFormsOnly: Bool
  /// Merged values: dimension, then name, then what it was made of.
  var merged: [String: [String: [String]]]
  private let questionnaire: Survey?

  init(_ report: Report, survey questionnaire: Survey?) {
    survey = report.survey ?? ""
    events = report.events
    isFormsOnly = report.scope.tables == 0 && report.scope.forms == report.scope.responses
    merged = report.merged ?? [:]
    sessions = []
    self.questionnaire = questionnaire
    sessions = report.sources.sessions.flatMap { atoms(ofSession: $0) }
    if let filter = report.scope.filter { add(filter) }
  }

  private mutating func add(_ filter: String) {
    if let conditions = FilterReading(filter, survey: questionnaire).conditions {
      filtered.merge(conditions) { $0.intersection($1) }
    } else if !filters.contains(filter) {
      filters.append(filter)
    }
  }

  func narrowed(to asked: Asked?) -> MeaningScope {
    guard let asked else { return self }
    var scope = self
    if let survey = asked.survey { scope.survey = survey }
    if !asked.sessions.isEmpty { scope.sessions = asked.sessions.flatMap { atoms(ofSession: $0) } }
    if let filter = asked.filter { scope.add(filter) }
    return scope
  }

  /// Whom a figure counts, in all the words there are for them.
  ///
  /// Where there are forms only, a figure of forms and one of all responses count the same people.
  func meanings(_ counted: Counted) -> [Meaning] {
    let own = meaning(counted)
    guard isFormsOnly, counted.measure == Counted.responses else { return [own] }
    switch own.conditions[Counted.unit] {
    case nil: return [own, own.with(Counted.unit, .these([Counted.form]))]
    case .these([Counted.form]): return [own.without(Counted.unit), own]
    default: return [own]
    }
  }

  private func meaning(_ counted: Counted) -> Meaning {
    var conditions: [String: Meaning.Values] = [:]
    for (dimension, words) in counted.conditions
    where dimension != Meaning.event && dimension != Meaning.place {
      add(dimension, words.isEmpty ? .any : .these(Set(words)), to: &conditions)
    }
    for (dimension, values) in filtered where dimension != Meaning.event && dimension != Meaning.place {
      if case .these(let own) = conditions[dimension] {
        conditions[dimension] = .these(own.intersection(values))
      } else {
        conditions[dimension] = .these(values)
      }
    }
    // A tick says that some were ticked.
    for dimension in conditions.keys {
      if let whole = Meaning.wholeOfTick(dimension), conditions[whole] == .any { conditions[whole] = nil }
    }
    for filter in filters { conditions[Meaning.filter + filter] = .these(Meaning.yes) }
    if let places = places(counted.conditions) { conditions[Meaning.place] = .these(places) }
    return Meaning(measure: "\(counted.measure)@\(survey)", conditions: conditions)
  }

  /// Conditions as meanings have them.
  func conditions(_ told: Union.Conditions) -> [String: Meaning.Values] {
    var conditions: [String: Meaning.Values] = [:]
    for (dimension, words) in told {
      if dimension == Meaning.place {
        conditions[dimension] = .these(Set(words.flatMap { atoms(ofSession: $0) }))
      } else {
        add(dimension, words.isEmpty ? .any : .these(Set(words)), to: &conditions)
      }
    }
    return conditions
  }

  private func add(
    _ dimension: String, _ values: Meaning.Values, to conditions: inout [String: Meaning.Values]
  ) {
    switch values {
    case .any:
      if PeriodDays.unit(of: dimension) != nil { return add(PeriodDays.dimension, .any, to: &conditions) }
      if let whole = Meaning.wholeOfTick(dimension) { return add(whole, .any, to: &conditions) }
      if !Meaning.isComplete(dimension) { conditions[dimension] = conditions[dimension] ?? .any }
    case .these(let words):
      if let days = PeriodDays.days(of: dimension, words) {
        conditions[PeriodDays.dimension] = .these(days)
      } else if let tick = Tick(dimension, of: questionnaire, merged: merged) {
        conditions[tick.dimension] = values
      } else {
        let parts = merged[dimension] ?? [:]
        conditions[dimension] = .these(Set(words.flatMap { parts[$0] ?? [$0] }))
      }
    }
  }

  private func places(_ told: [String: [String]]) -> Set<String>? {
    guard let own = ownPlaces(told) else { return filteredPlaces }
    guard let others = filteredPlaces else { return own }
    return Set(own.flatMap { place in others.compactMap { MeaningScope.common(place, $0) } })
  }

  private var filteredPlaces: Set<String>? {
    if let words = filtered[Meaning.place] { return Set(words.flatMap { atoms(ofSession: $0) }) }
    return filtered[Meaning.event].map { Set($0.map { "\($0)/*" }) }
  }

  /// What two places have in common, each a session or all of an event.
  private static func common(_ first: String, _ second: String) -> String? {
    if first == second { return first }
    if first.hasSuffix("/*"), second.hasPrefix(first.dropLast()) { return second }
    if second.hasSuffix("/*"), first.hasPrefix(second.dropLast()) { return first }
    return nil
  }

  private func ownPlaces(_ told: [String: [String]]) -> Set<String>? {
    if let words = told[Meaning.place], !words.isEmpty { return Set(words.flatMap { atoms(ofSession: $0) }) }
    if let words = told[Meaning.event], !words.isEmpty { return Set(words.map { "\($0)/*" }) }
    if !sessions.isEmpty { return Set(sessions) }
    return events.isEmpty ? nil : Set(events.map { "\($0)/*" })
  }

  /// A session as `event/session`, a merged one as those it was made of. What is merged in the only event is told by
  /// the names of its sessions alone.
  private func atoms(ofSession name: String) -> [String] {
    let groups = merged[Meaning.place] ?? [:]
    if let parts = groups[name] { return parts.map(inFull) }
    if events.count == 1, name.hasPrefix("\(events[0])/"),
      let parts = groups[String(name.dropFirst(events[0].count + 1))]
    {
      return parts.map(inFull)
    }
    return [inFull(name)]
  }

  private func inFull(_ session: String) -> String {
    if session.contains("/") { return session }
    return events.count == 1 ? "\(events[0])/\(session)" : "*/\(session)"
  }
}

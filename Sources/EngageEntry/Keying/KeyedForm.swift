public import EngageModel
public import EngageStore

/// A form that was keyed twice, and what became of it.
public struct KeyedForm: Sendable, Hashable {
  public enum State: Sendable, Hashable {
    case agreed
    /// Nobody has settled the differences yet.
    case differing
    case settled
    /// Keyed once as a form and once as a table's notes: the numbers were mixed up.
    case mixedUp
  }

  /// What is known of a field of the first keying.
  public enum Outcome: Sendable, Hashable {
    /// Both keyings say the same.
    case agreed
    /// They differ, and the first was right.
    case right
    /// They differ, and the first was wrong.
    case wrong
    /// They differ, and nobody has decided or could decide.
    case undecided
  }

  public let keying: SecondKeying
  public let comparison: KeyingComparison

  /// - Parameter survey: the version that the form answers.
  public init(_ keying: SecondKeying, survey: Survey) {
    self.keying = keying
    comparison = KeyingComparison(survey, first: keying.first, second: keying.response)
  }

  public var state: State {
    if comparison.isMixedUp { return .mixedUp }
    if comparison.differences.isEmpty { return .agreed }
    return keying.settlement == nil ? .differing : .settled
  }

  /// What became of a field that was compared.
  public func outcome(of field: KeyingField) -> Outcome {
    guard let difference = comparison.difference(field) else { return .agreed }
    guard let settled = keying.settlement?.value(of: field) else { return .undecided }
    return difference.first.isSame(as: settled) ? .right : .wrong
  }

  /// How many fields have that outcome.
  public func count(_ outcome: Outcome) -> Int {
    comparison.compared.count { self.outcome(of: $0) == outcome }
  }

  /// Forms keyed twice, oldest first, each once: by the second keying that came first.
  /// - Parameter session: all sessions of the event if `nil`.
  /// - Throws: `StoreError`.
  public static func all(
    survey: Survey.ID, event: Event.ID, session: Session.ID? = nil, in store: any ResponseStore
  ) throws -> [KeyedForm] {
    let versions = try store.versions(of: survey)
    var seen: Set<Int64> = []
    return try store.secondKeyings(survey: survey, event: event).compactMap { keying in
      guard session == nil || keying.first.session.session == session,
        let version = versions.first(where: { $0.version == keying.first.version }) ?? versions.last,
        seen.insert(keying.response.id).inserted
      else { return nil }
      return KeyedForm(keying, survey: version)
    }
  }
}

extension Settlement {
  /// What was decided about a field; `nil` if nothing.
  func value(of field: KeyingField) -> KeyedValue? {
    switch field {
    case .people: settlesPeople ? .people(people) : nil
    case .question(let question):
      points[question].map { .points($0) } ?? answers[question].map { .answer($0) }
    }
  }

  /// Whether nobody could decide it.
  func doubts(_ field: KeyingField) -> Bool {
    switch field {
    case .people: doubtsPeople
    case .question(let question): doubtful.contains(question)
    }
  }

  /// Puts a decision in place of any other about the field.
  mutating func decide(_ field: KeyingField, _ value: KeyedValue?) {
    switch field {
    case .people:
      (settlesPeople, people) = (false, nil)
      if case .people(let count)? = value { (settlesPeople, people) = (true, count) }
      doubtsPeople = value == nil
    case .question(let question):
      (answers[question], points[question]) = (value?.answer, nil)
      if case .points(let list)? = value { points[question] = list }
      if value == nil { doubtful.insert(question) } else { doubtful.remove(question) }
    }
  }

  /// Takes a decision back.
  mutating func forget(_ field: KeyingField) {
    decide(field, nil)
    switch field {
    case .people: doubtsPeople = false
    case .question(let question): doubtful.remove(question)
    }
  }
}

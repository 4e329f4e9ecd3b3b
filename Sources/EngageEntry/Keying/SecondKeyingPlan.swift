public import EngageModel
public import EngageStore

/// Which forms of a session are to be keyed a second time.
///
/// ```swift
/// let plan = try SecondKeyingPlan(survey: survey.id, session: place, store: store)
/// plan.toKey.map(\.number)                       // ["R-003", "R-017"]
/// plan.check("R-017", by: "Ben")                 // .ready(form)
/// ```
public struct SecondKeyingPlan: Sendable {
  /// A form that is stored.
  public struct Form: Sendable, Hashable {
    public enum State: Sendable, Hashable {
      case toKey
      /// Somebody has begun.
      case begun(by: String)
      case keyedTwice(by: String)
    }

    public var response: Int64
    /// Its form number; `#12`, the number of the response, where it has none.
    public var number: String
    public var unit: Unit
    /// Who keyed it first, or brought in the file it came from.
    public var keyedBy: String
    /// Whether it was drawn; true for all where none were.
    public var isDrawn: Bool
    public var state: State
  }

  /// What to say to somebody who wants to key a form.
  public enum Check: Sendable, Hashable {
    case ready(Form)
    /// It may be keyed, but this should be said first.
    case warned(Form, [String])
    case refused(String)
  }

  /// In the order they were stored.
  public let forms: [Form]
  /// Whether forms of the session were drawn by chance.
  public let isSample: Bool

  /// - Throws: `StoreError`.
  public init(survey: Survey.ID, session: SessionReference, store: any ResponseStore) throws {
    let query = ResponseQuery(survey: survey, event: session.event, session: session.session)
    let samples = try store.samples(event: session.event).filter {
      $0.survey == survey && $0.session == session
    }
    let drawn = Set(samples.flatMap(\.forms).filter(\.isDrawn).map(\.response))
    let batches = try store.batches()
    let twice = Dictionary(
      try store.secondKeyings(survey: survey, event: session.event).map { ($0.response.id, $0.enteredBy) },
      uniquingKeysWith: { first, _ in first })
    let begun = Dictionary(
      try store.drafts(event: session.event, session: nil).compactMap { draft in
        draft.secondOf.map { ($0, draft.enteredBy) }
      }, uniquingKeysWith: { first, _ in first })
    isSample = !samples.isEmpty
    forms = try store.responses(query).map { response in
      let batch = batches.first { $0.number == response.batch }
      let state: Form.State =
        twice[response.id].map { .keyedTwice(by: $0) } ?? begun[response.id].map { .begun(by: $0) } ?? .toKey
      return Form(
        response: response.id, number: response.key ?? "#\(response.id)", unit: response.unit,
        keyedBy: batch?.draft.enteredBy ?? "", isDrawn: samples.isEmpty || drawn.contains(response.id),
        state: state)
    }
  }

  /// Forms that are still to be keyed, those that somebody has begun among them.
  public var toKey: [Form] {
    forms.filter { form in
      if case .keyedTwice = form.state { return false }
      return form.isDrawn
    }
  }

  /// Whether somebody may key the form of that number now.
  /// - Parameter number: as it stands on the form; capitals make no difference. `#12` is response 12.
  public func check(_ number: String, by person: String) -> Check {
    let typed = number.trimmed
    let found =
      forms.first { $0.number == typed } ?? forms.first { $0.number.lowercased() == typed.lowercased() }
      ?? forms.first { "#\($0.response)" == typed }
    guard let form = found else {
      return .refused(
        "No form of this number is stored in this session, so there is nothing to compare with. "
          + "Is it another session's? If it was never keyed, key it as a first one: engage enter without --second."
      )
    }
    switch form.state {
    case .keyedTwice: return .refused("This form was keyed a second time already.")
    case .begun(let other) where !SecondKeyingPlan.isSame(other, person):
      return .refused("\(other) has begun to key this form a second time.")
    case .begun, .toKey: break
    }
    var warnings: [String] = []
    if SecondKeyingPlan.isSame(form.keyedBy, person) {
      warnings.append(
        "You keyed this form yourself. Somebody else would find more: one person reads the same hand the same way twice."
      )
    }
    if !form.isDrawn {
      warnings.append("This form was not drawn. Its errors will be found, but not counted for the batch.")
    }
    return warnings.isEmpty ? .ready(form) : .warned(form, warnings)
  }

  /// Whether two names are one person's, as far as names tell.
  static func isSame(_ one: String, _ other: String) -> Bool {
    !one.trimmed.isEmpty && KeyedText(one.lowercased()) == KeyedText(other.lowercased())
  }
}

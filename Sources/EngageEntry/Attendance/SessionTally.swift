public import EngageModel
public import EngageStore

/// Who came to a session and who was heard, going on as forms and notes come in; as the attendance report has it.
public struct SessionTally: Sendable, Hashable {
  /// As the event's file says, with what was entered since.
  public var session: Session
  public let overlap: Event.Overlap
  /// What is stored.
  public private(set) var returns: ReturnCount

  public init(session: Session, overlap: Event.Overlap, returns: ReturnCount = ReturnCount()) {
    self.session = session
    self.overlap = overlap
    self.returns = returns
  }

  /// Counts what is stored of a session.
  /// - Parameter event: as its file says; figures that were entered are applied here.
  /// - Returns: `nil` if the event has no such session.
  /// - Throws: `StoreError`.
  public init?(_ reference: SessionReference, of event: Event, store: any ResponseStore) throws {
    let event = event.applying(try store.figures(event: event.id))
    guard let session = event.session(reference.session) else { return nil }
    self.init(session: session, overlap: event.overlap)
    guard event.survey != nil else { return }
    let schema = BatchSchema(questions: [], sessions: [reference])
    var count = ReturnCount()
    for partition in try store.partitions(schema, atMost: 1) {
      try partition.visit { batch in
        for row in 0..<batch.count { count.add(batch, row) }
      }
    }
    returns = count
  }

  /// Counts a form or a table's notes that were stored just now.
  public mutating func add(_ response: Response) { returns.add(response) }

  /// What is known if the form in hand counted too.
  public func with(_ response: Response) -> SessionTally {
    var tally = self
    tally.add(response)
    return tally
  }

  public var heard: HeardRange {
    HeardRange(returns: returns, attended: session.knownAttendance?.exactValue, overlap: overlap)
  }

  /// "Attended 52 · forms 23 · at tables 31 · not heard 0–29": short, as it has one line of a small window.
  public var words: String {
    var parts = ["Attended \(session.knownAttendance?.description ?? "unknown")", "forms \(returns.forms)"]
    if returns.tables > 0 {
      let uncounted = returns.uncountedTables
      parts.append("at tables \(returns.people)" + (uncounted > 0 ? " (\(uncounted) uncounted)" : ""))
    }
    parts.append(unheardWords)
    return parts.joined(separator: " · ")
  }

  private var unheardWords: String {
    if heard.contradicts { return "more heard than came: check" }
    guard let range = heard.unheard else { return "not heard: unknown" }
    return range.lowerBound == range.upperBound
      ? "not heard \(range.lowerBound)" : "not heard \(range.lowerBound)–\(range.upperBound)"
  }
}

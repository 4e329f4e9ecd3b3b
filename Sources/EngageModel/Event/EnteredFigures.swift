/// What somebody found out about who came to a session, after the event's file was written.
public struct EnteredFigures: Sendable, Hashable, Codable {
  public var session: SessionReference
  /// `nil`: this says nothing about it.
  public var attended: Quantity?
  public var basis: Session.Basis?
  /// How many names stand on the sign-in sheets.
  public var signedIn: Quantity?
  public var booked: Quantity?
  public var by: String
  /// ISO 8601, UTC.
  public var at: String
  public var why: String

  public init(
    session: SessionReference, attended: Quantity? = nil, basis: Session.Basis? = nil,
    signedIn: Quantity? = nil, booked: Quantity? = nil, by: String, at: String, why: String = ""
  ) {
    self.session = session
    self.attended = attended
    self.basis = basis
    self.signedIn = signedIn
    self.booked = booked
    self.by = by
    self.at = at
    self.why = why
  }
}

extension Event {
  /// The event with what was entered about its sessions, in the order it was entered: the later overrides.
  public func applying(_ figures: [EnteredFigures]) -> Event {
    var event = self
    for entered in figures where entered.session.event == id {
      guard let index = event.sessions.firstIndex(where: { $0.id == entered.session.session }) else {
        continue
      }
      event.sessions[index].apply(entered)
    }
    return event
  }
}

extension Session {
  fileprivate mutating func apply(_ figures: EnteredFigures) {
    if let attended = figures.attended {
      self.attended = attended
      invented.removeAll { $0 == "attended" }
      // The basis of the old figure is not that of the new one.
      basis = figures.basis
    } else if let basis = figures.basis {
      self.basis = basis
    }
    if let signedIn = figures.signedIn { self.signedIn = signedIn }
    if let booked = figures.booked {
      self.booked = booked
      invented.removeAll { $0 == "booked" }
    }
  }
}

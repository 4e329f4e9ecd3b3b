public import EngageModel

/// Attendance, sign-in sheets and bookings of a session, typed in: shows what is known, takes what is known better.
///
/// ```swift
/// var form = FiguresForm(session, file: event, entered: try store.figures(event: event.id), by: "Asha")
/// if case .done(let figures?) = form.handle(.enter) { try store.record(figures) }
/// ```
public struct FiguresForm: Sendable, Hashable {
  /// What is asked, in this order.
  public enum Step: Int, Sendable, Hashable, CaseIterable {
    case attended, basis, signedIn, booked, why, confirmation
  }

  public enum Outcome: Sendable, Hashable {
    /// The screen shows something else.
    case shown
    /// What there is to be stored, with the time left blank; `nil` if nothing is said that was not known.
    case done(EnteredFigures?)
    /// It is left, with nothing to store.
    case left
    /// Nothing changed: why, and what is possible.
    case refused(String)
    case notMine
  }

  public let reference: SessionReference
  /// The session as its file says.
  public let file: Session
  /// What was entered about it before, oldest first.
  public let entered: [EnteredFigures]
  /// What is stored of it.
  public let returns: ReturnCount
  public internal(set) var step = Step.attended
  /// What was said so far.
  public internal(set) var figures: EnteredFigures
  var editor = TextEditor()
  /// As it is without what is said here.
  let known: Session

  /// - Parameters:
  ///   - event: as its file says.
  ///   - entered: what was entered about the event, oldest first.
  ///   - by: who enters.
  /// - Returns: `nil` if the event has no such session.
  public init?(
    _ reference: SessionReference, of event: Event, entered: [EnteredFigures], returns: ReturnCount = .init(),
    by: String
  ) {
    guard let file = event.session(reference.session),
      let known = event.applying(entered).session(reference.session)
    else { return nil }
    self.reference = reference
    self.file = file
    self.known = known
    self.returns = returns
    self.entered = entered.filter { $0.session == reference }
    figures = EnteredFigures(session: reference, by: by, at: "")
  }

  /// The session if what was said here holds.
  public var session: Session {
    var figures = figures
    figures.at = "now"
    let event = Event(id: reference.event, title: "", sessions: [known])
    return event.applying([figures]).sessions.first ?? known
  }

  /// What does not fit together; nothing is refused for it.
  public var doubts: [String] { slips + EnteredFigures.doubts(about: session, returns: returns) }

  /// A figure is doubted that is so many times another one: 520 in place of 52.
  private static let slip = 7

  /// A figure that is about a digit longer or shorter than all that was known: before, in the event's file, booked.
  private var slips: [String] {
    guard figures.attended != nil, let came = session.attended?.value, came > 0 else { return [] }
    let others = [known.attended, file.attended, session.booked].compactMap { $0?.value }.filter { $0 > 0 }
    guard let other = others.first,
      others.allSatisfy({ max(came, $0) >= FiguresForm.slip * min(came, $0) })
    else { return [] }
    return ["\(came) came, far from the \(other) known before: look whether a digit slipped."]
  }

  /// Does what a key says.
  public mutating func handle(_ key: EntryKey) -> Outcome {
    switch key {
    case .enter: return accept(editor.text)
    case .up, .backTab:
      guard let before = Step(rawValue: step.rawValue - 1) else { return .left }
      show(before)
      return .shown
    case .escape: return .left
    case .down, .tab: return isAtConfirmation ? .notMine : accept(editor.text)
    default:
      guard !isAtConfirmation, editor.handle(key) else { return .notMine }
      return editor.lastRefusal.map { .refused($0) } ?? .shown
    }
  }

  private var isAtConfirmation: Bool { step == .confirmation }

  /// Takes what was typed for the figure asked now; nothing keeps what is known.
  public mutating func accept(_ line: String) -> Outcome {
    let typed = PointReader.oneLine(line)
    do {
      try take(typed)
    } catch {
      return .refused(error.words)
    }
    guard let next = Step(rawValue: step.rawValue + 1) else {
      return .done(figures.isEmpty ? nil : figures)
    }
    // Without a change there is nothing to give a reason for.
    show(next == .why && figures.isEmpty ? .confirmation : next)
    return .shown
  }

  mutating func show(_ step: Step) {
    self.step = step
    editor = TextEditor(step == .why ? figures.why : "")
  }

  /// Takes a figure without asking for the others.
  /// - Throws: `EntryRefusal`.
  private mutating func take(_ typed: String) throws(EntryRefusal) {
    switch step {
    case .attended: try takeAttended(typed)
    case .basis:
      if typed.isEmpty { break }
      let basis = try FiguresReader.basis(typed)
      figures.basis = basis == known.basis && figures.attended == nil ? nil : basis
    case .signedIn: try take(typed, \.signedIn, known.signedIn)
    case .booked: try take(typed, \.booked, known.booked)
    case .why:
      if !typed.isEmpty { figures.why = typed }
      if figures.why.isEmpty && replaces {
        throw EntryRefusal("A figure that was there is replaced: say in a few words why.")
      }
    case .confirmation: break
    }
  }

  private mutating func takeAttended(_ typed: String) throws(EntryRefusal) {
    if typed.isEmpty { return }
    try take(typed, \.attended, known.attended)
    // The basis shown is kept with Enter: it goes with the new figure then.
    figures.basis = figures.attended == nil ? nil : known.basis
  }

  private mutating func take(
    _ typed: String, _ figure: WritableKeyPath<EnteredFigures, Quantity?>, _ known: Quantity?
  ) throws(EntryRefusal) {
    if typed.isEmpty { return }
    let quantity = try FiguresReader.quantity(typed)
    figures[keyPath: figure] = quantity == known ? nil : quantity
  }

  /// Whether something that was known is overridden.
  private var replaces: Bool {
    (figures.attended != nil && known.attended?.isKnown == true)
      || (figures.signedIn != nil && known.signedIn?.isKnown == true)
      || (figures.booked != nil && known.booked?.isKnown == true)
      || (figures.attended == nil && figures.basis != nil && known.basis != nil)
  }
}

extension FiguresForm {
  /// Figures said at once, as on a command line: what they come to.
  /// - Parameters: as typed; `nil` for what is not said.
  /// - Returns: `.done`, or `.refused` with what is wrong first.
  public mutating func accept(
    attended: String?, basis: String?, signedIn: String?, booked: String?, why: String?
  ) -> Outcome {
    for typed in [attended, basis, signedIn, booked, why] {
      if step == .confirmation { break }
      let outcome = accept(typed ?? "")
      if case .refused = outcome { return outcome }
    }
    // Nobody saw the basis of the figure before, to keep it.
    if basis == nil { figures.basis = nil }
    return accept("")
  }
}

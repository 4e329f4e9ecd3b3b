import EngageModel

/// Sessions, and commands.
extension EventInterview {
  mutating func takeAboutSession(_ typed: String) throws(EntryRefusal) {
    if draft.step == .place { return try takePlace(typed) }
    guard var session = draft.session else {
      draft.step = .place
      return
    }
    switch draft.step {
    case .date: if !typed.isEmpty { session.date = typed == "-" ? nil : try EventDateReader.read(typed) }
    case .venue:
      if !typed.isEmpty { session.venue = typed == "-" ? nil : try StartingAnswer.words(typed, atMost: 200) }
    case .attended: if try !takeAttended(typed, &session) { return keep(session) }
    case .booked: if !typed.isEmpty { session.booked = typed == "-" ? nil : try PeopleReader.read(typed) }
    default:
      if typed == "-" {
        session.basis = nil
      } else if !typed.isEmpty {
        session.basis =
          Session.Basis.allCases[
            try StartingAnswer.option(typed, of: Session.Basis.allCases.count) - 1]
      }
      return keep(session)
    }
    draft.session = session
    draft.step = step(after: draft.step, session)
    if draft.step == .place { keep(session) }
  }

  private func step(after step: EventInterviewDraft.Step, _ session: Session) -> EventInterviewDraft.Step {
    switch step {
    case .date: .venue
    case .venue: .attended
    case .attended: .booked
    // How the number is known is only asked where there is one.
    default: session.attended?.isKnown == true ? .basis : .place
    }
  }

  /// - Returns: whether the session was held, so that there is more to ask.
  private func takeAttended(_ typed: String, _ session: inout Session) throws(EntryRefusal) -> Bool {
    switch typed.lowercased() {
    case "":
      if session.status != .held { session.status = .held }
    case "-":
      (session.status, session.attended, session.basis) = (.held, nil, nil)
    case "cancelled", "canceled", "c": session.status = .cancelled
    case "postponed", "p": session.status = .postponed
    default:
      session.attended = try PeopleReader.read(typed)
      session.status = .held
    }
    guard session.status == .held else {
      (session.attended, session.basis) = (nil, nil)
      return false
    }
    return true
  }

  private mutating func takePlace(_ typed: String) throws(EntryRefusal) {
    guard !typed.isEmpty || draft.place != nil else {
      guard !draft.event.sessions.isEmpty else {
        throw EntryRefusal("An event has one session at least. Type the town or place where it was held.")
      }
      return leaveSessions()
    }
    var session = draft.session ?? Session(id: "")
    if !typed.isEmpty { session.place = try StartingAnswer.words(typed, atMost: 100) }
    guard draft.event.sessions.count < 500 else {
      throw EntryRefusal("An event has at most 500 sessions here.")
    }
    if draft.place == nil {
      let taken = Set(draft.event.sessions.map(\.id.rawValue))
      let name = NameProposals.kebab(session.place ?? "", otherwise: "session-\(taken.count + 1)")
      session.id = Session.ID(NameProposals.free(name, by: "-", isTaken: taken.contains))
    }
    draft.session = session
    draft.step = .date
  }

  private mutating func leaveSessions() {
    (draft.session, draft.place) = (nil, nil)
    if draft.isReviewed {
      draft.step = .review
    } else {
      draft.step = .basis
      goOn()
    }
  }

  /// Puts the session in hand into its place.
  private mutating func keep(_ session: Session) {
    if let place = draft.place {
      draft.event.sessions[place] = session
    } else {
      draft.event.sessions.append(session)
    }
    let wasChanged = draft.place != nil
    (draft.session, draft.place) = (nil, nil)
    draft.step = wasChanged || draft.isReviewed ? .review : .place
  }

  mutating func obey(_ word: StartingWord, _ numbers: [Int]) throws(EntryRefusal) -> Reply {
    switch word {
    case .help: return .help(EventInterview.helpLines.joined(separator: "\n"))
    case .back: return try goBack()
    case .list, .look:
      let lines = reviewed.map(\.words)
      return .help(lines.joined(separator: "\n"))
    case .change:
      guard draft.step == .review else {
        throw EntryRefusal("At the end everything can be changed by its number.")
      }
      try takeAnswer(numbers.first.map(String.init) ?? "0")
    case .remove: return try remove(numbers)
    case .move:
      throw EntryRefusal("Sessions stay in the order in which they were typed; /x 2 takes the second out.")
    case .end:
      guard draft.step == .place, draft.place == nil else {
        throw EntryRefusal("First finish what is asked here, or take it back with /b.")
      }
      try takeAnswer("")
    case .quit: draft.step = .left
    }
    return .accepted(nil)
  }

  private mutating func remove(_ numbers: [Int]) throws(EntryRefusal) -> Reply {
    let count = draft.event.sessions.count
    guard draft.step == .place || draft.step == .review, draft.place == nil else {
      throw EntryRefusal("First finish what is asked here, or take it back with /b.")
    }
    guard let number = numbers.first, (1...max(1, count)).contains(number), count > 0 else {
      throw EntryRefusal(
        count == 0
          ? "There is no session yet." : "Say which session, from 1 to \(count), such as /x \(count).")
    }
    draft.event.sessions.remove(at: number - 1)
    if draft.event.sessions.isEmpty { draft.step = .place }
    return .accepted("Session \(number) is out; /b brings it back.")
  }

  private static let helpLines = [
    "/b     takes back the last line",
    "/l     lists what is there so far",
    "/x 2   takes the second session out",
    "/e     ends: no more sessions",
    "-      in place of an answer takes out what was there",
    "/q     leaves; what is there is kept, and the same command goes on with it",
    "Words that begin with a slash are typed with two: //",
  ]
}

public import EngageModel

/// What a face shows of the figures.
extension FiguresForm {
  /// Puts question, field and what is known on a screen.
  public func fill(_ screen: inout EntryScreen) {
    screen.text = question
    screen.hint = hint
    screen.place = "\(file.displayName): who came"
    screen.earlier = earlier
    screen.options = []
    screen.field = nil
    screen.details = history
    switch step {
    case .basis:
      let current = session.basis
      screen.options = Session.Basis.allCases.enumerated().map { position, basis in
        EntryScreen.Option(key: "\(position + 1)", label: basis.rawValue, isChosen: basis == current)
      }
      screen.field = editor.field
    case .confirmation: screen.details = figures.isEmpty ? ["Nothing was changed."] : changes
    default:
      screen.field = editor.field
      screen.field?.placeholder = current ?? ""
    }
    if !doubts.isEmpty { screen.message = EntryScreen.Message(.warning, doubts) }
    screen.foot = foot
  }

  /// What is asked now, in words.
  public var question: String {
    switch step {
    case .attended: "How many came?"
    case .basis: "How is that known?"
    case .signedIn: "How many names stand on the sign-in sheets?"
    case .booked: "How many had booked?"
    case .why: "Why: what is the new figure from?"
    case .confirmation: figures.isEmpty ? "Nothing to store." : "Is this right?"
    }
  }

  /// What is possible, and what Enter keeps.
  public var hint: String? {
    switch step {
    case .attended, .signedIn, .booked:
      "52, about 40, over 100 or unknown"
        + (current.map { "; Enter keeps \($0)" } ?? "; Enter leaves it open")
    case .basis:
      "1 register, 2 head count, 3 estimate" + (session.basis.map { "; Enter keeps \($0.rawValue)" } ?? "")
    case .why: "such as: counted again from the register"
    case .confirmation: nil
    }
  }

  /// What stands at the figure asked now.
  var current: String? {
    switch step {
    case .attended: session.attended?.description
    case .basis: session.basis?.rawValue
    case .signedIn: session.signedIn?.description
    case .booked: session.booked?.description
    case .why, .confirmation: nil
    }
  }

  private var earlier: [EntryScreen.Earlier] {
    let figures: [(Step, String, String?)] = [
      (.attended, "Attended", session.attended?.description),
      (.basis, "Known by", session.basis?.rawValue),
      (.signedIn, "Signed in", session.signedIn?.description),
      (.booked, "Booked", session.booked?.description),
    ]
    return figures.enumerated().map { position, figure in
      EntryScreen.Earlier(
        number: "\(position + 1)", question: figure.1, answer: figure.2 ?? "not said",
        isCurrent: figure.0 == step)
    }
  }

  /// "The event's file: attended 52 (register), booked about 60".
  private var history: [String] {
    let said = EnteredFigures(
      session: reference, attended: file.attended, basis: file.basis, signedIn: file.signedIn,
      booked: file.booked, by: "", at: "")
    return ["The event's file: \(said.isEmpty ? "nothing" : said.figureWords)"] + entered.map(\.words)
  }

  private var changes: [String] {
    var known = EnteredFigures(session: reference, by: "", at: "")
    if figures.attended != nil { known.attended = self.known.attended ?? .unknown }
    if figures.signedIn != nil { known.signedIn = self.known.signedIn ?? .unknown }
    if figures.booked != nil { known.booked = self.known.booked ?? .unknown }
    known.basis = figures.basis == nil ? nil : self.known.basis
    var lines = ["Now: \(figures.figureWords)"]
    if !known.isEmpty { lines.append("Before: \(known.figureWords)") }
    if !figures.why.isEmpty { lines.append("Because: \(figures.why)") }
    return lines
  }

  private var foot: [EntryScreen.Hint] {
    [
      .init("Enter", step == .confirmation ? (figures.isEmpty ? "leave" : "store") : "next"),
      .init("Up", "back"), .init("Esc", "leave, storing nothing"),
    ]
  }
}

extension EnteredFigures {
  /// "attended 52 (register), signed in 49, booked about 60".
  public var figureWords: String {
    var parts: [String] = []
    if let attended {
      parts.append("attended \(attended)" + (basis.map { " (\($0.rawValue))" } ?? ""))
    } else if let basis {
      parts.append("known by \(basis.rawValue)")
    }
    if let signedIn { parts.append("signed in \(signedIn)") }
    if let booked { parts.append("booked \(booked)") }
    return parts.joined(separator: ", ")
  }

  /// "attended 54 (register), entered by Asha on 2019-10-09: counted again".
  public var words: String {
    "\(figureWords), entered by \(by) on \(at.prefix(10))" + (why.isEmpty ? "" : ": \(why)")
  }
}

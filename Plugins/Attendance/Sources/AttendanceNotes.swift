import EngageAnalysis
import EngageModel
import EngageReport

/// Remarks on how the figures came about.
struct AttendanceNotes {
  let figures: [EventFigures]
  let filter: String?
  /// What was entered later than the events' files.
  let entered: [EnteredFigures]

  private var sessions: [SessionFigures] { figures.flatMap(\.sessions) }

  var notes: [String] {
    var notes = ["The figures tell of those who came, not of the county."]
    notes += basis + enteredLater + invented + overlap
    if AttendanceSum(sessions).held > 1 {
      notes.append("Whoever came to several sessions is counted at each.")
    }
    if let filter {
      notes.append("Counted are only the forms and tables with \(filter); hence no response rate.")
    }
    notes += contradictions
    notes += figures.flatMap { $0.event.notes } + sessions.compactMap(remark)
    var seen: Set<String> = []
    return notes.filter { seen.insert($0).inserted }
  }

  /// What the file remarks on a session, with its name where there are several.
  private func remark(on figures: SessionFigures) -> String? {
    guard let note = figures.session.note, let last = note.last else { return nil }
    let ended = ".?!)”".contains(last) ? note : note + "."
    return sessions.count == 1
      ? ended : "\(Wording.sentence(figures.session.displayName)): \(Wording.afterColon(ended))"
  }

  /// "Attendance as in the register."
  private var basis: [String] {
    let counted = figures.flatMap(\.counted)
    let bases = Session.Basis.allCases.filter { basis in counted.contains { $0.session.basis == basis } }
    guard !bases.isEmpty else { return [] }
    let isOne = bases.count == 1 && counted.allSatisfy { $0.session.basis != nil }
    let words = bases.map { basis in
      let source =
        switch basis {
        case .register: "as in the register"
        case .headCount: "by head count"
        case .estimate: "estimated"
        }
      let at = counted.filter { $0.session.basis == basis }.map(\.session.displayName)
      return isOne ? source : "\(source) at \(Wording.list(at))"
    }
    return ["Attendance \(words.joined(separator: "; "))."]
  }

  /// "Attendance at Rugby was put right after the event." Who entered it and why stays inside.
  private var enteredLater: [String] {
    let figures: [(name: String, isThere: (EnteredFigures) -> Bool)] = [
      ("Attendance", { $0.attended != nil }), ("Bookings", { $0.booked != nil }),
    ]
    return figures.compactMap { name, isThere in
      let later = self.figures.flatMap { event in
        event.held.map(\.session).filter { session in
          let reference = SessionReference(event: event.event.id, session: session.id)
          return entered.contains { $0.session == reference && isThere($0) }
        }
      }
      guard !later.isEmpty else { return nil }
      let verb = name == "Attendance" ? "was" : "were"
      return
        "\(name) at \(Wording.list(later.map(\.displayName))) \(verb) put right after the event."
    }
  }

  private var invented: [String] {
    figures.flatMap { figures -> [String] in
      let event = figures.event
      let split = figures.counted.filter { $0.session.invented.contains("attended") }
      var notes = event.invented.map { [named($0, by: event)] } ?? []
      if split.count > 1, split.count == figures.counted.count, event.invented?.contains("split") == true,
        let source = event.source, let attended = figures.sum.attended
      {
        notes.append(
          named(
            "The split between sessions is invented; the total of \(Wording.quantity(attended)) is published "
              + "(\(source)).", by: event))
      } else if event.invented == nil, !split.isEmpty {
        notes.append("Invented: attendance at \(Wording.list(split.map(\.session.displayName))).")
      }
      return notes
    }
  }

  /// With the event's title where there are several.
  private func named(_ note: String, by event: Event) -> String {
    figures.count == 1 ? note : "\(event.title): \(Wording.afterColon(note))"
  }

  private var overlap: [String] {
    figures.filter { $0.sum.returns.forms > 0 && $0.sum.returns.tables > 0 }.map { figures in
      switch figures.event.overlap {
      case .none: "No one at a table filled in a form, so forms and people at tables can be added up."
      case .some: "People at tables filled in forms too, so forms and people at tables are never added up."
      case .all:
        "Everyone at a table filled in a form, or the other way round, so forms and people at tables are never "
          + "added up."
      case .unknown:
        "Whether people at tables filled in forms too is not known, so forms and people at tables are never added up."
      }
    }
  }

  /// More came back from a session than people were there.
  private var contradictions: [String] {
    sessions.flatMap { figures -> [String] in
      let name = figures.session.displayName
      let returns = figures.returns
      guard figures.isHeld else {
        guard returns.forms + returns.tables > 0 else { return [] }
        return [
          "\(name) was \(figures.session.status.rawValue), yet forms or table notes came back from it: check both."
        ]
      }
      guard let attended = figures.attended?.exactValue else { return [] }
      let came = "than the \(Wording.numeral(attended)) who came: check both."
      var notes: [String] = []
      if returns.forms > attended {
        notes.append("\(name): \(Wording.numeral(returns.forms)) forms are more \(came)")
      }
      if returns.people > attended {
        notes.append("\(name): \(Wording.numeral(returns.people)) people at tables are more \(came)")
      }
      return notes
    }
  }
}

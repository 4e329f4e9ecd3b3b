import EngageAnalysis
import EngageModel
import EngageReport

/// The events of one programme.
struct ProgrammeFigures {
  /// `nil` for an event that belongs to none.
  let name: String?
  let events: [EventFigures]

  /// The key and words of its row: an event of no programme stands for itself.
  var title: String { name ?? events[0].event.title }

  /// Programmes in the order of their first events; an event without one stands alone.
  static func all(of figures: [EventFigures]) -> [ProgrammeFigures] {
    var programmes: [ProgrammeFigures] = []
    for event in figures {
      let name = event.event.programme
      if let name, let index = programmes.firstIndex(where: { $0.name == name }) {
        programmes[index] = ProgrammeFigures(name: name, events: programmes[index].events + [event])
      } else {
        programmes.append(ProgrammeFigures(name: name, events: [event]))
      }
    }
    return programmes
  }

  /// A row for each programme; `nil` if there is one only.
  static func table(of figures: [EventFigures]) -> Table? {
    let programmes = all(of: figures)
    guard programmes.count > 1, programmes.count < figures.count else { return nil }
    let members = programmes.map { ($0.title, $0.events.map(\.event.id.rawValue)) }
    // An event of no programme may be called as a programme is: then its row can't be told from the other's.
    let isTold = Set(members.map(\.0)).count == members.count
    return Table(
      name: "programmes", title: "Programmes and whom they reached", dimensions: ["programme"],
      columns: [
        Column("programme", "Programme", .key), Column("events", "Events", .number),
        Column(
          "attended", "Attended", .quantity,
          counts: isTold
            ? Counted(
              Counted.attended, keys: ["programme": "event"],
              joined: ["programme": Dictionary(uniqueKeysWithValues: members)])
            : nil), Column("sessions", "Sessions held", .number),
      ],
      rows: programmes.map { programme in
        let sum = AttendanceSum(programme.events.flatMap(\.sessions))
        return [
          .text(programme.title), .count(programme.events.count), AttendanceTables.cell(of: sum.attended),
          .count(sum.held),
        ]
      })
  }
}

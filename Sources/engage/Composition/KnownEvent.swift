import EngageEntry
import EngageModel

/// An event as its file says, and what was entered about it since.
struct KnownEvent: Encodable {
  let file: Event
  /// Oldest first.
  let entered: [EnteredFigures]

  /// As it counts: what was entered overrides the file.
  var event: Event { file.applying(entered) }

  /// A line for each thing entered, with what the file says.
  var lines: [String] {
    entered.map { figures in
      let said = file.session(figures.session.session).map { session in
        EnteredFigures(
          session: figures.session, attended: figures.attended == nil ? nil : session.attended ?? .unknown,
          basis: figures.basis == nil ? nil : session.basis,
          signedIn: figures.signedIn == nil ? nil : session.signedIn,
          booked: figures.booked == nil ? nil : session.booked ?? .unknown, by: "", at: "")
      }
      let before = said.map { $0.isEmpty ? "nothing" : $0.figureWords } ?? "no such session"
      return "\(figures.session.session): \(figures.words) (the event's file: \(before))"
    }
  }

  private enum CodingKeys: CodingKey {
    case entered, file
  }

  /// The event as it counts; where anything was entered, that and the event's file beside it.
  func encode(to encoder: any Encoder) throws {
    try event.encode(to: encoder)
    guard !entered.isEmpty else { return }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(entered, forKey: .entered)
    try container.encode(file, forKey: .file)
  }
}

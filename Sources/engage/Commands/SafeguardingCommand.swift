import ArgumentParser
import EngageModel
import EngageReport
import EngageStore

struct SafeguardingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "safeguarding",
    abstract: "Texts that may tell of somebody in danger: found, waiting for a decision, or held back.",
    discussion: """
      For example:
        engage safeguarding contacts
        engage safeguarding scan --survey we-stand-together
        engage safeguarding list
        engage safeguarding decide Q7 --no-concern --why "about a film"
        engage safeguarding show 3F2A --entered-by Asha \\
            --why "I am the safeguarding lead"
      """,
    subcommands: [
      List.self, Show.self, SafeguardingScanCommand.self, SafeguardingDecideCommand.self,
      SafeguardingContactsCommand.self,
    ])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "What waits for a decision or is held back, where, since when and by whom; not what it says.",
      discussion: "For example:\n  engage safeguarding list --event we-stand-together-2019")
    @Option(help: "Only those of this event.") var event: String?
    @Flag(help: "Also those that were found and are no concern.") var all = false
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let store = try Workplace(workspace).existingStore()
      let event = event.map { Event.ID($0) }
      let texts = try store?.restrictedTexts(event: event) ?? []
      let queued = try store?.queuedTexts(survey: nil, event: event) ?? []
      // Those that are a concern are among the texts held back.
      let found = queued.filter { $0.verdict == nil || (all && !$0.isHeld) }
      func verdict(on text: RestrictedText) -> QueuedText.Verdict? {
        queued.first { $0.response == text.response && $0.question == text.question }?.verdict
      }
      if format.format == .json {
        return try JSON.tell(found.map(HeldRow.init) + texts.map { HeldRow($0, verdict: verdict(on: $0)) })
      }
      if !found.isEmpty { try tell(found) }
      if !found.isEmpty, !texts.isEmpty { try Terminal.tell("") }
      guard !texts.isEmpty else {
        // Where something waits for a decision, what to do about it comes last.
        if found.isEmpty { try Terminal.tell("No text is held back.") }
        return
      }
      var listing = Listing(
        ["Text", "Where", "Response", "Held back", "By", "Why"], keeping: ["Held back"])
      for text in texts {
        let place = text.session
        listing.add([
          List.name(of: text.id, among: texts.map(\.id)), "\(place.event) \(place.session) \(text.question)",
          text.response.map(String.init) ?? "not completed", Clock.words(text.flagged.at), text.flagged.by,
          text.flagged.why + (verdict(on: text)?.told.map { " (told: \($0))" } ?? ""),
        ])
      }
      try Terminal.tell(listing.screenText)
    }

    /// What was found by rules: what waits for a decision, and, if asked for, what is no concern.
    private func tell(_ found: [QueuedText]) throws {
      var listing = Listing(
        ["Text", "Where", "Response", "Found", "To tell", "Decided"], keeping: ["Found"])
      for text in found {
        listing.add([
          QueueNumber(text.number).written,
          "\(text.session.event) \(text.session.session) \(text.question)", String(text.response),
          Clock.words(text.at), text.toTell ?? "see engage safeguarding contacts",
          text.verdict.map { "no concern: \($0.by), \($0.why)" } ?? "waits for a decision",
        ])
      }
      try Terminal.tell(listing.screenText)
      try Terminal.tellWrapped(
        "Read one: engage safeguarding show \(QueueNumber(found[0].number).written) --why …; then say what it is: "
          + "engage safeguarding decide.")
    }

    /// The beginning of a text's name that tells it from the others; “show” takes that.
    static func name(of id: String, among all: [String]) -> String {
      let lengths = 8..<max(id.count, 9)
      let length = lengths.first { length in all.count { $0.hasPrefix(id.prefix(length)) } == 1 }
      return length.map { String(id.prefix($0)) } ?? id
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "What a text that is held back says; the audit trail keeps who read it.",
      discussion:
        "For example:\n  engage safeguarding show 3F2A --entered-by Asha \\\n      --why \"I am the safeguarding lead\""
    )
    @Argument(help: "The text, as the list names it, or the beginning of its name.") var text: String
    @Option(help: "Why you read it; the audit trail keeps it.") var why: String
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let store = try workplace.requiredStore()
      if let queued = QueueNumber(argument: text), queued.isMarked {
        return try show(queued, store, workplace)
      }
      let beginning = text.lowercased()
      let found = try store.restrictedTexts(event: nil).map(\.id).filter {
        $0.lowercased().hasPrefix(beginning)
      }
      guard let id = found.first(where: { $0 == text }) ?? found.first, found.count == 1 || id == text else {
        throw StoreError.noSuchRestrictedText
      }
      let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: why)
      let held = try store.read(restrictedText: id, on: occasion)
      if format.format == .json { return try JSON.tell(HeldText(row: HeldRow(held), text: held.text)) }
      let response = held.response.map { "response \($0)" } ?? "a form that is not completed"
      try Terminal.tell(
        """
        \(held.session.event), \(held.session.session): \(response), \(held.question)
        Held back by \(held.flagged.by) at \(Clock.words(held.flagged.at)): \(held.flagged.why)

        \(held.text)
        """)
    }

    /// A text that was found by rules.
    private func show(_ number: QueueNumber, _ store: any ResponseStore, _ workplace: Workplace) throws {
      guard
        let queued = try store.queuedTexts(survey: nil, event: nil).first(where: { $0.number == number.value }
        )
      else { throw StoreError.noSuchQueuedText(number.value) }
      let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: why)
      try store.noteReading(ofQueued: queued.number, on: occasion)
      guard let response = try store.response(queued.response),
        case .text(let words) = response[queued.question]
      else { throw StoreError.noText(queued.response, queued.question) }
      let row = HeldRow(queued)
      if format.format == .json { return try JSON.tell(HeldText(row: row, text: words)) }
      let change =
        CodedText.fingerprint(of: words.utf8) == queued.fingerprint
        ? "" : "\nIt was changed since it was found."
      try Terminal.tell(
        """
        \(queued.session.event), \(queued.session.session): response \(queued.response), \(queued.question)
        Found by \(queued.codebook) (\(queued.themes.map(\.rawValue).joined(separator: ", "))) at \(Clock.words(queued.at))\(change)

        \(words)
        """)
    }
  }
}

/// A text held back, without what it says.
private struct HeldRow: Encodable {
  var id: String
  var event: String
  var session: String
  var question: String
  var response: Int64?
  var at: String
  var by: String
  var why: String
  /// `waiting` for a decision, `no concern`, or `held back`.
  var state = "held back"
  var toTell: String?
  var verdict: QueuedText.Verdict?

  private enum CodingKeys: String, CodingKey {
    case id, event, session, question, response, at, by, why, state, verdict
    case toTell = "to_tell"
  }

  init(_ text: QueuedText) {
    id = QueueNumber(text.number).written
    event = text.session.event.rawValue
    session = text.session.session.rawValue
    question = text.question.rawValue
    response = text.response
    (at, by, toTell, verdict) = (text.at, text.by, text.toTell, text.verdict)
    why = text.verdict?.why ?? "found by \(text.codebook)"
    state = text.verdict == nil ? "waiting" : text.isHeld ? "held back" : "no concern"
  }

  init(_ text: RestrictedText, verdict: QueuedText.Verdict? = nil) {
    self.verdict = verdict
    id = text.id
    event = text.session.event.rawValue
    session = text.session.session.rawValue
    question = text.question.rawValue
    response = text.response
    at = text.flagged.at
    by = text.flagged.by
    why = text.flagged.why
  }
}

private struct HeldText: Encodable {
  var row: HeldRow
  var text: String

  private enum CodingKeys: String, CodingKey { case text }

  func encode(to encoder: any Encoder) throws {
    try row.encode(to: encoder)
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(text, forKey: .text)
  }
}

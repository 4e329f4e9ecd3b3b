import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport
import EngageStore

struct RetentionCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Until when the responses of each event may be kept, and remove what is past its date.",
    discussion: """
      For example:
        engage retention
        engage retention --remove --event open-evening-2014 \\
            --why "kept for six years, as the notice says"
      The date is retain_until in the event's file, under data_protection; a day is past once it is over.
      """)

  @Option(help: "Only this event.") var event: String?
  @Flag(help: "Erase the event's responses and unfinished forms, if its date is past.") var remove = false
  @Option(help: "Why they are removed; the audit trail keeps it.") var why: String?
  @Flag(help: "Do not ask for confirmation.") var yes = false
  @Flag(
    name: .customLong("including-safeguarding"),
    help: "Also where texts are held back for safeguarding, which go with the rest.")
  var includingSafeguarding = false
  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    guard remove else { return }
    if event == nil { throw ValidationError("Say of which event: --remove --event NAME.") }
    if (why ?? "").allSatisfy(\.isWhitespace) {
      throw ValidationError("Say why: --why \"kept for six years, as the notice says\".")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: remove)
    if remove, let event { return try remove(workplace.event(event), workplace) }
    let events =
      try event.map { [try workplace.event($0)] }
      ?? workplace.workspace.events().map { try workplace.workspace.readEvent(at: $0.path).required() }
    let kept = try KeptResponses(store: try workplace.existingStore())
    let rows = try events.map {
      RetentionRow($0, try kept.responses(of: $0.id).count, unfinished: try kept.drafts(of: $0.id).count)
    }
    if format.format == .json { return try JSON.tell(rows) }
    guard !rows.isEmpty else { return try Terminal.tell("There are no events yet.") }
    var listing = Listing(["Event", "Keep until", "Responses", "Unfinished", ""])
    for row in rows {
      listing.add([
        row.event, row.retainUntil ?? "not said", Wording.numeral(row.responses),
        Wording.numeral(row.unfinished), row.words,
      ])
    }
    try Terminal.tell(listing.text)
  }

  private func remove(_ event: Event, _ workplace: Workplace) throws {
    try checkDate(of: event)
    let store = try workplace.requiredStore()
    let kept = try KeptResponses(store: store)
    let (responses, drafts) = (try kept.responses(of: event.id), try kept.drafts(of: event.id))
    let erasing = Erasing(
      store: store, occasion: Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: why ?? ""),
      includingSafeguarding: includingSafeguarding)
    try erasing.check(responses)
    for draft in drafts { try erasing.check(draft: draft) }
    let elsewhere = try ElsewhereFiles(workplace: workplace).files(holding: responses, store)
    let released = try ReleasesWith(responses.map(\.id), in: store)
    if !yes {
      let count = Wording.count(responses.count, "response", "responses")
      let forms = Wording.count(drafts.count, "unfinished form", "unfinished forms")
      let others = drafts.isEmpty ? "" : ", and \(forms)"
      Terminal.tellError("To be erased for good: \(count) of \(event.id)\(others).")
      Terminal.tellProgress("Type \(event.id) to erase, anything else to leave it: ")
      try Confirmation.require(event.id.rawValue)
    }
    for draft in drafts { try store.erase(draft: draft, on: erasing.occasion) }
    if !responses.isEmpty { _ = try store.erase(responses.map(\.id), on: erasing.occasion) }
    try tell(event, responses.count, drafts.count, store.remains(), elsewhere, released)
  }

  private func checkDate(of event: Event) throws {
    guard let day = event.dataProtection?.retainUntil else {
      throw Refusal(
        rule: "no-retention-date",
        "\(event.id) does not say until when its responses are kept; nothing was removed",
        hint: "add a line retain_until: under data_protection: in its file")
    }
    guard Clock.today > day else {
      throw Refusal(
        rule: "not-past-retention", "the responses of \(event.id) are kept until \(day); nothing was removed",
        hint: "to remove one at somebody's request: engage responses erase")
    }
  }

  private func tell(
    _ event: Event, _ responses: Int, _ drafts: Int, _ remains: [Diagnostic], _ elsewhere: [String],
    _ released: ReleasesWith
  ) throws {
    if format.format == .json {
      return try JSON.tell(
        RemovalResult(
          event: event.id.rawValue, erased: responses, drafts: drafts, elsewhere: elsewhere,
          releases: released.mentions, diagnostics: remains))
    }
    if !remains.isEmpty {
      Terminal.tellError(DiagnosticFormatter(colour: Terminal.standardError.colour).format(remains))
    }
    var lines = [
      "\(Wording.sentence(Wording.count(responses, "response", "responses"))) of \(event.id) erased"
        + (drafts > 0 ? ", and \(Wording.count(drafts, "unfinished form", "unfinished forms"))." : ".")
    ]
    if !elsewhere.isEmpty {
      lines.append("Look at these files too, which erasing does not reach:")
      lines += elsewhere.map { "  \($0)" }
    }
    lines += released.lines
    try Terminal.tell(lines.joined(separator: "\n"))
  }
}

/// What a store keeps of each event, live or not.
private struct KeptResponses {
  let store: (any ResponseStore)?
  private let surveys: [Event.ID: Set<Survey.ID>]

  init(store: (any ResponseStore)?) throws {
    self.store = store
    surveys = Dictionary(
      grouping: try store?.batches() ?? [], by: \.draft.event
    ).mapValues { Set($0.map(\.draft.survey)) }
  }

  func responses(of event: Event.ID) throws -> [Response] {
    try (surveys[event] ?? []).sorted().flatMap { survey in
      try store?.responses(ResponseQuery(survey: survey, event: event, includesWithdrawn: true)) ?? []
    }
  }

  /// Unfinished forms, and forms that were discarded but for a text that is held back.
  func drafts(of event: Event.ID) throws -> [EntryDraft.ID] {
    let unfinished = try store?.drafts(event: event, session: nil).map(\.id) ?? []
    let held =
      try store?.restrictedTexts(event: event).filter { $0.response == nil }.compactMap(\.draft) ?? []
    return unfinished + Set(held).subtracting(unfinished).sorted()
  }
}

private struct RetentionRow: Encodable {
  var event: String
  var retainUntil: String?
  var responses: Int
  var unfinished: Int
  var isPast: Bool

  init(_ event: Event, _ responses: Int, unfinished: Int) {
    self.event = event.id.rawValue
    let day = event.dataProtection?.retainUntil
    retainUntil = day?.description
    self.responses = responses
    self.unfinished = unfinished
    isPast = day.map { Clock.today > $0 } ?? false
  }

  var words: String {
    if responses == 0 && unfinished == 0 { return "" }
    if isPast { return "past its date: engage retention --remove --event \(event) --why …" }
    return retainUntil == nil ? "add retain_until to its file" : ""
  }

  private enum CodingKeys: String, CodingKey {
    case event, responses, unfinished
    case retainUntil = "retain_until"
    case isPast = "past"
  }
}

private struct RemovalResult: Encodable {
  var event: String
  var erased: Int
  var drafts: Int
  var elsewhere: [String]
  var releases: [ReleasesWith.Mention]
  var diagnostics: [Diagnostic]
}

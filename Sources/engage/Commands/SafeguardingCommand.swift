import ArgumentParser
import EngageModel
import EngageReport
import EngageStore

struct SafeguardingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "safeguarding",
    abstract: "Texts that were held back because somebody worried about a person's safety.",
    discussion: """
      For example:
        engage safeguarding contacts
        engage safeguarding list
        engage safeguarding show 3F2A --entered-by Asha \\
            --why "I am the safeguarding lead"
      """,
    subcommands: [List.self, Show.self, SafeguardingContactsCommand.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "What is held back, where, since when and by whom; not what it says.",
      discussion: "For example:\n  engage safeguarding list --event we-stand-together-2019")
    @Option(help: "Only those of this event.") var event: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let texts =
        try Workplace(workspace).existingStore()?.restrictedTexts(event: event.map { Event.ID($0) }) ?? []
      if format.format == .json { return try JSON.tell(texts.map(HeldRow.init)) }
      guard !texts.isEmpty else { return try Terminal.tell("No text is held back.") }
      var listing = Listing(["Text", "Where", "Response", "Held back", "By", "Why"])
      for text in texts {
        let place = text.session
        listing.add([
          List.name(of: text.id, among: texts.map(\.id)), "\(place.event) \(place.session) \(text.question)",
          text.response.map(String.init) ?? "not completed", List.moment(text.flagged.at), text.flagged.by,
          text.flagged.why,
        ])
      }
      try Terminal.tell(listing.screenText)
    }

    /// The beginning of a text's name that tells it from the others; “show” takes that.
    static func name(of id: String, among all: [String]) -> String {
      let lengths = 8..<max(id.count, 9)
      let length = lengths.first { length in all.count { $0.hasPrefix(id.prefix(length)) } == 1 }
      return length.map { String(id.prefix($0)) } ?? id
    }

    /// "2019-10-09 17:40" of a time in ISO 8601.
    private static func moment(_ time: String) -> String {
      time.firstMatch(of: #/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/#).map { "\($0.1) \($0.2)" } ?? time
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
        Held back by \(held.flagged.by) at \(held.flagged.at): \(held.flagged.why)

        \(held.text)
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

  init(_ text: RestrictedText) {
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

import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore

struct SafeguardingScanCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Look through the texts of a survey for somebody in danger, and queue what is found.",
    discussion: """
      For example:
        engage safeguarding scan --survey we-stand-together
      What is looked for stands in the codebooks that say safeguarding: yes. A rule finds words, not danger: it \
      misses much, and much of what it finds is harmless. A person reads each text that is found and decides; until then \
      nobody outside the organisation gets it or a count of it. Nothing is ever deleted here. After engage import and \
      engage enter this is done by itself.
      """)

  @OptionGroup var scope: ScopeOptions
  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let subject = try workplace.subject(scope)
    let outcome = try SafeguardingQueue(workplace: workplace, subject: subject)
      .scan(by: person.name(in: workplace))
    if format.format == .json { return try JSON.tell(ScanRow(outcome)) }
    let (texts, queued) = (outcome.texts, outcome.queued.count)
    try Terminal.tellWrapped(
      "\(texts) \(texts == 1 ? "text" : "texts") looked through; \(queued) queued now, "
        + "\(outcome.waiting) waiting for a decision."
        + (outcome.waiting > 0 ? " See: engage safeguarding list" : ""))
  }

  private struct ScanRow: Encodable {
    var texts: Int
    var queued: [Int64]
    var waiting: Int

    init(_ outcome: SafeguardingQueue.Outcome) {
      (texts, queued, waiting) = (outcome.texts, outcome.queued.map(\.number), outcome.waiting)
    }
  }
}

struct SafeguardingDecideCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Say of a text that was queued whether it is a safeguarding concern.",
    discussion: """
      For example:
        engage safeguarding decide Q7 --no-concern --why "about a film"
        engage safeguarding decide Q8 --concern --told "Jo Bloggs" \\
            --why "afraid of somebody at home"
      A concern is held back from everybody: only engage safeguarding show reads it then, and the codes of the text are \
      taken away, as they tell what it was about. Otherwise the text is free again; if it is changed later, it is looked \
      at anew. Write no name of somebody who took part into --why. A request to be erased goes its own way: \
      engage responses erase.
      """)

  @Argument(help: "The text, as the list names it.") var text: QueueNumber
  @Flag(help: "It is a concern: hold it back from everybody.") var concern = false
  @Flag(name: .customLong("no-concern"), help: "Nobody is in danger.") var noConcern = false
  @OptionGroup var reason: ReasonOption
  @Option(help: "Who was told about it, such as the safeguarding lead.") var told: String?
  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if concern == noConcern { throw ValidationError("Say either --concern or --no-concern.") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let store = try workplace.requiredStore()
    let number = text.value
    guard let text = try store.queuedTexts(survey: nil, event: nil).first(where: { $0.number == number })
    else {
      throw StoreError.noSuchQueuedText(number)
    }
    guard text.verdict?.isConcern != true else { throw decidedAlready }
    let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: reason.why)
    let isHeld = concern ? try holdBack(text, occasion, store) : try clear(text, occasion, store)
    if format.format == .json {
      return try JSON.tell(Decided(number: number, concern: concern, heldBack: isHeld))
    }
    try Terminal.tell(
      concern
        ? "\(self.text.written) is held back: engage safeguarding list."
          + (told == nil
            ? " Tell \(text.toTell ?? "the right person") now: engage safeguarding contacts" : "")
        : "\(self.text.written) is free again.")
  }

  private func verdict(_ occasion: Occasion) -> QueuedText.Verdict {
    QueuedText.Verdict(
      isConcern: concern, by: occasion.by, at: occasion.at, why: occasion.why, told: told)
  }

  private func holdBack(_ text: QueuedText, _ occasion: Occasion, _ store: any ResponseStore) throws -> Bool {
    guard let response = try store.response(text.response),
      let survey = try store.survey(ofResponse: text.response)
    else { throw StoreError.noText(text.response, text.question) }
    guard case .text(let words) = response[text.question] else {
      guard response.details?.restricted.contains(text.question) == true else {
        throw StoreError.noText(text.response, text.question)
      }
      // Somebody held it back already, without the queue.
      try store.decide(text.number, verdict(occasion))
      return true
    }
    try store.holdBack(
      RestrictedText(
        id: EntryWork.surroundings.newIdentity(), survey: survey, session: response.session,
        response: text.response, question: text.question, text: words, flagged: occasion), told: told)
    return true
  }

  private func clear(_ text: QueuedText, _ occasion: Occasion, _ store: any ResponseStore) throws -> Bool {
    guard let response = try store.response(text.response), case .text(let words) = response[text.question]
    else {
      throw StoreError.noText(text.response, text.question)
    }
    guard CodedText.fingerprint(of: words.utf8) == text.fingerprint else {
      throw Diagnostic(
        rule: "changed-text", message: "\(self.text.written) was changed since it was queued",
        hint: "look again: engage safeguarding scan, then engage safeguarding list")
    }
    try store.decide(text.number, verdict(occasion))
    return false
  }

  private var decidedAlready: Diagnostic {
    Diagnostic(
      rule: "concern-decided", message: "\(text.written) is a concern and held back already",
      hint: "who decided and why: engage safeguarding list")
  }

  private struct Decided: Encodable {
    var number: Int64
    var concern: Bool
    var heldBack: Bool

    private enum CodingKeys: String, CodingKey {
      case number, concern
      case heldBack = "held_back"
    }
  }
}

/// The number of a text in the safeguarding queue: “Q7”.
struct QueueNumber: ExpressibleByArgument {
  let value: Int64
  /// Whether it was written as one, and can't be the beginning of another name.
  let isMarked: Bool

  init(_ number: Int64) { (value, isMarked) = (number, true) }

  init?(argument: String) {
    isMarked = argument.first == "Q" || argument.first == "q"
    guard let number = Int64(argument.dropFirst(isMarked ? 1 : 0)), number > 0 else { return nil }
    value = number
  }

  var written: String { "Q\(value)" }
}

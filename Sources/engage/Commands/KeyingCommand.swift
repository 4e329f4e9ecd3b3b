import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore

struct KeyingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keying",
    abstract:
      "Forms keyed twice: what is to key, where the keyings differ, who was right, how many errors there are.",
    discussion: """
      For example:
        engage keying sample --percent 20 --event we-stand-together-2019 \\
            --session rugby
        engage enter --second --event we-stand-together-2019 --session rugby \\
            --entered-by Ben
        engage keying adjudicate --event we-stand-together-2019 --entered-by Chris
        engage keying report --event we-stand-together-2019
      """,
    subcommands: [List.self, Sample.self, Adjudicate.self, Discard.self, Report.self])

  /// Which forms a subcommand speaks of.
  struct Scope: ParsableArguments {
    @Option(help: "The event, by name; may be left out where there is exactly one.")
    var event: String?

    @Option(help: "Only this session; all of the event if left out.")
    var session: String?

    @OptionGroup var workspace: WorkspaceOption

    /// - Throws: `Diagnostic` for an event or session that isn't there, or an event without a survey.
    func resolve(_ workplace: Workplace) throws -> KeyingSubject {
      let event = try workplace.soleEvent(named: event, survey: nil)
      guard let id = event.survey else {
        throw Diagnostic(
          rule: "no-survey", message: "the event \(event.id) has no survey, so there are no forms to key",
          hint: "add a line survey: NAME to its file")
      }
      let versions = try workplace.versions(of: id)
      guard let survey = Survey.pooled(versions) else { throw KeyingSubject.nothing }
      if let session { _ = try EntryPlace(event: event).session(named: session) }
      return KeyingSubject(
        event: event, session: session.map { Session.ID($0) }, survey: survey,
        store: try workplace.requiredStore())
    }
  }

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Which forms are to key again, agree, differ, are settled; no answers.",
      discussion: "For example:\n  engage keying list --event we-stand-together-2019 --session rugby")
    @OptionGroup var scope: Scope
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let rows = try KeyingRow.all(scope.resolve(Workplace(scope.workspace)))
      if format.format == .json { return try JSON.tell(rows) }
      try Terminal.tellWrapped(KeyingRow.text(rows))
    }
  }

  struct Sample: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample",
      abstract: "Draw forms by chance to be keyed twice; those with most to go wrong more often.",
      discussion: """
        For example:
          engage keying sample --percent 20 --event we-stand-together-2019 \\
              --session rugby
        Each session is drawn from by itself. Forms stored later can be drawn from in the same way: the draws add up.
        """)
    @OptionGroup var scope: Scope
    @Option(help: "How many of 100 forms.") var percent: Percent
    @Option(help: "The number the draw starts from: the same one draws the same forms. Any if left out.")
    var seed: UInt64?
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let workplace = try Workplace(scope.workspace, writes: true)
      let subject = try scope.resolve(workplace)
      let occasion = Occasion(
        at: Clock.timestamp, by: person.name(in: workplace), why: "drawn to be keyed twice")
      let samples = try subject.sessions.compactMap { session in
        try KeyingDraw(survey: subject.survey, session: session, store: subject.store).draw(
          percent: percent.value, seed: seed ?? KeyingDraw.randomSeed(), on: occasion)
      }
      if format.format == .json { return try JSON.tell(try samples.map { try DrawnRow($0, subject.store) }) }
      guard !samples.isEmpty else {
        return try Terminal.tellWrapped(DrawnRow.nothing)
      }
      for sample in samples { try Terminal.tellWrapped(try DrawnRow(sample, subject.store).text) }
    }
  }

  struct Adjudicate: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "adjudicate",
      abstract: "Say what forms really say where two keyings differ, paper in hand.",
      discussion: """
        For example:
          engage keying adjudicate --event we-stand-together-2019 --entered-by Chris
        Best done by somebody who keyed none of them. Each decision is kept at once; leave at any time.
        """)
    @OptionGroup var scope: Scope
    @Option(help: "The language to show the questions in, such as pl; the survey's own if left out.")
    var language: String?
    @OptionGroup var person: PersonOption

    func perform() async throws {
      let workplace = try Workplace(scope.workspace, writes: true)
      let subject = try scope.resolve(workplace)
      let form = try AdjudicationForm(
        survey: subject.survey.id, event: subject.event.id, session: subject.session,
        title: subject.event.title, by: person.name(in: workplace), language: language, store: subject.store,
        surroundings: EntryWork.surroundings)
      try AdjudicationConversation.run(form)
    }
  }

  struct Report: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "How often the keyings agree, how often the first was wrong, what the batch is worth.",
      discussion: "For example:\n  engage keying report --event we-stand-together-2019 --format json")
    @OptionGroup var scope: Scope
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let subject = try scope.resolve(Workplace(scope.workspace))
      let figures = try KeyingFigures(
        subject.survey, subject.event, session: subject.session, store: subject.store)
      if format.format == .json { return try JSON.tell(KeyingReport(figures)) }
      try Terminal.tellWrapped(figures.text)
    }
  }
}

/// The forms that second keying is about.
struct KeyingSubject {
  let event: Event
  /// All of the event if `nil`.
  let session: Session.ID?
  /// Its versions pooled.
  let survey: Survey
  let store: any ResponseStore

  var sessions: [SessionReference] {
    event.sessions.map(\.id).filter { session == nil || $0 == session }.map {
      SessionReference(event: event.id, session: $0)
    }
  }

  static let nothing = Diagnostic(rule: "no-survey", message: "the survey of this event has no version yet")
}

/// Adjudication on the whole screen, or in plain lines from a person or a pipe.
enum AdjudicationConversation {
  /// - Throws: `StoreError`; `Diagnostic` where input or output fail. All that was decided is stored.
  static func run(_ start: AdjudicationForm) throws {
    var form = start
    if !form.isFinished { guard try WholeScreen.runIfPossible(&form) else { return } }
    for line in form.lines { try Terminal.tellWrapped(line) }
    let count = form.settledCount == 1 ? "1 form" : "\(form.settledCount) forms"
    let left = form.waitingCount
    try Terminal.tell("\(count) settled" + (left > 0 ? ", \(left) still to settle." : "."))
  }
}

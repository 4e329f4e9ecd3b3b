import ArgumentParser
import EngageEntry
import EngageFiles
import EngageModel
import EngageStore

extension ResponsesCommand {
  /// Puts a response right: on the screen, or by what is said in the command.
  struct Edit: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Put a response right; what it said before is kept, and the change can be undone.",
      discussion: """
        For example:
          engage responses edit 12
          engage responses edit 12 --set safe_day=4 --set role=parent --why "misread"
          engage responses edit 12 --set age="not answered" --key 17 \\
              --why "page 2 found"
        With nothing but the number the form opens on the screen, as in engage enter. \
        A value is what one would type in engage enter: a number, a name, the beginning of a label, several parted by \
        commas; or not answered, unreadable, prefer not to say, more than one ticked, between two.
        """)

    @Argument(help: "Its number in the store; engage responses find tells it from the number on the form.")
    var number: Int64
    @Option(help: "A question and its answer, as question=answer; may be given several times.")
    var set: [String] = []
    @Option(help: "Its form number; \"\" for none.") var key: String?
    @Option(help: "The session it belongs to, of the same event.") var session: String?
    @Option(help: "The head count of a table, or unknown.") var people: String?
    @Option(help: "A remark on the whole response; \"\" for none.") var note: String?
    @Option(help: "Why; the audit trail keeps it.") var why: String?
    @Flag(name: .customLong("dry-run"), help: "Say what would change, change nothing.") var dryRun = false
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      if opensForm {
        guard !dryRun, WholeScreen.isPossible else {
          throw ValidationError(
            "Say what to put right: --set question=answer, --key, --session, --people or --note.")
        }
      } else if !dryRun, (why ?? "").allSatisfy(\.isWhitespace) {
        throw ValidationError("Say why: --why \"misread\". The audit trail keeps it.")
      }
    }

    /// Nothing was said of what is to be different.
    private var opensForm: Bool {
      key == nil && session == nil && people == nil && note == nil && self.set.isEmpty
    }

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let store = try workplace.requiredStore()
      let (seen, survey) = try ResponsesCommand.stored(number, in: store)
      if opensForm { return try openForm(seen, survey, workplace, store) }
      var correction = TypedCorrection(
        seen, survey: survey, today: Clock.today, secondsSinceMidnight: EntryPlace.secondsSinceMidnight)
      correction.set(set)
      let place = try session.map {
        try EntryPlace(event: workplace.event(seen.session.event.rawValue)).session(named: $0).id
      }
      correction.place(key: key, session: place, people: people, note: note)
      if !correction.problems.isEmpty { throw DiagnosticsError(correction.problems) }
      let changed = ResponseChange.between(seen, correction.response, survey)
      let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: why ?? "")
      let batch =
        dryRun ? nil : try store.correct(correction.response, seen: seen, on: occasion)
      if batch != nil {
        SafeguardingQueue.look(
          through: seen.session.event, survey: survey.id, in: workplace, by: occasion.by)
      }
      try tell(changed, batch, correction.remarks)
    }

    private func openForm(
      _ response: Response, _ survey: Survey, _ workplace: Workplace, _ store: any ResponseStore
    ) throws {
      let event = try workplace.event(response.session.event.rawValue)
      guard let session = event.session(response.session.session) else {
        throw Diagnostic(
          rule: "unknown-session",
          message: "\(event.id) has no session “\(response.session.session)” any more",
          hint: "put the session back into the event's file, or use --set")
      }
      let work = EntryWork(
        workplace: workplace, event: event, session: session, survey: survey, store: store,
        enteredBy: person.name(in: workplace))
      try work.mend(response)
    }

    private func tell(_ changed: [ResponseChange], _ batch: Batch?, _ remarks: [Diagnostic]) throws {
      if format.format == .json {
        return try JSON.tell(
          EditResult(response: number, batch: batch?.number, changed: changed, diagnostics: remarks))
      }
      if !remarks.isEmpty {
        Terminal.tellError(DiagnosticFormatter(colour: Terminal.standardError.colour).format(remarks))
      }
      if changed.isEmpty { return try Terminal.tell("Nothing differs, so nothing was changed.") }
      var lines = changed.map { "  \($0.what): \($0.before) → \($0.after)" }
      if let batch {
        lines.insert("Response \(number) is changed, as batch \(batch.number):", at: 0)
        lines.append("To take it back: engage batches undo \(batch.number)")
      } else {
        lines.insert("Response \(number) would be changed:", at: 0)
      }
      try Terminal.tell(lines.joined(separator: "\n"))
    }
  }

  /// A response as it is stored, and the version of the survey it answers.
  /// - Throws: `StoreError.noSuchResponse`.
  static func stored(_ number: Int64, in store: any ResponseStore) throws -> (Response, Survey) {
    guard let response = try store.response(number), let id = try store.survey(ofResponse: number),
      let survey = try store.versions(of: id).first(where: { $0.version == response.version })
    else { throw StoreError.noSuchResponse(number) }
    if response.withdrawn { throw StoreError.withdrawn(number) }
    return (response, survey)
  }
}

/// What is different about a response, in words.
struct ResponseChange: Encodable {
  var what: String
  var before: String
  var after: String

  /// What a person would want to see before it is changed.
  static func between(_ before: Response, _ after: Response, _ survey: Survey) -> [ResponseChange] {
    var found: [ResponseChange] = []
    for question in survey.questions where before[question.id] != after[question.id] {
      found.append(
        ResponseChange(
          what: question.id.rawValue, before: AnswerWords.words(for: before[question.id], to: question),
          after: AnswerWords.words(for: after[question.id], to: question)))
    }
    return found + between(PlaceChange(before, after))
  }

  /// What changed beside the answers. What details say is not told.
  static func between(_ change: PlaceChange) -> [ResponseChange] {
    var found: [ResponseChange] = []
    func add(_ what: String, _ before: String?, _ after: String?) {
      if before != after {
        found.append(ResponseChange(what: what, before: before ?? "–", after: after ?? "–"))
      }
    }
    let (before, after) = (change.before, change.after)
    add("form number", before.key, after.key)
    add("session", before.session.rawValue, after.session.rawValue)
    add("unit", before.unit.rawValue, after.unit.rawValue)
    if before.unit == .table || after.unit == .table {
      add(
        "head count", before.people.map(String.init) ?? "unknown", after.people.map(String.init) ?? "unknown")
    }
    for detail in PlaceChange.Detail.allCases where change.details.contains(detail) {
      found.append(ResponseChange(what: words(for: detail), before: "…", after: "changed"))
    }
    return found
  }

  private static func words(for detail: PlaceChange.Detail) -> String {
    switch detail {
    case .note: "note"
    case .secondLook: "mark for a second look"
    case .doubtful: "answers marked as doubtful"
    case .hidden: "answers that are not asked"
    case .origins: "languages of texts"
    case .restricted: "texts held back"
    case .table: "notes of the table"
    }
  }
}

private struct EditResult: Encodable {
  var response: Int64
  var batch: Int?
  var changed: [ResponseChange]
  var diagnostics: [Diagnostic]
}

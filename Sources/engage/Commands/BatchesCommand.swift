import ArgumentParser
import EngageModel
import EngageReport
import EngageStore

struct BatchesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches",
    abstract: "What each import and each sitting of entry brought in; undo one as a whole.",
    discussion: """
      For example:
        engage batches list
        engage batches undo 7 --why "wrong file"
      """,
    subcommands: [List.self, Show.self, Undo.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All batches, oldest first.", discussion: "For example:\n  engage batches list")
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let batches = try Workplace(workspace).existingStore()?.batches() ?? []
      if format.format == .json { return try JSON.tell(batches.map(BatchRow.init)) }
      guard !batches.isEmpty else { return try Terminal.tell("Nothing has been brought in yet.") }
      var listing = Listing(
        ["Batch", "Kind", "Event", "Responses", "Updated", "When", "By", "From", ""],
        cutting: ["Event", "From"], keeping: ["When"])
      for batch in batches {
        listing.add([
          String(batch.number), batch.draft.kind.rawValue, batch.draft.event.rawValue, String(batch.stored),
          String(batch.updated), Clock.words(batch.draft.at), batch.draft.enteredBy,
          batch.draft.sourceName ?? "–",
          batch.undone == nil ? "" : "undone",
        ])
      }
      try Terminal.tell(listing.screenText)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "One batch.", discussion: "For example:\n  engage batches show 7")
    @Argument(help: "Its number.") var number: Int
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let batches = try Workplace(workspace).requiredStore().batches()
      guard let batch = batches.first(where: { $0.number == number }) else {
        throw StoreError.noSuchBatch(number)
      }
      if format.format == .json { return try JSON.tell(BatchRow(batch)) }
      var lines = [
        "Batch \(batch.number): \(batch.draft.kind.rawValue) into \(batch.draft.event) (survey \(batch.draft.survey))",
        "  brought in by \(batch.draft.enteredBy) at \(Clock.words(batch.draft.at))"
          + (batch.draft.sourceName.map { " from \($0)" } ?? ""),
        "  " + BatchesCommand.counts(of: batch),
      ]
      if let undone = batch.undone {
        lines.append("  undone by \(undone.by) at \(Clock.words(undone.at)): \(undone.why)")
      } else if batch.stored > 0 {
        lines.append(
          "  its responses: engage responses list --survey \(batch.draft.survey) --batch \(batch.number)")
      }
      try Terminal.tell(lines.joined(separator: "\n"))
    }
  }

  /// What a batch did, in words.
  fileprivate static func counts(of batch: Batch) -> String {
    let changed = Wording.count(batch.updated, "response", "responses")
    return switch batch.draft.kind {
    case .import, .entry: "\(batch.stored) responses stored, \(batch.updated) updated"
    case .correction: "\(changed) put right"
    case .withdrawal: "\(changed) withdrawn"
    case .coding: "\(Wording.count(batch.updated, "comment", "comments")) coded"
    }
  }

  /// What undoing a correction or a withdrawal means; `nil` for what brought responses in.
  /// - Parameter keyings: how many forms keyed a second time went with it.
  fileprivate static func words(afterUndoing batch: Batch, keyings: Int) -> String? {
    switch batch.draft.kind {
    case .import: nil
    case .entry where batch.stored == 0 && keyings > 0:
      "Batch \(batch.number) is undone: \(Wording.count(keyings, "second keying is", "second keyings are")) taken "
        + "away. What was put right because of them stays so."
    case .entry: "Batch \(batch.number) is undone: \(uncounted(batch))."
    case .correction: "Batch \(batch.number) is undone: the response says what it said before."
    case .coding:
      "Batch \(batch.number) is undone: its comments have the codes they had before, but for those coded again since."
    case .withdrawal:
      "Batch \(batch.number) is undone: what it withdrew counts again, but for what was undone or erased since."
    }
  }

  fileprivate static func uncounted(_ batch: Batch) -> String {
    batch.stored == 0
      ? "it had stored nothing"
      : "\(Wording.count(batch.stored, "response is", "responses are")) counted no more"
  }

  struct Undo: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: "Take back all that a batch brought in.",
      discussion: "For example:\n  engage batches undo 7 --why \"wrong file\"")
    @Argument(help: "Its number.") var number: Int
    @Option(help: "Why; the audit trail keeps it.") var why: String = "undone as a whole"
    @OptionGroup var person: PersonOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let store = try workplace.requiredStore()
      let keyings = try keyings(store)
      try store.undo(batch: number, by: person.name(in: workplace), why: why)
      let batches = try store.batches()
      let undone = batches.first { $0.number == number }
      var words =
        "Batch \(number) is undone: \(undone.map(BatchesCommand.uncounted) ?? ""). Its file can be imported again."
      let lost = keyings - (try self.keyings(store))
      if let undone, let mended = BatchesCommand.words(afterUndoing: undone, keyings: lost) { words = mended }
      if let undone, let number = try settled(by: undone, store) {
        words +=
          " It had settled what was keyed twice, and still counts as settled: to settle it anew, take the second "
          + "keying away (engage keying discard \(number)) and key the form again."
      }
      // A later file that held the same responses met them as stored already and has them no more either.
      let later = batches.filter {
        $0.number > number && $0.undone == nil && $0.draft.event == undone?.draft.event
          && $0.draft.kind == .import
      }
      if undone?.draft.kind == .import, let next = later.first {
        words +=
          " If a later file (batch \(next.number)) holds the same responses, they are gone there too: "
          + "undo that batch as well, and import its file again."
      }
      try Terminal.tell(words)
    }

    /// The number of the form whose settlement the batch put into its response; `nil` if it did no such thing.
    private func settled(by batch: Batch, _ store: any ResponseStore) throws -> String? {
      guard batch.draft.kind == .correction else { return nil }
      let keying = try store.secondKeyings(survey: batch.draft.survey, event: batch.draft.event).first {
        $0.settlement?.occasion.at == batch.draft.at && $0.settlement?.occasion.by == batch.draft.enteredBy
      }
      return keying.map { $0.first.key ?? "#\($0.response.id)" }
    }

    /// How many forms of the batch's event are keyed twice.
    private func keyings(_ store: any ResponseStore) throws -> Int {
      guard let batch = try store.batches().first(where: { $0.number == number }) else { return 0 }
      return try store.secondKeyings(survey: batch.draft.survey, event: batch.draft.event).count
    }
  }
}

/// A batch as JSON.
private struct BatchRow: Encodable {
  var batch: Int
  var kind: String
  var survey: String
  var event: String
  var stored: Int
  var updated: Int
  var at: String
  var by: String
  var source: String?
  var undone: Bool

  init(_ batch: Batch) {
    self.batch = batch.number
    kind = batch.draft.kind.rawValue
    survey = batch.draft.survey.rawValue
    event = batch.draft.event.rawValue
    stored = batch.stored
    updated = batch.updated
    at = batch.draft.at
    by = batch.draft.enteredBy
    source = batch.draft.sourceName
    undone = batch.undone != nil
  }
}

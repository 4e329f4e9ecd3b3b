import ArgumentParser
import EngageModel
import EngageReport
import EngageStore

extension ResponsesCommand {
  struct Withdraw: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Take responses out of every count; they are kept, and can be brought back.",
      discussion: """
        For example:
          engage responses withdraw 12 --why "asked to be left out"
          engage responses withdraw 12 13 --why "filled in twice"
        A later file that holds the same form numbers does not bring them back. To remove them for good: engage \
        responses erase.
        """)

    @Argument(help: "Their numbers.") var numbers: [Int64]
    @OptionGroup var reason: ReasonOption
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: reason.why)
      let store = try workplace.requiredStore()
      let batch = try store.withdraw(numbers, on: occasion)
      let released = try ReleasesWith(numbers, in: store)
      if format.format == .json {
        return try JSON.tell(
          WithdrawResult(withdrawn: numbers, batch: batch.number, releases: released.mentions))
      }
      let count = Wording.count(batch.updated, "response is", "responses are")
      try Terminal.tell(
        "\(Wording.sentence(count)) withdrawn, as batch \(batch.number): counted no more, and kept.\n"
          + "To take that back: engage batches undo \(batch.number)")
      for line in released.lines { try Terminal.tell(line) }
    }
  }

  struct Find: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "All that is kept under a form number or key: for a participant's request.",
      discussion: """
        For example:
          engage responses find 17
          engage responses find 17 --event we-stand-together-2019
        Withdrawn responses, unfinished forms and second keyings are found too. What a form says is not shown.
        """)

    @Argument(help: "The form number or key, as it was written.") var key: String
    @Option(help: "Only those of this event.") var event: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let store = try Workplace(workspace).requiredStore()
      let rows = try FoundRow.rows(for: key, in: store).filter { event == nil || $0.event == event }
      if format.format == .json { return try JSON.tell(rows) }
      guard !rows.isEmpty else {
        return try Terminal.tell("Nothing is kept under that form number.")
      }
      var listing = Listing(["What", "Number", "Event", "Session", "Survey", "Brought in", ""])
      for row in rows {
        listing.add([
          row.what, row.number ?? "–", row.event, row.session ?? "–", row.survey, row.batch ?? "–",
          row.remark,
        ])
      }
      try Terminal.tell(listing.text)
    }
  }
}

private struct WithdrawResult: Encodable {
  var withdrawn: [Int64]
  var batch: Int
  /// Reports that counted them and have left.
  var releases: [ReleasesWith.Mention]
}

/// Something kept under a form number.
struct FoundRow: Encodable {
  var what: String
  var number: String?
  var event: String
  var session: String?
  var survey: String
  var batch: String?
  var remark = ""

  /// Everything under a form number; of texts held back only that there are some.
  static func rows(for key: String, in store: any ResponseStore) throws -> [FoundRow] {
    let finding = try store.find(key: key)
    let restricted = try store.restrictedTexts(event: nil)
    var rows = finding.responses.map { found -> FoundRow in
      let response = found.response
      var row = FoundRow(
        what: "response", number: String(response.id), response.session, found.survey, batch: response.batch)
      let held = restricted.count { $0.response == response.id }
      row.remark = [response.withdrawn ? "withdrawn or undone" : "", words(held: held)]
        .filter { !$0.isEmpty }.joined(separator: "; ")
      return row
    }
    for draft in finding.drafts {
      var row = FoundRow(
        what: draft.secondOf == nil ? "unfinished form" : "unfinished second keying", number: draft.id,
        draft.response.session, draft.survey, batch: draft.batch)
      row.remark = words(held: restricted.count { $0.draft == draft.id })
      rows.append(row)
    }
    for keying in try keyings(key, in: store) {
      var row = FoundRow(
        what: "second keying", number: String(keying.keying.number), keying.keying.response.session,
        keying.survey, batch: nil)
      row.remark = "of response \(keying.keying.response.id)"
      rows.append(row)
    }
    for erasure in finding.erasures {
      rows.append(
        FoundRow(
          what: "erased", number: String(erasure.response), event: erasure.event.rawValue,
          survey: erasure.survey.rawValue, batch: "batch \(erasure.batch)",
          remark: "by \(erasure.occasion.by) at \(Clock.words(erasure.occasion.at))"))
    }
    return rows
  }

  private static func keyings(
    _ key: String, in store: any ResponseStore
  ) throws -> [(survey: Survey.ID, keying: SecondKeying)] {
    var places: [(Survey.ID, Event.ID)] = []
    for batch in try store.batches() where batch.draft.kind == .entry {
      let place = (batch.draft.survey, batch.draft.event)
      if !places.contains(where: { $0 == place }) { places.append(place) }
    }
    return try places.flatMap { survey, event in
      try store.secondKeyings(survey: survey, event: event)
        .filter { $0.response.key == key || $0.first.key == key }.map { (survey, $0) }
    }
  }

  private static func words(held: Int) -> String {
    held == 0 ? "" : Wording.count(held, "text held back", "texts held back")
  }
}

extension FoundRow {
  fileprivate init(
    what: String, number: String, _ session: SessionReference, _ survey: Survey.ID, batch: Int?
  ) {
    self.init(
      what: what, number: number, event: session.event.rawValue, session: session.session.rawValue,
      survey: survey.rawValue, batch: batch.map { "batch \($0)" })
  }
}

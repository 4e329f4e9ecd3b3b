import ArgumentParser
import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

struct ReleasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases",
    abstract: "The ledger: what was released to whom, when, and what of it was hidden.",
    discussion: """
      For example:
        engage releases list
        engage releases show 3
        engage releases show 3 -o again.html
        engage releases withdraw 3 --why "went to the wrong council"
      Every report for partners or the public is put here when it is written or printed. Nothing is ever taken out: \
      what is released later is held against it.
      """,
    subcommands: [List.self, Show.self, Withdraw.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All releases, oldest first.",
      discussion: """
        For example:
          engage releases list
          engage releases list --to "Rugby Borough Council" --format json
        """)

    @Option(name: [.long, .customLong("recipient")], help: "Only those to this recipient.")
    var to: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let all = try Workplace(workspace).existingStore()?.releases() ?? []
      let releases = all.filter { to == nil || $0.recipient.lowercased() == to?.lowercased() }
      if format.format == .json { return try JSON.tell(releases.map(ReleaseRow.init)) }
      guard !releases.isEmpty else {
        return try Terminal.tell(
          to.map { "Nothing has been released to \($0)." } ?? "Nothing has been released yet.")
      }
      // Where all stand as they were released, a column that says so has nothing to tell.
      let state = releases.contains { $0.withdrawn != nil } ? ["State"] : []
      var listing = Listing(
        ["Release", "When", "To", "Report", "Responses", "By"] + state, cutting: ["To", "Report"],
        keeping: ["When", "State"])
      for release in releases {
        listing.add(
          [
            String(release.number), Clock.words(release.at), release.recipient, release.title,
            Wording.numeral(release.responses.count), release.by,
          ] + state.map { _ in ReleaseWords.state(of: release) })
      }
      try Terminal.tell(listing.screenText)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "One release: who got it, what was hidden and why; or the report itself once more.",
      discussion: """
        For example:
          engage releases show 3
          engage releases show 3 --format json
          engage releases show 3 -o again.html
        The report that is written with -o is the one that was released, as it was then. It is no new release.
        """)

    @Argument(help: "Its number.") var number: Int
    @Option(
      name: [.customShort("o"), .customLong("output")],
      help: "Write the report again, as it was released: .xlsx, .html, .md, .json, .csv, .txt.")
    var output: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let store = try Workplace(workspace).requiredStore()
      let release = try store.release(number)
      let documents = try store.documents(ofRelease: number)
      let report = try LedgerReport.released(documents, madeAt: release.madeAt)
      let records = release.isRecords ? try RecordLedger.release(documents, number: number) : nil
      if let output {
        guard records == nil else {
          throw Diagnostic(
            rule: "no-report", message: "release \(number) was a file of records, and no copy of it is kept",
            hint: "engage export --audience partner --to \"\(release.recipient)\" makes one as things are now"
          )
        }
        return try write(report, of: release, to: output)
      }
      if format.format == .json { return try JSON.tell(ReleaseDetails(release, report, records)) }
      try Terminal.tell(ReleaseWords(release, report, records).text)
    }

    private func write(_ report: Report, of release: Release, to file: String) throws {
      if let at = release.wordsErasedAt {
        Terminal.tellError(
          "Without what people said in their own words: it was taken out of the ledger at \(Clock.words(at)), when one of them "
            + "was erased or a text held back.")
      }
      let output = ReportOutput(format: .text, file: file)
      let prepared = try output.prepare(report)
      let known = Set(release.files.map(\.digest))
      let same = prepared.files.allSatisfy { known.contains($0.digest) }
      try prepared.finish()
      if same { output.say("It is byte for byte a file that was released then.") }
    }
  }

  struct Withdraw: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Note that a release was taken back. Whoever got it has still seen it.",
      discussion: """
        For example:
          engage releases withdraw 3 --why "went to the wrong council"
          engage releases withdraw 3 --why "still in the outbox" --unread
        It stays in the ledger, and later reports are held against it: its recipient knows what it says. Only where \
        you know that it was taken back before anybody read it, say so with --unread.
        """)

    @Argument(help: "Its number.") var number: Int
    @OptionGroup var reason: ReasonOption
    @Flag(help: "You know that nobody had read it: later reports need not be held against it.")
    var unread = false
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let release = try workplace.requiredStore().withdraw(
        release: number, isUnread: unread,
        on: Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: reason.why))
      if format.format == .json { return try JSON.tell(ReleaseRow(release)) }
      let meaning =
        unread
        ? "On your word that nobody had read it, later reports are not held against it. If somebody had after all: "
          + "engage releases withdraw \(number) --why …"
        : "Its recipient has seen it, so it still counts as known, and later reports are held against it. Only if "
          + "nobody had read it: engage releases withdraw \(number) --unread --why …"
      try Terminal.tellWrapped(
        "Release \(number) to \(release.recipient) is noted as taken back. It stays in the ledger.\n\(meaning)"
      )
    }
  }
}

/// A release as JSON, in lists.
struct ReleaseRow: Encodable {
  struct Withdrawn: Encodable {
    var at: String
    var by: String
    var why: String
    var unread: Bool

    init(_ withdrawal: Release.Withdrawal) {
      at = withdrawal.occasion.at
      by = withdrawal.occasion.by
      why = withdrawal.occasion.why
      unread = withdrawal.isUnread
    }
  }

  var release: Int
  var at: String
  var by: String
  var to: String
  var audience: String
  var title: String
  var recipe: String?
  var profile: String
  var surveys: [String]
  var events: [String]
  var responses: Int
  var files: [String]
  var withdrawn: Withdrawn?
  /// Whether others count as knowing it.
  var known: Bool

  init(_ release: Release) {
    self.release = release.number
    at = release.at
    by = release.by
    to = release.recipient
    audience = release.audience
    title = release.title
    recipe = release.recipe
    profile = release.profile.name
    surveys = release.scope.surveys.map(\.rawValue)
    events = release.scope.events.map(\.rawValue)
    responses = release.responses.count
    files = release.files.compactMap(\.name)
    withdrawn = release.withdrawn.map(Withdrawn.init)
    known = release.isKnown
  }
}

/// All about one release, as JSON.
struct ReleaseDetails: Encodable {
  struct Table: Encodable {
    var section: String
    var table: String
    var title: String
    /// Why nothing of it is shown; `nil` where something is.
    var withheld: String?
    /// How many of its figures are hidden.
    var hidden: Int

    private enum CodingKeys: String, CodingKey { case section, table, title, withheld, hidden }
  }

  /// How records were told.
  struct Records: Encodable {
    var records: Int
    var questions: [RecordTreatment]
    var leftOut: [RecordRelease.Omitted]

    private enum CodingKeys: String, CodingKey {
      case records, questions
      case leftOut = "left_out"
    }

    init(_ release: RecordRelease) {
      records = release.records.count
      questions = release.treatments
      leftOut = release.omitted
    }
  }

  private let row: ReleaseRow
  private let release: Release
  private let records: Records?
  let tables: [Table]

  init(_ release: Release, _ report: Report, _ records: RecordRelease? = nil) {
    row = ReleaseRow(release)
    self.release = release
    self.records = records.map(Records.init)
    tables = report.sections.flatMap { section in
      section.tables.map { table in
        Table(
          section: section.title, table: table.name, title: table.title, withheld: table.withheld,
          hidden: table.rows.joined().count { $0 == .suppressed })
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case sessions, filter, numbers, hidden, tables, records, rules, withdrawals
    case lastChange = "last_change"
    case written
    case wordsErased = "words_erased"
  }

  func encode(to encoder: any Encoder) throws {
    try row.encode(to: encoder)
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(release.scope.sessions.map(\.rawValue), forKey: .sessions)
    try keyed.encodeIfPresent(release.scope.filter, forKey: .filter)
    try keyed.encode(release.responses, forKey: .numbers)
    try keyed.encode(release.hidden, forKey: .hidden)
    try keyed.encode(release.profile, forKey: .rules)
    try keyed.encode(tables, forKey: .tables)
    try keyed.encodeIfPresent(records, forKey: .records)
    try keyed.encode(release.withdrawals.map(ReleaseRow.Withdrawn.init), forKey: .withdrawals)
    try keyed.encodeIfPresent(release.lastChange, forKey: .lastChange)
    try keyed.encode(release.files, forKey: .written)
    try keyed.encodeIfPresent(release.wordsErasedAt, forKey: .wordsErased)
  }
}

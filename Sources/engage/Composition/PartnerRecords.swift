import ArgumentParser
import EngageDisclosure
import EngageExport
import EngageModel
import EngageReport
import EngageSheets
import EngageStore
import Glibc

/// Records for a partner: read, made safe, kept in the ledger, written; in that order.
struct PartnerRecords {
  let workplace: Workplace
  let subject: Subject
  let survey: Survey
  let recipient: String
  let included: [Question.ID]
  let unwanted: [Question.ID]
  let profile: DisclosureProfile

  struct Written {
    let records: ProtectedRecords
    let summary: RecordSummary
  }

  /// - Throws: `Refusal` where no safe records can be made; what reading and writing throw.
  func write(to path: String, as form: RecordForm, safety: CSVSafety) throws -> Written {
    try ReleaseConditions(workplace: workplace).check(subject.events, for: .partner)
    let store = try workplace.store()
    let (records, number) = try release(in: store)
    let export = RecordExport(
      released: records.survey, sessions: ProtectedRecords.sessions,
      legend: RecordLegend(records, recipient: recipient, survey: survey, sessions: subject.sessions)
        .paragraphs)
    let summary: RecordSummary
    do {
      summary = try export.write(
        from: records.source, to: path, as: form, safety: safety, made: Int(time(nil)))
    } catch {
      // The ledger says so of what was not written.
      try store.withdraw(
        release: number, isUnread: true,
        on: Occasion(at: Clock.timestamp, by: Clock.user, why: "the file could not be written"))
      throw error
    }
    let (at, by) = (Clock.timestamp, Clock.user)
    let files = try summary.files.map {
      Release.File(name: $0, digest: ContentDigest.of(try WholeFile.bytes($0)), at: at, by: by)
    }
    try store.add(files, toRelease: number)
    return Written(records: records, summary: summary)
  }

  /// Makes the records safe and puts them into the ledger, before anything is written: nothing leaves that is not in
  /// it. What somebody else releases meanwhile is taken into account.
  private func release(in store: any ResponseStore) throws -> (records: ProtectedRecords, number: Int) {
    let secret = try store.secret(ofRecipient: recipient, orElse: RecordKeys.newSecret())
    var attempts = 0
    while true {
      let ledger = try ReleaseLedger(store)
      let records = try protected(store, ledger, keys: RecordKeys(secret: secret))
      var documents = try documents(of: records.release)
      documents.records = try RecordLedger.kept(records.release)
      let entry = entry(
        documents, number: ledger.next, responses: ResponseNumbers(records.release.records.sorted()))
      do {
        try store.record(entry, documents)
        return (records, entry.number)
      } catch StoreError.releasedMeanwhile(let last) {
        attempts += 1
        if attempts == Releasing.attempts { throw StoreError.releasedMeanwhile(last) }
      }
    }
  }

  /// What reports that leave later are held against: how many records there were.
  private func documents(of release: RecordRelease) throws -> ReleaseDocuments {
    let forms = release.records.count
    let report = Report(
      title: title, made: Made(at: "", by: "", engine: "Engage \(EngageCommand.version)"),
      survey: survey.id.rawValue, events: subject.events.map(\.id.rawValue), audience: .partner,
      scope: Scope(responses: forms, forms: forms, tables: 0, people: nil),
      protection: Protection(profile: profile.name, rules: []))
    return try LedgerReport.documents(counted: report, released: report)
  }

  private var title: String { "Records: \(survey.title.text)" }

  private func entry(_ documents: ReleaseDocuments, number: Int, responses: ResponseNumbers) -> Release {
    Release(
      number: number, at: Clock.timestamp, by: Clock.user, recipient: recipient, audience: "partner",
      title: title, recipe: RecordLedger.recipe, profile: profile,
      scope: Release.Scope(
        surveys: [survey.id], events: subject.events.map(\.id),
        sessions: subject.namedSessions.map { Session.ID($0) }),
      responses: responses, madeAt: Clock.minute, documents: documents)
  }

  private func protected(
    _ store: any ResponseSource, _ ledger: ReleaseLedger, keys: RecordKeys
  ) throws -> ProtectedRecords {
    let protection = try RecordProtection(
      rules: profile.records, survey: survey, events: subject.events, sessions: subject.sessions,
      isWhole: subject.namedSessions.isEmpty, including: included, leavingOut: unwanted)
    let draft = entry(
      ReleaseDocuments(counted: "", released: ""), number: ledger.next, responses: ResponseNumbers())
    do {
      return try protection.protect(
        store, keys: keys, recipient: recipient, at: Clock.timestamp,
        earlier: try ledger.records(of: survey.id), reports: try ledger.earlier(than: draft))
    } catch let refusal as RecordRefusal {
      throw Refusal(rule: refusal.rule, refusal.message, hint: hint(refusal))
    }
  }

  /// The cheapest ways out.
  private func hint(_ refusal: RecordRefusal) -> String {
    let scope = subject.events.count == 1 ? "--event \(subject.events[0].id)" : "--event EVENT"
    let figures =
      "figures instead of records: engage report summary \(scope) --audience partner -o summary.xlsx"
    switch refusal {
    case .tooFew:
      return subject.namedSessions.isEmpty
        ? "wait for more forms, or give \(figures)"
        : "take all sessions: engage export --audience partner \(scope) --to NAME -o FILE; or give \(figures)"
    case .tooFewNew, .tooFewGone:
      return
        "wait until more forms have come, take the same sessions as before, or give \(figures)"
    case .tooLikeReport(_, let release):
      return
        "wait until more forms have come; or give \(figures); or, if nobody read that report: engage releases withdraw \(release) --unread --why \"…\""
    case .hiddenInReports(let releases):
      let withdrawals = releases.map { "engage releases withdraw \($0) --unread --why \"…\"" }
      return
        "give \(figures); or, if nobody read what left: \(withdrawals.joined(separator: "; "))"
    case .unsafe: return "please tell the people who look after Engage; or give \(figures)"
    }
  }
}

/// What stands in or beside a file of records for whoever reads it: nothing about single records.
struct RecordLegend {
  let paragraphs: [String]

  init(_ records: ProtectedRecords, recipient: String, survey: Survey, sessions: [SessionReference]) {
    let rules = records.rules
    var paragraphs = [
      "\(survey.title.text): records for \(recipient), a row for each form. Those who answered, not everybody.",
      "To protect people, at least \(rules.alike) records show the same for all questions by which somebody might be recognised.",
      "“\(records.withheldWord)” means: withheld to protect people. It is no answer and no missing answer. Where an identifying answer is missing, the reason is not told.",
      "Keys are pseudonyms made for \(recipient) alone; the order of the rows tells nothing. Do not try to find out who somebody is, and do not join this file with others.",
    ]
    if rules.different > 1, records.treatments.contains(where: { $0.kind == .sensitive }) {
      paragraphs.append(
        "Among records that are alike, each sensitive question has at least \(rules.different) different answers."
      )
    }
    for line in records.legend { paragraphs.append("\(line.question): \(line.told).") }
    let omitted = records.omitted.map(\.question.rawValue)
    if !omitted.isEmpty { paragraphs.append("Left out: \(omitted.joined(separator: ", ")).") }
    let hidden = records.omitted.filter(\.why.isHiddenInReports).map(\.question.rawValue)
    if !hidden.isEmpty {
      paragraphs.append(
        "Of these, \(hidden.joined(separator: ", ")) so that no figure that a report hides can be counted here."
      )
    }
    self.paragraphs = paragraphs
  }
}

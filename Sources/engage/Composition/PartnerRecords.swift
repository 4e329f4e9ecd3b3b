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
    let ledger = try RecordLedger(beside: workplace.databasePath)
    try ledger.checkComplete(try store.releases())
    let records = try protected(store, ledger)
    let export = RecordExport(
      released: records.survey, sessions: ProtectedRecords.sessions,
      legend: RecordLegend(records, recipient: recipient, survey: survey, sessions: subject.sessions)
        .paragraphs)
    // Nothing leaves that is not in the ledger; of what was not written it says so.
    let entry = try ledger.record(records.release)
    let number: Int
    do { number = try enter(records.release, in: store) } catch {
      if let entry { ledger.takeBack(entry) }
      throw error
    }
    let summary: RecordSummary
    do {
      summary = try export.write(
        from: records.source, to: path, as: form, safety: safety, made: Int(time(nil)))
    } catch {
      if let entry { ledger.takeBack(entry) }
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

  /// Puts the records into the ledger of releases, where figures that leave later are held against their number.
  /// - Returns: the number of the release.
  private func enter(_ release: RecordRelease, in store: any ResponseStore) throws -> Int {
    let forms = release.records.count
    let report = Report(
      title: "Records: \(survey.title.text)",
      made: Made(at: Clock.minute, by: "", engine: "Engage \(EngageCommand.version)"),
      survey: survey.id.rawValue, events: subject.events.map(\.id.rawValue), audience: .partner,
      scope: Scope(responses: forms, forms: forms, tables: 0, people: nil),
      protection: Protection(profile: profile.name, rules: []))
    let documents = try LedgerReport.documents(counted: report, released: report)
    var entry = Release(
      number: 0, at: Clock.timestamp, by: Clock.user, recipient: recipient, audience: "partner",
      title: report.title, recipe: RecordLedger.recipe, profile: profile,
      scope: Release.Scope(
        surveys: [survey.id], events: subject.events.map(\.id),
        sessions: subject.namedSessions.map { Session.ID($0) }),
      responses: ResponseNumbers(release.records.sorted()), madeAt: report.made.at, documents: documents)
    var attempts = 0
    while true {
      entry.number = try ReleaseLedger(store).next
      do {
        try store.record(entry, documents)
        return entry.number
      } catch StoreError.releasedMeanwhile(let last) {
        attempts += 1
        if attempts == Releasing.attempts { throw StoreError.releasedMeanwhile(last) }
      }
    }
  }

  private func protected(_ store: any ResponseSource, _ ledger: RecordLedger) throws -> ProtectedRecords {
    let protection = try RecordProtection(
      rules: profile.records, survey: survey, events: subject.events, sessions: subject.sessions,
      including: included, leavingOut: unwanted)
    do {
      return try protection.protect(
        store, keys: try ledger.keys(for: recipient), recipient: recipient, at: Clock.timestamp,
        earlier: try ledger.releases())
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
    self.paragraphs = paragraphs
  }
}

import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

/// How a report leaves the organisation: it is made safe, written under a temporary name, put in the ledger, and only
/// then given its name. So nothing is out that is not in the ledger, and nothing that was refused is in it.
struct Releasing {
  /// What was released.
  struct Outcome {
    /// As its readers see it.
    var report: Report
    /// `nil` for internal eyes, and for a preview.
    var release: Release?
  }

  let workplace: Workplace
  /// Who releases it.
  let by: String
  /// Who gets it; `nil` for whom its audience means.
  var recipient: String?
  /// Whether it is only to be shown.
  var isPreview = false
  /// The recipe, by name.
  var recipe: String?
  var profile = DisclosureProfile.standard

  /// How often to begin again where somebody else releases something at the same time.
  static let attempts = 20

  /// Writes or shows a report; for others than the organisation itself that is a release.
  /// - Throws: what refuses it; then nothing is written and nothing is in the ledger.
  @discardableResult
  func release(_ counted: CountedReport, to out: ReportOutput) throws -> Outcome {
    guard counted.report.audience != .internal else {
      try checkInternal()
      let report = counted.finish(counted.report)
      try out.write(report)
      return Outcome(report: report)
    }
    let conditions = ReleaseConditions(workplace: workplace)
    if isPreview {
      try conditions.tell(counted.events, for: counted.report.audience)
      return try preview(counted, out)
    }
    try conditions.check(counted.events, for: counted.report.audience)
    let store = try workplace.store()
    var attempt = 1
    while true {
      do {
        return try release(counted, to: out, in: store)
      } catch StoreError.releasedMeanwhile(let number) {
        // What was released meanwhile has to be taken into account.
        if attempt == Releasing.attempts { throw StoreError.releasedMeanwhile(number) }
        attempt += 1
      }
    }
  }

  private func release(
    _ counted: CountedReport, to out: ReportOutput, in store: any ResponseStore
  ) throws -> Outcome {
    let ledger = try ReleaseLedger(store)
    var made = try made(counted, ledger)
    let output = try out.prepare(made.report)
    let files = output.files.map {
      Release.File(name: $0.name, digest: $0.digest, at: made.release.at, by: made.release.by)
    }
    if let same = try again(made, counted, ledger) {
      try store.add(files, toRelease: same.number)
      made.release = try store.release(same.number)
      try output.finish()
      out.say("Added to release \(same.number) to \(same.recipient), which said the same.")
    } else {
      made.release.files = files
      try store.record(made.release, made.documents)
      try output.finish()
      out.say(
        "Released to \(made.release.recipient). It is release \(made.release.number) of the ledger: "
          + "engage releases show \(made.release.number)")
    }
    return Outcome(report: made.report, release: made.release)
  }

  /// A report that is safe, as the ledger will have it.
  private struct Made {
    var report: Report
    var release: Release
    var documents: ReleaseDocuments
  }

  private func made(_ counted: CountedReport, _ ledger: ReleaseLedger) throws -> Made {
    var draft = draft(of: counted, number: ledger.next)
    draft.counted = try LedgerReport.documents(counted: counted.report, released: counted.report)
      .countedDigest
    // What was shown before is shown again to the cell: finding out anew what to hide might hide other cells, and
    // the two together less. Which words may leave can have changed.
    if !counted.report.quotes,
      let same = ledger.same(as: draft, to: draft.recipient) ?? ledger.same(as: draft)
    {
      let documents = try ledger.documents(of: same)
      draft.madeAt = same.recipient == draft.recipient && same.withdrawn == nil ? same.madeAt : draft.madeAt
      draft.hidden = same.hidden
      draft.released = same.released
      return Made(
        report: try LedgerReport.released(documents, madeAt: draft.madeAt), release: draft,
        documents: documents)
    }
    let records = try ledger.records(relatedTo: draft) { Survey.pooled(try workplace.versions(of: $0)) }
    let safe = try safe(counted, try ledger.earlier(than: draft), records)
    for remark in safe.remarks { Terminal.tellError(remark) }
    let report = counted.finish(safe.report)
    let documents = try LedgerReport.documents(counted: counted.report, released: report)
    draft.hidden = safe.kinds
    draft.released = documents.releasedDigest
    return Made(report: report, release: draft, documents: documents)
  }

  /// The report as its readers may see it, who may know all earlier releases.
  /// - Throws: `RefusedRelease`.
  private func safe(
    _ counted: CountedReport, _ earlier: [EarlierRelease], _ records: [EarlierRecords]
  ) throws -> ProtectedReport {
    do {
      return try DisclosureControl(profile: profile, survey: counted.survey)
        .protect(counted.report, earlier: earlier, records: records)
    } catch {
      throw RefusedRelease(error, counted: counted, profile: profile)
    }
  }

  /// The release to the same recipient that says exactly the same; it stands.
  private func again(_ made: Made, _ counted: CountedReport, _ ledger: ReleaseLedger) throws -> Release? {
    guard let same = ledger.same(as: made.release, to: made.release.recipient) else { return nil }
    guard counted.report.quotes else { return same }
    let said = try LedgerReport.released(try ledger.documents(of: same), madeAt: "")
    var says = made.report
    says.made.at = ""
    says.sources.lastChange = said.sources.lastChange
    return said == says ? same : nil
  }

  private func draft(of counted: CountedReport, number: Int) -> Release {
    let report = counted.report
    return Release(
      number: number, at: Clock.timestamp, by: by,
      recipient: recipient ?? (report.audience == .public ? "the public" : "partners"),
      audience: report.audience.rawValue,
      title: report.title, recipe: recipe, profile: profile,
      scope: Release.Scope(
        surveys: counted.surveys, events: report.events.map { Event.ID($0) }, sessions: counted.sessions,
        filter: report.scope.filter),
      lastChange: report.sources.lastChange, responses: counted.responses, madeAt: report.made.at,
      documents: ReleaseDocuments(counted: "", released: ""))
  }

  /// - Throws: `Diagnostic` where a report for the organisation itself is to be released.
  private func checkInternal() throws {
    guard recipient != nil || isPreview else { return }
    throw Diagnostic(
      rule: "not-released", message: "a report for internal eyes is released to nobody",
      hint: "say for whom it is: --audience partner; or leave out \(isPreview ? "--preview" : "--recipient")")
  }

  /// Shows what a release would show, and what could be merged so that more survives.
  private func preview(_ counted: CountedReport, _ out: ReportOutput) throws -> Outcome {
    let ledger = try ReleaseLedger(try workplace.existingStore())
    do {
      var made = try made(counted, ledger)
      let told = previewed(counted, made.report)
      made.report.title = "PREVIEW, not released: \(made.report.title)"
      if out.format == .text {
        try Terminal.tell(told.text + "\n")
        try out.write(made.report)
      } else {
        try JSON.tell(PreviewedReport(report: made.report, preview: told))
      }
      out.say("A preview for \(made.release.recipient): nothing was released.")
      return Outcome(report: made.report)
    } catch let refused as RefusedRelease {
      let told = previewed(counted, nil, refused: refused.refusal.description)
      if out.format == .text { try Terminal.tellWrapped(told.text, hanging: 2) } else { try JSON.tell(told) }
      throw refused
    }
  }

  private func previewed(_ counted: CountedReport, _ released: Report?, refused: String? = nil)
    -> ReleasePreview
  {
    ReleasePreview(
      counted: counted.report, released: released, refused: refused, survey: counted.survey,
      sessions: counted.allSessions, profile: profile)
  }
}

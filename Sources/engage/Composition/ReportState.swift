import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

/// Whether what a saved report was made from has moved on since, and which of its figures would be others now.
struct ReportState: Encodable {
  /// A figure that would be another one.
  struct Difference: Encodable {
    var figure: String
    var was: String
    var now: String
  }

  var made: String
  var title: String
  var responses: Int
  var surveys: [String]
  var codebooks: [String]
  var batches: [Int]
  /// What happened since, in plain words; empty where nothing did.
  var since: [String]
  /// `nil` where they can't be worked out.
  var differences: [Difference]?
  /// Why they can't.
  var unknown: String?

  /// - Throws: what the store throws.
  init(_ saved: SavedReport) async throws {
    let report = saved.report
    made = report.made.at
    title = report.title
    responses = report.scope.responses
    surveys = report.sources.surveys
    codebooks = report.sources.codebooks
    batches = report.sources.batches
    since = try ReportState.since(saved)
    do {
      differences = ReportState.differences(report, try await saved.remade())
    } catch let error as Diagnostic {
      unknown = error.message
    } catch let error as DiagnosticsError {
      unknown = error.diagnostics.map(\.message).joined(separator: "; ")
    } catch let error as DisclosureRefusal {
      unknown = error.description
    }
  }

  /// What moved on: surveys, codebooks, batches, the audit trail.
  static func since(_ saved: SavedReport) throws -> [String] {
    let sources = saved.report.sources
    let surveys = try Dictionary(
      uniqueKeysWithValues: saved.subject.versions.map { ("\($0.id) v\($0.version)", try $0.fingerprint()) })
    let codebooks = try saved.codebooks().map {
      (id: $0.id.rawValue, name: "\($0.id) v\($0.version)", print: try $0.fingerprint())
    }
    var words = sources.surveys.compactMap { name -> String? in
      guard let now = surveys[name] else { return "Survey \(name) is not here any more." }
      guard let then = sources.fingerprints[name], then != now else { return nil }
      return "Survey \(name) was changed."
    }
    words += surveys.keys.sorted().filter { !sources.surveys.contains($0) }.map { "Survey \($0) is new." }
    words += sources.codebooks.compactMap { name in
      if let now = codebooks.first(where: { $0.name == name }) {
        return sources.fingerprints[name].map { $0 == now.print } ?? true
          ? nil : "Codebook \(name) was changed."
      }
      let id = name.split(separator: " ").first.map(String.init)
      let other = codebooks.first { $0.id == id }
      return "Codebook \(name) is not here any more" + (other.map { "; there is \($0.name)." } ?? ".")
    }
    let live = try saved.workplace.liveBatches(of: saved.subject).map(\.number)
    let gone = sources.batches.filter { !live.contains($0) }
    let new = live.filter { !sources.batches.contains($0) }
    if !gone.isEmpty { words.append("Undone since: \(list("batch", "batches", gone)).") }
    if !new.isEmpty { words.append("New: \(list("batch", "batches", new)).") }
    return words + (try changes(saved))
  }

  private static func list(_ one: String, _ many: String, _ numbers: [Int]) -> String {
    "\(numbers.count == 1 ? one : many) \(numbers.map(String.init).joined(separator: ", "))"
  }

  private static func changes(_ saved: SavedReport) throws -> [String] {
    guard let last = saved.report.sources.lastChange else {
      return ["How often the store was changed can't be told: the report does not say how far it was."]
    }
    guard let store = try saved.workplace.existingStore() else { return ["The store is not here any more."] }
    let survey = saved.subject.survey?.id
    let changes = try store.changes(after: last, survey: survey)
    if changes.last < last {
      return ["The store is at an earlier state than the report: an older copy of it was restored."]
    }
    let told = Change.Action.allCases.filter { !Change.Action.unseenInReports.contains($0) }
    let counts = told.compactMap { action in changes.counts[action].map { "\($0) \(words(for: action))" } }
    let sum = told.compactMap { changes.counts[$0] }.reduce(0, +)
    if sum == 0 { return [] }
    return [
      "\(Wording.sentence(Wording.count(sum, "change", "changes"))) in the store: \(counts.joined(separator: ", "))."
    ]
  }

  private static func words(for action: Change.Action) -> String {
    action == .counted ? "entered about a session" : action.rawValue
  }

  private static func differences(_ was: Report, _ now: Report) -> [Difference] {
    zip(was.sections, now.sections).enumerated().flatMap { index, sections in
      let (old, new) = sections
      let places = old.places + new.places.filter { !Set(old.places).contains($0) }
      return places.compactMap { place -> Difference? in
        let cells = (old.cell(at: place), new.cell(at: place))
        if let one = cells.0, one.isSame(as: cells.1) { return nil }
        return Difference(
          figure: FigureAddress(section: index, place: place).inFull, was: cells.0?.inWords ?? "not there",
          now: cells.1?.inWords ?? "not there")
      }
    }
  }

  /// Lines for a person.
  var text: String {
    var lines = [
      "“\(title)”, made \(made) from \(Wording.count(responses, "response", "responses"))"
        + (surveys.isEmpty ? "" : " to \(surveys.joined(separator: ", "))")
        + (codebooks.isEmpty ? "" : ", themes by \(codebooks.joined(separator: ", "))") + "."
    ]
    lines +=
      since.isEmpty
      ? ["Nothing it was made from has changed since."] : ["Since then:"] + since.map { "  \($0)" }
    if let unknown { lines.append("Which figures would be others can't be told: \(unknown).") }
    if let differences {
      let shown = differences.prefix(20).map { "  \($0.figure): \($0.was) then, \($0.now) now" }
      lines.append(
        differences.isEmpty
          ? "Made again now, every figure would be the same."
          : "Made again now, \(Wording.count(differences.count, "figure", "figures")) would differ:")
      lines += shown
      if differences.count > shown.count {
        lines.append("  … and \(differences.count - shown.count) more; all with --format json")
      }
    }
    return lines.joined(separator: "\n")
  }
}

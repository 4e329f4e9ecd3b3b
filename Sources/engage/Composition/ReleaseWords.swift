import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

/// A release in words, for the person who answers for it.
struct ReleaseWords {
  private let release: Release
  private let tables: [ReleaseDetails.Table]
  private let records: RecordRelease?

  /// - Parameter records: what left as records; `nil` of a report.
  init(_ release: Release, _ report: Report, _ records: RecordRelease? = nil) {
    self.release = release
    tables = ReleaseDetails(release, report).tables
    self.records = records
  }

  /// Whether it was taken back, in a word or two.
  static func state(of release: Release) -> String {
    release.withdrawn.map { $0.isUnread ? "taken back unread" : "taken back" } ?? "stands"
  }

  var text: String {
    var facts = Listing(["Release \(release.number)", release.title])
    facts.add(["to", "\(release.recipient) (\(release.audience))"])
    facts.add(["released", "\(Clock.words(release.at)) by \(release.by)"])
    facts.add(["rules", release.profile.name + (release.recipe.map { ", recipe \($0)" } ?? "")])
    facts.add(["scope", scope])
    for file in release.files {
      facts.add([file.name == nil ? "printed" : "written", writing(of: file)])
      facts.add(["SHA-256", file.digest])
    }
    for withdrawal in release.withdrawals {
      let occasion = withdrawal.occasion
      facts.add([
        withdrawal.isUnread ? "taken back unread" : "taken back",
        "\(Clock.words(occasion.at)) by \(occasion.by): \(occasion.why)",
      ])
    }
    var lines = [facts.screenText]
    if let withdrawn = release.withdrawn, !withdrawn.isUnread {
      lines.append("Its recipient has seen it: later reports are held against it all the same.")
    }
    if let at = release.wordsErasedAt {
      lines.append(
        "What people said in their own words was taken out of the ledger at \(Clock.words(at)).")
    }
    return (lines + (records.map(told) ?? hidden + shown)).joined(separator: "\n")
  }

  private func writing(of file: Release.File) -> String {
    "\(file.name.map { "\($0), " } ?? "")\(Clock.words(file.at)) by \(file.by)"
  }

  private var scope: String {
    let people = Wording.count(release.responses.count, "response", "responses")
    let numbers = release.responses.isEmpty ? "" : " (\(ReleaseWords.short(release.responses)))"
    var words = "counts \(people)\(numbers)"
    if !release.scope.surveys.isEmpty {
      words += " to \(Wording.list(release.scope.surveys.map(\.rawValue)))"
    }
    if !release.scope.events.isEmpty { words += ", \(Wording.list(release.scope.events.map(\.rawValue)))" }
    if !release.scope.sessions.isEmpty {
      words += ", only \(Wording.list(release.scope.sessions.map(\.rawValue)))"
    }
    if let filter = release.scope.filter { words += ", only those that meet this: \(filter)" }
    return words
  }

  /// The numbers, cut short where they are many ranges.
  private static func short(_ numbers: ResponseNumbers) -> String {
    let words = numbers.description
    return words.count <= 60 ? words : String(words.prefix(60)) + " …; all with --format json"
  }

  private func told(_ records: RecordRelease) -> [String] {
    let count = Wording.count(records.records.count, "record", "records")
    let questions = Wording.count(records.treatments.count, "question", "questions")
    return ["It is a file of \(count), with \(questions)."] + RecordTreatmentWords(records).lines
  }

  private var hidden: [String] {
    guard !release.hidden.isEmpty else { return ["Nothing was hidden."] }
    let rest = tables.reduce(0) { $0 + $1.hidden } > release.hidden.reduce(0) { $0 + $1.cells }
    return ["Hidden:"]
      + release.hidden.map { kind in
        "  \(Wording.count(kind.cells, "figure", "figures")) in \(Wording.count(kind.tables, "table", "tables")): "
          + kind.why
      } + (rest ? ["  and shares and averages that rest on these"] : [])
  }

  /// The sections with their tables below them, and what of each is hidden.
  private var shown: [String] {
    guard !tables.isEmpty else { return ["It has no tables."] }
    var listing = Listing(["Table", "Hidden"], cutting: ["Table"])
    for (index, table) in tables.enumerated() {
      if index == 0 || table.section != tables[index - 1].section { listing.add([table.section, ""]) }
      let hidden = table.hidden == 0 ? "–" : Wording.count(table.hidden, "figure", "figures")
      listing.add(["  " + table.title, table.withheld ?? hidden])
    }
    return ["", listing.screenText]
  }
}

/// Releases that counted somebody who asks to be erased or left out: what has left can't be called back, and those
/// who have it may have to be told.
struct ReleasesWith {
  /// A release, as it is named to the person at the keyboard.
  struct Mention: Encodable {
    var release: Int
    var at: String
    var to: String
    var title: String
  }

  let mentions: [Mention]

  init(_ responses: [Int64], in store: any ResponseStore) throws {
    mentions = try store.releases(including: responses).map {
      Mention(release: $0.number, at: $0.at, to: $0.recipient, title: $0.title)
    }
  }

  /// Empty where nothing was released.
  var lines: [String] {
    guard !mentions.isEmpty else { return [] }
    let those = mentions.count == 1 ? "This release counted" : "These releases counted"
    return ["\(those) what was said, and can't be called back:"]
      + mentions.map { "  release \($0.release), \(Clock.words($0.at)), to \($0.to): “\($0.title)”" }
  }
}

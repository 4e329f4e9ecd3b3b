import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

/// What was released so far, as a new release is held against it.
struct ReleaseLedger {
  private let store: (any ResponseStore)?
  /// Oldest first.
  private let releases: [Release]

  /// - Parameter store: `nil` where nothing has been stored yet.
  /// - Throws: `Diagnostic` where releases are missing: what others know can't be told then.
  init(_ store: (any ResponseStore)?) throws {
    self.store = store
    releases = try store?.releases() ?? []
    guard (releases.last?.number ?? 0) == releases.count else {
      throw Diagnostic(
        rule: "missing-release",
        message: "releases are missing from the ledger: what others know already can't be told",
        hint: "run: engage doctor; then restore a backup: engage restore FILE")
    }
  }

  /// All releases, oldest first.
  var all: [Release] { releases }

  /// The number that the next release gets.
  var next: Int { (releases.last?.number ?? 0) + 1 }

  /// The last release that counted exactly the same, for the same audience by the same rules. What it showed can be
  /// shown again to anybody: it tells nothing new.
  /// - Parameter recipient: only one to this recipient that stands; one to anybody that may be known if `nil`.
  func same(as draft: Release, to recipient: String? = nil) -> Release? {
    releases.last { release in
      release.counted == draft.counted && release.profile == draft.profile
        && release.audience == draft.audience
        && (recipient.map { release.recipient == $0 && release.withdrawn == nil } ?? release.isKnown)
    }
  }

  /// All that others may know already of the people whom a release counts, whoever they are: partners meet. Figures
  /// that several have are given once.
  func earlier(than draft: Release) throws -> [EarlierRelease] {
    guard let store else { return [] }
    var seen: Set<[String]> = []
    return try related(to: draft).filter { seen.insert([$0.counted, $0.released]).inserted }.map { release in
      let documents = try store.documents(ofRelease: release.number)
      return EarlierRelease(
        number: release.number, recipient: release.recipient, at: release.at,
        counted: try LedgerReport.report(documents.counted),
        released: try LedgerReport.report(documents.released), profile: release.profile)
    }
  }

  /// Releases that share people with a release, or with one that does, and so on: what one hides can be the
  /// difference of two others.
  func related(to draft: Release) -> [Release] {
    var others = releases.filter { $0.isKnown && $0.sharesSubject(with: draft) }
    var related: [Release] = []
    var next = [draft]
    while let release = next.popLast() {
      let found = others.filter { $0.sharesPeople(with: release) }
      others.removeAll { other in found.contains { $0.number == other.number } }
      next += found
      related += found
    }
    return related.sorted { $0.number < $1.number }
  }

  /// What a release showed, without words of those who took part.
  func documents(of release: Release) throws -> ReleaseDocuments {
    guard let store else { throw StoreError.noSuchRelease(release.number) }
    return try store.documents(ofRelease: release.number)
  }
}

extension Release {
  /// Whether another one is on one of its surveys or events.
  fileprivate func sharesSubject(with other: Release) -> Bool {
    !Set(scope.surveys).isDisjoint(with: other.scope.surveys)
      || !Set(scope.events).isDisjoint(with: other.scope.events)
  }

  /// Whether another one counts some of the same people, or those who came to the same event.
  fileprivate func sharesPeople(with other: Release) -> Bool {
    !Set(scope.events).isDisjoint(with: other.scope.events) || !responses.isDisjoint(with: other.responses)
  }
}

import EngageModel
import EngageStore

extension Sample {
  static func release(
    _ number: Int, of responses: [Int64] = [1, 2], to recipient: String = "Rugby Borough Council",
    saying documents: ReleaseDocuments = documents
  ) -> Release {
    Release(
      number: number, at: "2026-03-04T10:00:00Z", by: "Dee", recipient: recipient, audience: "partner",
      title: "What we heard", recipe: "partner", profile: .rounded,
      hidden: [Release.Hidden(why: "counts of 1 to 7", cells: 3, tables: 2)], files: [file("heard.xlsx")],
      scope: Release.Scope(
        surveys: [survey.id], events: [event], sessions: ["rugby"], filter: "${role} = 'parent'"),
      lastChange: 7, responses: ResponseNumbers(responses), madeAt: "2026-03-04T09:59Z", documents: documents)
  }

  static func file(_ name: String?) -> Release.File {
    Release.File(name: name, digest: "ab12", at: "2026-03-04T10:00:00Z", by: "Dee")
  }

  static let documents = ReleaseDocuments(counted: "{\"n\":1}", released: "{\"n\":null}", words: "[\"x\"]")

  static let records = ReleaseDocuments(
    counted: "{\"n\":3}", released: "{\"n\":3}",
    records: ReleasedRecords(told: "{\"role\":\"as answered\"}", records: [3, 1, 2], classes: [0, 1, 0]))

  /// Two forms with a comment, and a release that counts them.
  static func released(_ store: any ResponseStore) throws {
    try write(
      [form("1", ["comment": .text("hurt")]), form("2"), form("3")], to: store)
    try store.record(release(1), documents)
  }
}

extension ResponseStoreContract {
  static let releasing: [Check] = [
    Check("keeps releases and what they said, oldest first") { subject in
      let store = try subject.make()
      try Sample.released(store)
      let changed = try store.lastChange()
      let documents = ReleaseDocuments(counted: Sample.documents.counted, released: "{}")
      let other = Sample.release(2, of: [3], to: "the public", saying: documents)
      try store.record(other, documents)
      let again = try subject.reopen(store)
      try expectEqual(try again.releases(), [Sample.release(1), other], "releases")
      try expectEqual(try again.documents(ofRelease: 1), Sample.documents, "what the first said")
      try expectEqual(try again.documents(ofRelease: 2), documents, "what the second said")
      try expectEqual(try again.release(2), other, "one of them")
      try expectRefusal(.noSuchRelease(3)) { _ = try again.release(3) }
      try expectRefusal(.noSuchRelease(3)) { _ = try again.documents(ofRelease: 3) }
      try expectEqual(try again.lastChange(), changed, "the last change to what a report could show")
    },
    Check("keeps how records left, and forgets whose was one that was erased") { subject in
      let store = try subject.make()
      try Sample.released(store)
      _ = try store.secret(ofRecipient: "Rugby Borough Council", orElse: Array(0..<32))
      try store.record(Sample.release(2, of: [1, 2, 3], saying: Sample.records), Sample.records)
      try expectEqual(
        try subject.reopen(store).documents(ofRelease: 2), Sample.records, "what left as records")
      _ = try store.erase([2], on: Sample.occasion())
      let kept = try subject.reopen(store).documents(ofRelease: 2).records
      try expectEqual(kept?.records, [3, 1, ReleasedRecords.erased], "whose records they were")
      try expectEqual(kept?.classes, [0, 1, 0], "which were alike")
      try expectEqual(kept?.told, Sample.records.records?.told, "how they were told")
      try expectEqual(try store.documents(ofRelease: 1).records, nil, "what a report has of it")
    },
    Check("gives a recipient the same secret for good") { subject in
      let store = try subject.make()
      let first: [UInt8] = Array(0..<32)
      try expectEqual(try store.secret(ofRecipient: "Public Health", orElse: first), first, "a new one")
      let again = try subject.reopen(store)
      let other: [UInt8] = Array(32..<64)
      try expectEqual(try again.secret(ofRecipient: "public health", orElse: other), first, "the same")
      try expectEqual(try again.secret(ofRecipient: "Police", orElse: other), other, "another's")
    },
    Check("refuses a release that was made without knowing all others") { subject in
      let store = try subject.make()
      try Sample.released(store)
      try expectRefusal(.releasedMeanwhile(1)) {
        try store.record(Sample.release(1, to: "the public"), Sample.documents)
      }
      try expectRefusal(.releasedMeanwhile(1)) { try store.record(Sample.release(3), Sample.documents) }
      try expectEqual(try subject.reopen(store).releases(), [Sample.release(1)], "releases")
    },
    Check("refuses a release that counts somebody who was erased meanwhile") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2"), Sample.form("3")], to: store)
      _ = try store.erase([2], on: Sample.occasion())
      try expectRefusal(.erasedSinceCounted) { try store.record(Sample.release(1), Sample.documents) }
      try expectEqual(try subject.reopen(store).releases(), [], "releases")
      try store.record(Sample.release(1, of: [1, 3]), Sample.documents)
    },
    Check("says which releases counted a response") { subject in
      let store = try subject.make()
      try Sample.released(store)
      try store.record(Sample.release(2, of: [2, 3]), Sample.documents)
      let again = try subject.reopen(store)
      try expectEqual(try again.releases(including: [1]).map(\.number), [1], "those with response 1")
      try expectEqual(try again.releases(including: [2]).map(\.number), [1, 2], "those with response 2")
      try expectEqual(try again.releases(including: [4, 3]).map(\.number), [2], "those with response 3 or 4")
      try expectEqual(try again.releases(including: [4]), [], "those with response 4")
    },
    Check("adds files to a release that stands") { subject in
      let store = try subject.make()
      try Sample.released(store)
      try store.add([Sample.file("heard.html"), Sample.file(nil)], toRelease: 1)
      try expectEqual(
        try subject.reopen(store).release(1).files.map(\.name), ["heard.xlsx", "heard.html", nil], "files")
      try store.withdraw(release: 1, isUnread: false, on: Sample.occasion())
      try expectRefusal(.releaseWithdrawn(1)) { try store.add([Sample.file("a")], toRelease: 1) }
      try expectRefusal(.noSuchRelease(2)) { try store.add([Sample.file("a")], toRelease: 2) }
    },
    Check("a release that was taken back stays, and is known to others unless nobody had read it") {
      subject in
      let store = try subject.make()
      try Sample.released(store)
      let first = try store.withdraw(release: 1, isUnread: false, on: Sample.occasion("wrong event"))
      try expectEqual(first.isKnown, true, "known after it was taken back")
      let again = try subject.reopen(store)
      try expectEqual(try again.release(1), first, "the release")
      try expectEqual(first.withdrawn?.occasion, Sample.occasion("wrong event"), "who took it back")
      try expectRefusal(.releaseWithdrawn(1)) {
        try again.withdraw(release: 1, isUnread: false, on: Sample.occasion())
      }
      try again.withdraw(release: 1, isUnread: true, on: Sample.occasion("still in the post room"))
      try expectEqual(try again.release(1).isKnown, false, "known though nobody had read it")
      try again.withdraw(release: 1, isUnread: false, on: Sample.occasion("somebody had"))
      try expectEqual(try again.release(1).isKnown, true, "known after all")
      try expectEqual(try again.release(1).withdrawals.count, 3, "what was said about it")
      try expectRefusal(.noSuchRelease(2)) {
        try again.withdraw(release: 2, isUnread: true, on: Sample.occasion())
      }
    },
    Check("no words of somebody who was erased, or is held back, are left in a release") { subject in
      let store = try subject.make()
      try Sample.released(store)
      try store.record(Sample.release(2, of: [1, 3]), Sample.documents)
      try store.record(Sample.release(3, of: [3]), Sample.documents)
      _ = try store.erase([2], on: Sample.occasion())
      let again = try subject.reopen(store)
      try expectEqual(try again.documents(ofRelease: 1).words, nil, "words of the first")
      try expectEqual(try again.release(1).wordsErasedAt, Sample.occasion().at, "when they were taken out")
      try expectEqual(try again.documents(ofRelease: 2), Sample.documents, "what the second said")
      try again.restrict(Sample.worry(), ofResponse: 1)
      try expectEqual(try again.documents(ofRelease: 2).words, nil, "words of the second")
      try expectEqual(try again.documents(ofRelease: 2).released, Sample.documents.released, "its figures")
      try expectEqual(try again.documents(ofRelease: 3), Sample.documents, "what the third said")
    },
  ]
}

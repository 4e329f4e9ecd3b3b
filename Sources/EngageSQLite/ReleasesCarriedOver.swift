import EngageStore
import FoundationEssentials
import GRDB

/// The ledger of a store whose place a backup takes. What was released since the backup was made has left for good:
/// it is carried over, or it would be forgotten that others know it.
struct ReleasesCarriedOver {
  private var kept: [(release: Release, documents: ReleaseDocuments)] = []
  private var secrets: [(name: String, secret: Data)] = []

  /// Nothing to carry over.
  init() {}

  init(of store: SQLiteStore) throws {
    (kept, secrets) = try store.read { db in
      let records = ReleaseRecords(db)
      return (
        try records.all().map { ($0, try records.documents(ofRelease: $0.number)) },
        try RecipientSecrets(db).all()
      )
    }
  }

  /// Adds what a ledger lacks: releases, files they were written to, and that they were taken back. A number that
  /// another release has there gives way to the next one. So do secrets of recipients who have none there.
  /// - Returns: how many releases it lacked.
  func add(to db: Database) throws -> Int {
    let records = ReleaseRecords(db)
    let there = try records.all()
    try RecipientSecrets(db).add(secrets)
    var added = 0
    for (release, documents) in kept {
      if let same = there.first(where: { $0.isSame(as: release) }) {
        try records.update(merged(same, with: release))
        if release.wordsErasedAt != nil { try records.forgetWords(ofRelease: same.number) }
        continue
      }
      var lacking = release
      lacking.number = try records.last() + 1
      try records.insert(lacking, documents)
      added += 1
    }
    return added
  }

  private func merged(_ restored: Release, with newer: Release) -> Release {
    var release = restored
    release.files += newer.files.filter { !restored.files.contains($0) }
    release.withdrawals += newer.withdrawals.filter { !restored.withdrawals.contains($0) }
    release.wordsErasedAt = newer.wordsErasedAt ?? restored.wordsErasedAt
    return release
  }
}

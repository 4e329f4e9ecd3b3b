import EngageModel

/// The ledger of releases in memory.
extension InMemoryState {
  struct KeptRelease {
    var release: Release
    var documents: ReleaseDocuments
  }

  mutating func record(_ release: Release, _ documents: ReleaseDocuments) throws {
    guard release.number == releases.count + 1 else { throw StoreError.releasedMeanwhile(releases.count) }
    if erased.contains(where: { release.responses.contains($0) }) { throw StoreError.erasedSinceCounted }
    releases.append(KeptRelease(release: release, documents: documents))
  }

  func kept(release number: Int) throws -> KeptRelease {
    guard releases.indices.contains(number - 1) else { throw StoreError.noSuchRelease(number) }
    return releases[number - 1]
  }

  mutating func add(_ files: [Release.File], toRelease number: Int) throws {
    var release = try kept(release: number).release
    try release.add(files)
    releases[number - 1].release = release
  }

  mutating func withdraw(release number: Int, _ withdrawal: Release.Withdrawal) throws -> Release {
    var release = try kept(release: number).release
    try release.withdraw(withdrawal)
    releases[number - 1].release = release
    return release
  }

  /// Takes people's own words out of all releases that counted a response: one of them may be its own.
  mutating func forgetReleasedWords(ofReleasesWith response: Int64, at: String) {
    for index in releases.indices
    where releases[index].documents.words != nil && releases[index].release.responses.contains(response) {
      releases[index].documents.words = nil
      releases[index].release.wordsErasedAt = at
    }
  }

  /// Forgets which of the records that left was a response's.
  mutating func forgetReleasedRecord(of response: Int64) {
    for index in releases.indices { releases[index].documents.records?.forget(response) }
  }

  mutating func secret(ofRecipient name: String, orElse new: [UInt8]) -> [UInt8] {
    let secret = secrets[name.lowercased()] ?? new
    secrets[name.lowercased()] = secret
    return secret
  }
}

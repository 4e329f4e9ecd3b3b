import EngageModel

/// The ledger of what was handed on. Nothing is ever taken out of it but people's own words.
public protocol ReleaseStore {
  /// Keeps a release, all of it or nothing.
  /// - Parameter release: its number is the next one: whoever made it knew all that are kept.
  /// - Throws: `StoreError.releasedMeanwhile` where the number is taken or leaves one out; `.erasedSinceCounted` where
  ///   a response that it counts was erased since it was counted.
  func record(_ release: Release, _ documents: ReleaseDocuments) throws

  /// Keeps that a release was written once more.
  /// - Throws: `StoreError.noSuchRelease`; `.releaseWithdrawn`.
  func add(_ files: [Release.File], toRelease number: Int) throws

  /// All releases, oldest first, those taken back among them.
  func releases() throws -> [Release]

  /// What a release said.
  /// - Throws: `StoreError.noSuchRelease`.
  func documents(ofRelease number: Int) throws -> ReleaseDocuments

  /// Keeps that a release was taken back. It stays in the list: its recipient has seen it, unless the person who
  /// takes it back says that nobody had read it. That can be said, or taken back, later.
  /// - Returns: the release as it is now.
  /// - Throws: `StoreError.noSuchRelease`; `.releaseWithdrawn` where that was said before.
  @discardableResult
  func withdraw(release number: Int, isUnread: Bool, on occasion: Occasion) throws -> Release

  /// The secret that the keys of a recipient's records are made by: the same for good, however the name is
  /// capitalised.
  /// - Parameter new: kept for a recipient who has none yet.
  func secret(ofRecipient name: String, orElse new: [UInt8]) throws -> [UInt8]
}

extension ReleaseStore {
  /// One release.
  /// - Throws: `StoreError.noSuchRelease`.
  public func release(_ number: Int) throws -> Release {
    guard let release = try releases().first(where: { $0.number == number }) else {
      throw StoreError.noSuchRelease(number)
    }
    return release
  }

  /// Releases that counted at least one of some responses, oldest first.
  public func releases(including responses: [Int64]) throws -> [Release] {
    try releases().filter { release in responses.contains { release.responses.contains($0) } }
  }
}

extension Release {
  /// Takes it back.
  /// - Throws: `StoreError.releaseWithdrawn` where that was said before.
  public mutating func withdraw(_ withdrawal: Withdrawal) throws {
    if let before = withdrawn, before.isUnread == withdrawal.isUnread {
      throw StoreError.releaseWithdrawn(number)
    }
    withdrawals.append(withdrawal)
  }

  /// Adds what it was written to.
  /// - Throws: `StoreError.releaseWithdrawn`.
  public mutating func add(_ more: [File]) throws {
    if withdrawn != nil { throw StoreError.releaseWithdrawn(number) }
    files += more
  }
}

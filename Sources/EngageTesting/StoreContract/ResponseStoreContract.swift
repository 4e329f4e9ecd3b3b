public import EngageStore

/// What every `ResponseStore` must do, as named checks. A store's tests run each of them:
///
/// ```swift
/// @Test(arguments: ResponseStoreContract.checks)
/// func keepsTheContract(_ check: ResponseStoreContract.Check) throws {
///   try check.run(StoreUnderTest(make: { InMemoryStore() }, reopen: { $0 }))
/// }
/// ```
public enum ResponseStoreContract {
  /// One promise.
  public struct Check: Sendable, CustomStringConvertible {
    /// The promise in words.
    public let description: String
    let body: @Sendable (StoreUnderTest) throws -> Void

    init(_ description: String, _ body: @escaping @Sendable (StoreUnderTest) throws -> Void) {
      self.description = description
      self.body = body
    }

    /// Tries the promise on a store.
    /// - Throws: `BrokenPromise` where it is not kept, and what the store throws.
    public func run(_ store: StoreUnderTest) throws { try body(store) }
  }

  /// All promises.
  public static let checks: [Check] = [
    registration, writing, keylessRows, existingKeys, undoing, sittings, reading, correcting, withdrawing,
    erasing,
    besideAnswers, secondKeying, coding, releasing, reviewing,
  ].flatMap { $0 }
}

/// How to get stores to test.
public struct StoreUnderTest: Sendable {
  /// Gives an empty store.
  public let make: @Sendable () throws -> any ResponseStore
  /// Gives the store as the next process finds it; a store in memory gives itself.
  public let reopen: @Sendable (any ResponseStore) throws -> any ResponseStore

  public init(
    make: @escaping @Sendable () throws -> any ResponseStore,
    reopen: @escaping @Sendable (any ResponseStore) throws -> any ResponseStore
  ) {
    self.make = make
    self.reopen = reopen
  }
}

/// A promise that a store did not keep.
public struct BrokenPromise: Error, CustomStringConvertible {
  /// What was expected and what came.
  public let description: String

  init(_ description: String) { self.description = description }
}

public import EngageModel

/// Tells how far a store has moved on.
public protocol ChangeCounting {
  /// What happened in a store after one of its changes.
  /// - Parameters:
  ///   - number: of the change; 0 for all.
  ///   - survey: only what happened to its responses, and figures entered about sessions; `nil` for all.
  func changes(after number: Int64, survey: Survey.ID?) throws -> ChangeCounts
}

/// How often what happened.
public struct ChangeCounts: Sendable, Hashable {
  /// The number of the last change to anything; 0 in an empty store.
  public var last: Int64
  public var counts: [Change.Action: Int]

  public init(last: Int64, counts: [Change.Action: Int]) {
    self.last = last
    self.counts = counts
  }
}

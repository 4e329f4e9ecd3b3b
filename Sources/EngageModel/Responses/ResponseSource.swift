/// Somewhere responses can be read from, batch by batch.
public protocol ResponseSource: Sendable {
  /// The live responses of the schema's sessions, cut into parts that can be read at the same time and that agree
  /// on one state of the source.
  /// - Parameters:
  ///   - schema: the questions wanted and the sessions to read.
  ///   - count: how many parts at most; small sources give one.
  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition]
}

/// A part of a source.
public struct BatchPartition: Sendable {
  /// Hands every batch of the part to a visitor, in order; the batch is only lent.
  public let visit: @Sendable (_ visitor: (borrowing ResponseBatch) throws -> Void) throws -> Void

  public init(visit: @escaping @Sendable (_ visitor: (borrowing ResponseBatch) throws -> Void) throws -> Void)
  {
    self.visit = visit
  }
}

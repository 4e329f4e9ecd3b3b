/// Up to some thousand responses, held by column: what importers fill, stores keep and analyses read.
public struct ResponseBatch: Sendable {
  /// How many responses a batch is best filled with.
  public static let capacity = 4096

  public let schema: BatchSchema
  /// The store's number of each response, 0 while not stored.
  public var ids: [Int64] = []
  /// 0 for a person's form, 1 for a table's notes.
  public var units: [UInt8] = []
  /// Head count of a table, -1 where it is not known and for forms.
  public var people: [Int32] = []
  /// Positions in `schema.sessions`.
  public var sessions: [Int32] = []
  /// 1 unless weighted; empty where no response is weighted.
  public var weights: [Double] = []
  /// The version of the survey each answers; empty unless asked for.
  public var versions: [Int32] = []
  /// Response keys, `notAnswered` where a response has none; empty unless asked for.
  public var keys = BatchColumn.texts
  /// When each was submitted, as text; empty unless asked for.
  public var submittedAt = BatchColumn.texts
  /// One for each of `schema.questions`.
  public var columns: [BatchColumn]

  /// An empty batch.
  public init(schema: BatchSchema) {
    self.schema = schema
    columns = schema.questions.map(BatchColumn.init(for:))
  }

  /// How many responses it holds.
  @inlinable public var count: Int { units.count }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    people.removeAll(keepingCapacity: true)
    sessions.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    versions.removeAll(keepingCapacity: true)
    keys.removeAll()
    submittedAt.removeAll()
    for index in columns.indices { columns[index].removeAll() }
  }

  /// Whether the batch holds a question.
  public func holds(_ question: Question.ID) -> Bool { schema.column(of: question) != nil }

  /// The column of a question. The batch must hold it: an analysis gets the questions that it says it needs.
  public func column(of question: Question.ID) -> BatchColumn {
    guard let index = schema.column(of: question) else {
      preconditionFailure("the analysis reads \(question) without having asked for it")
    }
    return columns[index]
  }

  /// Reads the codes of a question: for a single choice the choice's position, for all other types 0 where there
  /// is an answer; below zero the `MissingReason`.
  @inlinable public func withCodes<R, E: Error>(
    of question: Question.ID, _ body: (Span<Int32>) throws(E) -> R
  ) throws(E) -> R {
    let column = column(of: question)
    return try body(column.codes.span)
  }

  /// Reads the ticked choices of a `select_multiple`: `wordsPerRow` words for each response, a bit for each choice,
  /// and the codes.
  @inlinable public func withMasks<R, E: Error>(
    of question: Question.ID,
    _ body: (_ words: Span<UInt64>, _ wordsPerRow: Int, _ codes: Span<Int32>) throws(E) -> R
  ) throws(E) -> R {
    let column = column(of: question)
    return try body(column.words.span, column.wordsPerRow, column.codes.span)
  }

  /// Reads numbers (dates: days since 1970-01-01; times: seconds since midnight) and the codes; where a code is
  /// below zero the number has no meaning.
  @inlinable public func withNumbers<R, E: Error>(
    of question: Question.ID, _ body: (_ numbers: Span<Double>, _ codes: Span<Int32>) throws(E) -> R
  ) throws(E) -> R {
    let column = column(of: question)
    return try body(column.numbers.span, column.codes.span)
  }

  /// Reads rankings: for each response the place of each choice, from 1, 0 where it has none; and the codes.
  @inlinable public func withRanks<R, E: Error>(
    of question: Question.ID,
    _ body: (_ ranks: Span<Int32>, _ choiceCount: Int, _ codes: Span<Int32>) throws(E) -> R
  ) throws(E) -> R {
    let column = column(of: question)
    return try body(column.ranks.span, column.choiceCount, column.codes.span)
  }

  /// Reads texts as UTF-8: the text of response i ends at `ends[i]` and starts where the one before ended.
  @inlinable public func withTexts<R, E: Error>(
    of question: Question.ID,
    _ body: (_ bytes: Span<UInt8>, _ ends: Span<Int>, _ codes: Span<Int32>) throws(E) -> R
  ) throws(E) -> R {
    let column = column(of: question)
    return try body(column.bytes.span, column.ends.span, column.codes.span)
  }
}

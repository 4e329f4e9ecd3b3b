extension ResponseBatch {
  /// Some of the responses of a batch, with the columns of a schema.
  /// - Parameters:
  ///   - rows: positions in the batch, ascending; their sessions are among the schema's.
  ///   - schema: its questions are among the batch's.
  public init(_ rows: [Int], of batch: borrowing ResponseBatch, schema: BatchSchema) {
    self.init(schema: schema)
    let places = batch.schema.sessions.map { session in
      Int32(schema.sessions.firstIndex(of: session) ?? -1)
    }
    if !batch.ids.isEmpty { ids = rows.map { batch.ids[$0] } }
    units = rows.map { batch.units[$0] }
    people = rows.map { batch.people[$0] }
    sessions = rows.map { places[Int(batch.sessions[$0])] }
    if !batch.weights.isEmpty { weights = rows.map { batch.weights[$0] } }
    if !batch.versions.isEmpty { versions = rows.map { batch.versions[$0] } }
    keys = batch.keys.taking(rows)
    submittedAt = batch.submittedAt.taking(rows)
    for (index, question) in schema.questions.enumerated() {
      columns[index] = batch.column(of: question.id).taking(rows)
    }
  }
}

extension BatchColumn {
  /// The answers at some positions; of a column that was not asked for, none.
  func taking(_ rows: [Int]) -> BatchColumn {
    var taken = BatchColumn(kind: kind, choiceCount: choiceCount)
    guard !codes.isEmpty else { return taken }
    taken.codes = rows.map { codes[$0] }
    switch kind {
    case .codes: break
    case .masks:
      for row in rows { taken.words += words[(row * wordsPerRow)..<((row + 1) * wordsPerRow)] }
    case .ranks:
      for row in rows { taken.ranks += ranks[(row * choiceCount)..<((row + 1) * choiceCount)] }
    case .numbers: taken.numbers = rows.map { numbers[$0] }
    case .text:
      for row in rows {
        taken.bytes += bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
        taken.ends.append(taken.bytes.count)
      }
    }
    return taken
  }
}

import EngageModel
import EngageStore

extension ResponseStoreContract {
  /// Writes a response, and what its rows are recognised by.
  private static func write(
    _ rows: RowsDigest?, to store: any ResponseStore, as draft: BatchDraft = Sample.draft(),
    _ outcome: BatchOutcome = .keep
  ) throws -> [Int] {
    var earlier: [Int] = []
    _ = try store.write(draft, answering: Sample.survey, onExistingKey: .report) { writer in
      earlier = try writer.earlierBatches().map(\.number)
      let session = SessionReference(event: draft.event, session: "rugby")
      _ = try writer.append(Sample.batch([Sample.form(nil, in: session)]))
      if let rows { writer.recognise(by: rows) }
      return outcome
    }
    return earlier
  }

  static let keylessRows: [Check] = [
    Check("keeps what rows without a key are recognised by") { subject in
      let store = try subject.make()
      let many = RowsDigest(count: 550, sum: .max - 6, sample: [3, 1 << 63, .max])
      for rows in [many, nil, RowsDigest(count: 1, sum: 0)] { _ = try write(rows, to: store) }
      try expectEqual(
        try subject.reopen(store).batches().map(\.rows), [many, nil, RowsDigest(count: 1, sum: 0)],
        "what they are recognised by")
    },
    Check("shows a writer the batches of its event that stand, itself left out") { subject in
      let store = try subject.make()
      let rows = RowsDigest(count: 1, sum: 7)
      try expectEqual(try write(rows, to: store), [], "before the first")
      try expectEqual(try write(rows, to: store, .discard), [1], "before one that is dropped")
      try expectEqual(try write(rows, to: store, as: Sample.draft(event: "other-event")), [], "elsewhere")
      try expectEqual(try write(rows, to: store), [1], "before the third")
      try store.undo(batch: 1, by: "Ada", why: "again")
      try expectEqual(try write(nil, to: store), [3], "once the first is undone")
    },
  ]
}

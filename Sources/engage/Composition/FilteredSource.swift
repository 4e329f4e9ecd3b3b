import EngageAnalysis
import EngageModel

/// Those responses of a source that meet a condition, whatever questions the reader asks for.
struct FilteredSource: ResponseSource {
  let base: any ResponseSource
  let filter: RowFilter

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let further = filter.needs.filter { schema.column(of: $0.id) == nil }
    let whole = BatchSchema(
      questions: schema.questions + further, sessions: schema.sessions, survey: schema.survey,
      identities: schema.identities || filter.needsIdentities)
    return try base.partitions(whole, atMost: count).map { part in
      BatchPartition { visitor in
        try part.visit { batch in
          let rows = filter.rows(of: batch)
          if !rows.isEmpty { try visitor(ResponseBatch(rows, of: batch, schema: schema)) }
        }
      }
    }
  }
}

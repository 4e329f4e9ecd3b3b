import EngageModel

/// The responses of a source without the texts that wait for a safeguarding decision or are a concern: readers outside
/// the organisation get neither their words nor a count of them.
struct HeldTextsSource: ResponseSource {
  let base: any ResponseSource
  let held: Set<TextPlace>

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let partitions = try base.partitions(schema, atMost: count)
    let asked = Set(schema.questions.map(\.id))
    let held = Dictionary(grouping: held.filter { asked.contains($0.question) }, by: \.response)
    guard !held.isEmpty else { return partitions }
    return partitions.map { part in
      BatchPartition { visitor in
        try part.visit { batch in
          guard batch.ids.contains(where: { held[$0] != nil }) else { return try visitor(batch) }
          var without = ResponseBatch(schema: schema)
          for row in 0..<batch.count {
            var response = batch.response(at: row)
            for place in held[response.id] ?? [] {
              response.answers[place.question] = nil
            }
            without.append(response)
          }
          try visitor(without)
        }
      }
    }
  }
}

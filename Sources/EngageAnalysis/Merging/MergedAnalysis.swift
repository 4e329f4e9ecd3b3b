import EngageModel
import EngageReport

/// An analysis that sees merged questions and sessions only.
struct MergedAnalysis: RunnableAnalysis {
  /// Made for the merged context.
  let base: any RunnableAnalysis
  let merging: Merging
  /// The merged sessions, in the order of the analysis's context.
  let sessions: [SessionReference]

  var manifest: AnalysisManifest { base.manifest }

  /// As they are stored.
  var needs: [Question] { base.needs.map { merging.questions[$0.id]?.original ?? $0 } }

  func startFold() throws -> any ResponseFold {
    MergedFold(base: try base.startFold(), needs: base.needs, merging: merging, sessions: sessions)
  }
}

/// Hands on every batch with the codes of merged choices and the positions of merged sessions looked up.
private struct MergedFold: ResponseFold {
  var base: any ResponseFold
  let needs: [Question]
  let merging: Merging
  let sessions: [SessionReference]

  mutating func add(_ batch: borrowing ResponseBatch) throws { try base.add(merged(batch)) }

  mutating func merge(_ other: any ResponseFold) throws {
    guard let other = other as? MergedFold else {
      preconditionFailure("tallies of different analyses can't be merged")
    }
    try base.merge(other.base)
  }

  func finish() throws -> Section { try base.finish() }

  private func merged(_ batch: borrowing ResponseBatch) -> ResponseBatch {
    let schema = BatchSchema(
      questions: needs, sessions: sessions, survey: batch.schema.survey, identities: batch.schema.identities)
    var merged = ResponseBatch(schema: schema)
    merged.ids = batch.ids
    merged.units = batch.units
    merged.people = batch.people
    merged.weights = batch.weights
    merged.versions = batch.versions
    merged.keys = batch.keys
    merged.submittedAt = batch.submittedAt
    let places = batch.schema.sessions.map { session in
      Int32(sessions.firstIndex(of: merging.reference(session)) ?? -1)
    }
    merged.sessions = batch.sessions.map { places[Int($0)] }
    for (index, question) in schema.questions.enumerated() {
      let column = batch.column(of: question.id)
      merged.columns[index] = merging.questions[question.id]?.column(column) ?? column
    }
    return merged
  }
}

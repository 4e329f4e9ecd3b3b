import EngageModel

extension ResponseStore {
  /// Takes a text out of everybody's sight, as `restrict` does; where it stands in the safeguarding queue and nobody
  /// decided on it, that is the decision.
  /// - Parameters:
  ///   - text: with the number of its response.
  ///   - told: who was told about it.
  /// - Throws: as `restrict`.
  public func holdBack(_ text: RestrictedText, told: String? = nil) throws {
    guard let response = text.response else { throw StoreError.noSuchResponse(0) }
    let place = TextPlace(response: response, question: text.question)
    let queued = try queuedTexts(survey: text.survey, event: nil).first { $0.place == place }
    try restrict(text, ofResponse: response)
    guard let queued, queued.verdict?.isConcern != true else { return }
    try decide(
      queued.number,
      QueuedText.Verdict(
        isConcern: true, by: text.flagged.by, at: text.flagged.at, why: text.flagged.why, told: told))
  }
}

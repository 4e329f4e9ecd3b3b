import EngageModel

/// Decisions on texts, in memory.
extension InMemoryState {
  /// - Returns: how many are new or decide something else than before.
  mutating func save(_ arrived: [TextReview], on occasion: Occasion) throws -> Int {
    for review in arrived { try check(review.place, review.fingerprint) }
    var changed = 0
    for review in arrived where reviews[review.place]?.saysTheSame(as: review) != true {
      reviews[review.place] = review
      note(review.place, .reviewed, occasion)
      changed += 1
    }
    return changed
  }

  /// Refuses a decision on what is no text, or another text than was read.
  private func check(_ place: TextPlace, _ fingerprint: UInt64) throws {
    guard case .text(let text) = try live(place.response).response[place.question] else {
      throw StoreError.noText(place.response, place.question)
    }
    guard CodedText.fingerprint(of: text.utf8) == fingerprint else {
      throw StoreError.changedMeanwhile(place.response)
    }
  }

  private mutating func note(_ place: TextPlace, _ action: Change.Action, _ occasion: Occasion) {
    note(
      at: occasion.at, by: occasion.by, why: occasion.why, action, batch: nil, response: place.response,
      question: place.question)
  }

  mutating func removeReviews(of texts: [TextPlace], on occasion: Occasion) -> Int {
    var removed = 0
    for place in texts where reviews.removeValue(forKey: place) != nil {
      note(place, .reviewed, occasion)
      removed += 1
    }
    return removed
  }

  func reviews(survey: Survey.ID, event: Event.ID?) -> [TextReview] {
    reviews.values.filter { counts($0.response, survey: survey, event: event) }
      .sorted { $0.place < $1.place }
  }

  private func counts(_ response: Int64, survey: Survey.ID?, event: Event.ID?) -> Bool {
    guard let stored = stored(response), !stored.response.withdrawn else { return false }
    return (survey.map { $0 == stored.survey } ?? true)
      && (event.map { $0 == stored.response.session.event } ?? true)
  }

  mutating func queue(_ texts: [QueuedText]) throws -> [QueuedText] {
    for text in texts { try check(text.place, text.fingerprint) }
    var added: [QueuedText] = []
    for var text in texts {
      if let index = queued.firstIndex(where: { $0.place == text.place }) {
        if queued[index].fingerprint == text.fingerprint { continue }
        queued.remove(at: index)
      }
      lastQueued += 1
      text.number = lastQueued
      queued.append(text)
      note(text.place, .queued, Occasion(at: text.at, by: text.by, why: text.codebook))
      added.append(text)
    }
    return added
  }

  func queuedTexts(survey: Survey.ID?, event: Event.ID?) -> [QueuedText] {
    queued.filter { counts($0.response, survey: survey, event: event) }
  }

  mutating func decide(_ number: Int64, _ verdict: QueuedText.Verdict) throws {
    guard let index = queued.firstIndex(where: { $0.number == number }) else {
      throw StoreError.noSuchQueuedText(number)
    }
    queued[index].verdict = verdict
    note(queued[index].place, .decided, Occasion(at: verdict.at, by: verdict.by, why: verdict.why))
  }

  mutating func noteReading(ofQueued number: Int64, on occasion: Occasion) throws {
    guard let text = queued.first(where: { $0.number == number }) else {
      throw StoreError.noSuchQueuedText(number)
    }
    note(text.place, .looked, occasion)
  }

  /// Forgets what was decided on a text that is held back: the words that were to leave are words of it.
  mutating func forgetReviews(of response: Int64, question: Question.ID) {
    reviews[TextPlace(response: response, question: question)] = nil
  }

  /// Forgets what was decided on the texts of a response that is erased.
  mutating func forgetReviews(of response: Int64) {
    reviews = reviews.filter { $0.key.response != response }
    queued.removeAll { $0.response == response }
  }
}

import EngageModel

/// Codes in memory.
extension InMemoryState {
  /// - Returns: how many are new or say something else than before.
  mutating func save(_ arrived: [CodedText], on occasion: Occasion, batch: Int? = nil) throws -> Int {
    for code in arrived {
      guard case .text = try live(code.response).response[code.question] else {
        throw StoreError.noText(code.response, code.question)
      }
    }
    var changed = 0
    for code in arrived {
      let before = codes[code.key]
      if before?.saysTheSame(as: code) == true { continue }
      set(code, of: code.key, on: occasion, .coded, batch: batch)
      changed += 1
    }
    return changed
  }

  mutating func importCodes(_ arrived: [CodedText], as draft: BatchDraft) throws -> Batch? {
    if let fingerprint = draft.fingerprint,
      let same = batches.first(where: {
        $0.undone == nil && $0.draft.kind == .coding && $0.draft.fingerprint == fingerprint
          && $0.draft.survey == draft.survey
      })
    {
      throw StoreError.sameContent(batch: same.number)
    }
    guard let first = arrived.first else { return nil }
    var draft = draft
    draft.kind = .coding
    let batch = open(draft, version: try live(first.response).response.version)
    let occasion = Occasion(at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "coding")
    let changed = try save(arrived, on: occasion, batch: batch.number)
    guard changed > 0 else {
      batches.removeLast()
      return nil
    }
    batches[batch.number - 1].updated = changed
    return batches[batch.number - 1]
  }

  mutating func remove(_ keys: [CodedText.Key], on occasion: Occasion) -> Int {
    let there = keys.uniqued().filter { codes[$0] != nil }
    for key in there { set(nil, of: key, on: occasion, .coded, batch: nil) }
    return there.count
  }

  private mutating func set(
    _ code: CodedText?, of key: CodedText.Key, on occasion: Occasion, _ action: Change.Action, batch: Int?
  ) {
    note(
      at: occasion.at, by: occasion.by, why: occasion.why, action, batch: batch, response: key.response,
      question: key.question)
    changes[changes.count - 1].codes = CodesChange(
      codebook: key.codebook, coder: key.coder, before: codes[key], after: code)
    codes[key] = code
  }

  /// Gives texts the codes back that they had before a batch.
  mutating func restoreCodes(ofBatch number: Int, _ undoing: Batch.Undoing) {
    let occasion = Occasion(at: undoing.at, by: undoing.by, why: undoing.why)
    for change in changes.reversed() where change.batch == number && change.action == .coded {
      guard let codes = change.codes, let after = codes.after, self.codes[after.key] == after else {
        continue
      }
      set(codes.before, of: after.key, on: occasion, .restored, batch: number)
    }
  }

  /// Whether codes of a batch were replaced by those of a later one that stands.
  func lastRecoding(ofBatch number: Int) -> Int? {
    let keys = Set(changes.filter { $0.batch == number }.compactMap { $0.codes?.after?.key })
    return changes.filter { change in
      guard change.action == .coded, let batch = change.batch, batch > number, let code = change.codes?.after
      else { return false }
      return keys.contains(code.key) && batches[batch - 1].undone == nil
    }.compactMap(\.batch).max()
  }

  /// Removes codes of a response, or of one of its texts, and what the audit trail says of them.
  mutating func forgetCodes(of response: Int64, question: Question.ID? = nil) {
    for key in codes.keys where key.response == response && (question ?? key.question) == key.question {
      codes[key] = nil
    }
    for index in changes.indices where changes[index].response == response {
      if question == nil || changes[index].question == question { changes[index].codes = nil }
    }
  }

  func codes(_ query: CodeQuery) -> [CodedText] {
    codes.values.filter { code in
      guard let stored = stored(code.response), stored.survey == query.survey, !stored.response.withdrawn
      else {
        return false
      }
      return (query.event.map { $0 == stored.response.session.event } ?? true)
        && (query.question.map { $0 == code.question } ?? true)
        && (query.codebook.map { $0 == code.codebook } ?? true)
        && (query.coder.map { $0 == code.coder } ?? true)
        && (query.response.map { $0 == code.response } ?? true)
    }.sorted { one, other in
      (one.response, one.question, one.codebook, one.coder)
        < (other.response, other.question, other.codebook, other.coder)
    }
  }

  func codingProgress(survey: Survey.ID, event: Event.ID?) -> [CodingProgress] {
    struct Place: Hashable {
      var codebook: Codebook.ID
      var question: Question.ID
      var coder: String
    }
    let groups = Dictionary(grouping: codes(CodeQuery(survey: survey, event: event))) {
      Place(codebook: $0.codebook, question: $0.question, coder: $0.coder)
    }
    return groups.map { place, codes in
      CodingProgress(
        codebook: place.codebook, question: place.question, coder: place.coder, coded: codes.count,
        last: codes.map(\.at).max() ?? "")
    }.sorted { ($0.codebook, $0.question, $0.coder) < ($1.codebook, $1.question, $1.coder) }
  }

  var lastChange: Int64 { changes.last { !Change.Action.unseenInReports.contains($0.action) }?.number ?? 0 }
}

extension Change.Action {
  /// What changes nothing that a report could show.
  public static let unseenInReports: Set<Change.Action> = [.looked, .discarded]
}

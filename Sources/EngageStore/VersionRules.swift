public import EngageModel

extension Survey {
  /// Whether this definition may be kept beside those kept already.
  /// - Parameters:
  ///   - kept: all versions of the survey in the store.
  ///   - hasResponses: whether live responses answer a version.
  /// - Returns: false if exactly this definition is kept already.
  /// - Throws: `StoreError.frozen`, `StoreError.typeChanged`, and `EncodingError`.
  public func mustBeKept(beside kept: [Survey], hasResponses: (Int) throws -> Bool) throws -> Bool {
    if let same = kept.first(where: { $0.version == version }) {
      // The fingerprint takes long with many questions, and settles only what the text of a file may differ in.
      if try same == self || same.fingerprint() == fingerprint() { return false }
      if try hasResponses(version) { throw StoreError.frozen(id, version: version) }
    }
    for other in kept where other.version != version {
      for question in questions {
        guard let before = other.question(question.id), before.type != question.type else { continue }
        throw StoreError.typeChanged(id, question.id, from: before.type, to: question.type)
      }
    }
    return true
  }
}

import EngageModel

/// Checks what questions say about each other, when all are known.
extension SurveyReader {
  func checkAll() {
    checkPairs()
    checkExpressions()
    checkOrder()
  }

  private func checkPairs() {
    var told: Set<String> = []
    let byName = Dictionary(drafts.map { ($0.question.id, $0) }) { first, _ in first }
    for draft in drafts {
      guard let pair = draft.question.pair, let node = draft.fields?["pair"] else { continue }
      let id = draft.question.id
      guard let before = byName[pair] else {
        let names = draft.grid == nil ? byName.keys.map(\.rawValue).sorted() : groups.map(\.group.name)
        guard told.insert("\(node.line):\(node.column)").inserted || draft.grid == nil else { continue }
        problems.addUnknownWord(
          draft.grid == nil ? pair.rawValue : node.text ?? "", at: node, rule: "unknown-question",
          message: "“\(id)” is paired with “\(pair)”, which is no question", among: names)
        continue
      }
      if let problem = mismatch(draft.question, before.question) {
        guard told.insert("\(node.line):\(node.column)").inserted else { continue }
        problems.add(
          "bad-pair", "“\(id)” can't be compared with “\(pair)”: \(problem)", at: node,
          hint:
            "both questions of a pair have the same type and the same choices, or join those that differ under groups"
        )
      }
    }
  }

  private func mismatch(_ after: Question, _ before: Question) -> String? {
    if after.id == before.id { return "it is the same question" }
    let sameKind =
      after.type == before.type || (after.type.isSingleChoice && before.type.isSingleChoice)
      || (after.type.isNumeric && before.type.isNumeric
        && ![after.type, before.type].contains { $0 == .date || $0 == .time })
    if !sameKind { return "one is \(after.type.rawValue), the other \(before.type.rawValue)" }
    // Wordings of one level may differ where each question joins them in a group of the same name.
    if after.choices.map(\.id) != before.choices.map(\.id), after.levels.map(\.id) != before.levels.map(\.id)
    {
      return "their choices differ"
    }
    return nil
  }
}

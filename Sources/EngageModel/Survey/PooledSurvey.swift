extension Survey {
  /// Several versions of a survey as one, by question name: the newest version's questions and choices in its
  /// order, then those that only older versions had, newest first.
  ///
  /// - Parameter versions: in any order.
  /// - Returns: `nil` if there are none.
  public static func pooled(_ versions: [Survey]) -> Survey? {
    let newestFirst = versions.sorted { $0.version > $1.version }
    guard var pooled = newestFirst.first else { return nil }
    for older in newestFirst.dropFirst() {
      for group in older.groups where pooled.group(group.name) == nil { pooled.groups.append(group) }
      for question in older.questions {
        guard let index = pooled.questions.firstIndex(where: { $0.id == question.id }) else {
          pooled.questions.append(question)
          continue
        }
        for choice in question.choices where pooled.questions[index].code(of: choice.id) == nil {
          pooled.questions[index].choices.append(choice)
        }
      }
    }
    return pooled
  }
}

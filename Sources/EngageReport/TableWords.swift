extension Table {
  /// The keys that are not for people, as words stand for them, and the columns of these words: positions of key
  /// columns to positions of text columns.
  ///
  /// Words for a run of keys are the text columns right after it, if there are as many at least; for a key `with`
  /// anywhere in the table also a text column `with_title` or `with_label`, for the first key `title` or `label`.
  public var wordsForKeys: [Int: Int] {
    var words = wordsBesideKeys
    let keys = columns.indices.filter { columns[$0].kind == .key }
    for key in keys where words[key] == nil {
      let name = columns[key].name
      let names = ["\(name)_title", "\(name)_label"] + (key == keys.first ? ["title", "label"] : [])
      words[key] = names.lazy.compactMap { self.index(of: $0) }.first { columns[$0].kind == .text }
    }
    return words
  }

  private var wordsBesideKeys: [Int: Int] {
    var words: [Int: Int] = [:]
    var index = 0
    while index < columns.count {
      let keys = columns[index...].prefix { $0.kind == .key }
      let texts = columns[keys.endIndex...].prefix { $0.kind == .text }
      if texts.count >= keys.count { words.merge(zip(keys.indices, texts.indices)) { first, _ in first } }
      index = max(index + 1, texts.endIndex)
    }
    return words
  }
}

extension Table {
  /// Whether nothing is shown of a share whose count stands in the table too: a second column of signs for what is
  /// hidden would tell nothing.
  public func isHiddenBesideItsCount(_ column: Int) -> Bool {
    columns[column].kind == .share && !rows.isEmpty && columns[column].from.flatMap(index) != nil
      && rows.allSatisfy { column < $0.count && $0[column] == .suppressed }
  }
}

extension Table {
  /// Text columns whose words follow from figures, as those of a verdict do.
  ///
  /// All are but the words for keys, labels and titles, and what plans, codebooks and programmes say of a row: who knows
  /// of no other column takes it for a result.
  public var resultColumns: [Int] {
    let words = Set(wordsForKeys.values)
    return columns.indices.filter { column in
      let name = columns[column].name
      return columns[column].kind == .text && !words.contains(column) && !Table.givenWords.contains(name)
        && !["label", "title"].contains { name == $0 || name.hasSuffix("_\($0)") }
    }
  }

  /// Columns of what was known before anybody answered.
  private static let givenWords: Set<String> = [
    "action", "aim", "before", "by_when", "date", "kind", "name", "owner", "parent", "place", "priority",
    "status", "when", "why",
  ]
}

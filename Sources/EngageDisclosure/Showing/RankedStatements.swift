import EngageReport

/// Which sentences of a section may stay that tell what came first, second and third.
///
/// An analysis picks them by all that it counted, so that which ones there are tells of hidden figures: that one is
/// among the first, and that the others are below it. What stays follows from what is shown alone: of everything that
/// is shown, the first three.
struct RankedStatements {
  /// As many as are told at most; of those that are equal all or none.
  private static let most = 3

  private let whole: Section
  private let shown: Section
  private let rankings: [Ranking]

  init(whole: Section, shown: Section, rankings: [Ranking]) {
    (self.whole, self.shown, self.rankings) = (whole, shown, rankings)
  }

  /// - Parameter showing: a sentence as readers see it; `nil` where it goes.
  /// - Returns: those that stay, in the order in which they came.
  func statements(_ showing: (Statement) -> Statement?) -> [Statement] {
    var kept: [Int: Statement] = [:]
    var ranked: [Int: [String: (index: Int, statement: Statement)]] = [:]
    for (index, statement) in whole.statements.enumerated() {
      guard let told = told(by: statement) else {
        kept[index] = showing(statement)
        continue
      }
      guard let word = told.word, statement.role == .finding else {
        // What differs most, say: it tells that all others differ less.
        if isAllShown(of: statement) { kept[index] = showing(statement) }
        continue
      }
      // Of two sentences about the same the first that can be shown.
      guard ranked[told.ranking]?[word] == nil, isShown(statement), let seen = showing(statement) else {
        continue
      }
      ranked[told.ranking, default: [:]][word] = (index, seen)
    }
    for (ranking, sentences) in ranked {
      for word in first(of: Array(sentences.keys), by: rankings[ranking]) {
        if let sentence = sentences[word] { kept[sentence.index] = sentence.statement }
      }
    }
    return kept.sorted { $0.key < $1.key }.map(\.value)
  }

  private func first(of words: [String], by ranking: Ranking) -> [String] {
    let amounts = words.map { (word: $0, amount: ranking.figure(of: $0) ?? 0) }.filter { $0.amount > 0 }
      .sorted { $0.amount > $1.amount }
    guard amounts.count > RankedStatements.most else { return amounts.map(\.word) }
    let next = amounts[RankedStatements.most].amount
    return amounts.prefix(RankedStatements.most).filter { $0.amount > next }.map(\.word)
  }

  /// The ranking that a sentence is about, and which of what is ranked, if it tells of one row alone; `nil` for any
  /// other sentence.
  private func told(by statement: Statement) -> (ranking: Int, word: String?)? {
    let rows = Set(statement.values.values.map { CellReference(table: $0.table, row: $0.row, column: "") })
    for (index, ranking) in rankings.enumerated() {
      guard let row = rows.first(where: { ranking.tables.contains($0.table) }) else { continue }
      guard rows.count == 1 else { return (index, nil) }
      return (index, whole.table(row.table)?.word(in: ranking.key, ofRow: row.row))
    }
    return nil
  }

  /// Whether nothing is hidden of the tables that it tells of.
  private func isAllShown(of statement: Statement) -> Bool {
    Set(statement.values.values.map(\.table)).allSatisfy { name in
      guard let table = shown.table(name), table.withheld == nil else { return false }
      return !table.rows.joined().contains(.suppressed)
    }
  }

  /// Whether all counts are shown of the rows that it tells of: “came up on some forms” would tell that a hidden one
  /// is above zero.
  private func isShown(_ statement: Statement) -> Bool {
    statement.values.values.allSatisfy { reference in
      guard let table = shown.table(reference.table), table.withheld == nil,
        let row = table.rows.indices.first(where: { table.key(ofRow: $0) == reference.row })
      else { return false }
      return !table.rows[row].contains(.suppressed)
    }
  }
}

extension Table {
  /// What stands in a key column of a row.
  fileprivate func word(in column: String, ofRow key: String) -> String? {
    guard let column = index(of: column), let row = rows.indices.first(where: { self.key(ofRow: $0) == key })
    else { return nil }
    return rows[row][column].words
  }
}

import EngageReport

/// A table made shorter and narrower for people, with every figure still in CSV, JSON and the workbook.
struct ReadableTable {
  /// Long tables of pairs are cut only above this many rows.
  static let mostPairs = 30
  /// How many pairs are shown then.
  static let shownPairs = 12
  /// A second key with more values than this makes no columns.
  static let mostGroups = 6
  /// Tables with more columns than this show counts and shares in one column.
  static let mostColumns = 8

  var table: Table
  /// Whether its rows are no longer those of the table it came from.
  var isReshaped = false
  /// What a reader must know about what is not shown.
  var note: String?

  init(_ table: Table) {
    self.table = table
    guard table.shownInstead == nil, table.rows.allSatisfy({ $0.count == table.columns.count }) else {
      return
    }
    if let pivoted = table.pivoted {
      self.table = pivoted
      isReshaped = true
    } else if table.name == "co-occurrence", table.rows.count > Self.mostPairs,
      let count = table.columns.firstIndex(where: { $0.kind == .count })
    {
      self.table.rows = table.mostFrequent(Self.shownPairs, by: count)
      isReshaped = true
      note =
        "Shown are the \(Self.shownPairs) most frequent of \(table.rows.count); all are in the workbook, "
        + "CSV and JSON."
    }
  }

  /// The columns people read: no keys that words stand for, these words in the places of the keys, no column in
  /// which nothing is known, no share that is hidden whole, and in wide tables no count that its share repeats.
  var columns: [Int] {
    let words = table.wordsForKeys
    let moved = Set(words.values)
    let named = table.columns.indices.filter { words[$0] != nil || !moved.contains($0) }
      .map { words[$0] ?? $0 }
    let known = named.filter { column in
      table.rows.isEmpty
        || table.rows.contains { column < $0.count && !$0[column].isEmpty }
          && !table.isHiddenBesideItsCount(column)
    }
    let shown = known.isEmpty ? named : known
    return shown.count > Self.mostColumns ? table.withSharesForCounts(shown) : shown
  }
}

extension ReadableTable {
  /// What stands over a column; a share in the place of its count has the shorter name of the count.
  func label(of column: Int, shown: [Int]) -> String {
    guard table.columns[column].kind == .share, let name = table.columns[column].from,
      let count = table.index(of: name), !shown.contains(count)
    else { return table.columns[column].label }
    return table.columns[count].label
  }
}

extension Cell {
  fileprivate var isEmpty: Bool { self == .missing || self == .text("") }
}

extension Table {
  fileprivate func mostFrequent(_ count: Int, by column: Int) -> [[Cell]] {
    let ordered = rows.enumerated().sorted { left, right in
      let amounts = (left.element[column].amount ?? -1, right.element[column].amount ?? -1)
      return amounts.0 == amounts.1 ? left.offset < right.offset : amounts.0 > amounts.1
    }
    return ordered.prefix(count).map(\.element)
  }

  /// In the place of each count its share, where the share says the count anyway ("9 of 28").
  fileprivate func withSharesForCounts(_ shown: [Int]) -> [Int] {
    var shareOf: [Int: Int] = [:]
    for share in shown where columns[share].kind == .share {
      guard let name = columns[share].from, let count = index(of: name), shown.contains(count),
        shareOf[count] == nil, rows.allSatisfy({ $0[share].repeats($0[count]) })
      else { continue }
      shareOf[count] = share
    }
    let moved = Set(shareOf.values)
    return shown.filter { !moved.contains($0) }.map { shareOf[$0] ?? $0 }
  }

  /// A row for each value of the first key and a column of shares for each of the second; `nil` where the table
  /// has other columns than two keys, their words, a count and its share, where the second key has too many
  /// values, and where a pair is there twice.
  fileprivate var pivoted: Table? {
    let keys = columns.indices.filter { columns[$0].kind == .key }
    let words = columns.indices.filter { columns[$0].kind == .text }
    let counts = columns.indices.filter { columns[$0].kind == .count }
    let shares = columns.indices.filter { columns[$0].kind == .share }
    guard keys.count == 2, counts.count == 1, shares.count == 1, totals.rows.isEmpty, !rows.isEmpty,
      words.count == 2 || words.isEmpty, columns.count == words.count + 4,
      columns[shares[0]].from == columns[counts[0]].name,
      rows.allSatisfy({ $0[shares[0]].repeats($0[counts[0]]) })
    else { return nil }
    let labels = words.isEmpty ? keys : words
    var things: [Cell] = []
    var groups: [Cell] = []
    var label: [Cell: Cell] = [:]
    var shareOf: [[Cell]: Cell] = [:]
    for row in rows {
      let (thing, group) = (row[keys[0]], row[keys[1]])
      if !things.contains(thing) { things.append(thing) }
      if !groups.contains(group) { groups.append(group) }
      label[thing] = label[thing] ?? row[labels[0]]
      label[group] = label[group] ?? row[labels[1]]
      guard shareOf.updateValue(row[shares[0]], forKey: [thing, group]) == nil else { return nil }
    }
    guard (2...ReadableTable.mostGroups).contains(groups.count), Set(things).isDisjoint(with: groups) else {
      return nil
    }
    var table = self
    table.columns = [columns[keys[0]], Column("label", columns[labels[0]].label, .text)]
    table.columns += groups.map { group in
      let words = label[group]?.words ?? group.words
      return Column("share:\(group.words ?? "")", words ?? FigureFormat.noWords, .share)
    }
    table.totals = Totals()
    table.rows = things.map { thing in
      [thing, label[thing] ?? .missing] + groups.map { shareOf[[thing, $0]] ?? .missing }
    }
    return table
  }
}

extension Cell {
  /// Whether a share tells all that a count tells.
  fileprivate func repeats(_ count: Cell) -> Bool {
    switch (self, count) {
    case (.share(let part, _), .number(let value)): part == value
    case (.suppressed, .suppressed), (.missing, .missing): true
    default: false
    }
  }
}

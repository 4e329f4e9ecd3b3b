import EngageReport

extension Table {
  /// A long table of two keys (theme, group) with a column for each group, as people compare them; the table
  /// itself where its columns are others or a pair is there twice.
  var pivoted: Table {
    let kinds = columns.map(\.kind)
    guard shownInstead == nil, !rows.isEmpty, kinds.count == 6,
      kinds == [.key, .text, .key, .text, .count, .share], columns[5].from == columns[4].name,
      rows.allSatisfy({ $0.count == 6 })
    else { return self }
    var groups: [Cell] = []
    var things: [Cell] = []
    var cells: [[Cell]: [Cell]] = [:]
    var labels: [Cell: Cell] = [:]
    var titles: [Cell: Cell] = [:]
    for row in rows {
      if labels.updateValue(row[3], forKey: row[2]) == nil { groups.append(row[2]) }
      if titles.updateValue(row[1], forKey: row[0]) == nil { things.append(row[0]) }
      guard cells.updateValue(row, forKey: [row[0], row[2]]) == nil else { return self }
    }
    var table = self
    table.columns = Array(columns.prefix(2))
    for group in groups {
      let name = group.words ?? ""
      let label = labels[group]?.words ?? name
      table.columns.append(Column(name, label, .count))
      table.columns.append(Column("\(name):share", "\(label), share", .share, from: name))
    }
    table.rows = things.map { thing in
      [thing, titles[thing] ?? .missing]
        + groups.flatMap { group in (cells[[thing, group]].map { Array($0[4...5]) } ?? [.missing, .missing]) }
    }
    return table
  }
}

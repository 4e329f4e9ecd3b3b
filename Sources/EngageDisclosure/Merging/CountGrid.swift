import EngageReport

/// The counts of one table as a grid: a row for each value of its first dimension, a column for each of its second,
/// or one column where it has no second. Totals are left out.
struct CountGrid: Hashable {
  struct Line: Hashable {
    var name: String
    var label: String
  }

  /// The first dimension, as the table calls it.
  var rowDimension: String
  /// `nil` for a table of one dimension.
  var columnDimension: String?
  var rows: [Line]
  var columns: [Line]
  /// By row, then by column; `nil` where nothing is counted.
  var counts: [[Int?]]
  /// Whether a response may be counted in several rows, so that they do not add up to the total.
  var rowsOverlap = false

  /// How many cells there are.
  var cells: Int { counts.joined().count { $0 != nil } }
}

extension CountGrid {
  /// - Returns: `nil` for a table that is no such grid: without counts, or with weighted ones alone.
  init?(_ table: Table) {
    guard let first = table.dimensions.first, table.withheld == nil,
      let key = table.columns.firstIndex(where: { $0.kind == .key })
    else { return nil }
    let body = table.rows.indices.filter { !CountGrid.isTotal($0, of: table) }
    let label = table.columns.firstIndex { $0.kind == .text } ?? key
    let rows = body.map { CountGrid.line(table.rows[$0], key, label) }
    guard table.dimensions.count > 1 else {
      guard let count = CountGrid.column(of: table) else { return nil }
      self.init(
        rowDimension: first, columnDimension: nil, rows: rows,
        columns: [Line(name: table.columns[count].name, label: table.columns[count].label)],
        counts: body.map { [CountGrid.count(table.rows[$0][count])] }, rowsOverlap: table.overlapping)
      return
    }
    let prefix = table.dimensions[1] + "="
    let wide = table.columns.indices.filter {
      table.columns[$0].kind == .count && table.columns[$0].name.hasPrefix(prefix)
        && !table.totals.columns.contains(table.columns[$0].name)
    }
    if wide.isEmpty {
      self.init(long: table, body: body, rows: rows)
      return
    }
    self.init(
      rowDimension: first, columnDimension: table.dimensions[1], rows: rows,
      columns: wide.map {
        Line(name: String(table.columns[$0].name.dropFirst(prefix.count)), label: table.columns[$0].label)
      },
      counts: body.map { row in wide.map { CountGrid.count(table.rows[row][$0]) } },
      rowsOverlap: table.overlapping)
  }

  /// Of a table that has a row for each cell.
  private init?(long table: Table, body: [Int], rows lines: [Line]) {
    let keys = table.columns.indices.filter { table.columns[$0].kind == .key }
    guard keys.count > 1, let count = CountGrid.column(of: table) else { return nil }
    let texts = table.columns.indices.filter { table.columns[$0].kind == .text }
    let across = body.map {
      CountGrid.line(table.rows[$0], keys[1], texts.count > 1 ? texts[1] : keys[1])
    }
    let (rows, columns) = (CountGrid.unique(lines), CountGrid.unique(across))
    var counts: [[Int?]] = Array(
      repeating: Array(repeating: nil, count: columns.count), count: rows.count)
    for (index, row) in body.enumerated() {
      guard let first = rows.firstIndex(of: lines[index]), let second = columns.firstIndex(of: across[index])
      else { continue }
      counts[first][second] = CountGrid.count(table.rows[row][count])
    }
    self.init(
      rowDimension: table.dimensions[0], columnDimension: table.dimensions[1], rows: rows, columns: columns,
      counts: counts, rowsOverlap: table.overlapping)
  }

  /// The column that counts responses; where they are weighted, that of unweighted ones.
  private static func column(of table: Table) -> Int? {
    table.columns.firstIndex { $0.name == "unweighted" && $0.kind == .count }
      ?? table.index(of: "responses") ?? table.index(of: "forms")
      ?? table.columns.firstIndex { $0.kind == .count && $0.unweighted == nil }
  }

  private static func line(_ row: [Cell], _ key: Int, _ label: Int) -> Line {
    let name = row[key].words ?? ""
    return Line(name: name, label: row[label].words ?? name)
  }

  private static func unique(_ lines: [Line]) -> [Line] {
    var seen: Set<Line> = []
    return lines.filter { seen.insert($0).inserted }
  }

  private static func isTotal(_ row: Int, of table: Table) -> Bool {
    table.rows[row].contains { cell in cell.words.map(table.totals.rows.contains) ?? false }
  }

  private static func count(_ cell: Cell) -> Int? {
    guard case .number(let value) = cell else { return nil }
    return Int(exactly: value)
  }

  /// The grid with some rows (or columns) put together.
  /// - Parameter groups: positions, each at most once; those in none stay as they are.
  func merging(rows groups: [[Int]]) -> CountGrid {
    var merged = self
    merged.rows = []
    merged.counts = []
    for row in rows.indices {
      let group = groups.first { $0.contains(row) } ?? [row]
      guard group.min() == row else { continue }
      merged.rows.append(rows[row])
      merged.counts.append(
        columns.indices.map { column in
          let told = group.compactMap { counts[$0][column] }
          return told.isEmpty ? nil : told.reduce(0, +)
        })
    }
    return merged
  }

  func merging(columns groups: [[Int]]) -> CountGrid {
    turned.merging(rows: groups).turned
  }

  /// Rows as columns.
  var turned: CountGrid {
    var turned = self
    turned.rows = columns
    turned.columns = rows
    turned.counts = columns.indices.map { column in rows.indices.map { counts[$0][column] } }
    return turned
  }
}

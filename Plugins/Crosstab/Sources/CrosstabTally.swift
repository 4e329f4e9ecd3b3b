import EngageAnalysis
import EngageModel

/// The counts of all tables of a crosstab.
public struct CrosstabTally: Sendable, Codable {
  var tables: [CrosstabCount]
}

/// The counts of one table.
struct CrosstabCount: Sendable, Codable {
  let columns: Int
  /// Row after row.
  var cells: [Int]
  /// Responses in each row, and in each column, that answered both questions.
  var rowTotals: [Int]
  var columnTotals: [Int]
  /// Responses that answered both.
  var answered = 0
  /// Responses that did not.
  var missing = 0
  /// The same by weight; `nil` where no response is weighted.
  var weighted: WeightedCounts?

  init(rows: Int, columns: Int) {
    self.columns = columns
    cells = Array(repeating: 0, count: rows * columns)
    rowTotals = Array(repeating: 0, count: rows)
    columnTotals = Array(repeating: 0, count: columns)
  }

  mutating func merge(_ other: CrosstabCount) {
    for index in cells.indices { cells[index] += other.cells[index] }
    for index in rowTotals.indices { rowTotals[index] += other.rowTotals[index] }
    for index in columnTotals.indices { columnTotals[index] += other.columnTotals[index] }
    answered += other.answered
    missing += other.missing
    if let added = other.weighted {
      var own = weighted ?? WeightedCounts(like: self)
      own.merge(added)
      weighted = own
    }
  }

  mutating func add(_ batch: borrowing ResponseBatch, row: Question, groups: BreakdownGroups) {
    let rowColumn = batch.column(of: row.id)
    let column = groups.column(in: batch)
    if !batch.weights.isEmpty {
      if weighted == nil { weighted = WeightedCounts(like: self) }
      weighted?.add(batch, rows: rowColumn, columns: column)
    }
    if rowColumn.kind == .codes, column.kind == .codes {
      addPairs(batch.units.span, rows: rowColumn.codes.span, columns: column.codes.span)
    } else {
      addSets(batch.units.span, rows: rowColumn, columns: column)
    }
  }

  /// The quick way for two single choices.
  private mutating func addPairs(_ units: Span<UInt8>, rows: Span<Int32>, columns codes: Span<Int32>) {
    for position in units.indices where units[position] == 0 {
      let row = Int(rows[position])
      let column = Int(codes[position])
      if row >= 0 && column >= 0 {
        cells[row * columns + column] += 1
        rowTotals[row] += 1
        columnTotals[column] += 1
        answered += 1
      } else {
        missing += 1
      }
    }
  }

  private mutating func addSets(_ units: Span<UInt8>, rows: BatchColumn, columns groups: BatchColumn) {
    var chosenRows: [Int] = []
    var chosenColumns: [Int] = []
    for position in units.indices where units[position] == 0 {
      chosenRows.removeAll(keepingCapacity: true)
      chosenColumns.removeAll(keepingCapacity: true)
      rows.forEachChoice(at: position) { chosenRows.append($0) }
      groups.forEachChoice(at: position) { chosenColumns.append($0) }
      if rows.codes[position] < 0 || chosenColumns.isEmpty {
        missing += 1
        continue
      }
      answered += 1
      for column in chosenColumns { columnTotals[column] += 1 }
      for row in chosenRows {
        rowTotals[row] += 1
        for column in chosenColumns { cells[row * columns + column] += 1 }
      }
    }
  }
}

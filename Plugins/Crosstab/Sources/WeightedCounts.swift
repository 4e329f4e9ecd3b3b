import EngageAnalysis
import EngageModel
import EngageStatistics

/// The counts of one table by weight.
struct WeightedCounts: Sendable, Codable {
  /// As in `CrosstabCount`.
  var cells: [WeightSum]
  var rowTotals: [WeightSum]
  var columnTotals: [WeightSum]
  /// Of those who answered both.
  var size = EffectiveSampleSize()

  init(like count: CrosstabCount) {
    cells = Array(repeating: WeightSum(), count: count.cells.count)
    rowTotals = Array(repeating: WeightSum(), count: count.rowTotals.count)
    columnTotals = Array(repeating: WeightSum(), count: count.columnTotals.count)
  }

  mutating func merge(_ other: WeightedCounts) {
    for index in cells.indices { cells[index].merge(other.cells[index]) }
    for index in rowTotals.indices { rowTotals[index].merge(other.rowTotals[index]) }
    for index in columnTotals.indices { columnTotals[index].merge(other.columnTotals[index]) }
    size.merge(other.size)
  }

  mutating func add(_ batch: borrowing ResponseBatch, rows: BatchColumn, columns groups: BatchColumn) {
    var chosenColumns: [Int] = []
    for position in 0..<batch.count where batch.units[position] == 0 && rows.codes[position] >= 0 {
      chosenColumns.removeAll(keepingCapacity: true)
      groups.forEachChoice(at: position) { chosenColumns.append($0) }
      if chosenColumns.isEmpty { continue }
      let weight = batch.weights[position]
      size.add(weight)
      for column in chosenColumns { columnTotals[column].add(weight) }
      rows.forEachChoice(at: position) { row in
        rowTotals[row].add(weight)
        for column in chosenColumns { cells[row * columnTotals.count + column].add(weight) }
      }
    }
  }
}

/// What a table shows: numbers of forms, or their weights.
struct CrosstabFigures {
  let isWeighted: Bool
  /// Row after row.
  let cells: [Double]
  let rowTotals: [Double]
  let columnTotals: [Double]

  init(_ count: CrosstabCount) {
    isWeighted = count.weighted != nil
    cells = count.weighted?.cells.map(\.value) ?? count.cells.map(Double.init)
    rowTotals = count.weighted?.rowTotals.map(\.value) ?? count.rowTotals.map(Double.init)
    columnTotals = count.weighted?.columnTotals.map(\.value) ?? count.columnTotals.map(Double.init)
  }
}

import EngageReport

@testable import EngageDisclosure

/// What follows from a report with “aware” by “role” and a file of records: all tables of whole numbers that fit both.
///
/// A table is a flow from the one total through rows and columns. It is changed by one along closed ways in which no
/// known number takes part, until none is left: so the least and the greatest of a cell are found exactly (Ford and
/// Fulkerson, 1956). Nothing of the audit is used.
struct Attack {
  struct Cell: Hashable {
    var row: Int
    var column: Int
  }

  private struct Edge: Hashable {
    var from: Int
    var to: Int
  }

  private var flow: [Edge: Int] = [:]
  private var known: Set<Edge> = []
  /// The answers, and none: that all gave one is not told.
  private let rows = (Crowd.choices["aware"] ?? []).map { $0 as String? } + [nil]
  private let columns = (Crowd.choices["role"] ?? []).map { $0 as String? } + [nil]
  /// Counts of 1 to 4 that the report hides.
  private(set) var small: [Cell] = []

  /// - Parameter told: the columns of the file.
  init(_ people: Crowd, _ report: EarlierRelease, _ told: Set<String>) {
    let source = -1
    let sink = -2
    let section = report.released.sections[0]
    let table = section.table("aware-by-role").flatMap { $0.withheld == nil ? $0.rows : nil }
    for (row, aware) in rows.enumerated() {
      let total = Edge(from: source, to: row)
      flow[total] = people.people.count { $0["aware"] == aware }
      if told.contains("aware") || Attack.shows(section, "aware", row) { known.insert(total) }
      for (column, role) in columns.enumerated() {
        let cell = Edge(from: row, to: rows.count + column)
        let count = people.people.count { $0["aware"] == aware && $0["role"] == role }
        flow[cell] = count
        let isShown = aware != nil && role != nil && table.map { $0[row][column + 1] != .suppressed } == true
        if isShown || told.isSuperset(of: ["aware", "role"]) { known.insert(cell) }
        if !isShown, (1...4).contains(count) { small.append(Cell(row: row, column: column)) }
      }
    }
    for (column, role) in columns.enumerated() {
      let total = Edge(from: rows.count + column, to: sink)
      flow[total] = people.people.count { $0["role"] == role }
      if told.contains("role") || Attack.shows(section, "role", column) { known.insert(total) }
    }
  }

  private static func shows(_ section: Section, _ question: String, _ row: Int) -> Bool {
    section.table(question).map { table in
      table.withheld == nil && row < table.rows.count && table.rows[row][1] != .suppressed
    } ?? false
  }

  /// From the least to the greatest that a cell can be, as far as 0 and 5.
  func range(of cell: Cell) -> ClosedRange<Int> {
    let edge = Edge(from: cell.row, to: rows.count + cell.column)
    guard !known.contains(edge) else { return flow[edge, default: 0]...flow[edge, default: 0] }
    var (low, high) = (self, self)
    while low.flow[edge, default: 0] > 0, low.change(edge, by: -1) {}
    while high.flow[edge, default: 0] < 5, high.change(edge, by: 1) {}
    return low.flow[edge, default: 0]...high.flow[edge, default: 0]
  }

  /// Changes a cell by one, and others so that all that is known stays.
  /// - Returns: false where that can't be.
  private mutating func change(_ edge: Edge, by step: Int) -> Bool {
    let (start, goal) = step > 0 ? (edge.to, edge.from) : (edge.from, edge.to)
    var came: [Int: (edge: Edge, step: Int)] = [:]
    var next = [start]
    while let node = next.popLast(), came[goal] == nil {
      for (other, count) in flow where other != edge && !known.contains(other) {
        // The total of all is known: nothing passes beyond it.
        if other.from == node, other.to != start, came[other.to] == nil {
          came[other.to] = (other, 1)
          next.append(other.to)
        } else if other.to == node, count > 0, other.from != start, came[other.from] == nil {
          came[other.from] = (other, -1)
          next.append(other.from)
        }
      }
    }
    guard came[goal] != nil else { return false }
    var node = goal
    while node != start, let (way, amount) = came[node] {
      flow[way, default: 0] += amount
      node = amount > 0 ? way.from : way.to
    }
    flow[edge, default: 0] += step
    return true
  }
}

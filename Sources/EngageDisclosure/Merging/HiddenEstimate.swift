import EngageModel

/// How many cells of a grid would be hidden, told before the exact search: those that are small, and then the smallest
/// other one of every line with a single hidden cell, as its total is known. The exact search may hide a few more.
struct HiddenEstimate: Hashable {
  /// Hidden because few are counted.
  private(set) var small = 0
  /// Hidden because of others.
  private(set) var others = 0

  /// - Parameter grid: totals of its rows and of its columns are taken to be shown, but of rows that overlap.
  init(_ grid: CountGrid, profile: DisclosureProfile) {
    var hidden = grid.counts.map { row in
      row.map { count in count.map { HiddenEstimate.isSmall($0, profile) } ?? false }
    }
    small = hidden.joined().count { $0 }
    let isCrossed = grid.columns.count > 1 || grid.columnDimension != nil
    var found = true
    while found {
      found = false
      for row in grid.rows.indices where isCrossed {
        let line = grid.columns.indices.map { (row, $0) }
        found = HiddenEstimate.completes(line, grid, &hidden) || found
      }
      for column in grid.columns.indices where !grid.rowsOverlap {
        let line = grid.rows.indices.map { ($0, column) }
        found = HiddenEstimate.completes(line, grid, &hidden) || found
      }
    }
    others = hidden.joined().count { $0 } - small
  }

  static func isSmall(_ count: Int, _ profile: DisclosureProfile) -> Bool {
    count < profile.threshold && (count > 0 || profile.zeros == .hidden)
  }

  /// Hides a second cell where a line has one hidden cell only.
  private static func completes(
    _ line: [(row: Int, column: Int)], _ grid: CountGrid, _ hidden: inout [[Bool]]
  ) -> Bool {
    guard line.count(where: { hidden[$0.row][$0.column] }) == 1 else { return false }
    let free = line.filter { !hidden[$0.row][$0.column] && (grid.counts[$0.row][$0.column] ?? 0) > 0 }
    let cheapest = free.min {
      (grid.counts[$0.row][$0.column] ?? 0) < (grid.counts[$1.row][$1.column] ?? 0)
    }
    guard let cheapest else { return false }
    hidden[cheapest.row][cheapest.column] = true
    return true
  }
}

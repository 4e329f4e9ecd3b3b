import EngageColumns

/// Rows of words in columns, for lists on the screen.
struct Listing {
  private var rows: [[String]]
  /// Columns of names that are known by how they begin: where there is no room they are cut, not broken.
  private let cut: Set<Int>
  /// Columns that are never broken: moments, say.
  private let kept: Set<Int>

  /// As narrow as a column that is cut may get.
  private static let leastCut = 12

  init(_ headings: [String], cutting: [String] = [], keeping: [String] = []) {
    rows = [headings]
    cut = Set(headings.indices.filter { cutting.contains(headings[$0]) })
    kept = Set(headings.indices.filter { keeping.contains(headings[$0]) })
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The rows, aligned, two blanks between columns.
  var text: String { text(within: nil) }

  /// The rows as they fit on the screen, if there is one.
  var screenText: String { text(within: Terminal.standardOutput.width) }

  /// The rows, aligned; where they are wider than that, the widest columns have several lines a row, broken between
  /// words, or are cut. Words are never broken: a table of long ones may be wider all the same.
  func text(within width: Int?) -> String {
    let widths = widths(within: width)
    return rows.flatMap { row in
      let cells = row.indices.map { column in
        cut.contains(column)
          ? [Listing.cut(row[column], to: widths[column])]
          : WordWrap.lines(row[column], width: widths[column])
      }
      return (0..<(cells.map(\.count).max() ?? 0)).map { line in
        Listing.aligned(cells.map { $0.indices.contains(line) ? $0[line] : "" }, widths)
      }
    }.joined(separator: "\n")
  }

  /// The beginning of a name that has no room.
  private static func cut(_ name: String, to width: Int) -> String {
    guard DisplayWidth.of(name) > width else { return name }
    var kept = ""
    for character in name {
      guard DisplayWidth.of(kept + String(character)) < width else { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  private static func aligned(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (cell, width) in zip(cells, widths) {
      line += cell + String(repeating: " ", count: max(width - DisplayWidth.of(cell), 0) + 2)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func widths(within width: Int?) -> [Int] {
    func widest(_ column: Int, _ parts: (String) -> [Substring]) -> Int {
      rows.flatMap { parts($0[column]) }.map { DisplayWidth.of(String($0)) }.max() ?? 0
    }
    let columns = rows[0].indices.filter { !kept.contains($0) }
    var widths = rows[0].indices.map { widest($0) { [$0[...]] } }
    guard let width else { return widths }
    let least = rows[0].indices.map { column in
      let word = widest(column) { $0.split(separator: " ") }
      return cut.contains(column) ? min(word, Listing.leastCut) : word
    }
    while widths.reduce(0, +) + 2 * (widths.count - 1) > width {
      let shrinkable = columns.filter { widths[$0] > least[$0] }
      guard let column = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[column] -= 1
    }
    return widths
  }
}

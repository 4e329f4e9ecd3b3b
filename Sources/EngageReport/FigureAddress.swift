/// Where a figure of a report stands: a cell of a table, or a measure.
public struct FigureAddress: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    /// The row by its key, several keys joined by ` | `.
    case cell(table: String, row: String, column: String)
    case measure(String, table: String?)
  }

  /// Position of its section in the report, from 0.
  public var section: Int
  public var place: Place

  public init(section: Int, place: Place) {
    self.section = section
    self.place = place
  }

  /// `TABLE/ROW/COLUMN`, `TABLE/measure`, or the name of a measure of the section as a whole.
  public var written: String {
    switch place {
    case .cell(let table, let row, let column): "\(table)/\(row)/\(column)"
    case .measure(let name, let table): table.map { "\($0)/\(name)" } ?? name
    }
  }

  /// The same with its section, by number.
  public var inFull: String { "\(section + 1):\(written)" }
}

extension Section {
  /// The cell at a place; a measure as a number. `nil` where the section has no such place.
  public func cell(at place: FigureAddress.Place) -> Cell? {
    switch place {
    case .cell(let table, let row, let column): self.table(table)?.cell(row: row, column: column)
    case .measure(let name, let table):
      measures.first { $0.name == name && $0.table == table }.map { .number(orMissing: $0.value) }
    }
  }

  /// Every cell that is no key or label, and every measure, in order.
  public var places: [FigureAddress.Place] {
    let cells = tables.flatMap { table in
      table.rows.indices.flatMap { row in
        table.columns.filter { !$0.kind.isWords }.map { column in
          FigureAddress.Place.cell(table: table.name, row: table.key(ofRow: row), column: column.name)
        }
      }
    }
    return cells + measures.map { .measure($0.name, table: $0.table) }
  }
}

/// Why a figure can't be told from what was written.
public enum FigureAddressError: Error, Sendable, Hashable {
  /// What is there in place of it: the nearest, or all of the table.
  case unknown(written: String, part: String, name: String, known: [String])
  /// It may be any of these.
  case ambiguous(written: String, [FigureAddress])
}

extension Report {
  /// Finds the figure that a person names: `TABLE/ROW/COLUMN`, `TABLE/measure` or `measure`, where ambiguous with
  /// `SECTION:` before it, the analysis or the section's number from 1.
  /// - Throws: `FigureAddressError`.
  public func figure(_ written: String) throws(FigureAddressError) -> FigureAddress {
    let (candidates, rest) = sectionsMeant(by: written)
    let found = candidates.flatMap { index in
      sections[index].places(written: rest).map { FigureAddress(section: index, place: $0) }
    }
    if found.count == 1 { return found[0] }
    if found.count > 1 { throw .ambiguous(written: written, found) }
    let tables = candidates.flatMap { sections[$0].tables }
    let longest = tables.filter { rest == $0.name || rest.hasPrefix($0.name + "/") }
      .max { $0.name.count < $1.name.count }
    guard let table = longest else {
      let name = rest.split(separator: "/").first.map(String.init) ?? rest
      let measures = candidates.flatMap { sections[$0].measures }
      let inFull = measures.filter { $0.table == nil || $0.name == rest }.map { measure in
        measure.table.map { "\($0)/\(measure.name)" } ?? measure.name
      }
      throw .unknown(
        written: written, part: "table or measure", name: name, known: inFull + tables.map(\.name))
    }
    throw candidates.lazy.map { self.sections[$0] }.first { $0.table(table.name) != nil }
      .map { $0.whatIsWrong(with: rest, in: written, after: table) }
      ?? .unknown(written: written, part: "table", name: table.name, known: [])
  }

  /// The sections that the words before a colon name, all without one, and what follows.
  private func sectionsMeant(by written: String) -> (sections: [Int], rest: String) {
    let all = Array(sections.indices)
    guard let colon = written.firstIndex(of: ":"), !written[..<colon].contains("/") else {
      return (all, written)
    }
    let name = String(written[..<colon])
    let rest = String(written[written.index(after: colon)...])
    if let number = Int(name), all.contains(number - 1) { return ([number - 1], rest) }
    let named = all.filter { sections[$0].analysis == name }
    return named.isEmpty ? (all, written) : (named, rest)
  }
}

extension Section {
  /// The places that may be meant by words; row keys and names of columns may have slashes of their own.
  fileprivate func places(written: String) -> [FigureAddress.Place] {
    var found: [FigureAddress.Place] = []
    for measure in measures {
      let place = FigureAddress.Place.measure(measure.name, table: measure.table)
      let isMeant = written == (measure.table.map { "\($0)/\(measure.name)" } ?? measure.name)
      if isMeant, !found.contains(place) { found.append(place) }
    }
    for table in tables where written.hasPrefix(table.name + "/") {
      let rest = written.dropFirst(table.name.count + 1)
      for column in table.columns where rest.hasSuffix("/" + column.name) {
        let row = String(rest.dropLast(column.name.count + 1))
        if table.cell(row: row, column: column.name) != nil {
          found.append(.cell(table: table.name, row: row, column: column.name))
        }
      }
    }
    return found
  }

  fileprivate func whatIsWrong(
    with words: String, in written: String, after table: Table
  ) -> FigureAddressError {
    let rest = String(words.dropFirst(table.name.count + 1))
    let rows = table.rows.indices.map(table.key(ofRow:))
    let columns = table.columns.filter { !$0.kind.isWords }.map(\.name)
    if let row = rows.filter({ rest == $0 || rest.hasPrefix($0 + "/") }).max(by: { $0.count < $1.count }) {
      return .unknown(
        written: written, part: "column", name: String(rest.dropFirst(row.count + 1)), known: columns)
    }
    let measures = self.measures.filter { $0.table == table.name }.map(\.name)
    guard let slash = rest.lastIndex(of: "/") else {
      return .unknown(written: written, part: "row or measure", name: rest, known: rows + measures)
    }
    return .unknown(written: written, part: "row", name: String(rest[..<slash]), known: rows)
  }
}

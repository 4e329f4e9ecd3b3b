extension Counted {
  /// Dimensions that every response has a value of: a total over them has no condition.
  private static let everywhere: Set<String> = ["session", "event", unit]

  /// The dimension of a question's answers: its name, with a mark where a dimension of all responses is called so.
  public static func dimension(of question: String) -> String {
    everywhere.contains(question) ? "?\(question)" : question
  }

  /// The same for one row, its conditions complete and nothing left to be read off keys.
  /// - Parameters:
  ///   - words: of the row's key columns, by the columns' names.
  ///   - isTotal: whether the row is a total over its keys: of sessions and events then any, of a question any answer.
  /// - Returns: `nil` where a key that it reads is not there, or a total is over questions.
  public func read(_ words: [String: String], isTotal: Bool = false) -> Counted? {
    var read = Counted(measure, where: conditions)
    for (columns, dimension) in keys {
      guard let word = Counted.word(columns, in: words) else { return nil }
      if isTotal {
        if dimension == "@" { return nil }
        if !Counted.everywhere.contains(dimension) { read.require(Counted.whole(of: dimension), []) }
      } else if dimension == "@" {
        read.require(Counted.dimension(of: word), joined[columns]?[word] ?? values)
      } else if dimension.hasSuffix("/") {
        read.require(dimension + word, joined[columns]?[word] ?? (values.isEmpty ? ["yes"] : values))
      } else {
        read.require(dimension, joined[columns]?[word] ?? [word])
      }
    }
    for other in alike {
      if let other = other.read(words, isTotal: isTotal) { read.alike.append(other) }
    }
    return read
  }

  /// Adds a condition; of two on one dimension both hold.
  public mutating func require(_ dimension: String, _ values: [String]) {
    guard let own = conditions[dimension], !own.isEmpty else {
      conditions[dimension] = values
      return
    }
    if values.isEmpty { return }
    let both = own.filter(values.contains)
    conditions[dimension] = both.isEmpty ? [Counted.nobody] : both
  }

  /// The words of one key column, or of several joined as a row's key is.
  private static func word(_ columns: String, in words: [String: String]) -> String? {
    if let word = words[columns] { return word }
    var found: [String] = []
    for column in columns.split(separator: " | ", omittingEmptySubsequences: true) {
      guard let word = words[String(column)] else { return nil }
      found.append(word)
    }
    return found.joined(separator: " | ")
  }

  /// The dimension of which any answer at all is an answer to those that `topics/` makes.
  private static func whole(of dimension: String) -> String {
    dimension.hasSuffix("/") ? String(dimension.dropLast()) : dimension
  }
}

extension Table {
  /// Whom the count, or the part of the share, in a cell counts; `nil` where it is not told.
  public func counted(row: Int, column: Int) -> Counted? {
    if let own = counts[key(ofRow: row)]?[columns[column].name] { return own.read(keyWords(ofRow: row)) }
    if let own = columns[column].counts {
      return own.read(keyWords(ofRow: row), isTotal: isTotal(row: row))
    }
    guard columns[column].kind == .share, let part = columns[column].from.flatMap(index(of:)), part != column
    else { return nil }
    return counted(row: row, column: part)
  }

  /// Whom the whole of the share in a cell counts; `nil` where it is not told.
  public func whole(row: Int, column: Int) -> Counted? {
    columns[column].whole?.read(keyWords(ofRow: row), isTotal: isTotal(row: row))
  }

  private func keyWords(ofRow row: Int) -> [String: String] {
    var words: [String: String] = [:]
    for (column, cell) in zip(columns, rows[row]) where column.kind == .key {
      words[column.name] = cell.words
    }
    return words
  }
}

extension Section {
  /// Columns of counts and shares that do not tell whom they count, as `table/column`.
  public var untoldColumns: [String] {
    tables.flatMap { table in
      table.columns.indices.filter { index in
        let column = table.columns[index]
        guard [.count, .quantity, .share].contains(column.kind), !table.rows.isEmpty else { return false }
        return table.rows.indices.allSatisfy { row in
          table.counted(row: row, column: index) == nil
            || column.kind == .share && table.whole(row: row, column: index) == nil
        }
      }.map { "\(table.name)/\(table.columns[$0].name)" }
    }
  }
}

public import EngageModel

/// What the columns of a file are taken for, as a map that says the same again and can be edited.
public struct UsedMap: Sendable {
  public var map: ColumnMap
  /// The map's headings in the order of the file.
  public var headings: [String]
  /// Headings that nothing in the survey fits; the map ignores them.
  public var unknown: [String]

  init(_ headed: HeadedFile, options: ImportOptions) {
    map = options.map ?? ColumnMap()
    headings = []
    unknown = []
    if map.headerRows == nil {
      map.dialect = headed.dialect.name == EngageLayout.name ? PlainDialect().name : headed.dialect.name
    }
    for (index, (key, column)) in zip(headed.mapKeys, headed.layout.columns).enumerated()
    where !trimmed(key).isEmpty {
      // A column that is key and question at once stays what its heading says; --key makes it the key again.
      guard let role = column.roles.first(where: { $0.question != nil }) ?? column.roles.first else {
        continue
      }
      map.columns[key] = role
      headings.append(key)
      if headed.layout.unknown.contains(index) { unknown.append(key) }
    }
    for word in headed.layout.conventions.missing where !map.missing.contains(word) {
      map.missing.append(word)
    }
  }
}

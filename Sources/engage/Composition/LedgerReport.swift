import EngageReport
import EngageStore
import FoundationEssentials

/// Reports as the ledger keeps them: the words of those who took part apart from the rest, the time aside.
enum LedgerReport {
  /// - Parameters:
  ///   - counted: its words are not kept at all.
  ///   - released: as it left.
  static func documents(counted: Report, released: Report) throws -> ReleaseDocuments {
    var counted = counted
    counted.made.by = ""
    counted.diagnostics = []
    counted.sources.lastChange = nil
    counted.made.at = ""
    // Of words that may leave a digest is kept, so that the same figures with other words are another report.
    counted.changeWords { kind, words in
      kind == .releasedQuote ? words.words.map { .text(ContentDigest.of($0)) } ?? words : .missing
    }
    let words = released.ownWords
    return ReleaseDocuments(
      counted: try json(counted), released: try text(released),
      words: words.isEmpty ? nil : try json(words))
  }

  /// A report of the ledger, without words.
  /// - Throws: `ReportReadingError`.
  static func report(_ document: String) throws -> Report { try Report(json: Array(document.utf8)) }

  /// A report as it left.
  /// - Parameter madeAt: when it said that it was made.
  /// - Throws: `ReportReadingError`; `DecodingError`.
  static func released(_ documents: ReleaseDocuments, madeAt: String) throws -> Report {
    var report = try report(documents.released)
    report.made.at = madeAt
    if let words = documents.words {
      report.put(back: try JSONDecoder().decode([Cell].self, from: Data(words.utf8)))
    }
    return report
  }

  private static func text(_ report: Report) throws -> String {
    var report = report
    report.made.at = ""
    report.put(back: [])
    return try json(report)
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension Report {
  /// Whether it can hold words of those who took part that nobody released.
  var quotes: Bool { sections.flatMap(\.tables).contains { $0.columns.contains { $0.kind == .quote } } }

  /// The cells that hold words of those who took part, from first to last.
  fileprivate var ownWords: [Cell] {
    sections.flatMap(\.tables).flatMap { table in
      table.rows.flatMap { row in zip(table.columns, row).filter { $0.0.kind.isQuote }.map(\.1) }
    }
  }

  /// Puts such cells into their places; nothing where there are too few.
  fileprivate mutating func put(back words: [Cell]) {
    var left = words[...]
    changeWords { _, _ in left.popFirst() ?? .missing }
  }

  /// Puts others in the place of such cells, from first to last.
  fileprivate mutating func changeWords(_ change: (Column.Kind, Cell) -> Cell) {
    for section in sections.indices {
      for table in sections[section].tables.indices {
        let kinds = sections[section].tables[table].columns.map(\.kind)
        for row in sections[section].tables[table].rows.indices {
          for (column, kind) in kinds.enumerated() where kind.isQuote {
            let cell = sections[section].tables[table].rows[row][column]
            sections[section].tables[table].rows[row][column] = change(kind, cell)
          }
        }
      }
    }
  }
}

/// Jisc Online Surveys: `Unique Response Number`, questions numbered `2.a.` or `Q2.a`.
struct JiscDialect: Dialect {
  let name = "jisc"
  let title = "Jisc Online Surveys"
  let aliases = ["bos", "online-surveys", "jisc-online-surveys"]

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "unique response number": .key, "response id": .key, "completion date": .submittedAt,
    "date completed": .submittedAt, "start date": .technical, "survey completion date": .submittedAt,
    "respondent id": .personal,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled,
      head.records[first].contains(where: { foldedWord($0) == "unique response number" })
    else { return nil }
    var signs = DialectSigns()
    signs.add(4, "a column “Unique Response Number”")
    return signs
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    var builder = TableBuilder()
    ItemHeadings(separators: [" - "], brackets: true).add(head, record: first, to: &builder) {
      Self.metadata[foldedWord($0)]
    }
    return builder.table(self, head: head, headerRecords: (first + 1)...(first + 1))
  }
}

/// Citizen Space: response ids such as `ANON-1A2B-3C4D-5`, headings `Part - question`, perhaps a row of identifiers
/// above them or an empty row below.
struct CitizenSpaceDialect: Dialect {
  let name = "citizen-space"
  let title = "Citizen Space"

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "response id": .key, "responseid": .key, "submitted date": .submittedAt, "date submitted": .submittedAt,
    "submission date": .submittedAt, "submitted": .submittedAt,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    var signs = DialectSigns()
    for column in head.records[first].indices.prefix(4) {
      let values = head.values(ofColumn: column, after: first + 1)
      let ids = values.filter { value in
        let parts = value.split(separator: "-")
        return parts.count >= 3 && ["ANON", "BHLF"].contains(parts[0]) || value.hasPrefix("ANON-")
      }
      if !ids.isEmpty {
        signs.add(4, "response ids that begin with “ANON-”")
        break
      }
    }
    return signs.found
  }

  func table(of head: TableHead) -> ForeignTable {
    let top = head.firstFilled ?? 0
    // A row of identifiers has no blanks in its cells; the questions below do.
    let hasIdentifiers =
      head.records.count > top + 1
      && head.records[top].allSatisfy { !trimmed($0).contains(" ") }
      && head.records[top + 1].contains { trimmed($0).contains(" ") }
      && head.records[top + 1].contains { Self.metadata[foldedWord($0)] != nil }
    let row = hasIdentifiers ? top + 1 : top
    var builder = TableBuilder()
    ItemHeadings(separators: [" - "]).add(head, record: row, to: &builder) { Self.metadata[foldedWord($0)] }
    return builder.table(self, head: head, headerRecords: (row + 1)...(row + 1))
  }
}

/// Any other table: one row of headings, a column for each question or option. Titles above the headings are
/// passed over.
struct PlainDialect: Dialect {
  let name = "plain"
  let title = "a plain table"
  let aliases = ["csv", "excel"]

  func signs(in head: TableHead) -> DialectSigns? { nil }

  func table(of head: TableHead) -> ForeignTable { table(of: head, headerRows: 1) }

  /// Questions in cells merged over their options, which stand in the row below.
  private func mergedHeadings(_ head: TableHead, _ first: Int) -> ForeignTable? {
    guard let merged = head.merged[first]?.filter({ $0.count > 1 }), !merged.isEmpty,
      head.records.count > first + 2,
      merged.allSatisfy({ span in span.allSatisfy { !trimmed(head.cell(first + 1, $0)).isEmpty } })
    else { return nil }
    var builder = TableBuilder()
    TwoRowHeadings(metadata: Self.metadata).add(head, record: first, to: &builder)
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 2), conventions: Self.conventions,
      evidence: ["questions in cells merged over their options, which stand in the next row"])
  }

  /// - Parameter headerRows: how many rows of headings there are; the first names the columns.
  func table(of head: TableHead, headerRows: Int) -> ForeignTable {
    let (first, evidence) = headingRecord(head)
    if headerRows == 1, let merged = mergedHeadings(head, first) { return merged }
    var builder = TableBuilder()
    ItemHeadings(separators: [" - ", ": ", "/"], brackets: true).add(head, record: first, to: &builder) {
      heading in
      Self.metadata[foldedName(heading)]
    }
    let last = min(first + max(1, headerRows), max(head.records.count, 1))
    return builder.table(
      self, head: head, headerRecords: (first + 1)...last, conventions: Self.conventions, evidence: evidence)
  }

  /// What is typed by hand is meant as it stands.
  private static let conventions = CellConventions(isForeign: false)

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "key": .key, "form_number": .key, "session": .session, "unit": .unit, "people": .people,
    "submitted_at": .submittedAt, "response_id": .key,
  ]

  /// The first record that is as wide as those below it: a title above has one or two filled cells.
  private func headingRecord(_ head: TableHead) -> (Int, [String]) {
    guard let first = head.firstFilled else { return (0, []) }
    func filled(_ record: Int) -> Int { head.records[record].count { !trimmed($0).isEmpty } }
    let widest = head.records.indices.dropFirst(first).prefix(60).map { filled($0) }.max() ?? 0
    guard widest >= 4, filled(first) == 1 else { return (first, []) }
    var record = first
    while record < head.records.count - 1, filled(record) <= 1 { record += 1 }
    // The headings must be fuller than a title, or the file is only ragged.
    guard filled(record) * 2 >= widest, record - first <= 6 else { return (first, []) }
    let rows = record == 1 ? "row 1 holds a title" : "rows 1 to \(record) hold a title"
    return (record, ["\(rows), the headings stand in row \(record + 1)"])
  }
}

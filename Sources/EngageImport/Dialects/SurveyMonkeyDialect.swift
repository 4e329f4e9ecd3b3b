/// SurveyMonkey: the question's text above its first column, the options' or rows' texts in a second row; a ticked
/// cell holds the option's text. Condensed exports have one row.
struct SurveyMonkeyDialect: Dialect {
  let name = "surveymonkey"
  let title = "SurveyMonkey"

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "respondent id": .key, "respondentid": .key, "respondent_id": .key, "collector id": .technical,
    "collectorid": .technical, "collector_id": .technical, "start date": .technical, "startdate": .technical,
    "date_created": .technical, "date created": .technical, "end date": .submittedAt, "enddate": .submittedAt,
    "date_modified": .submittedAt, "date modified": .submittedAt, "ip address": .personal,
    "ip_address": .personal,
    "email address": .personal, "email_address": .personal, "first name": .personal, "first_name": .personal,
    "last name": .personal, "last_name": .personal, "lastname": .personal, "firstname": .personal,
    "custom data 1": .technical, "custom_1": .technical, "custom value": .technical,
    "custom data": .technical,
    "collector name": .technical,
  ]

  private static let telling: Set<String> = [
    "respondent id", "respondentid", "respondent_id", "collector id", "collectorid", "collector_id",
    "custom data 1",
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    var signs = DialectSigns()
    let names = head.records[first].map { foldedWord($0) }
    for name in names where Self.telling.contains(name) {
      signs.add(3, "a column “\(shown(head.records[first][names.firstIndex(of: name) ?? 0]))”")
    }
    if let second = secondRow(head, first) {
      if second.responses > 0 {
        signs.add(4, "the second row says “Response” under \(counted(second.responses, "question"))")
      }
      if second.continued > 0 {
        signs.add(
          2,
          "\(counted(second.continued, "column")) without a heading, with an option's text in the second row")
      }
    }
    return signs.found
  }

  /// What the record below the headings shows, if it is a second row of headings.
  private func secondRow(_ head: TableHead, _ first: Int) -> (responses: Int, continued: Int)? {
    guard head.records.count > first + 1 else { return nil }
    let names = head.records[first]
    let below = head.records[first + 1]
    var responses = 0
    var continued = 0
    for index in below.indices {
      let text = foldedWord(below[index])
      let heading = index < names.count ? foldedWord(names[index]) : ""
      if Self.metadata[heading] != nil {
        if !text.isEmpty { return nil }
        continue
      }
      if text == "response" || text == "open-ended response" { responses += 1 }
      if heading.isEmpty, !text.isEmpty { continued += 1 }
    }
    // A nameless column of answers is no second row: there every such cell would have to be an option of the
    // question before it, which has a cell of its own.
    if responses == 0 {
      guard continued > 0, Self.telling.contains(foldedWord(names.first ?? "")) else { return nil }
    }
    return (responses, continued)
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    guard secondRow(head, first) != nil else { return condensed(head, first) }
    var builder = TableBuilder()
    TwoRowHeadings(metadata: Self.metadata).add(head, record: first, to: &builder)
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 2), conventions: conventions)
  }

  private func condensed(_ head: TableHead, _ first: Int) -> ForeignTable {
    var builder = TableBuilder()
    ItemHeadings(separators: [" - "]).add(head, record: first, to: &builder) { Self.metadata[foldedWord($0)] }
    return builder.table(self, head: head, headerRecords: (first + 1)...(first + 1), conventions: conventions)
  }

  private var conventions: CellConventions { CellConventions(separators: [", ", ";"]) }
}

/// Google Forms: `Timestamp` first, then the questions as they were asked; grids as `Question [Row]`.
struct GoogleFormsDialect: Dialect {
  let name = "google-forms"
  let title = "Google Forms"
  let aliases = ["google", "googleforms"]

  private static let stamps: Set<String> = [
    "timestamp", "horodateur", "zeitstempel", "marca temporal", "informazioni cronologiche", "tijdstempel",
    "carimbo de data/hora", "sygnatura czasowa", "tidsstempel", "tidstämpel", "stampel", "时间戳记", "タイムスタンプ",
  ]
  private static let metadata: [String: ForeignColumn.Metadata] = [
    "username": .personal, "email address": .personal, "email": .personal, "score": .technical,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled, let heading = head.records[first].first,
      Self.stamps.contains(foldedWord(heading))
    else { return nil }
    var signs = DialectSigns()
    signs.add(2, "the first column is “\(trimmed(heading))”")
    let cells = head.cells(ofColumn: 0, after: first + 1).filter { !trimmed($0).isEmpty }
    if !cells.isEmpty, cells.allSatisfy({ looksLikeMoment($0) }) {
      signs.add(2, "it holds a date and time in every row")
    }
    if head.records[first].contains(where: { bracketed($0) != nil }) {
      signs.add(1, "grids are written “Question [Row]”")
    }
    return signs.found
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    var builder = TableBuilder()
    var isFirst = true
    ItemHeadings(brackets: true).add(head, record: first, to: &builder) { heading in
      if isFirst {
        isFirst = false
        return Self.stamps.contains(foldedWord(heading)) ? .submittedAt : nil
      }
      // Only directly behind the time stamp: further on it is a question.
      return heading == head.cell(first, 1) ? Self.metadata[foldedWord(heading)] : nil
    }
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(separators: [";", ", "], submissionIsKey: true))
  }
}

/// Microsoft Forms: `ID, Start time, Completion time, Email, Name`, then the questions; several choices end with `;`.
struct MicrosoftFormsDialect: Dialect {
  let name = "microsoft-forms"
  let title = "Microsoft Forms"
  let aliases = ["microsoft", "ms-forms", "office-forms"]

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "id": .key, "start time": .technical, "completion time": .submittedAt, "email": .personal,
    "name": .personal,
    "last modified time": .technical, "total points": .technical, "quiz feedback": .technical,
    "grade posted time": .technical, "language": .technical,
    "startzeit": .technical, "fertigstellungszeit": .submittedAt, "e-mail": .personal,
    "heure de début": .technical, "heure de fin": .submittedAt, "adresse de messagerie": .personal,
    "nom": .personal, "hora de inicio": .technical, "hora de finalización": .submittedAt,
    "correo electrónico": .personal, "nombre": .personal, "begintijd": .technical,
    "tijd van voltooien": .submittedAt, "naam": .personal, "ora di inizio": .technical,
    "ora di completamento": .submittedAt, "posta elettronica": .personal, "nome": .personal,
    "hora de início": .technical, "hora de conclusão": .submittedAt,
  ]
  private static let times: Set<String> = [
    "start time", "completion time", "startzeit", "fertigstellungszeit", "heure de début", "heure de fin",
    "hora de inicio", "hora de finalización", "begintijd", "tijd van voltooien", "ora di inizio",
    "ora di completamento", "hora de início", "hora de conclusão",
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let names = head.records[first].prefix(8).map { foldedWord($0) }
    var signs = DialectSigns()
    if names.first == "id" { signs.add(1, "the first column is “ID”") }
    for name in names where Self.times.contains(name) {
      signs.add(2, "a column “\(name)”")
    }
    if names.contains("email"), names.contains("name") {
      signs.add(1, "columns “Email” and “Name” beside them")
    }
    return signs.weight >= 4 ? signs : nil
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    var builder = TableBuilder()
    let headings = head.records[first]
    var column = 0
    var seen: Set<String> = []
    for heading in headings {
      let folded = foldedWord(heading)
      if folded.isEmpty {
        builder.addNameless(column, in: head, after: first + 1)
      } else if let metadata = Self.metadata[folded], seen.insert(folded).inserted,
        column < 8 || metadata == .technical
      {
        builder.add(metadata, heading)
      } else if folded.hasPrefix("points - ") || folded.hasPrefix("feedback - ") {
        builder.leave(heading, "a quiz's marks")
      } else {
        builder.addQuestion(heading, label: heading)
      }
      column += 1
    }
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(separators: [";"]))
  }
}

/// SurveyGizmo, today Alchemer: `Response ID, Time Started, Date Submitted, Status`; options as `Option:Question`.
struct SurveyGizmoDialect: Dialect {
  let name = "surveygizmo"
  let title = "SurveyGizmo"
  let aliases = ["alchemer"]

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "response id": .key, "time started": .technical, "date submitted": .submittedAt, "status": .status,
    "contact id": .technical, "legacy comments": .technical, "comments": .technical, "language": .technical,
    "referer": .technical, "sessionid": .technical, "session id": .technical, "user agent": .technical,
    "extended referer": .technical, "ip address": .personal, "longitude": .personal, "latitude": .personal,
    "country": .personal, "city": .personal, "state/region": .personal, "postal": .personal,
    "country auto": .personal, "tags": .technical, "time taken to complete (seconds)": .technical,
    "response time": .technical, "url redirect": .technical,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let names = Set(head.records[first].prefix(24).map { foldedWord($0) })
    var signs = DialectSigns()
    if names.contains("response id") { signs.add(1, "a column “Response ID”") }
    if names.contains("date submitted") { signs.add(1, "a column “Date Submitted”") }
    for name in ["time started", "legacy comments", "extended referer"] where names.contains(name) {
      signs.add(2, "a column “\(name)”")
    }
    if names.contains("status"),
      let column = head.records[first].firstIndex(where: { foldedWord($0) == "status" })
    {
      let values = head.values(ofColumn: column, after: first + 1)
      if !values.isEmpty, values.isSubset(of: ["Complete", "Partial", "Disqualified", "Deleted"]) {
        signs.add(2, "“Status” says Complete or Partial")
      }
    }
    return signs.found
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    var builder = TableBuilder()
    // The program's own columns come first; the same words further on are questions.
    let headings = head.records[first]
    let ownCount = headings.prefix(while: { Self.metadata[foldedWord($0)] != nil }).count
    var column = -1
    var last = ""
    ItemHeadings(itemFirst: true).add(head, record: first, to: &builder) { heading in
      if heading != last {
        column = headings.firstIndex(of: heading) ?? column
        last = heading
      }
      return column < max(ownCount, 1) ? Self.metadata[foldedWord(heading)] : nil
    }
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(separators: [";", ","]))
  }
}

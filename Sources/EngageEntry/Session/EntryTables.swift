import EngageModel
import EngageStore

/// What is asked about a table before its notes.
extension EntrySession {
  mutating func takeTableKind(_ typed: String) throws -> Reply {
    let word = typed.lowercased()
    switch word {
    case "1", "table": try beginNotes(.table)
    case "2", "plenary": try beginNotes(.plenary)
    case "3", "continues":
      let tables = try earlierTables()
      guard !tables.isEmpty else { throw EntryRefusal("No table's notes were entered in this session yet.") }
      stage = .earlierTable(tables)
    case "": try beginNotes(details.table?.kind ?? .table)
    default:
      throw EntryRefusal("Type 1 for a table, 2 for the plenary, 3 for a further page of an earlier table.")
    }
    return .accepted(nil)
  }

  private mutating func beginNotes(_ kind: TableNotes.Kind) throws {
    if details.table?.kind != kind {
      remember()
      var notes = details.table ?? TableNotes()
      notes.kind = kind
      details.table = notes
      if kind == .plenary { form.response.people = nil }
    }
    try show(.key(correcting: false))
  }

  /// Tables of this session whose notes a further page may belong to, the newest first.
  private func earlierTables() throws -> [EarlierTable] {
    let stored = try store.responses(
      ResponseQuery(survey: newest.id, event: session.event, session: session.session)
    )
    .filter { $0.unit == .table && $0.id != form.response.id }
    let drafts = try store.drafts(event: session.event, session: session.session)
      .filter {
        $0.response.unit == .table && $0.id != form.id && $0.secondOf == nil && $0.survey == newest.id
      }
    let unfinished = drafts.reversed().map { draft in
      EarlierTable(source: .draft(draft), label: "\(words(ofTable: draft.response)), unfinished")
    }
    return unfinished
      + stored.reversed().map { EarlierTable(source: .stored($0.id), label: words(ofTable: $0)) }
  }

  private func words(ofTable response: Response) -> String {
    let number = response.key.map { " \($0.brief(30))" } ?? " without a number"
    let people = response.people.map { $0 == 1 ? ", 1 person" : ", \($0) people" } ?? ""
    let kind = response.details?.table?.kind == .plenary ? "plenary" : "table"
    let points = response.details?.table?.points.values.reduce(0) { $0 + $1.count } ?? 0
    let count = points == 0 ? "" : points == 1 ? ", 1 point" : ", \(points) points"
    return "\(kind)\(number)\(people)\(count)"
  }

  mutating func takeEarlierTable(_ typed: String, of tables: [EarlierTable]) throws -> Reply {
    guard let number = Int(typed.isEmpty && tables.count == 1 ? "1" : typed),
      tables.indices.contains(number - 1)
    else { throw EntryRefusal("Type the number of the table that this page belongs to.") }
    if form.batch > 0 {
      try store.discard(form.id, by: enteredBy, why: "the page belongs to an earlier table")
      form.batch = 0
    }
    switch tables[number - 1].source {
    case .draft(let draft):
      try goOn(with: draft)
    case .stored(let id):
      guard let response = try store.response(id), !response.withdrawn else {
        throw EntryRefusal("That table's notes were withdrawn meanwhile.")
      }
      try take(up: response)
    }
    stage = firstQuestionStage
    remember()
    var notes = details.table ?? TableNotes()
    notes.pages += 1
    details.table = notes
    try show(stage)
    return .accepted(nil)
  }

  mutating func takeFacilitator(_ typed: String) throws -> Reply {
    try takeName(typed, \.facilitator, \.facilitator)
    try show(.noteTaker)
    return .accepted(nil)
  }

  mutating func takeNoteTaker(_ typed: String) throws -> Reply {
    try takeName(typed, \.noteTaker, \.noteTaker)
    try show(firstQuestionStage)
    return .accepted(nil)
  }

  /// The whole room's notes: nobody sat at a table, and who led one says nothing of the plenary.
  var isPlenary: Bool { form.response.isPlenary }

  /// The name of the table before, where these notes may have the same one.
  func carriedName(_ carrying: KeyPath<CarriedOver, String?>) -> String? {
    isPlenary ? nil : carried[keyPath: carrying]
  }

  /// Nothing typed keeps the name, or takes that of the table before; a dash means unknown.
  private mutating func takeName(
    _ typed: String, _ field: WritableKeyPath<TableNotes, String?>,
    _ carrying: WritableKeyPath<CarriedOver, String?>
  ) throws {
    guard typed.count <= 200, !typed.contains(where: \.isNewline) else {
      throw EntryRefusal("A name has at most 200 characters.")
    }
    let before = details.table?[keyPath: field]
    let name = typed == "-" ? nil : typed.isEmpty ? before ?? carriedName(carrying) : typed
    if name != before {
      remember()
      var notes = details.table ?? TableNotes()
      notes[keyPath: field] = name
      details.table = notes
    }
    if !isPlenary { carried[keyPath: carrying] = name }
  }

  /// Whether what is said to a question is written down point by point.
  func writesPoints(_ question: Question) -> Bool {
    form.response.unit == .table && question.type == .text && (asksTableDetails || details.table != nil)
  }

  /// In lines each is a point; an empty one ends the list.
  mutating func takePoint(_ typed: String, to question: Question) throws -> Reply {
    if typed.isEmpty {
      return points(to: question).isEmpty
        ? try takeNothing(to: question) : try advance(after: question.id, saying: nil)
    }
    let point = try PointReader(people: form.response.people).read(typed)
    try put(points(to: question) + [point], to: question)
    return .accepted(personalWarning(point.text))
  }

  /// The points of a table to a question; words that were kept without points are points by lines.
  func points(to question: Question) -> [TablePoint] {
    if let points = details.table?.points[question.id] { return points }
    guard case .text(let text)? = form.response.answers[question.id] else { return [] }
    return text.split(whereSeparator: \.isNewline).map { TablePoint(text: String($0).trimmed) }
      .filter { !$0.text.isEmpty }
  }

  /// Puts the points on the form and on disk; the same question stays.
  mutating func put(_ points: [TablePoint], to question: Question) throws {
    guard !holdsBackWhole(question) else {
      throw EntryRefusal(
        "All that stood here is held back, so no point can be added beside it. What else the notes say can go under "
          + "another question.")
    }
    let answer = TablePoint.answer(points)
    if let answer { try checkConstraint(answer, question) }
    guard points != details.table?.points[question.id] else { return }
    remember()
    var notes = details.table ?? TableNotes()
    notes.points[question.id] = points.isEmpty ? nil : points
    details.table = notes
    form.response.answers[question.id] = answer
    try save()
  }
}

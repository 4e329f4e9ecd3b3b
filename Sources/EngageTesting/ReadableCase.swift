public import EngageModel

/// Responses as a small Markdown table anyone can read.
///
/// ```
/// | session | unit   | people | role  | topics        | safe | concerns         |
/// |---------|--------|--------|-------|---------------|------|------------------|
/// | rugby   | person |        | faith | hate; knives  | 4    | Nobody listens.  |
/// | rugby   | table  | 8      |       |               |      | It was reported. |
/// ```
/// Columns are questions, or `session`, `unit`, `people`, `key`, `submitted`; all but `session` may be left out. An empty cell
/// was not answered; `!not_asked` and the like name another reason.
public enum ReadableCase {
  /// What in a table can't be understood.
  public struct Problem: Error, CustomStringConvertible {
    public var description: String
  }

  /// Reads responses.
  /// - Parameters:
  ///   - table: as above.
  ///   - questions: those of the survey.
  ///   - event: to which the sessions belong.
  /// - Throws: `Problem` for an unknown column, choice or a bad number.
  public static func responses(
    _ table: String, questions: [Question], event: Event.ID = "event"
  ) throws -> [Response] {
    let lines = table.split(separator: "\n").map { cells(of: $0) }.filter { !$0.isEmpty }
    guard let headings = lines.first else { return [] }
    return try lines.dropFirst().filter { !isRule($0) }.map { cells in
      guard cells.count == headings.count else {
        throw Problem(description: "a row has \(cells.count) cells for \(headings.count) columns")
      }
      var response = Response(session: SessionReference(event: event, session: "session"))
      for (heading, cell) in zip(headings, cells) {
        try fill(&response, heading: heading, cell: cell, questions: questions, event: event)
      }
      return response
    }
  }

  /// Reads responses into a batch whose sessions are those that occur, in order.
  /// - Throws: as `responses`.
  public static func batch(
    _ table: String, questions: [Question], event: Event.ID = "event"
  ) throws -> ResponseBatch {
    let responses = try responses(table, questions: questions, event: event)
    var sessions: [SessionReference] = []
    for response in responses where !sessions.contains(response.session) { sessions.append(response.session) }
    var batch = ResponseBatch(schema: BatchSchema(questions: questions, sessions: sessions))
    for response in responses { batch.append(response) }
    return batch
  }

  private static func cells(of line: Substring) -> [String] {
    let trimmed = trim(line)
    guard trimmed.hasPrefix("|"), trimmed.hasSuffix("|"), trimmed.count > 1 else { return [] }
    return trimmed.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map(trim)
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func isRule(_ cells: [String]) -> Bool {
    cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 == "-" || $0 == ":" } }
  }

  private static func fill(
    _ response: inout Response, heading: String, cell: String, questions: [Question], event: Event.ID
  ) throws {
    switch heading {
    case "session": response.session = SessionReference(event: event, session: Session.ID(cell))
    case "unit": response.unit = cell == "table" ? .table : .person
    case "people": response.people = Int(cell)
    case "key": response.key = cell.isEmpty ? nil : cell
    case "submitted": response.submittedAt = cell.isEmpty ? nil : cell
    default:
      guard let question = questions.first(where: { $0.id.rawValue == heading }) else {
        throw Problem(description: "there is no question \(heading)")
      }
      if cell.isEmpty { return }
      response.answers[question.id] = try answer(cell, to: question)
    }
  }

  private static func answer(_ cell: String, to question: Question) throws -> Answer {
    if cell.hasPrefix("!") {
      guard let reason = MissingReason(name: String(cell.dropFirst())) else {
        throw Problem(description: "there is no reason \(cell)")
      }
      return .missing(reason)
    }
    func choice(_ name: String) throws -> Choice.ID {
      let id = Choice.ID(trim(name))
      guard question.code(of: id) != nil else {
        throw Problem(description: "\(question.id) has no choice \(id)")
      }
      return id
    }
    switch question.type {
    case .selectOne, .scale, .acknowledge: return .choice(try choice(cell))
    case .selectMultiple: return .choices(try cell.split(separator: ";").map { try choice(String($0)) })
    case .rank: return .ranking(try cell.split(separator: ">").map { try choice(String($0)) })
    case .integer, .decimal, .range:
      guard let number = Double(cell) else { throw Problem(description: "\(cell) is no number") }
      return .number(number)
    case .date:
      guard let date = CalendarDate(cell) else { throw Problem(description: "\(cell) is no date") }
      return .date(date)
    case .time:
      guard let seconds = Int(cell) else { throw Problem(description: "\(cell) is no number of seconds") }
      return .time(seconds)
    case .text, .calculate, .hidden, .note: return .text(cell)
    }
  }
}

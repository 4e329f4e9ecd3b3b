public import EngageModel
import EngageSheets

/// The survey that a person would have written to make a file of responses, found out from the file.
///
/// It depends on the file alone: the same file gives the same draft.
public struct SurveyDraft: Sendable {
  public var survey: Survey
  /// One event with the sessions that the file names, or one for all.
  public var event: Event
  /// Lines of comment above questions; for a group or grid under its name.
  public var comments: [Question.ID: [String]]
  /// Lines of comment at the top of the file.
  public var header: [String]
  /// What is worth saying about the file.
  public var diagnostics: [Diagnostic]
  /// Rows with an answer.
  public var responses: Int
  /// How the file was understood.
  public var dialect: ImportedDialect

  /// Drafts a survey from a file.
  /// - Parameters:
  ///   - path: of the file.
  ///   - id: of the survey to be.
  ///   - title: of the survey to be; made of the survey's name if left out.
  ///   - options: how to read the file; its survey and event are not looked at.
  /// - Throws: what keeps the file from being read, or both of two readings that fit.
  public init(
    path: String, survey id: Survey.ID, title: String? = nil, options: ImportOptions
  ) throws(DiagnosticsError) {
    let source = try SourceText(path: path, options: options)
    try source.diagnostics.throwIfErrors()
    self = try source.withBytes { (bytes) throws(DiagnosticsError) in
      let foreign = try ForeignFile.likeliest(bytes, source: source, options: options)
      if let kind = SurveyDraft.questionnaire(foreign.table.headers.first ?? []) {
        throw DiagnosticsError(
          source.placed(
            Diagnostic(
              rule: "questionnaire", message: "this is \(kind): questions, not responses", line: 1,
              hint: "engage survey import makes a survey of it")))
      }
      do throws(CSVError) {
        return try SurveyDraft(
          bytes, format: foreign.format, table: foreign.table, survey: id,
          title: title ?? SurveyDraft.title(of: id),
          file: path.split(separator: "/").last.map(String.init) ?? path, passed: source.release)
      } catch {
        throw DiagnosticsError(source.placed(Diagnostic(error)))
      }
    }
    guard responses > 0 else {
      throw DiagnosticsError(
        source.placed(
          Diagnostic(
            rule: "no-responses",
            message: "the file holds headings and no responses, so there is nothing to go by",
            line: 1, hint: "export it again when somebody has answered, or write the survey by hand")))
    }
    prove(path: path, options: options)
    diagnostics = source.diagnostics + diagnostics.map { source.placed($0) }
    dialect.evidence += source.evidence
  }

  /// What kind of questionnaire has such headings; `nil` for responses.
  private static func questionnaire(_ headings: [String]) -> String? {
    let names = headings.map { foldedWord($0) }
    if names.contains("variable / field name") { return "a REDCap data dictionary" }
    let isForm = names.contains("type") && names.contains("name") && names.contains { $0.hasPrefix("label") }
    return isForm ? "an XLSForm" : nil
  }

  /// `we-stand-together` → “We stand together”
  private static func title(of id: Survey.ID) -> String {
    let words = id.rawValue.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Drafts a survey.
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - format: how it is written.
  ///   - table: what its headings say.
  ///   - id: of the survey to be.
  ///   - title: of the survey to be.
  ///   - file: its name, for the comment at the top.
  ///   - passed: told now and then how many bytes are not needed any more.
  /// - Throws: what makes the text unreadable.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat, table: ForeignTable, survey id: Survey.ID,
    title: String,
    file: String, passed: (Int) -> Void = { _ in }
  ) throws(CSVError) {
    let profile = try TableProfile(bytes, format: format, table: table, passed: passed)
    let drafting = Drafting(table: table, profile: profile)
    survey = Survey(
      id: id, title: LocalizedText(title), units: drafting.units, groups: drafting.groups,
      questions: drafting.questions)
    comments = drafting.comments
    diagnostics = table.diagnostics
    responses = profile.responses
    event = Event(
      id: Event.ID(id.rawValue), survey: id, title: title, sessions: drafting.sessions,
      dataProtection: DataProtection())
    dialect = ImportedDialect(
      name: table.dialect, encoding: format.encoding.rawValue.lowercased(),
      delimiter: String(Unicode.Scalar(format.delimiter)),
      headerRows: table.headers.count, evidence: table.evidence)
    dialect.title = Dialects.named(table.dialect)?.title ?? table.dialect
    header = drafting.header(file: file)
  }
}

/// The making of a draft.
private struct Drafting {
  let table: ForeignTable
  let profile: TableProfile
  private(set) var groups: [QuestionGroup] = []
  private(set) var questions: [Question] = []
  private(set) var comments: [Question.ID: [String]] = [:]
  private let names: ForeignNames
  private let missing: Set<String>

  init(table: ForeignTable, profile: TableProfile) {
    self.table = table
    self.profile = profile
    names = ForeignNames(table)
    missing = Set(table.conventions.missing + table.conventions.notAsked + MissingReason.allCases.map(\.name))
    for index in table.questions.indices { add(question: index) }
    let paired = DraftedPairs(questions, grids: Set(groups.filter { $0.kind == .grid }.map(\.name)))
    questions = paired.questions
    comments.merge(paired.comments) { $0 + $1 }
  }

  private mutating func add(question index: Int) {
    let question = table.questions[index]
    var drafted = DraftedQuestions(name: names.questions[index], label: question.label)
    let fields = fields(of: index)
    if question.items.isEmpty || fields.items.allSatisfy({ $0 == nil }) {
      guard let field = fields.answer else { return }
      let answers = answers(field)
      drafted.add(
        ColumnDecision(listed: question.listed, isOrdered: question.isOrdered, answers)
          ?? ColumnDecision(answers, label: question.label, separators: table.conventions.separators),
        answers: answers)
    } else {
      let items = fields.items.map { $0.map { answers($0) } ?? AnswerValues([]) }
      drafted.add(
        ItemsDecision(question, items: items, rows: profile.items[index], conventions: table.conventions),
        items: question.items, names: names.items[index], answers: items)
    }
    if let other = fields.other { drafted.addOther(label: table.columns[other].heading) }
    groups += drafted.groups
    questions += drafted.questions
    comments.merge(drafted.comments) { $0 + $1 }
  }

  private func answers(_ field: Int) -> AnswerValues {
    profile.columns[field].map { AnswerValues($0, without: missing) } ?? AnswerValues([])
  }

  /// The columns of a question.
  private func fields(of index: Int) -> (answer: Int?, items: [Int?], other: Int?) {
    var answer: Int?
    var other: Int?
    var items = [Int?](repeating: nil, count: table.questions[index].items.count)
    for (field, column) in table.columns.enumerated() {
      switch column.content {
      case .answer(index): answer = answer ?? field
      case .otherText(index): other = other ?? field
      case .item(index, let item): items[item] = items[item] ?? field
      default: continue
      }
    }
    return (answer, items, other)
  }

  // MARK: The event

  /// For whom the responses speak.
  var units: [Unit] {
    table.columns.contains { $0.content == .metadata(.unit) } ? [.person, .table] : [.person]
  }

  /// The sessions that a column tells, or one for all responses.
  var sessions: [Session] {
    if let field = table.columns.firstIndex(where: { $0.content == .metadata(.session) }) {
      let titles = answers(field).texts
      if !titles.isEmpty {
        var taken: Set<String> = []
        return titles.map { title in
          Session(id: Session.ID(Drafting.sessionName(title, &taken)), title: title, attended: .unknown)
        }
      }
    }
    return [Session(id: "all", title: "All responses", attended: .unknown)]
  }

  private static func sessionName(_ title: String, _ taken: inout Set<String>) -> String {
    let words = ForeignNames.words(of: title, most: 5, drops: false).split(separator: "_").joined(
      separator: "-")
    let base = words.isEmpty ? "session" : words
    var name = base
    var count = 1
    while !taken.insert(name).inserted {
      count += 1
      name = "\(base)-\(count)"
    }
    return name
  }

  // MARK: The header

  func header(file: String) -> [String] {
    var lines = [
      "Drafted by engage from \(file): read it before you use it.",
      "\(counted(profile.responses, "response")); the file reads as \(table.dialect == "plain" ? "a plain table" : table.dialect)"
        + (table.evidence.isEmpty ? "." : ": \(table.evidence.prefix(3).joined(separator: "; "))."),
    ]
    if !table.conventions.missing.isEmpty {
      lines.append(
        "Not answered: " + table.conventions.missing.map { "“\($0)”" }.joined(separator: ", ") + ".")
    }
    for (reason, headings) in left where !headings.isEmpty {
      lines.append(
        "Left out, \(reason): \(headings.prefix(12).joined(separator: ", "))"
          + (headings.count > 12 ? " and \(headings.count - 12) more." : "."))
    }
    return lines.map { String($0.map { $0.isNewline ? " " : $0 }) }
  }

  /// The columns that make no question, by reason.
  private var left: [(String, [String])] {
    var personal: [String] = []
    var technical: [String] = []
    var others: [String: [String]] = [:]
    for column in table.columns {
      let heading = shown(column.heading)
      switch column.content {
      case .metadata(.personal): personal.append(heading)
      case .metadata(.technical), .metadata(.status): technical.append(heading)
      case .left(let reason) where !heading.isEmpty || !reason.isEmpty:
        others[reason.isEmpty ? "empty" : reason, default: []].append(
          heading.isEmpty ? "a column without a heading" : heading)
      default: continue
      }
    }
    return [("about the person or the machine", personal), ("the program's own", technical)]
      + others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

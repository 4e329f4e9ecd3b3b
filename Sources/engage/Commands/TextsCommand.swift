import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore
import EngageText

struct TextsCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "texts",
    abstract: "Comments to read: all, those of a theme, or those without one (internal).",
    discussion: """
      For example:
        engage texts --survey we-stand-together --question concerns \\
            --theme reporting
        engage texts --survey we-stand-together --question concerns --uncoded
      """)

  @OptionGroup var scope: ScopeOptions

  @Option(help: "The question, by name.")
  var question: String

  @Option(help: "Only comments with this theme.")
  var theme: String?

  @Flag(help: "Only comments with no theme.")
  var uncoded = false

  @Option(help: "A codebook of the survey, or a file; the question's if left out.")
  var codebook: String?

  @OptionGroup var condition: ConditionOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if theme != nil && uncoded { throw ValidationError("--theme and --uncoded exclude each other") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let subject = try workplace.subject(scope)
    let question = try textQuestion(of: subject)
    let coder = try coder(for: question, subject: subject, in: workplace)
    let schema = BatchSchema(questions: [question], sessions: subject.sessions)
    var found: [CommentRow] = []
    let source = try workplace.source(for: subject, where: condition.condition)
    for partition in try source.partitions(schema, atMost: 1) {
      try partition.visit { batch in
        for row in 0..<batch.count {
          let response = batch.response(at: row)
          guard case .text(let text) = response[question.id] else { continue }
          let themes = coder?.themes(of: text).map(\.rawValue) ?? []
          if let theme, !themes.contains(theme) { continue }
          if uncoded && !themes.isEmpty { continue }
          let points =
            response.unit == .table ? try self.points(of: response, to: question, in: workplace) : nil
          found.append(CommentRow(response: response, text: text, themes: themes, points: points))
        }
      }
    }
    if format.format == .json { return try JSON.tell(found) }
    let lines = found.map { row in
      "\(row.response)  \(row.session), \(row.unit)"
        + (row.themes.isEmpty ? "" : "  [\(row.themes.joined(separator: ", "))]") + "\n    "
        + row.lines.joined(separator: "\n    ")
    }
    try Terminal.tell(lines.isEmpty ? "There are no such comments." : lines.joined(separator: "\n"))
  }

  /// The points of a table's notes, which a batch does not carry.
  private func points(of response: Response, to question: Question, in workplace: Workplace) throws
    -> [TablePoint]?
  {
    let stored = try workplace.existingStore()?.response(response.id)
    return stored?.details?.table?.points[question.id]
  }

  private func textQuestion(of subject: Subject) throws -> Question {
    let texts = subject.survey?.questions.filter { $0.type == .text } ?? []
    guard let found = texts.first(where: { $0.id.rawValue == question }) else {
      let names = texts.map(\.id.rawValue)
      throw Diagnostic(
        rule: "unknown-question", message: "there is no text question “\(question)”",
        hint: nearestName(to: question, among: names).map { "did you mean \($0)?" }
          ?? "there are: \(names.joined(separator: ", "))")
    }
    return found
  }

  private func coder(for question: Question, subject: Subject, in workplace: Workplace) throws -> ThemeCoder?
  {
    guard let name = codebook ?? question.codebook?.rawValue else {
      if theme == nil && !uncoded { return nil }
      throw Diagnostic(
        rule: "no-codebook", message: "\(question.id) has no list of themes (codebook)",
        hint: "name one with --codebook NAME or FILE; or leave out --theme and --uncoded to see all texts")
    }
    let books = try workplace.codebooks(of: subject)
    let file = try workplace.codebookFiles(named: [name])[name]
    guard let book = file ?? books.first(where: { $0.id.rawValue == name }) else {
      throw Diagnostic(
        rule: "unknown-codebook", message: "there is no codebook “\(name)”",
        hint: nearestName(to: name, among: books.map(\.id.rawValue)).map { "did you mean \($0)?" })
    }
    if let theme {
      let known = book.flattened.map(\.theme.id.rawValue)
      guard known.contains(theme) else {
        throw Diagnostic(
          rule: "unknown-theme", message: "the codebook \(book.id) has no theme “\(theme)”",
          hint: nearestName(to: theme, among: known).map { "did you mean \($0)?" }
            ?? "there are: \(known.joined(separator: ", "))")
      }
    }
    return try ThemeCoder(book)
  }
}

/// A comment to read.
private struct CommentRow: Encodable {
  var response: Int64
  var session: String
  var unit: String
  var themes: [String]
  var text: String
  /// The points that the text is made of; `nil` where it is none of a table's.
  var points: [TablePoint]?

  init(response: Response, text: String, themes: [String], points: [TablePoint]?) {
    self.response = response.id
    session = response.session.session.rawValue
    unit = response.unit.rawValue
    self.themes = themes
    self.text = text
    self.points = points
  }

  /// A line for each point, with its marks; or the text by its lines.
  var lines: [String] {
    points.map { $0.map { "- \($0.line)" } } ?? text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

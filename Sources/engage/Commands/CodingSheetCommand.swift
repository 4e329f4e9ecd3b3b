import ArgumentParser
import EngageAnalysis
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import EngageStatistics
import EngageStore
import EngageText
import Glibc

struct CodingSheetCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "coding-sheet",
    abstract: "Make an Excel sheet for coding comments: a row for each, a choice for each theme.",
    discussion: """
      Filled in, it is brought back with engage import, which needs no flags for it, and becomes that coder's codes. \
      For example:
        engage coding-sheet --survey we-stand-together --coder ann -o ann.xlsx
        engage coding-sheet --survey we-stand-together --coder ben \\
            --second --sample 20% -o ben.xlsx
      """)

  @OptionGroup var scope: ScopeOptions

  @Option(help: "A question, by name; may be given several times. All with a codebook if left out.")
  var question: [String] = []

  @Option(help: "A codebook of the survey, or a file; the questions' if left out.")
  var codebook: String?

  @Option(help: "Who codes.")
  var coder: String

  @Flag(help: "A second coder: sees no codes, in an order of their own, of comments that others have coded.")
  var second = false

  @Flag(help: "Do not show what the rules found.")
  var blind = false

  @Option(help: "Only so many of the comments, drawn at random, such as 20%.")
  var sample: String?

  @Option(name: .shortAndLong, help: "The workbook to write; Exports/SURVEY-coding-CODER.xlsx if left out.")
  var output: String?

  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if coder.allSatisfy(\.isWhitespace) { throw ValidationError("Say who codes after --coder.") }
    if sample != nil, share == nil {
      throw ValidationError("--sample is a share of the comments, such as 20%.")
    }
  }

  /// The share to draw; `nil` where it can't be understood.
  private var share: Double? {
    guard let sample else { return 1 }
    let number = sample.hasSuffix("%") ? Double(sample.dropLast()).map { $0 / 100 } : Double(sample)
    return number.flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let subject = try workplace.subject(scope)
    let (questions, codebook) = try choice(of: subject, in: workplace)
    let store = try workplace.requiredStore()
    guard let survey = subject.survey else { return }
    let codes = try store.codes(CodeQuery(survey: survey.id, codebook: codebook.id))
    let all = try CommentList(questions, of: subject, in: workplace).comments
    guard !all.isEmpty else {
      throw Diagnostic(
        rule: "no-comments", message: "there are no comments to code",
        hint: "bring in responses first: engage import FILE, or engage enter")
    }
    let drawn = try CommentDraw(
      survey: survey.id, event: subject.events.count == 1 ? subject.events.first?.id : nil,
      question: questions.count == 1 ? questions.first?.id : nil, codebook: codebook.id, coder: coder,
      share: share ?? 1, isSecond: second,
      occasion: Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: "coding-sheet")
    ).draw(from: all, codes: codes, store)
    let rows = try self.rows(
      drawn, questions, codebook, own: codes.filter { $0.coder == coder }, showsRules: !blind && !second)
    let layout = CodingSheetLayout(
      survey: survey.id, codebook: codebook.id, version: codebook.version, coder: coder,
      themes: codebook.flattened.map(\.theme.id), hasQuestions: questions.count > 1,
      showsRules: !blind && !second, made: Clock.minute, engine: "Engage \(EngageCommand.version)")
    let workbook = try CodingSheetWorkbook(
      codebook: codebook, layout: layout, rows: rows, title: subject.title, made: time(nil))
    let path = try freePath(in: workplace, survey.id)
    try workbook.write(to: path)
    try tell(workbook, path, in: workplace)
  }

  private func choice(
    of subject: Subject, in workplace: Workplace
  ) throws -> (questions: [Question], codebook: Codebook) {
    let texts = subject.survey?.questions.filter { $0.type == .text } ?? []
    let asked = try question.map { name -> Question in
      guard let found = texts.first(where: { $0.id.rawValue == name }) else {
        let names = texts.map(\.id.rawValue)
        throw Diagnostic(
          rule: "unknown-question", message: "there is no text question “\(name)”",
          hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
            ?? "there are: \(names.joined(separator: ", "))")
      }
      return found
    }
    let file = try codebook.flatMap { try workplace.codebookFiles(named: [$0])[$0] }
    let context = AnalysisContext(
      survey: subject.survey, codebooks: try file.map { [$0] } ?? workplace.codebooks(of: subject),
      questions: asked)
    return try CodebookChoice.choose(
      file?.id.rawValue ?? codebook, context: context, for: "a coding sheet", flag: "--codebook ")
  }

  /// What stands in the sheet; what the coder said of a text as it stands is there already.
  private func rows(
    _ comments: [CommentList.Comment], _ questions: [Question], _ codebook: Codebook, own: [CodedText],
    showsRules: Bool
  ) throws -> [CodingSheetWorkbook.Row] {
    let rules = showsRules ? try ThemeCoder(codebook) : nil
    let titles = Dictionary(codebook.flattened.map { ($0.theme.id, $0.theme.title) }) { one, _ in one }
    let labels = Dictionary(questions.map { ($0.id, $0.label.text) }) { one, _ in one }
    let known = Dictionary(
      own.map {
        (
          CodingSheetLayout.TextKey(
            response: $0.response, question: $0.question, fingerprint: $0.fingerprint), $0
        )
      }
    ) { _, last in last }
    return comments.map { comment in
      let before = known[comment.key]
      let marks = before?.themes.map { ($0, CodingSheetLayout.yes) } ?? []
      return CodingSheetWorkbook.Row(
        key: comment.key, question: labels[comment.question] ?? comment.question.rawValue,
        comment: comment.text, rules: rules?.themes(of: comment.text).map { titles[$0] ?? $0.rawValue } ?? [],
        marks: Dictionary(marks) { one, _ in one },
        none: before?.themes.isEmpty == true ? CodingSheetLayout.yes : "", memo: before?.memo ?? "")
    }
  }

  /// Where the workbook goes. What is there already may be filled in, so it is left alone.
  private func freePath(in workplace: Workplace, _ survey: Survey.ID) throws -> String {
    let home = workplace.workspace
    let name = String(coder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let path = output ?? "\(home.exportsFolder)/\(survey)-coding-\(name).xlsx"
    guard path.lowercased().hasSuffix(".xlsx") else {
      throw Diagnostic(
        rule: "unknown-format", message: "a coding sheet is an Excel workbook", file: path,
        hint: "give the file a name that ends in .xlsx")
    }
    guard access(path, F_OK) != 0 else {
      throw Diagnostic(
        rule: "file-exists", message: "there is such a file already, and comments may have been coded in it",
        file: path, hint: "give the new one another name with -o")
    }
    if output == nil { try Folder.make(home.exportsFolder, mode: 0o700) }
    return path
  }

  private func tell(_ workbook: CodingSheetWorkbook, _ path: String, in workplace: Workplace) throws {
    if format.format == .json { return try JSON.tell(MadeCodingSheet(workbook, file: path)) }
    let comments = Wording.count(workbook.rows.count, "comment", "comments")
    let themes = Wording.count(workbook.layout.themes.count, "theme", "themes")
    try Terminal.tell(
      """
      Written: \(workplace.workspace.shown(path)), \(comments) to code with \(themes) of codebook \
      \(workbook.layout.codebook) (version \(workbook.layout.version)) by \(coder).
      When it is filled in: engage import \(Terminal.quoted(path))
      """)
  }
}

/// The JSON that `engage coding-sheet --format json` prints.
private struct MadeCodingSheet: Encodable {
  var file: String
  var survey: String
  var codebook: String
  var version: Int
  var coder: String
  var comments: Int
  var themes: Int

  init(_ workbook: CodingSheetWorkbook, file: String) {
    let layout = workbook.layout
    self.file = file
    (survey, codebook, version) = (layout.survey.rawValue, layout.codebook.rawValue, layout.version)
    (coder, comments, themes) = (layout.coder, workbook.rows.count, layout.themes.count)
  }
}

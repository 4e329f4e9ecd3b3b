import ArgumentParser
import EngageEntry
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
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

  @Option(help: "The question, by name; all that the codebook is for if left out.")
  var question: String?

  @Option(help: "The codebook, by name; the question's if left out.")
  var codebook: String?

  @Option(help: "Who codes.")
  var coder: String

  @Flag(help: "Code a second time, without seeing what was coded the first time, in another order.")
  var second = false

  @Option(help: "With --second: draw so many of 100 comments by chance, such as 20%.")
  var sample: Percent?

  @Option(help: "With --second: the number the draw starts from. Any if left out.")
  var seed: UInt64?

  @Flag(help: "Do not show what the rules found.")
  var blind = false

  @Option(name: .shortAndLong, help: "The workbook to write; Exports/SURVEY-coding-CODER.xlsx if left out.")
  var output: String?

  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if sample != nil || seed != nil, !second {
      throw ValidationError("--sample and --seed go with --second.")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let subject = try workplace.subject(scope)
    let path = try freePath(in: workplace, subject)
    let work = try CodingWork(workplace, subject, question: question, codebook: codebook, coder: coder)
    let items = second ? try work.drawn(sample, seed: seed) : try work.all()
    guard !items.isEmpty else {
      throw Diagnostic(
        rule: "no-comments", message: "there is no comment to code",
        hint: "bring in responses first: engage import FILE, or engage enter")
    }
    let showsRules = !blind && !second
    let codebook = work.codebook
    let layout = CodingSheetLayout(
      survey: work.survey.id, codebook: codebook.id, version: codebook.version, coder: work.coder,
      themes: codebook.flattened.map(\.theme.id), hasQuestions: work.questions.count > 1,
      showsRules: showsRules, made: Clock.minute, engine: "Engage \(EngageCommand.version)")
    let workbook = try CodingSheetWorkbook(
      codebook: codebook, layout: layout,
      rows: try rows(items, work, subject, workplace, showsRules: showsRules), title: work.title,
      made: time(nil))
    try workbook.write(to: path)
    try tell(workbook, path, in: workplace)
  }

  /// What stands in the sheet; what the coder said of a text as it stands is there already.
  private func rows(
    _ items: [CodingItem], _ work: CodingWork, _ subject: Subject, _ workplace: Workplace, showsRules: Bool
  ) throws -> [CodingSheetWorkbook.Row] {
    let codebook = work.codebook
    let rules = showsRules ? try ThemeCoder(codebook) : nil
    let titles = Dictionary(codebook.flattened.map { ($0.theme.id, $0.theme.title) }) { one, _ in one }
    let labels = Dictionary(work.questions.map { ($0.id, $0.label.text) }) { one, _ in one }
    let comments = try CommentList(work.questions, of: subject, in: workplace).byText
    let own = try work.store.codes(
      CodeQuery(survey: work.survey.id, codebook: codebook.id, coder: work.coder)
    ).map(codebook.followed)
    let known = Dictionary(own.map { (CommentList.key(of: $0), $0) }) { _, last in last }
    return items.compactMap { item in
      guard let comment = comments[item.text] else { return nil }
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
  private func freePath(in workplace: Workplace, _ subject: Subject) throws -> String {
    let home = workplace.workspace
    let name = String(coder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let path =
      output ?? "\(home.exportsFolder)/\(subject.survey?.id.rawValue ?? "comments")-coding-\(name).xlsx"
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
      \(workbook.layout.codebook) (version \(workbook.layout.version)) by \(workbook.layout.coder).
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

import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore

struct ReviewCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide which of people's words may leave the organisation, and how they read then.",
    discussion: """
      For example:
        engage review --survey we-stand-together --permitted
        engage review --survey we-stand-together --sheet Exports/review.xlsx
        engage review --from Exports/review.xlsx
      No text leaves that nobody decided on; one that is changed later is to be decided on again. What looks like \
      personal data is taken out unless you say otherwise; names are often missed, so read every text. Each decision is \
      stored when it is made; the same command goes on at the first text that is not decided on. Where there is no \
      screen (a pipe, --lines) it asks in plain lines.
      """)

  @OptionGroup var scope: ScopeOptions

  @Option(help: "A text question, by name; may be given several times. All if left out.")
  var question: [String] = []

  @Flag(help: "Only texts of people who agreed to be quoted.")
  var permitted = false

  @Flag(help: "Ask in plain lines, not on the whole screen.")
  var lines = false

  @Option(help: "Write the texts into this Excel workbook, to decide on them there.")
  var sheet: String?

  @Option(help: "Take the decisions of a workbook that was written with --sheet.")
  var from: String?

  @Flag(name: .customLong("dry-run"), help: "With --from: check everything, store nothing.")
  var dryRun = false

  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if sheet != nil, from != nil { throw ValidationError("--sheet and --from exclude each other.") }
    if dryRun, from == nil { throw ValidationError("--dry-run goes with --from.") }
    if from != nil, !question.isEmpty || permitted || !scope.event.isEmpty || !scope.session.isEmpty {
      throw ValidationError("With --from, the workbook says itself which texts it holds.")
    }
    if format.format == .json, sheet == nil, from == nil {
      throw ValidationError("--format json goes with --sheet or --from; see also engage redact.")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let reviewer = person.name(in: workplace)
    guard CodedText.isCoder(reviewer) else {
      throw Diagnostic(
        rule: "bad-reviewer", message: "the name is too long, or holds characters that can't be shown",
        hint: "--entered-by NAME, in up to 100 letters")
    }
    if let from {
      return try takeSheet(from, in: workplace, by: reviewer)
    }
    let work = try ReviewWork(workplace, try workplace.subject(scope), questions: question)
    let (items, waiting) = try work.items(permittedOnly: permitted)
    if waiting > 0 {
      Terminal.tellError(
        "\(waiting) \(waiting == 1 ? "text waits" : "texts wait") for a safeguarding decision and can't be decided on "
          + "here: engage safeguarding list")
    }
    guard !items.isEmpty else {
      throw Diagnostic(
        rule: "no-texts", message: "there is no text to decide on",
        hint: permitted
          ? "leave out --permitted to see texts of people who did not agree to be quoted too"
          : "bring in responses first: engage import FILE, or engage enter")
    }
    if let sheet { return try writeSheet(sheet, work, items, reviewer) }
    try run(
      ReviewForm(work.job(items, reviewer: reviewer), store: work.store, surroundings: EntryWork.surroundings)
    )
  }

  private func run(_ start: ReviewForm) throws {
    var form = start
    guard try WholeScreen.runIfPossible(&form, unless: lines) else { return }
    let (decided, all) = form.counts
    let held =
      form.heldCount > 0
      ? " \(form.heldCount) \(form.heldCount == 1 ? "text was" : "texts were") held back." : ""
    try Terminal.tellWrapped(
      "\(form.storedCount) \(form.storedCount == 1 ? "decision" : "decisions") in this sitting; \(decided) of \(all) texts are "
        + "decided on.\(held)")
  }
}

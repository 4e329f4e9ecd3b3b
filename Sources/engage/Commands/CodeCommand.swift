import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore
import EngageText

struct CodeCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Give comments their themes, one comment at a time.",
    discussion: """
      For example:
        engage code --survey we-stand-together --question concerns --coder Ada
        engage code --survey we-stand-together --question concerns --coder Ben \\
            --second --sample 20%
      Every comment is stored when the next one shows. Leave at any time; the same command goes on at the first comment \
      that is not coded. A coder sees nobody's codes but their own; a second coder is given the comments in an order of \
      their own. Where there is no screen (a pipe, --lines) it asks in plain lines.
      """)

  @OptionGroup var scope: ScopeOptions

  @Option(help: "The question, by name; all that the codebook is for if left out.")
  var question: String?

  @Option(help: "The codebook, by name; the question's if left out.")
  var codebook: String?

  @Option(help: "Who codes; the workspace's default or your login name if left out.")
  var coder: String?

  @Flag(help: "Code a second time, without seeing what was coded the first time, in another order.")
  var second = false

  @Option(help: "With --second: draw so many of 100 comments by chance, such as 20%.")
  var sample: Percent?

  @Option(help: "With --second: the number the draw starts from. Any if left out.")
  var seed: UInt64?

  @Flag(help: "Show which themes the codebook's rules find; they lead, so look without them first.")
  var showRules = false

  @Flag(help: "Ask in plain lines, not on the whole screen.")
  var lines = false

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if sample != nil || seed != nil, !second {
      throw ValidationError("--sample and --seed go with --second.")
    }
    if second, showRules { throw ValidationError("--second and --show-rules exclude each other.") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let work = try CodingWork(
      workplace, try workplace.subject(scope), question: question, codebook: codebook, coder: coder)
    let items = second ? try work.drawn(sample, seed: seed) : try work.all()
    guard !items.isEmpty else {
      throw Diagnostic(
        rule: "no-comments", message: "there is no comment to code",
        hint: "see: engage texts --survey \(work.survey.id)"
          + " --question \(work.questions.first?.id.rawValue ?? "QUESTION")")
    }
    try run(
      CodingForm(
        work.job(items, showsRules: showRules), store: work.store, surroundings: EntryWork.surroundings))
  }

  private func run(_ start: CodingForm) throws {
    var form = start
    guard try WholeScreen.runIfPossible(&form, unless: lines) else { return }
    let (coded, all) = form.counts
    let stored = form.storedCount == 1 ? "1 comment" : "\(form.storedCount) comments"
    try Terminal.tellWrapped("\(stored) coded in this sitting; \(coded) of \(all) are coded.")
  }
}

import ArgumentParser
import EngageEntry
import EngageFiles
import EngageModel
import EngageReport
import EngageSheets

extension SurveyCommand {
  struct New: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Make a survey from a paper form: answer questions in plain English.",
      discussion: """
        Have the form in hand. Every answer is on disk before the next question shows; leave with /q at any time, \
        and the same command goes on where you were. Lines from a pipe are taken like typed ones. A form made \
        this way can be changed by giving its name again, until the first answers are stored. For example:
          engage survey new
          engage survey new we-stand-together
        """)

    @Argument(help: "The short name of the survey: lower case words joined by “-”; asked if left out.")
    var name: String?
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let workspace = workplace.workspace
      let made = try name.flatMap { try MadeSurvey(named: $0, in: workplace) }
      let shelf = InterviewShelf(workspace)
      try Terminal.tell("A survey from your paper form. Every answer is kept as you go.")
      var conversation = LineConversation()
      guard let (interview, file) = try begin(shelf, made, &conversation) else { return }
      var kept = KeptInterview(interview, file: file)
      let end = try conversation.run(&kept)
      guard kept.interview.isToBeWritten else {
        let isEmpty = kept.interview.draft.isEmpty
        if isEmpty { return try Terminal.tell("Nothing was typed yet, and nothing is kept.") }
        return try LineConversation.tellKept(
          "What you typed is kept. To go on with it: engage survey new", end)
      }
      let survey = kept.interview.survey
      try SurveyBirth(
        survey: survey, shelf: shelf, workplace: workplace, isChanged: kept.interview.isWritten
      ).write()
      try kept.file.move(to: MadeSurvey.path(survey.id, in: workspace))
    }

    /// A new interview, or one that was left unfinished; `nil` where the person leaves.
    private func begin(
      _ shelf: InterviewShelf, _ made: MadeSurvey?, _ conversation: inout LineConversation
    ) throws -> (SurveyInterview, InterviewDraftFile)? {
      let drafts = InterviewDrafts<SurveyInterviewDraft>(in: shelf.workspace)
      switch try drafts.start(named: name, in: &conversation) {
      case .new:
        guard let made else {
          return (try SurveyInterview(surroundings: shelf.surroundings, name: name), drafts.newFile())
        }
        try Terminal.tell("It is there already, and nobody has answered it yet: it can still be changed.")
        let interview = SurveyInterview(surroundings: shelf.surroundings, changing: made.draft)
        return (interview, drafts.newFile())
      case .goingOn(let draft, let file):
        return (try shown(SurveyInterview(surroundings: shelf.surroundings, goingOnWith: draft)), file)
      case .left: return nil
      }
    }
  }
}

/// What lies ready in a workspace for a new survey.
struct InterviewShelf {
  let workspace: Workspace
  /// The texts of the blocks there are, and of those that come with Engage.
  let blocks: [String: String]
  /// Blocks that come with Engage and are not in the workspace yet.
  let starters: [String: String]

  init(_ workspace: Workspace) {
    self.workspace = workspace
    var texts: [String: String] = [:]
    for block in workspace.blocks() {
      // One that can't be read is not offered; the check of the workspace tells why.
      texts[block.name] = (try? WholeFile.bytes(block.path)).flatMap { String(validating: $0, as: UTF8.self) }
    }
    starters = Workspace.starterBlocks.filter { texts[$0.key] == nil }
    blocks = texts.merging(starters) { own, _ in own }
  }

  var surroundings: SurveyInterview.Surroundings {
    let (workspace, blocks) = (workspace, blocks)
    let offered = blocks.keys.sorted().compactMap { name -> SurveyInterview.Surroundings.Block? in
      guard let block = InterviewShelf.block(name, Languages(), blocks), !block.questions.isEmpty else {
        return nil
      }
      return SurveyInterview.Surroundings.Block(name: name, title: InterviewShelf.title(name))
    }
    return SurveyInterview.Surroundings(
      surveys: Set(workspace.surveys()), blocks: offered,
      block: { InterviewShelf.block($0, $1, blocks) },
      codebooks: { workspace.codebooks(of: $0).map { Codebook.ID($0.name) } })
  }

  private static func block(_ name: String, _ languages: Languages, _ texts: [String: String]) -> Survey? {
    guard texts[name] != nil else { return nil }
    let reading = SurveyFile.readBlock(named: name, languages: languages, blocks: texts)
    return reading.diagnostics.hasErrors ? nil : reading.value
  }

  /// `equality-monitoring` → “Equality monitoring”.
  private static func title(_ name: String) -> String {
    let words = name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// A survey on its way from an interview into its folder.
struct SurveyBirth {
  let survey: Survey
  let shelf: InterviewShelf
  let workplace: Workplace
  /// Whether it was there before.
  var isChanged = false

  /// Writes the file, and the block that came with Engage where it takes one; then says what to do next.
  /// - Throws: what stands in the way; nothing is written then.
  func write() throws {
    let workspace = workplace.workspace
    let path = workspace.surveyPath(survey.id, version: survey.version)
    var files = NewFiles()
    let text = try text()
    if isChanged {
      // Somebody may have stored an answer, or changed the file, since the interview began.
      guard try MadeSurvey(named: survey.id.rawValue, in: workplace) != nil else { throw UnequalSurvey() }
    } else {
      files.add(path, text)
    }
    for (name, text) in shelf.starters where survey.blocks.contains(where: { $0.hasPrefix(name + " v") }) {
      files.add("\(workspace.blocksFolder)/\(name).yaml", text)
    }
    try files.checkFree(
      "what you typed is kept: give the same command again, and another short name at the end")
    try files.write()
    if isChanged { try AtomicOutput.write(Array(text.utf8), to: path, access: .ownerOnly) }
    let reading = workspace.readSurvey(at: path)
    try Terminal.tell("")
    try Terminal.tell("Written: \(workspace.shown(path))")
    try FileCheck.tell(
      reading.diagnostics, sources: reading.sources, file: workspace.shown(path), format: .text,
      praise:
        "Checked: \(Wording.count(survey.printedCount, "question", "questions")), in order."
    )
    try Terminal.tell("Next:")
    let next = [
      ("engage survey show \(survey.id)", "to read it through"),
      ("engage form --survey \(survey.id)", "to print it"),
      ("engage event new", "to say where and when it is used; then"),
      ("engage enter", "to type in the forms"),
    ]
    let width = next.map(\.0.count).max() ?? 0
    for (command, why) in next {
      try Terminal.tell("  \(command)\(String(repeating: " ", count: width - command.count + 2))\(why)")
    }
    try Terminal.tell(
      "It can be changed until the first answers are stored, by questions again or in the file:")
    try Terminal.tell("  engage survey new \(survey.id)")
    try Terminal.tell("  engage survey check \(survey.id)    (after changing the file)")
  }

  /// The file's text, proved to say what was meant.
  private func text() throws -> String {
    let text = SurveyWriter(
      survey, header: ["Made from a paper form with: engage survey new"], blocks: shelf.blocks
    ).text
    let codebooks = workplace.workspace.codebooks(of: survey.id).map(\.name)
    let read = SurveyFile.read(
      text: text, path: "survey.v\(survey.version).yaml", blocks: shelf.blocks, codebooks: codebooks)
    guard try read.required() == survey else { throw UnequalSurvey() }
    return text
  }
}

/// What is to be written reads back as something else.
private struct UnequalSurvey: Error {}

public import EngageModel

/// Makes a survey out of a paper form: asks in plain words how each question reads and what kind of answer it takes.
///
/// ```swift
/// var interview = SurveyInterview(surroundings: surroundings)
/// while interview.prompt.kind != .finished, let line = readLine() {
///   print(interview.accept(line).words ?? "")
/// }
/// if interview.isToBeWritten { write(interview.survey) }
/// ```
/// It knows no terminal and no files. Whoever keeps `draft` after each accepted line loses nothing: an interview made
/// from it goes on at that very step.
public struct SurveyInterview: Sendable, SteppedInterview {
  /// What the interview has to know of the place where the survey is going to live.
  public struct Surroundings: Sendable {
    /// A block of questions that is ready to be taken in.
    public struct Block: Sendable {
      public var name: String
      public var title: String

      public init(name: String, title: String) {
        self.name = name
        self.title = title
      }
    }

    /// The names of the surveys there are.
    public var surveys: Set<Survey.ID>
    /// The blocks there are.
    public var blocks: [Block]
    /// A block as a survey with these languages has it; `nil` where it has errors.
    public var block: @Sendable (_ name: String, _ languages: Languages) -> Survey?
    /// The codebooks in a survey's folder.
    public var codebooks: @Sendable (Survey.ID) -> [Codebook.ID]

    public init(
      surveys: Set<Survey.ID> = [], blocks: [Block] = [],
      block: @escaping @Sendable (_ name: String, _ languages: Languages) -> Survey? = { _, _ in nil },
      codebooks: @escaping @Sendable (Survey.ID) -> [Codebook.ID] = { _ in [] }
    ) {
      self.surveys = surveys
      self.blocks = blocks
      self.block = block
      self.codebooks = codebooks
    }
  }

  /// What to keep after each accepted line.
  public internal(set) var draft: SurveyInterviewDraft
  let surroundings: Surroundings
  private let blockNames: [String: [String]]
  var history = StepHistory<SurveyInterviewDraft>()

  /// Begins.
  /// - Parameter name: what the survey is to be called, where that is settled already.
  /// - Throws: `Diagnostic` where the name can't be one, or there is such a survey.
  public init(surroundings: Surroundings, name: String? = nil) throws {
    self.surroundings = surroundings
    blockNames = SurveyInterview.names(ofBlocksIn: surroundings)
    draft = SurveyInterviewDraft()
    guard let name else { return }
    if let problem = problem(ofName: name) { throw Diagnostic(rule: "bad-name", message: problem) }
    (draft.name, draft.givenName) = (name, name)
  }

  /// Goes on with what was kept; what was typed then can still be taken back. Blocks that are gone since are left out.
  public init(surroundings: Surroundings, goingOnWith draft: SurveyInterviewDraft) {
    self.surroundings = surroundings
    blockNames = SurveyInterview.names(ofBlocksIn: surroundings)
    self.draft = draft
    history = SurveyInterview.history(of: draft, in: surroundings)
    self.draft.parts.removeAll { part in
      if case .block(let name) = part { blockNames[name] == nil } else { false }
    }
  }

  /// Changes a survey that was made this way and has no answers yet.
  /// - Parameter draft: what was kept when it was written.
  public init(surroundings: Surroundings, changing draft: SurveyInterviewDraft) {
    self.init(surroundings: surroundings, goingOnWith: draft)
    self.draft.writtenName = draft.name
  }

  /// The steps that led to a draft; none where the same lines do not lead there any more.
  private static func history(
    of draft: SurveyInterviewDraft, in surroundings: Surroundings
  ) -> StepHistory<SurveyInterviewDraft> {
    var then = surroundings
    then.surveys.remove(draft.survey)
    guard let lines = draft.lines,
      var replay = try? SurveyInterview(surroundings: then, name: draft.givenName)
    else { return StepHistory() }
    for line in lines { _ = replay.accept(line) }
    var end = replay.draft
    end.writtenName = draft.writtenName
    return end == draft ? replay.history : StepHistory()
  }

  /// Whether the survey is there already and is changed.
  public var isWritten: Bool { draft.writtenName != nil }

  /// Whether the person has agreed to the survey.
  public var isToBeWritten: Bool { draft.step == .finished(toWrite: true) }

  /// Takes a line as a person typed it: an answer, a command, or nothing.
  /// - Returns: what became of the line; `prompt` says what to ask then.
  public mutating func accept(_ line: String) -> Reply { step(line) }

  mutating func take(_ typed: String) throws(EntryRefusal) -> Reply {
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      let (word, numbers) = try StartingWord.read(String(typed.dropFirst()).trimmed)
      return try obey(word, numbers)
    }
    let answer = typed.hasPrefix("//") ? String(typed.dropFirst()) : typed
    guard answer.unicodeScalars.count <= 10_000 else {
      throw EntryRefusal("That line is too long to stand on a form. Type it again, shorter.")
    }
    return try takeAnswer(answer)
  }

  mutating func goBack() throws(EntryRefusal) -> Reply {
    let writtenName = draft.writtenName
    draft = try history.back(otherwise: "/l lists what is there; /c 2 changes question 2.")
    draft.writtenName = writtenName
    return .accepted("Back.")
  }

  /// The survey so far; the question in hand is not in it yet.
  public var survey: Survey {
    var survey = Survey(
      id: draft.survey, title: draft.title, languages: draft.languages, units: draft.units, questions: [])
    for (index, part) in draft.parts.enumerated() {
      switch part {
      case .question(let question):
        let condition = { draft.expression($0, before: index) }
        if let group = question.group(asking: condition) { survey.groups.append(group) }
        survey.questions += question.questions(asking: condition)
      case .block(let name):
        guard let block = surroundings.block(name, draft.languages) else { continue }
        survey.groups += block.groups
        survey.questions += block.questions
        survey.blocks += block.blocks
      }
    }
    return survey
  }

  /// Why a survey can't be called so; `nil` where it can.
  func problem(ofName name: String) -> String? {
    if !NameRules.isKebabCase(name) || name.utf8.count > 60 {
      return
        "The short name of a survey is made of lower case letters and digits, joined by “-”, such as our-evening."
    }
    if name == "blocks" {
      return "“blocks” is where ready-made questions lie: call the survey something else."
    }
    if surroundings.surveys.contains(Survey.ID(name)) {
      return "There is a survey of that name already: call this one something else."
    }
    return nil
  }

  /// The names of everything in a block; they are the same in every language.
  func names(ofBlock name: String) -> [String] { blockNames[name] ?? [] }

  private static func names(ofBlocksIn surroundings: Surroundings) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for block in surroundings.blocks {
      guard let survey = surroundings.block(block.name, Languages()) else { continue }
      names[block.name] = survey.questions.map(\.id.rawValue) + survey.groups.map(\.name)
    }
    return names
  }

  /// Whether a question of another part, or of a block that may be taken in later, is called so.
  func namesTaken(without place: Int?) -> Set<String> {
    var taken = draft.names(without: place, blockNames: names(ofBlock:))
    for block in surroundings.blocks { taken.formUnion(names(ofBlock: block.name).map { $0.lowercased() }) }
    return taken
  }
}

import ArgumentParser
import EngageModel
import EngageStore

struct ResponsesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "responses",
    abstract: "Look at single responses, put them right, withdraw or erase them (internal).",
    discussion: """
      For example:
        engage responses list --survey we-stand-together
        engage responses show 12
        engage responses history 12
        engage responses edit 12 --set safe_day=4 --why "misread"
        engage responses find 17
      """,
    subcommands: [
      List.self, Show.self, Edit.self, Withdraw.self, History.self, Find.self, Erase.self,
    ])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Responses, a line each; no answers.",
      discussion: "For example:\n  engage responses list --event we-stand-together-2019 --session rugby")
    @OptionGroup var scope: ScopeOptions
    @Option(help: "Only those of this batch.") var batch: Int?
    @Flag(name: .customLong("withdrawn"), help: "Those withdrawn or undone among them.") var withdrawn = false
    @Option(help: "At most so many.") var limit: Int?
    @OptionGroup var condition: ConditionOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      if withdrawn && condition.condition != nil {
        throw ValidationError("--where finds responses that count; leave it or --withdrawn out")
      }
    }

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let subject = try workplace.subject(scope)
      let wanted = try workplace.numbers(of: subject, where: condition.condition)
      guard let survey = subject.survey, let store = try workplace.existingStore() else {
        return try Terminal.tell(format.format == .json ? "[]" : "There are no responses yet.")
      }
      var found: [Response] = []
      for event in subject.events.map(\.id) {
        found += try store.responses(
          ResponseQuery(
            survey: survey.id, event: event, batch: batch, includesWithdrawn: withdrawn,
            limit: wanted == nil ? limit.map { $0 - found.count } : nil))
      }
      let sessions = Set(subject.sessions)
      found.removeAll { !sessions.contains($0.session) || wanted?.contains($0.id) == false }
      if let limit { found.removeLast(max(0, found.count - limit)) }
      if format.format == .json {
        return try JSON.tell(found.map { ResponseRow($0, survey: survey, answers: false) })
      }
      var listing = Listing(["Response", "Event", "Session", "Unit", "People", "Key", "Batch", ""])
      for response in found {
        listing.add([
          String(response.id), response.session.event.rawValue, response.session.session.rawValue,
          response.isPlenary ? "plenary" : response.unit.rawValue,
          response.isPlenary ? "–" : response.people.map(String.init) ?? "–", response.key ?? "–",
          response.batch.map(String.init) ?? "–", response.withdrawn ? "withdrawn" : "",
        ])
      }
      try Terminal.tell(found.isEmpty ? "There are no responses yet." : listing.text)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "One response with its answers.", discussion: "For example:\n  engage responses show 12")
    @Argument(help: "Its number in the store; engage responses find tells it from the number on the form.")
    var number: Int64
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let store = try workplace.requiredStore()
      guard let response = try store.response(number), let id = try store.survey(ofResponse: number),
        let survey = Survey.pooled(try workplace.versions(of: id))
      else { throw ResponsesCommand.unknown(number) }
      if format.format == .json { return try JSON.tell(ResponseRow(response, survey: survey, answers: true)) }
      try Terminal.tell(ResponseWords(response: response, survey: survey).text)
    }
  }

  struct History: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Who did what to a response, when and why.",
      discussion: "For example:\n  engage responses history 12")
    @Argument(help: "Its number in the store; engage responses find tells it from the number on the form.")
    var number: Int64
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let store = try workplace.requiredStore()
      let history = try store.history(ofResponse: number)
      let erasure = try store.erasures().first { $0.response == number }
      guard !history.isEmpty, let id = try store.survey(ofResponse: number) ?? erasure?.survey,
        let survey = Survey.pooled(try workplace.versions(of: id))
      else { throw ResponsesCommand.unknown(number) }
      let rows = history.map { HistoryRow($0, survey: survey) }
      if format.format == .json { return try JSON.tell(rows) }
      try Terminal.tell(rows.map(\.text).joined(separator: "\n"))
    }
  }

  fileprivate static func unknown(_ number: Int64) -> Diagnostic {
    Diagnostic(
      rule: "unknown-response", message: "there is no response \(number)", hint: "see: engage responses list")
  }
}

/// Answers in words for a person.
enum AnswerWords {
  static func words(for answer: Answer, to question: Question, in language: String? = nil) -> String {
    func label(_ choice: Choice.ID) -> String {
      question.choices.first { $0.id == choice }?.label.text(in: language) ?? choice.rawValue
    }
    switch answer {
    case .choice(let choice): return label(choice)
    case .choices(let choices):
      return choices.isEmpty ? "none of them" : choices.map(label).joined(separator: "; ")
    case .ranking(let choices): return choices.map(label).joined(separator: " > ")
    case .number(let number): return Int(exactly: number).map(String.init) ?? String(number)
    case .date(let date): return date.description
    case .time(let seconds):
      let minutes = seconds / 60 % 60
      return "\(seconds / 3600):\(minutes < 10 ? "0" : "")\(minutes)"
    case .text(let text): return text
    case .missing(let reason): return "(\(reason.label))"
    }
  }
}

/// A response as JSON.
private struct ResponseRow: Encodable {
  var response: Int64
  var event: String
  var session: String
  var unit: String
  var people: Int?
  var key: String?
  var version: Int
  var batch: Int?
  var withdrawn: Bool
  var answers: [String: String]?
  var details: ResponseDetails?

  init(_ response: Response, survey: Survey, answers: Bool) {
    self.response = response.id
    event = response.session.event.rawValue
    session = response.session.session.rawValue
    unit = response.unit.rawValue
    people = response.isPlenary ? nil : response.people
    key = response.key
    version = response.version
    batch = response.batch
    withdrawn = response.withdrawn
    guard answers else { return }
    var words: [String: String] = [:]
    for question in survey.questions {
      guard let answer = response.answers[question.id], answer.missingReason == nil else { continue }
      words[question.id.rawValue] = AnswerWords.words(for: answer, to: question)
    }
    self.answers = words
    details = response.details
  }
}

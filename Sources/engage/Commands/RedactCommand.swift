import ArgumentParser
import EngageModel
import EngageReport

struct RedactCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "What in people's words might tell who somebody is, and how many of them were decided on.",
    discussion: """
      For example:
        engage redact --survey we-stand-together
        engage redact --survey we-stand-together --question concerns --show
      It only looks: what leaves is decided with engage review. Without --show it prints no word of anybody's.
      """)

  @OptionGroup var scope: ScopeOptions

  @Option(help: "A text question, by name; may be given several times. All if left out.")
  var question: [String] = []

  @Flag(help: "Print each text in which something was found, and what it would become (internal).")
  var show = false

  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let work = try ReviewWork(workplace, try workplace.subject(scope), questions: question)
    let progress = try ReviewProgress(work)
    let shown = show ? try self.shown(work) : nil
    if format.format == .json { return try JSON.tell(Result(progress: progress, shown: shown)) }
    try Terminal.tell(progress.words)
    for text in shown ?? [] {
      try Terminal.tell("\n\(text.response)  \(text.question)\n    \(text.text)\n  → \(text.wording)")
    }
  }

  private func shown(_ work: ReviewWork) throws -> [ShownText] {
    try work.items().items.compactMap { item in
      let spans = work.redaction.spans(in: item.text)
      guard !spans.isEmpty else { return nil }
      return ShownText(
        response: item.response.id, question: item.question.rawValue, text: item.text,
        wording: TextReview.wording(of: item.text, without: spans), suggestions: spans)
    }
  }

  private struct ShownText: Encodable {
    var response: Int64
    var question: String
    var text: String
    var wording: String
    var suggestions: [TextReview.Span]
  }

  private struct Result: Encodable {
    var progress: ReviewProgress
    var shown: [ShownText]?

    private enum CodingKeys: String, CodingKey { case shown }

    func encode(to encoder: any Encoder) throws {
      try progress.encode(to: encoder)
      var keyed = encoder.container(keyedBy: CodingKeys.self)
      try keyed.encodeIfPresent(shown, forKey: .shown)
    }
  }
}

import EngageEntry
import EngageModel
import EngageStatistics
import EngageStore
import EngageText
import Synchronization

/// What is coded, by whom, with which codebook.
struct CodingWork {
  let survey: Survey
  let sessions: [SessionReference]
  /// `nil` for all events of the survey.
  let event: Event.ID?
  let title: String
  let questions: [Question]
  /// As the command named it.
  let question: Question.ID?
  let place: CodebookPlace
  let codebook: Codebook
  let coder: String
  let store: any ResponseStore

  /// - Throws: `Diagnostic` for names that are unknown, or left out although there are several; `FileProblems`.
  init(_ workplace: Workplace, _ subject: Subject, question: String?, codebook: String?, coder: String?)
    throws
  {
    guard let survey = subject.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "this event has no survey, so there are no comments to code")
    }
    let texts = survey.questions.filter { $0.type == .text }
    self.survey = survey
    sessions = subject.sessions
    event = subject.events.count == 1 ? subject.events[0].id : nil
    title = subject.title
    let asked = try question.map { try CodingWork.question($0, among: texts) }
    self.question = asked?.id
    let name = try codebook ?? CodingWork.codebookName(of: asked.map { [$0] } ?? texts)
    place = try CodebookPlace.find(name, survey: survey.id.rawValue, in: workplace.workspace)
    self.codebook = try place.read()
    let own = texts.filter { $0.codebook?.rawValue == name }
    questions = asked.map { [$0] } ?? own
    guard !questions.isEmpty else {
      throw Diagnostic(
        rule: "which-question",
        message: "no question of \(survey.id) has the codebook \(name): say which to code",
        hint: "--question NAME; there are: \(texts.map(\.id.rawValue).joined(separator: ", "))")
    }
    store = try workplace.requiredStore()
    self.coder = try CodingWork.knownName(
      coder ?? workplace.standard("entered-by") ?? Clock.user, survey.id, store)
  }

  private static func question(_ name: String, among texts: [Question]) throws -> Question {
    if let found = texts.first(where: { $0.id.rawValue == name }) { return found }
    let names = texts.map(\.id.rawValue)
    throw Diagnostic(
      rule: "unknown-question", message: "there is no text question “\(name)”",
      hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
        ?? "there are: \(names.joined(separator: ", "))")
  }

  private static func codebookName(of texts: [Question]) throws -> String {
    let names = Set(texts.compactMap(\.codebook?.rawValue)).sorted()
    if names.count == 1 { return names[0] }
    throw Diagnostic(
      rule: "which-codebook",
      message: names.isEmpty
        ? "no codebook belongs to these questions" : "the questions have several codebooks: say which",
      hint: names.isEmpty
        ? "name one with --codebook NAME, or write codebook: NAME beside the question"
        : "--codebook NAME; there are: \(names.joined(separator: ", "))")
  }

  /// "ada " and "Ada" are one coder: the name as it was written first.
  private static func knownName(_ name: String, _ survey: Survey.ID, _ store: any ResponseStore) throws
    -> String
  {
    func plain(_ name: String) -> String {
      name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    guard !plain(name).isEmpty else {
      throw Diagnostic(rule: "no-coder", message: "whoever codes needs a name", hint: "--coder NAME")
    }
    let written = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard CodedText.isCoder(written) else {
      throw Diagnostic(
        rule: "bad-coder", message: "the coder's name is too long, or holds characters that can't be shown",
        hint: "--coder NAME, in up to 100 letters")
    }
    let known =
      try store.codingProgress(survey: survey, event: nil).map(\.coder)
      + store.codingDraws(survey: survey).map(\.coder)
    return known.first { plain($0) == plain(name) } ?? written
  }

  func job(_ items: [CodingItem], showsRules: Bool) throws -> CodingJob {
    let place = place
    var job = CodingJob(
      survey: survey, codebook: codebook, coder: coder, title: title, items: items,
      change: { change in try place.change(change).codebook })
    if showsRules {
      let rules = try LateRules(codebook)
      job.rules = { text, codebook in rules.themes(of: text, codebook) }
    }
    return job
  }

  // MARK: - What is coded

  private func everything() throws -> [CodingItem] {
    try CodingItem.all(survey: survey.id, sessions: sessions, questions: questions.map(\.id), in: store)
  }

  /// All comments, for a coder who is not a second one.
  /// - Throws: `Diagnostic` for somebody who began as a second coder.
  func all() throws -> [CodingItem] {
    if try draw() != nil {
      throw Diagnostic(
        rule: "second-coder", message: "\(coder) is a second coder of these comments",
        hint: "go on with --second, or code under another name")
    }
    return try everything()
  }

  /// The comments drawn for a second coder, in their order; drawn now where that was not done yet.
  /// - Throws: `Diagnostic` for somebody who coded them first.
  func drawn(_ sample: Percent?, seed: UInt64?) throws -> [CodingItem] {
    let all = try everything()
    let draw: CodingDraw
    if let kept = try self.draw() {
      if let sample, sample.value / 100 != kept.share {
        throw Diagnostic(
          rule: "drawn-already",
          message: "\(coder) is given \(Percent.words(kept.share)) of the comments already; that stays",
          hint: "leave --sample out to go on with those")
      }
      draw = kept
    } else {
      let mine = try store.codes(CodeQuery(survey: survey.id, codebook: codebook.id, coder: coder))
      let texts = Set(all.map(\.text))
      if mine.contains(where: {
        texts.contains(CodingDraw.Text(response: $0.response, question: $0.question))
      }) {
        throw Diagnostic(
          rule: "coded-first", message: "\(coder) coded some of these comments first",
          hint: "a second coder is somebody else: --coder NAME")
      }
      draw = try newDraw(all, share: (sample?.value ?? 100) / 100, seed: seed ?? KeyingDraw.randomSeed())
    }
    let items = Dictionary(all.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    return draw.texts.compactMap { items[$0] }
  }

  private func draw() throws -> CodingDraw? {
    let wanted = CodingDraw(
      survey: survey.id, event: event, question: question, codebook: codebook.id, coder: coder, seed: 0,
      share: 1,
      texts: [], occasion: Occasion(at: "", by: "", why: ""))
    return try store.codingDraws(survey: survey.id).first { $0.isSame(as: wanted) }
  }

  private func newDraw(_ items: [CodingItem], share: Double, seed: UInt64) throws -> CodingDraw {
    var random = SplitMix64(seed: seed)
    let count = Int((share * Double(items.count)).rounded(.up))
    let draw = CodingDraw(
      survey: survey.id, event: event, question: question, codebook: codebook.id, coder: coder, seed: seed,
      share: share, texts: Array(items.map(\.text).shuffled(using: &random).prefix(count)),
      occasion: Occasion(at: Clock.timestamp, by: coder, why: "second coder"))
    try store.keep(draw)
    return draw
  }
}

extension Percent {
  /// "20%".
  static func words(_ share: Double) -> String {
    let percent = share * 100
    return percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
  }
}

/// The rules of a codebook, made ready anew when a version comes out while somebody codes.
private final class LateRules: Sendable {
  private let coder: Mutex<(version: Int, coder: ThemeCoder)>

  init(_ codebook: Codebook) throws { coder = Mutex((codebook.version, try ThemeCoder(codebook))) }

  func themes(of text: String, _ codebook: Codebook) -> [Theme.ID] {
    coder.withLock { kept in
      // A theme that was made while coding has no phrases: should the new version not compile, the old rules do.
      if kept.version != codebook.version, let next = try? ThemeCoder(codebook) {
        kept = (codebook.version, next)
      }
      return kept.coder.themes(of: text)
    }
  }
}

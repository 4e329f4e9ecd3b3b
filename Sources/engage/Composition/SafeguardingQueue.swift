import EngageFiles
import EngageModel
import EngageStore

/// Looks through the texts of a survey for somebody in danger, and queues what is found for a person to decide on.
struct SafeguardingQueue {
  /// What came of looking.
  struct Outcome {
    /// How many texts were looked through.
    var texts = 0
    /// Those queued now.
    var queued: [QueuedText] = []
    /// How many wait for a decision, those queued now among them.
    var waiting = 0
  }

  let workplace: Workplace
  let subject: Subject

  /// - Throws: `Diagnostic` where the survey has no codebook for it.
  func scan(by person: String) throws -> Outcome {
    guard let survey = subject.survey else { return Outcome() }
    guard let rules = try SafeguardingRules(try workplace.codebooks(of: subject)) else {
      throw Diagnostic(
        rule: "no-safeguarding-codebook",
        message: "the survey \(survey.id) has no codebook to find texts that may tell of somebody in danger",
        hint:
          "put codebook.safeguarding.yaml into Surveys/\(survey.id)/: its first theme is what is looked for")
    }
    let store = try workplace.requiredStore()
    let toTell = workplace.workspace.safeguarding().value?.contacts.first.flatMap { $0.name ?? $0.role }
    let comments = try CommentList(survey.questions.filter { $0.type == .text }, of: subject, in: workplace)
      .byText.values
    let found = comments.sorted { $0.place < $1.place }.compactMap { comment in
      rules.findings(in: comment.text).map { found in
        QueuedText(
          response: comment.response, question: comment.question, session: comment.session,
          fingerprint: comment.key.fingerprint, codebook: found.codebook, themes: found.themes,
          at: Clock.timestamp, by: person, toTell: toTell)
      }
    }
    let queued = found.isEmpty ? [] : try store.queue(found)
    let waiting = try store.queuedTexts(survey: survey.id, event: nil).count { $0.verdict == nil }
    return Outcome(texts: comments.count, queued: queued, waiting: waiting)
  }

  /// Looks through an event after texts came in, and says on standard error if any were queued. Whatever goes wrong
  /// here is told and undoes nothing: the texts are stored.
  static func look(through event: Event.ID, survey: Survey.ID, in workplace: Workplace, by person: String) {
    do {
      var scope = ScopeOptions()
      (scope.survey, scope.event, scope.session) = (survey.rawValue, [event.rawValue], [])
      let subject = try workplace.subject(scope)
      guard try SafeguardingRules(try workplace.codebooks(of: subject)) != nil else { return }
      let queued = try SafeguardingQueue(workplace: workplace, subject: subject).scan(by: person).queued
      if !queued.isEmpty { Terminal.tellError(words(queued.count)) }
    } catch {
      Terminal.tellError(
        "Whether these texts tell of somebody in danger could not be looked for. Read them, and run: "
          + "engage safeguarding scan --survey \(survey)")
    }
  }

  static func words(_ count: Int) -> String {
    "\(count) \(count == 1 ? "text" : "texts") may tell of somebody in danger: engage safeguarding list"
  }
}

import EngageEntry
import EngageFiles
import EngageModel
import EngageStore

/// The texts that somebody is to decide on, and what is known of them.
struct ReviewWork {
  let workplace: Workplace
  let subject: Subject
  let survey: Survey
  let questions: [Question]
  let store: any ResponseStore
  let redaction: Redaction
  let permission: QuotingPermission

  /// - Parameter names: the text questions; all if empty.
  /// - Throws: `Diagnostic` for names that are unknown.
  init(_ workplace: Workplace, _ subject: Subject, questions names: [String]) throws {
    guard let survey = subject.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "this event has no survey, so there are no texts to decide on")
    }
    self.workplace = workplace
    self.subject = subject
    self.survey = survey
    let texts = survey.questions.filter { $0.type == .text }
    questions = names.isEmpty ? texts : try names.map { try ReviewWork.question($0, among: texts) }
    store = try workplace.requiredStore()
    redaction = try Redaction(subject, in: workplace)
    permission = QuotingPermission(subject)
  }

  private static func question(_ name: String, among texts: [Question]) throws -> Question {
    if let found = texts.first(where: { $0.id.rawValue == name }) { return found }
    let names = texts.map(\.id.rawValue)
    throw Diagnostic(
      rule: "unknown-question", message: "there is no text question “\(name)”",
      hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
        ?? "there are: \(names.joined(separator: ", "))")
  }

  /// A text to decide on.
  struct Item {
    var response: Response
    var question: Question.ID
    var text: String
    /// Whether whoever wrote it agreed to be quoted.
    var isPermitted: Bool

    var place: TextPlace { TextPlace(response: response.id, question: question) }
    var key: CodingSheetLayout.TextKey {
      CodingSheetLayout.TextKey(
        response: response.id, question: question, fingerprint: CodedText.fingerprint(of: text.utf8))
    }
  }

  /// The texts in the order of responses, then of questions, without those that wait for a safeguarding decision.
  /// - Parameter permittedOnly: only of people who agreed to be quoted.
  func items(permittedOnly: Bool = false) throws -> (items: [Item], waiting: Int) {
    let wanted = Set(subject.sessions)
    let held = try store.heldPlaces(survey: survey.id)
    var items: [Item] = []
    var waiting = 0
    for response in try store.responses(ResponseQuery(survey: survey.id))
    where wanted.contains(response.session) {
      let isPermitted = permission.isGiven(by: response)
      if permittedOnly, !isPermitted { continue }
      for question in questions {
        guard case .text(let text) = response[question.id], text.contains(where: { !$0.isWhitespace }) else {
          continue
        }
        let item = Item(response: response, question: question.id, text: text, isPermitted: isPermitted)
        if held.contains(item.place) { waiting += 1 } else { items.append(item) }
      }
    }
    return (items, waiting)
  }

  /// Decisions by text.
  func reviews() throws -> [TextPlace: TextReview] {
    Dictionary(
      try store.reviews(survey: survey.id, event: nil).map { ($0.place, $0) }, uniquingKeysWith: { $1 })
  }

  /// Where a text comes from and whether it may be quoted, in a line.
  func context(of response: Response) -> String {
    ReviewWork.context(of: response, subject.events, permission)
  }

  private static func context(
    of response: Response, _ events: [Event], _ permission: QuotingPermission
  ) -> String {
    let sessions = events.first { $0.id == response.session.event }?.sessions ?? []
    let session = sessions.first { $0.id == response.session.session }
    let place = session?.displayName ?? response.session.session.rawValue
    if response.unit == .table { return "\(place), a table's notes: quoted nowhere outside" }
    guard permission.isAsked(of: response) else { return "\(place), a form: nobody was asked about quoting" }
    return permission.isGiven(by: response)
      ? "\(place), a form: agreed to be quoted" : "\(place), a form: did not agree to be quoted"
  }

  func job(_ items: [Item], reviewer: String) -> ReviewJob {
    let (redaction, permission, events) = (redaction, permission, subject.events)
    let contacts =
      workplace.workspace.safeguarding().value?.lines ?? SafeguardingContacts.usualEmergency
    return ReviewJob(
      survey: survey, reviewer: reviewer, title: subject.title,
      items: items.map {
        CodingItem(response: $0.response.id, question: $0.question, fingerprint: $0.key.fingerprint)
      },
      suggest: { redaction.spans(in: $0) }, context: { ReviewWork.context(of: $0, events, permission) },
      safeguarding: contacts)
  }
}

/// How far the reading of a survey's texts came.
struct ReviewProgress: Encodable {
  var survey: String
  var texts = 0
  /// Texts in which something was found that might tell who somebody is.
  var withSuggestions = 0
  var suggestions = 0
  /// What was found, by kind.
  var kinds: [String: Int] = [:]
  var reviewed = 0
  var unreviewed = 0
  /// Decided on, and changed since: they count as unreviewed too.
  var changed = 0
  var released = 0
  var redacted = 0
  var withheld = 0
  /// Released, and written by somebody who agreed to be quoted.
  var quotable = 0
  /// Waiting for a safeguarding decision.
  var queued = 0

  private enum CodingKeys: String, CodingKey {
    case survey, texts, suggestions, kinds, reviewed, unreviewed, changed, released, redacted, withheld
    case withSuggestions = "with_suggestions"
    case quotable, queued
  }

  init(_ work: ReviewWork) throws {
    survey = work.survey.id.rawValue
    let reviews = try work.reviews()
    let (items, waiting) = try work.items()
    queued = waiting
    for item in items { count(item, reviews[item.place], work.redaction.spans(in: item.text)) }
  }

  private mutating func count(_ item: ReviewWork.Item, _ review: TextReview?, _ spans: [TextReview.Span]) {
    texts += 1
    suggestions += spans.count
    if !spans.isEmpty { withSuggestions += 1 }
    for span in spans { kinds[span.kind ?? "", default: 0] += 1 }
    guard let review, review.isAbout(item.text) else {
      unreviewed += 1
      if review != nil { changed += 1 }
      return
    }
    reviewed += 1
    switch review.decision {
    case .release: released += 1
    case .redact: redacted += 1
    case .withhold: withheld += 1
    }
    if review.decision != .withhold, item.isPermitted { quotable += 1 }
  }

  var words: String {
    func texts(_ count: Int) -> String { "\(count) \(count == 1 ? "text" : "texts")" }
    var lines = ["\(texts(self.texts)) to decide on in \(survey)."]
    let found = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }
    lines.append(
      suggestions == 0
        ? "Nothing was found that might tell who somebody is; names are often missed."
        : "\(texts(withSuggestions)) with \(suggestions) \(suggestions == 1 ? "suggestion" : "suggestions"): "
          + "\(found.joined(separator: ", ")). Names are often missed.")
    lines.append(
      "Decided on: \(reviewed) (may leave as they stand: \(released), in other words: \(redacted), stay: \(withheld)). "
        + "Not decided on: \(unreviewed)" + (changed > 0 ? ", \(changed) of them changed since." : "."))
    lines.append("May be quoted to others, as whoever wrote it agreed: \(quotable).")
    if queued > 0 {
      lines.append(
        "Not among them: \(texts(queued)) waiting for a safeguarding decision (engage safeguarding list).")
    }
    return lines.joined(separator: "\n")
  }
}

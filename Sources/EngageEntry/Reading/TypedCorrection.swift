public import EngageModel

/// A stored response with answers put right by what was typed, such as `safe_day=4`: each value is what a person
/// would type in a form.
///
/// Only what was typed changes, and what skip logic makes of it: an answer that no longer counts is kept as hidden,
/// and one that counts again comes back.
public struct TypedCorrection {
  /// As it is to be.
  public private(set) var response: Response
  /// What can't be done; nothing must be stored then.
  public private(set) var problems: [Diagnostic] = []
  /// What else follows, to be told.
  public private(set) var remarks: [Diagnostic] = []

  private let survey: Survey
  private let before: Response
  private let flow: QuestionFlow
  private var typed: Set<Question.ID> = []

  /// - Parameter survey: the version that the response answers.
  public init(
    _ response: Response, survey: Survey, today: CalendarDate, secondsSinceMidnight: Int,
    language: String? = nil
  ) {
    self.response = response
    self.survey = survey
    before = response
    flow = QuestionFlow(
      survey: survey, unit: response.unit, today: today, secondsSinceMidnight: secondsSinceMidnight,
      language: language)
  }

  /// Takes assignments: a question's name, `=`, and what one would type for it.
  public mutating func set(_ assignments: [String]) {
    var said = Self.said(before)
    for assignment in assignments {
      guard let (question, value) = split(assignment) else { continue }
      guard typed.insert(question.id).inserted else {
        problems.append(problem("given-twice", "\(question.id) is set twice", "give each question once"))
        continue
      }
      do {
        said[question.id] = try read(value, question, said)
      } catch {
        problems.append(problem("bad-answer", "\(question.id): \(error.words)", nil))
      }
    }
    apply(said)
  }

  /// The question and the value of an assignment; `nil` where it is none, which is a problem.
  private mutating func split(_ assignment: String) -> (Question, String)? {
    guard let sign = assignment.firstIndex(of: "=") else {
      problems.append(
        problem("bad-assignment", "--set needs a question, “=” and an answer", "--set safe_day=4"))
      return nil
    }
    let name = String(assignment[..<sign]).trimmed
    guard let question = survey.question(Question.ID(name)) else {
      let near = nearestName(to: name, among: survey.questions.map(\.id.rawValue))
      problems.append(
        problem(
          "unknown-question", "version \(survey.version) of \(survey.id) has no question “\(name)”",
          near.map { "did you mean \($0)?" } ?? "see: engage survey show \(survey.id)"))
      return nil
    }
    guard flow.asked.contains(where: { $0.id == question.id }) else {
      let why =
        question.type == .calculate || question.type == .hidden
        ? "is worked out, not answered" : "is not asked of a \(before.unit == .table ? "table" : "form")"
      problems.append(problem("not-answered", "\(name) \(why)", nil))
      return nil
    }
    if before.details?.table?.points[question.id]?.isEmpty == false {
      problems.append(
        problem(
          "kept-in-points", "the notes on \(name) are kept point by point",
          "put the points right: engage responses edit \(before.id)"))
      return nil
    }
    if question.type == .text, before.details?.restricted.contains(question.id) == true {
      problems.append(
        problem(
          "held-back", "the text of \(name) is held back, and nothing can be put beside it here",
          "what is added at a screen is held back as well: engage responses edit \(before.id)"))
      return nil
    }
    return (question, String(assignment[assignment.index(after: sign)...]).withoutControls.trimmed)
  }

  private func problem(_ rule: String, _ message: String, _ hint: String?) -> Diagnostic {
    Diagnostic(rule: rule, message: message, hint: hint)
  }

  private func read(
    _ value: String, _ question: Question, _ said: [Question.ID: Answer]
  ) throws(EntryRefusal) -> Answer {
    if value.isEmpty { return .missing(.notAnswered) }
    let offered = flow.offered(question, flow.context(of: flow.settled(said)))
    let isLabel = offered.contains {
      $0.label.text.lowercased() == value.lowercased() || $0.id.rawValue.lowercased() == value.lowercased()
    }
    if !isLabel, let reason = try Self.reason(value) {
      let ticksOne = question.type == .selectOne || question.type == .scale
      if (reason == .moreThanOneTicked || reason == .betweenTwo) && !ticksOne {
        throw EntryRefusal("“\(reason.label)” is for questions where one box may be ticked.")
      }
      return .missing(reason)
    }
    let line = value.hasPrefix("//") ? String(value.dropFirst()) : value
    return try AnswerReader(question: question, offered: offered, language: flow.language).read(line)
  }

  /// The reason for there being no answer, in words (`not answered`) or as it is typed in a form (`/n`).
  private static func reason(_ value: String) throws(EntryRefusal) -> MissingReason? {
    if value.hasPrefix("/"), !value.hasPrefix("//") {
      guard let reason = try EntryWord(String(value.dropFirst())).missingReason else {
        throw EntryRefusal("That is a command for forms, not an answer.")
      }
      return reason
    }
    let words = value.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    return MissingReason.allCases.first { $0 != .notAsked && $0.label == words }
  }

  /// What the paper says: answers that count, and those that don't.
  private static func said(_ response: Response) -> [Question.ID: Answer] {
    response.answers.filter { $0.value != .missing(.notAsked) }
      .merging(response.details?.hidden ?? [:]) { counted, _ in counted }
  }

  /// Takes over what was typed, and what follows from it.
  private mutating func apply(_ said: [Question.ID: Answer]) {
    let (old, new) = (flow.settled(Self.said(before)), flow.settled(said))
    var details = before.details ?? ResponseDetails()
    let context = flow.context(of: new)
    for question in survey.questions {
      let id = question.id
      guard typed.contains(id) || old[id] != new[id] else { continue }
      let counted = new[id] ?? .missing(.notAnswered)
      response.answers[id] = counted == .missing(.notAnswered) ? nil : counted
      let written = said[id] ?? .missing(.notAnswered)
      let isHidden = counted == .missing(.notAsked) && written != .missing(.notAnswered)
      details.hidden[id] = isHidden ? written : nil
      tell(question, isHidden: isHidden, wasHidden: before.details?.hidden[id] != nil)
      check(counted, question, context)
    }
    response.details = details.isEmpty ? nil : details
  }

  private mutating func tell(_ question: Question, isHidden: Bool, wasHidden: Bool) {
    let id = question.id
    if isHidden {
      remarks.append(
        Diagnostic(
          .warning, rule: "hidden-answer",
          message: "\(id) is not asked after the other answers: what it says is kept and counted nowhere"))
    } else if wasHidden, !typed.contains(id) {
      remarks.append(
        Diagnostic(
          .warning, rule: "answer-counts-again",
          message: "\(id) is asked after the other answers now: what was kept hidden counts again"))
    }
  }

  private mutating func check(_ answer: Answer, _ question: Question, _ context: AnswersContext) {
    guard flow.breaksConstraint(answer, to: question, context) else { return }
    let words =
      question.constraintMessage?.text(in: flow.language) ?? "the survey does not allow this answer here"
    let hint = "if the paper says so: --set \(question.id)=unreadable, and --note what it says"
    problems.append(problem("constraint", "\(question.id): \(words)", hint))
  }
}

extension TypedCorrection {
  /// Puts right what tells and places the response; what is `nil` stays.
  /// - Parameters:
  ///   - key: the form number; empty for none.
  ///   - people: a whole number, or `unknown`.
  ///   - note: a remark on the whole response; empty for none.
  public mutating func place(key: String?, session: Session.ID?, people: String?, note: String?) {
    if let key = key?.withoutControls.trimmed { response.key = key.isEmpty ? nil : key }
    if let session { response.session.session = session }
    if let people { take(people: people.trimmed) }
    if let note = note?.withoutControls.trimmed {
      var details = response.details ?? ResponseDetails()
      details.note = note.isEmpty ? nil : note
      response.details = details.isEmpty ? nil : details
    }
  }

  private mutating func take(people: String) {
    guard response.unit == .table else {
      problems.append(
        problem("head-count", "a form speaks for one person; only tables have a head count", nil))
      return
    }
    if people.lowercased() == "unknown" {
      response.people = nil
    } else if let count = Int(people), (1...10_000).contains(count) {
      response.people = count
    } else {
      problems.append(problem("head-count", "--people is a number from 1 to 10,000, or unknown", nil))
    }
  }
}

import EngageAnalysis
import EngageModel
import EngageReport

/// Keeps equality questions from being shown by session to others, unless whoever publishes the report allows it: a
/// session is few people who know each other, and what some of them are is soon told.
///
/// Equality questions are those that identify and those that are sensitive. Events count as sessions where a report is
/// on several; a day does, as it picks a session.
struct EqualityBySession {
  static let reason =
    "Not shown: who people are (equality questions) is not told by session, where few people would be told apart."
  static let remedy =
    "Whoever publishes the report can allow it: equality_by_session: yes in the recipe or in the profile."

  private let questions: [Question]
  private let manifests: [AnalysisManifest]
  private let places: Set<String>
  /// Whether the report as a whole is on some sessions only.
  private let isOnSomeSessions: Bool
  private let filter: String?

  /// - Parameters:
  ///   - filter: the condition of the report as a whole.
  ///   - isOnSomeSessions: whether it is on some sessions of its events only.
  init(
    survey: Survey?, events: [Event], manifests: [AnalysisManifest], filter: String?, isOnSomeSessions: Bool
  ) {
    questions = survey?.questions ?? []
    self.manifests = manifests
    self.filter = filter
    self.isOnSomeSessions = isOnSomeSessions
    places = events.count > 1 ? ["session", "event", "date"] : ["session", "date"]
  }

  static func isEquality(_ question: Question) -> Bool { question.identifies || question.sensitive }

  private var equality: Set<Question.ID> { Set(questions.filter(EqualityBySession.isEquality).map(\.id)) }

  /// What becomes of a section for readers outside the organisation.
  func step(_ request: SectionRequest) -> SectionPlan.Step {
    guard !request.equalityBySession, tellsPlaces(request) else { return .run(request) }
    let withheld = SectionPlan.Step.withheld(
      request, reason: EqualityBySession.reason, remedy: EqualityBySession.remedy)
    let conditions = reach(of: request).questions
    if !equality.isDisjoint(with: conditions) { return withheld }
    if let by = request.by, equality.contains(Question.ID(by)) { return withheld }
    guard let manifest = manifests.first(where: { $0.name == request.analysis }),
      manifest.questions != .unused
    else { return .run(request) }
    let asked = request.questions.isEmpty ? candidates(manifest).map(\.id) : request.questions
    let left = asked.filter { !equality.contains($0) }
    if left.count == asked.count { return .run(request) }
    if left.isEmpty || manifest.provides == "equality-profile" { return withheld }
    var rest = request
    // Of those that it can use an analysis may take some: none is named where none was.
    if request.questions.isEmpty { rest.leavingOut = equality } else { rest.questions = left }
    let labels = questions.filter { asked.contains($0.id) && equality.contains($0.id) }.map {
      "“\($0.label.text)”"
    }
    return .run(
      rest, remark: "Not shown by session: \(Wording.list(labels)). \(EqualityBySession.remedy)")
  }

  /// Whether a finished section crosses an equality question with a place all the same.
  func crosses(_ section: Section, _ request: SectionRequest) -> Bool {
    guard !request.equalityBySession else { return false }
    let names = Set(equality.map(\.rawValue))
    let isOfSomePlace =
      isOnSomeSessions || !request.sessions.isEmpty || !places.isDisjoint(with: reach(of: request).facts)
    return section.tables.contains { table in
      let dimensions = Set(table.dimensions)
      return !names.isDisjoint(with: dimensions) && (isOfSomePlace || !places.isDisjoint(with: dimensions))
    }
  }

  private func reach(of request: SectionRequest) -> (questions: Set<Question.ID>, facts: Set<String>) {
    let (own, whole) = (RowFilter.reach(of: request.filter), RowFilter.reach(of: filter))
    return (own.questions.union(whole.questions), own.facts.union(whole.facts))
  }

  private func tellsPlaces(_ request: SectionRequest) -> Bool {
    isOnSomeSessions || !request.sessions.isEmpty || request.by.map(places.contains) == true
      || !places.isDisjoint(with: reach(of: request).facts)
  }

  /// What an analysis takes where no question is named.
  private func candidates(_ manifest: AnalysisManifest) -> [Question] {
    questions.filter {
      manifest.questionTypes.contains($0.type) && ($0.type != .text || $0.codebook != nil)
    }
  }
}

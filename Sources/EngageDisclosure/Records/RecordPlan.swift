public import EngageModel
internal import EngageReport

/// What becomes of each question of a survey in a file of records that leaves.
public struct RecordPlan: Sendable {
  /// Why a question has no column.
  public enum Omission: Sendable, Hashable {
    case sensitive
    /// Whoever lets the records go wants it so.
    case wanted
    /// The profile asks for fewer than two different answers, so nothing would protect it.
    case profile
    /// Somebody's own words, and nobody released them.
    case words
    /// Made by a device or a calculation: it may hold anything.
    case made
    /// Skip logic or a calculation ties it to the named question.
    case tells(Question.ID)
    /// Fewer different answers than every class needs.
    case tooFewAnswers
    /// The least information is lost where it is left out.
    case recoded
    /// Figures that these releases hide could be counted by it.
    case hiddenInReports([Int])

    /// Whether a report is the reason.
    public var isHiddenInReports: Bool {
      if case .hiddenInReports = self { return true }
      return false
    }

    /// The words for people.
    public var words: String {
      switch self {
      case .sensitive: "sensitive, and not asked for with --include"
      case .wanted: "as asked"
      case .profile: "sensitive, and the profile has no rule that would protect it"
      case .words: "people’s own words, which are in no file of records"
      case .made: "filled in by a device or a calculation"
      case .tells(let question): "it would tell something of \(question) that is kept back"
      case .tooFewAnswers:
        "too few different answers to it: whoever knows that somebody took part would know theirs"
      case .recoded: "with it too few would be alike"
      case .hiddenInReports(let releases): "by it figures could be counted that \(RecordPlan.words(releases))"
      }
    }
  }

  /// “release 3 hides”, “releases 3 and 5 hide”.
  static func words(_ releases: [Int]) -> String {
    let all = Wording.list(releases.map(String.init))
    return releases.count == 1 ? "release \(all) hides" : "releases \(all) hide"
  }

  /// Whether it is told where a form comes from.
  private(set) var tellsSession: Bool
  /// Questions by which people may be recognised, in survey order.
  public internal(set) var identifying: [Question] = []
  /// Those of them, and others, whose answers nobody may learn.
  public internal(set) var sensitive: [Question] = []
  /// The rest.
  public internal(set) var ordinary: [Question] = []
  public internal(set) var omitted: [(question: Question.ID, why: Omission)] = []

  /// - Parameters:
  ///   - included: sensitive questions that are asked for.
  ///   - unwanted: questions that are to be left out, so that others can be told more exactly; `session`, too.
  ///   - rules: of the profile.
  ///   - releasesWords: whether somebody says which texts may leave.
  /// - Throws: a diagnostic for each name that is no question.
  public init(
    survey: Survey, including included: [Question.ID], leavingOut unwanted: [Question.ID] = [],
    rules: DisclosureProfile.RecordRules,
    releasesWords: Bool
  ) throws(DiagnosticsError) {
    let session: Question.ID = "session"
    tellsSession = survey.question(session) != nil || !unwanted.contains(session)
    try RecordPlan.check(included + unwanted.filter { tellsSession || $0 != session }, in: survey)
    if !tellsSession { omitted.append((session, .wanted)) }
    let told = RecordPlan.told(in: survey)
    for question in survey.questions where question.type.columnKind != nil {
      if unwanted.contains(question.id) {
        omitted.append((question.id, .wanted))
      } else if question.sensitive, !included.contains(question.id) {
        omitted.append((question.id, .sensitive))
      } else if question.sensitive, rules.different < 2 {
        omitted.append((question.id, .profile))
      } else if question.type == .calculate || question.type == .hidden {
        omitted.append((question.id, .made))
      } else if let other = told[question.id] {
        omitted.append((question.id, .tells(other)))
      } else if question.type == .text {
        // Words by which somebody may be recognised, or which tell what is sensitive, are in no class of alike ones.
        let canLeave = releasesWords && !question.identifies && !question.sensitive
        if canLeave { ordinary.append(question) } else { omitted.append((question.id, .words)) }
      } else {
        add(question)
      }
    }
  }

  private mutating func add(_ question: Question) {
    if question.recognises { identifying.append(question) }
    if question.sensitive { sensitive.append(question) }
    if !question.recognises, !question.sensitive { ordinary.append(question) }
  }

  /// Leaves out a question, or the session.
  mutating func omit(_ question: Question.ID, _ why: Omission) {
    if question.rawValue == FigureColumns.place, !all.contains(where: { $0.id == question }) {
      tellsSession = false
    }
    identifying.removeAll { $0.id == question }
    ordinary.removeAll { $0.id == question }
    sensitive.removeAll { $0.id == question }
    omitted.append((question, why))
  }

  /// Every question that has a column, so far.
  var all: [Question] {
    identifying + ordinary + sensitive.filter { !$0.recognises }
  }

  private static func check(_ included: [Question.ID], in survey: Survey) throws(DiagnosticsError) {
    let names = survey.questions.map(\.id.rawValue)
    let unknown = included.filter { survey.question($0) == nil }.map { id in
      Diagnostic(
        rule: "unknown-question", message: "the survey \(survey.id) has no question “\(id)”",
        hint: nearestName(to: id.rawValue, among: names).map { "did you mean \($0)?" })
    }
    if !unknown.isEmpty { throw DiagnosticsError(unknown) }
  }

  /// Questions that depend on one that is recoded, withheld or left out, and on which: whether they were asked, what
  /// could be answered or what was calculated would tell of it. A question by which people are recognised that depends
  /// on any other goes for the same reason: the other would tell of it.
  private static func told(in survey: Survey) -> [Question.ID: Question.ID] {
    var told: [Question.ID: Question.ID] = [:]
    func isKeptBack(_ id: Question.ID) -> Bool {
      guard let question = survey.question(id) else { return false }
      return question.recognises || question.sensitive || told[id] != nil
        || question.type.isTextual
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for question in survey.questions where told[question.id] == nil {
        let others = survey.dependencies(of: question).filter { $0 != question.id }
        let reason =
          question.recognises
          ? others.min() : others.filter(isKeptBack).min()
        guard let reason else { continue }
        told[question.id] = reason
        isGrowing = true
      }
    }
    return told
  }
}

extension Question {
  /// Whether people may be recognised by it: the survey says so, or it is a date or a time of day.
  var recognises: Bool { identifies || type == .date || type == .time }
}

extension Survey {
  /// The questions that decide whether another is asked, what may be answered to it and what is filled in.
  func dependencies(of question: Question) -> Set<Question.ID> {
    var expressions = relevance(of: question)
    expressions += [question.constraint, question.choiceFilter, question.calculation].compactMap { $0 }
    if case .when(let condition) = question.required { expressions.append(condition) }
    var found = expressions.reduce(into: Set<Question.ID>()) { $0.formUnion($1.references) }
    if let other = question.otherOf { found.insert(other) }
    if let value = question.defaultValue, let expression = try? Expression(parsing: value) {
      found.formUnion(expression.references)
    }
    return found
  }
}

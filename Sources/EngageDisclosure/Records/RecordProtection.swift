public import EngageModel

/// Makes the forms of a survey safe to leave one by one: at least `alike` of them show the same by all questions that
/// people may be recognised by, with at least `different` answers among them to each sensitive question.
///
/// ```swift
/// let protection = try RecordProtection(rules: profile.records, survey: pooled, events: events, sessions: sessions)
/// let records = try protection.protect(store, keys: RecordKeys(secret: secret), recipient: "Public Health", at: now)
/// ```
/// People may be recognised by questions marked `identifies`, by the session they came to, and by dates and times of
/// day. Each is told as coarsely as loses least (groups of choices, bands, months, districts); single answers are then
/// withheld. A withheld answer is a value of its own and matches no other. Why an identifying answer is missing is not
/// told. Notes of tables are left out: they are no persons, and hide nobody.
public struct RecordProtection: Sendable {
  public let rules: DisclosureProfile.RecordRules
  public let plan: RecordPlan
  private let survey: Survey
  private let events: [Event]
  private let sessions: [SessionReference]
  private let isWhole: Bool
  private let releasedText: (@Sendable (_ response: Int64, _ question: Question) throws -> String?)?

  /// - Parameters:
  ///   - survey: all versions pooled.
  ///   - events: those of the sessions, with their districts.
  ///   - sessions: whose forms are to leave.
  ///   - isWhole: whether these are all sessions of the events.
  ///   - included: sensitive questions that are asked for.
  ///   - unwanted: questions that are to be left out, so that others can be told more exactly.
  ///   - releasedText: what of a text may leave; `nil` as a whole where nobody decides on texts: they are left out.
  /// - Throws: a diagnostic for each name that is no question.
  public init(
    rules: DisclosureProfile.RecordRules, survey: Survey, events: [Event], sessions: [SessionReference],
    isWhole: Bool = true, including included: [Question.ID] = [], leavingOut unwanted: [Question.ID] = [],
    releasedText: (@Sendable (_ response: Int64, _ question: Question) throws -> String?)? = nil
  ) throws(DiagnosticsError) {
    // One alike would be the record itself.
    self.rules = .init(alike: max(2, rules.alike), different: max(1, rules.different))
    self.survey = survey
    self.events = events
    self.sessions = sessions
    self.isWhole = isWhole
    self.releasedText = releasedText
    plan = try RecordPlan(
      survey: survey, including: included, leavingOut: unwanted, rules: rules,
      releasesWords: releasedText != nil)
  }

  /// - Parameters:
  ///   - keys: the recipient's.
  ///   - earlier: what left before of the same survey, to anybody.
  ///   - reports: the reports that left before, to anybody: what they hide can't be counted in the records.
  ///   - at: ISO 8601.
  /// - Throws: `RecordRefusal` where no safe records can be made; what the source throws.
  public func protect(
    _ source: any ResponseSource, keys: RecordKeys, recipient: String, at: String,
    earlier: [RecordRelease] = [], reports: [EarlierRelease] = []
  ) throws -> ProtectedRecords {
    let all = try RecordTable(source, questions: plan.all, sessions: sessions, survey: survey.id)
    guard all.count >= rules.alike else { throw RecordRefusal.tooFew(alike: rules.alike) }
    let company = try EarlierCompany(
      of: all.ids, earlier: earlier.filter { $0.survey == survey.id }, alike: rules.alike)
    let leaving = all.leaving(out: company.stays)
    let plan = try withoutWhatIsHidden(leaving, company.overlapping, reports)
    let work = RecordWork(
      leaving, plan: plan, rules: rules, strata: company.strata,
      sessions: SessionHierarchy(
        isTold: plan.tellsSession, sessions, events: events,
        avoiding: Set(survey.questions.map(\.id.rawValue)))
    )
    let chosen: RecordRecoding.Choice
    do {
      chosen = try RecordRecoding(
        work.hierarchies, columns: work.columns, safety: work.safety,
        finest: work.hierarchies.map(company.finest)
      ).best()
    } catch { throw RecordRefusal.tooFew(alike: rules.alike) }
    var assembly = RecordOutput(work, chosen, survey: survey)
    try assembly.addAnswers(releasedText: releasedText)
    return try assembly.finish(
      keys: keys, kept: company.stays.count { $0 },
      release: RecordRelease(
        recipient: recipient, at: at, survey: survey.id, sessions: sessions, isWhole: isWhole,
        recodings: assembly.recodings, questions: [], tellsSession: false, treatments: [], omitted: [],
        cells: [], records: [], classes: []))
  }

  /// What can be told without telling what reports hide.
  /// - Throws: `RecordRefusal` where nothing can.
  private func withoutWhatIsHidden(
    _ table: RecordTable, _ earlier: [RecordRelease], _ reports: [EarlierRelease]
  ) throws(RecordRefusal) -> RecordPlan {
    let figures = EarlierFigures(reports, survey: survey, sessions: sessions, isWhole: isWhole)
    let near = figures.forms.first { (1..<rules.alike).contains(abs($0.value - table.count)) }
    if let near { throw .tooLikeReport(alike: rules.alike, release: near.release) }
    let place: Set<String> = [FigureColumns.place]
    let columns = RecordColumns(
      plan.all.map(\.id.rawValue) + (plan.tellsSession ? place : []), survey: survey)
    // Files of different sessions tell of each of them by what they differ in.
    let differs = earlier.contains { Set($0.sessions) != Set(sessions) }
    let leftOut = ColumnsLeftOut(
      columns,
      forbidden: figures.forbidden(table.margins(of: plan.all, sessions: sessions), sessions),
      before: RecordColumns(earlier.flatMap(\.columns), survey: survey).told,
      fixed: isWhole && !differs ? [] : place, order: survey.questions.map(\.id.rawValue))
    guard leftOut.hopeless.isEmpty else { throw .hiddenInReports(releases: leftOut.hopeless.sorted()) }
    var plan = plan
    for (name, releases) in leftOut.columns {
      plan.omit(Question.ID(name), .hiddenInReports(releases.sorted()))
    }
    guard !plan.all.isEmpty || leftOut.columns.isEmpty else {
      throw .hiddenInReports(releases: Set(leftOut.columns.flatMap(\.releases)).sorted())
    }
    return plan
  }
}

/// The forms with all that is needed to choose how they are told.
struct RecordWork {
  let table: RecordTable
  let plan: RecordPlan
  let rules: DisclosureProfile.RecordRules
  /// The identifying questions, the session first.
  let hierarchies: [RecordHierarchy]
  let columns: [CodedColumn]
  let safety: RecordSafety

  init(
    _ table: RecordTable, plan: RecordPlan, rules: DisclosureProfile.RecordRules, strata: CodedColumn,
    sessions: SessionHierarchy
  ) {
    var table = table
    var plan = plan
    for question in plan.ordinary + plan.sensitive.filter({ !$0.recognises })
    where !table.drawInEnds(of: question, alike: rules.alike) {
      plan.omit(question.id, .tooFewAnswers)
    }
    self.rules = rules
    let coded = plan.identifying.map { table.coded($0, alike: rules.alike) }
    hierarchies = [sessions.hierarchy] + coded.map(\.hierarchy)
    columns =
      [CodedColumn(codes: table.sessions.map { $0 + 1 }, count: sessions.hierarchy.codeCount)]
      + coded.map(\.column)
    var sensitive: [CodedColumn] = []
    for question in plan.sensitive where !question.recognises {
      let (column, hierarchy) = table.coded(question, alike: rules.alike)
      let told = hierarchy.levels[0].isLeftOut ? column : column.told(hierarchy.levels[0])
      if RecordWork.canDiffer(told, strata: strata, different: rules.different) {
        sensitive.append(told)
      } else {
        plan.omit(question.id, .tooFewAnswers)
      }
    }
    self.table = table
    self.plan = plan
    safety = RecordSafety(
      alike: rules.alike, different: rules.different, strata: strata, sensitive: sensitive,
      both: plan.identifying.indices.filter { plan.identifying[$0].sensitive }.map { $0 + 1 })
  }

  /// Whether there are enough different answers at least where all are alike.
  private static func canDiffer(_ column: CodedColumn, strata: CodedColumn, different: Int) -> Bool {
    var found = Array(repeating: Set<Int32>(), count: strata.count)
    for (code, stratum) in zip(column.codes, strata.codes)
    where code > 0 && column.isAnswer.indices.contains(Int(code)) && column.isAnswer[Int(code)] {
      found[Int(stratum)].insert(code)
    }
    return found.allSatisfy { $0.count >= different }
  }
}

/// Sessions, then districts, then events.
struct SessionHierarchy {
  let hierarchy: RecordHierarchy

  /// - Parameters:
  ///   - isTold: whether it may be told at all.
  ///   - names: of questions, none of which the column may have.
  init(isTold: Bool, _ sessions: [SessionReference], events: [Event], avoiding names: Set<String>) {
    var name = "session"
    while names.contains(name) { name = "_" + name }
    let question = Question(
      id: Question.ID(name), type: .selectOne, label: "Where and when: session, district or event")
    let hasSeveral = Set(sessions.map(\.event)).count > 1
    func event(_ index: Int) -> Event? { events.first { $0.id == sessions[index].event } }
    func session(_ index: Int) -> Session? { event(index)?.session(sessions[index].session) }
    func choice(_ index: Int, _ id: String, _ label: String) -> Choice {
      let reference = sessions[index]
      guard hasSeveral else { return Choice(id: Choice.ID(id), label: LocalizedText(label)) }
      return Choice(
        id: Choice.ID("\(reference.event)/\(id)"),
        label: LocalizedText("\(event(index)?.title ?? reference.event.rawValue): \(label)"))
    }
    let levels = [
      RecordHierarchy.level("by session", grain: 0, answers: sessions.count) {
        choice($0, sessions[$0].session.rawValue, session($0)?.displayName ?? sessions[$0].session.rawValue)
      },
      RecordHierarchy.level("by district", grain: 1, answers: sessions.count) {
        let district = session($0)?.district ?? "elsewhere"
        return choice($0, district, district)
      },
      RecordHierarchy.level("by event", grain: 2, answers: sessions.count) {
        Choice(
          id: Choice.ID(sessions[$0].event.rawValue),
          label: LocalizedText(event($0)?.title ?? sessions[$0].event.rawValue))
      },
    ]
    hierarchy = RecordHierarchy(
      question, codeCount: sessions.count + 1, levels: isTold ? levels.filter { $0.told.count > 1 } : [])
  }
}

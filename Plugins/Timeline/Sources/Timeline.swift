public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageText

/// When responses came in, what they raised when, and what each event brought in which year.
public struct Timeline: Analysis {
  public static let manifest = AnalysisManifest(
    name: "timeline", version: "1.0.0", provides: "timeline", title: "When people answered",
    summary: "Counts responses by day, week or month, the themes in them if asked for, and events by year.",
    options: [
      OptionSpecification(
        "unit", .oneOf(["auto", "day", "week", "month"]), default: "auto",
        summary: "Days, weeks from Monday or months; auto: by how long the time is.", example: "unit=week"),
      OptionSpecification(
        "order", .oneOf(DayOrder.Choice.allCases.map(\.rawValue)), default: "auto",
        summary: "How to read 4/5/2016; auto: as the other dates of the event have to be read.",
        example: "order=day-first"),
      OptionSpecification(
        "themes", .boolean, default: "no", summary: "Whether the themes of a codebook are counted by date.",
        example: "themes=yes"),
      OptionSpecification(
        "codebook", .codebook, default: nil,
        summary: "Which codebook; left out: the one that the survey gives to the questions.",
        example: "codebook=hate-crime"),
      .smallestBase(),
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether responses get a column chart.",
        example: "charts=no"),
    ],
    questionTypes: [.text], readsFreeText: true, readsIdentities: true, questions: .optional,
    example: "engage analyse timeline --survey park-plans --option unit=week")

  public let needs: [Question]
  private let context: AnalysisContext
  private let matcher: CodebookMatcher?
  private let unit: PeriodUnit?
  private let order: DayOrder.Choice
  private let smallestBase: Int
  private let drawsCharts: Bool
  /// By session: the day or month that its file gives it; `nil` where responses have to say it themselves.
  private let known: [SubmissionDay?]
  /// By session: what is taken where a response does not say when it was submitted.
  private let fallback: [SubmissionDay]

  public init(options: Options, context: AnalysisContext) throws {
    if options.isOn("themes") {
      let choice = try DatedThemes.choose(options.text("codebook"), context: context)
      needs = choice.questions
      matcher = try CodebookMatcher(choice.codebook)
    } else {
      guard context.questions.isEmpty, options.text("codebook") == nil else {
        throw DiagnosticsError(
          Diagnostic(
            rule: "bad-option", message: "timeline reads questions and a codebook only to count themes",
            hint: "add --option themes=yes"))
      }
      (needs, matcher) = ([], nil)
    }
    unit = options.text("unit").flatMap(PeriodUnit.init)
    order = options.text("order").flatMap(DayOrder.Choice.init) ?? .auto
    smallestBase = context.smallestBase(options)
    drawsCharts = options.isOn("charts")
    self.context = context
    let dates = context.sessions.indices.map { context.session(at: $0)?.session.date }
    known = dates.map { date in
      guard let date, date.first == date.last else { return nil }
      return .day(date.first.daysSince1970)
    }
    fallback = dates.map { date in
      guard let date, date.first.monthNumber == date.last.monthNumber else { return .unknown }
      return .month(date.first.monthNumber)
    }
  }

  public func start() -> TimelineTally { TimelineTally() }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout TimelineTally) {
    let themes = matcher.map { DatedThemes(batch, questions: needs, matcher: $0) }
    let hasStamps = !batch.submittedAt.codes.isEmpty
    for row in 0..<batch.count {
      let isTable = batch.units[row] == 1
      // What was said in front of all is nobody's response.
      if isTable, batch.people[row] == Int32(Response.peopleOfPlenary) { continue }
      let session = Int(batch.sessions[row])
      let submitted = known[session] == nil && hasStamps ? batch.submittedAt.text(at: row) : nil
      let day = known[session] ?? submitted.map(SubmissionDay.init(submitted:)) ?? fallback[session]
      tally.days[DatedSession(session: session, day: day), default: DayCount()].add(
        isTable: isTable, themes: themes?.themes(at: row))
    }
  }

  public func merge(_ other: TimelineTally, into tally: inout TimelineTally) {
    tally.days.merge(other.days) { $0.merged(with: $1) }
  }

  public func finish(_ tally: TimelineTally) throws -> Section {
    let dated = DatedResponses(tally, context: context, unit: unit, order: order)
    let tables = TimelineTables(
      dated: dated, themes: matcher?.themes,
      texts: matcher.map { Counted.themes(of: $0.codebook, in: needs) } ?? "",
      unions: matcher.map { $0.codebook.unions(in: needs) } ?? [], smallestBase: smallestBase)
    let events = EventYears(context: context, dated: dated)
    var section = Section(analysis: Timeline.manifest.name, title: Timeline.manifest.title)
    section.tables = [tables.timeline] + [tables.themesByDate, events.table].compactMap { $0 }
    section.measures = tables.measures
    section.statements = [tables.finding].compactMap { $0 }
    if drawsCharts, let chart = tables.chart(in: context) { section.charts = [chart] }
    section.notes = dated.notes + events.notes
    return section
  }
}

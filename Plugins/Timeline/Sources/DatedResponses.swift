import EngageAnalysis
import EngageModel
import EngageReport

/// All responses, put in their places in time now that all have been read.
struct DatedResponses {
  private static let mostPeriods = 1000

  let unit: PeriodUnit
  /// By period.
  let periods: [Int: DayCount]
  /// By period, where it is so: the sessions of which all responses, and those of no others, are of it.
  private(set) var sessions: [Int: [SessionReference]] = [:]
  /// By period that others are of too: its sessions of one day. Others may be of it now, and not once more has come in.
  private(set) var sessionsWithin: [Int: [SessionReference]] = [:]
  /// By session: responses by year; those without a day under `nil`.
  private(set) var years: [Int: [Int?: DayCount]] = [:]
  /// Responses without a place: nothing says when; it can't be read; day and month can't be told apart; only the month
  /// is known.
  private(set) var unknown = 0
  private(set) var unreadable = 0
  private(set) var undecided = 0
  private(set) var onlyMonth = 0

  /// - Parameter unit: `nil` for one that suits the time.
  init(
    _ tally: TimelineTally, context: AnalysisContext, unit wanted: PeriodUnit?, order choice: DayOrder.Choice
  ) {
    func event(_ session: Int) -> Event.ID { context.sessions[session].event }
    let order = DayOrder(choice, stamps: tally.days.keys.lazy.map { (event($0.session), $0.day) })
    let days = tally.days.keys.compactMap { order.day($0.day, of: event($0.session)) }
    let hasMonths = tally.days.keys.contains { if case .month = $0.day { true } else { false } }
    let span = (days.max() ?? 0) - (days.min() ?? 0)
    unit = wanted ?? (hasMonths ? .month : PeriodUnit.fitting(span))
    var periods: [Int: DayCount] = [:]
    var periodsOfSessions: [Int: Set<Int?>] = [:]
    for (key, count) in tally.days {
      let day = order.day(key.day, of: event(key.session))
      var year = day.map { CalendarDate(daysSince1970: $0).year }
      var period = day.map(unit.period(of:))
      switch key.day {
      case .month(let month):
        year = month / 12
        if unit == .month { period = month } else { onlyMonth += count.responses }
      case .unknown: unknown += count.responses
      case .unreadable: unreadable += count.responses
      default: if day == nil { undecided += count.responses }
      }
      years[key.session, default: [:]].merge([year: count]) { $0.merged(with: $1) }
      periodsOfSessions[key.session, default: []].insert(period)
      if let period { periods.merge([period: count]) { $0.merged(with: $1) } }
    }
    self.periods = periods
    place(periodsOfSessions, context)
  }

  /// - Parameter found: by session the periods of its responses, `nil` for those without one.
  private mutating func place(_ found: [Int: Set<Int?>], _ context: AnalysisContext) {
    var open: Set<Int> = []
    for (session, periods) in found.sorted(by: { $0.key < $1.key }) {
      if periods.count > 1 {
        open.formUnion(periods.compactMap(\.self))
      } else if case let period?? = periods.first {
        sessions[period, default: []].append(context.sessions[session])
      }
    }
    for period in open {
      let within = (sessions.removeValue(forKey: period) ?? []).filter { session in
        let date = context.sessions.firstIndex(of: session).flatMap { context.session(at: $0)?.session.date }
        return date.map { $0.first == $0.last } ?? false
      }
      if !within.isEmpty { sessionsWithin[period] = within }
    }
  }

  /// How many have a place.
  var placed: Int { periods.values.reduce(0) { $0 + $1.responses } }
  var notPlaced: Int { unknown + unreadable + undecided + onlyMonth }

  /// Whether the time is so long that periods without responses are left out.
  var isSparse: Bool {
    guard let first = periods.keys.min(), let last = periods.keys.max() else { return false }
    return last - first >= DatedResponses.mostPeriods
  }

  /// From the first to the last, those without responses too.
  var listed: [Int] {
    guard let first = periods.keys.min(), let last = periods.keys.max() else { return [] }
    return isSparse ? periods.keys.sorted() : Array(first...last)
  }

  var notes: [String] {
    var notes = [
      "Responses of a session that was on one day are of that day; others are of the day on which they were submitted, "
        + "by the clock of the program that sent them."
    ]
    func tell(_ count: Int, _ why: String) {
      guard count > 0 else { return }
      notes.append(
        "\(Wording.sentence(Wording.count(count, "response is", "responses are"))) left out: \(why).")
    }
    tell(unknown, "nothing says when they were given")
    tell(unreadable, "the time of submission can't be read")
    tell(
      undecided,
      "the day may be the month, and no other date decides it; say so with order=day-first or order=month-first"
    )
    tell(onlyMonth, "only the month is known; unit=month counts them")
    if isSparse {
      notes.append("The time is so long that only those parts of it are listed in which somebody answered.")
    }
    return notes
  }
}

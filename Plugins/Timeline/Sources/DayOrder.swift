import EngageModel

/// Whether days stand before months where a text does not say it: decided by all texts of an event.
struct DayOrder {
  enum Choice: String, CaseIterable {
    case auto
    case dayFirst = "day-first"
    case monthFirst = "month-first"
  }

  /// Texts that can only be read one way.
  private struct Evidence {
    var hasDayFirst = false
    var hasMonthFirst = false

    /// `nil` where there is none, or where it contradicts itself.
    var isDayFirst: Bool? { hasDayFirst == hasMonthFirst ? nil : hasDayFirst }
    var isEmpty: Bool { !hasDayFirst && !hasMonthFirst }

    mutating func add(_ day: SubmissionDay) {
      switch day {
      case .dayFirst: hasDayFirst = true
      case .monthFirst: hasMonthFirst = true
      default: break
      }
    }
  }

  private let choice: Choice
  private var all = Evidence()
  private var byEvent: [Event.ID: Evidence] = [:]

  /// - Parameter stamps: all that were read, with their events.
  init(_ choice: Choice, stamps: some Sequence<(event: Event.ID, day: SubmissionDay)>) {
    self.choice = choice
    for (event, day) in stamps {
      all.add(day)
      byEvent[event, default: Evidence()].add(day)
    }
  }

  /// The day that is meant; `nil` where that can't be known.
  func day(_ day: SubmissionDay, of event: Event.ID) -> Int? {
    switch day {
    case .day(let day), .dayFirst(let day), .monthFirst(let day): return day
    case .either(let first, let second, let year):
      guard let isDayFirst = isDayFirst(event) else { return nil }
      return CalendarDate(
        year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)?.daysSince1970
    case .month, .unknown, .unreadable: return nil
    }
  }

  private func isDayFirst(_ event: Event.ID) -> Bool? {
    switch choice {
    case .dayFirst: return true
    case .monthFirst: return false
    case .auto:
      let own = byEvent[event] ?? Evidence()
      return own.isEmpty ? all.isDayFirst : own.isDayFirst
    }
  }
}

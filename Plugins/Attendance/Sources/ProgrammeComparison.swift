import EngageAnalysis
import EngageModel
import EngageReport

/// Two events of one programme side by side: "We Stand Together heard from 147 people in three sessions in 2019 and
/// 112 in four in 2018: 35 more (31%), from one session fewer. The towns differed: not like for like."
struct ProgrammeComparison {
  private let programme: String
  private let newer: EventFigures
  private let older: EventFigures

  /// `nil` unless there are two events of the same programme, on dates that differ, with attendance known.
  init?(_ figures: [EventFigures]) {
    guard figures.count == 2, let programme = figures[0].event.programme,
      programme == figures[1].event.programme,
      let first = figures[0].counted.compactMap(\.session.date?.first).min(),
      let second = figures[1].counted.compactMap(\.session.date?.first).min(), first != second,
      figures.allSatisfy({ $0.sum.attended.map { $0.value > 0 } == true && $0.uncounted.isEmpty })
    else { return nil }
    self.programme = programme
    (newer, older) = first > second ? (figures[0], figures[1]) : (figures[1], figures[0])
  }

  var statement: Statement? {
    guard let now = newer.sum.attended, let before = older.sum.attended else { return nil }
    let sessions = (now: newer.sum.held, before: older.sum.held)
    let counts = Wording.compared(sessions.now, sessions.before)
    let people = people(now, before)
    var text =
      "\(programme) heard from \(people.now) in \(counts[0]) session\(sessions.now == 1 ? "" : "s") \(when(newer)) "
      + "and \(people.before) in \(counts[1]) \(when(older))"
    if let now = now.exactValue, let before = before.exactValue {
      text += ": \(difference(now, before)), \(difference(ofSessions: sessions.now, sessions.before))."
    } else {
      text += ". \(EventSentences.caveat(sessions: sessions.now + sessions.before))"
    }
    if places(newer) != places(older) { text += " The towns differed: not like for like." }
    return Statement(
      text, role: .lead,
      values: [
        "n": CellReference(table: "events", row: newer.event.id.rawValue, column: "attended"),
        "before": CellReference(table: "events", row: older.event.id.rawValue, column: "attended"),
      ])
  }

  private func people(_ now: Quantity, _ before: Quantity) -> (now: String, before: String) {
    let called = EventFigures.people(newer.counted + older.counted) ?? "people"
    if let now = now.exactValue, let before = before.exactValue {
      let words = Wording.compared(now, before)
      return ("\(words[0]) \(now == 1 ? "person" : called)", words[1])
    }
    return ("\(Wording.quantity(now)) \(called)", Wording.quantity(before))
  }

  /// "35 more (31%)"; no percentage of fewer than 50.
  private func difference(_ now: Int, _ before: Int) -> String {
    guard now != before else { return "as many" }
    let difference = abs(now - before)
    let words = Wording.compared(difference, now, before)[0] + (now > before ? " more" : " fewer")
    guard before >= Wording.smallestPercentageBase else { return words }
    return "\(words) (\(Wording.percent(difference, of: before)))"
  }

  private func difference(ofSessions now: Int, _ before: Int) -> String {
    guard now != before else { return now == 1 ? "from one session each" : "from as many sessions" }
    let difference = abs(now - before)
    return "from \(Wording.count(difference, "session", "sessions")) \(now > before ? "more" : "fewer")"
  }

  /// "in 2019"; months or days where both events were in one year.
  private func when(_ event: EventFigures) -> String {
    let years = [newer, older].map {
      Set($0.counted.compactMap(\.session.date).flatMap { [$0.first.year, $0.last.year] })
    }
    if years[0] != years[1], years.allSatisfy({ $0.count == 1 }),
      let year = event.counted.compactMap(\.session.date).first?.first.year
    {
      return "in \(year)"
    }
    return Wording.period(event.counted.compactMap(\.session.date)) ?? ""
  }

  private func places(_ event: EventFigures) -> Set<String?> { Set(event.held.map(\.session.place)) }
}

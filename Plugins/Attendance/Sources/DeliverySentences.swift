import EngageAnalysis
import EngageModel
import EngageReport

/// What is said of things delivered again and again: "Prevent Update was delivered 44 times between September 2019
/// and March 2020, reaching over 1,300 staff. A further 41 online events reached almost 500: about 1,800 in all."
struct DeliverySentences {
  /// Those of which it is known how many came; at least one.
  let sessions: [SessionFigures]

  var text: String {
    var sentences = sessions.indices.map {
      $0 == 0 ? first(sessions[0]) : further(sessions[$0], after: sessions[0])
    }
    if sessions.count > 1, let sum = AttendanceSum(sessions).attended {
      sentences[sentences.count - 1] += ": \(Wording.quantity(sum)) in all"
    }
    return sentences.map { $0 + "." }.joined(separator: " ")
  }

  private func first(_ figures: SessionFigures) -> String {
    let session = figures.session
    let people = reached(figures)
    let around = [SessionNaming.places([session]), session.date.flatMap { Wording.period([$0]) }].compactMap {
      $0
    }
    let place = around.map { " " + $0 }.joined()
    guard let title = session.title else {
      let count = Wording.count(session.count, "session was", "sessions were")
      return "\(opening(session.count, count)) held\(place), reaching \(people)"
    }
    if session.count > 1, SessionNaming(session: session).hasCommonTitle, title.hasSuffix("s") {
      let naming = SessionNaming(session: session).title ?? title
      return
        "\(opening(session.count, "\(Wording.number(session.count)) \(naming)")) reached \(people)\(place)"
    }
    return "\(Wording.sentence(title)) was delivered \(times(session.count))\(place), reaching \(people)"
  }

  private func further(_ figures: SessionFigures, after first: SessionFigures) -> String {
    let session = figures.session
    let people = reached(figures, after: first)
    let period = session.date == first.session.date ? nil : session.date.flatMap { Wording.period([$0]) }
    let place = session.place == first.session.place ? nil : SessionNaming.places([session])
    let around = [place, period].compactMap { $0 }.map { " " + $0 }.joined()
    let naming = SessionNaming(session: session)
    guard let title = naming.title else {
      let sessions =
        session.count == 1 ? "One further session" : "A further \(Wording.number(session.count)) sessions"
      return "\(sessions)\(around) reached \(people)"
    }
    if naming.hasCommonTitle {
      let which = session.count == 1 ? "The \(title)" : "A further \(Wording.number(session.count)) \(title)"
      return "\(which) reached \(people)\(around)"
    }
    return "\(title) was delivered \(times(session.count))\(around), reaching \(people)"
  }

  /// No numeral opens a sentence.
  private func opening(_ count: Int, _ words: String) -> String {
    count < 10 ? Wording.sentence(words) : "In all, " + words
  }

  private func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(Wording.number(count)) times"
    }
  }

  /// "over 1,300 staff"; only the number where the same people were named before.
  private func reached(_ figures: SessionFigures, after first: SessionFigures? = nil) -> String {
    let attended = figures.attended ?? .unknown
    if let first, first.session.people == figures.session.people, attended.value > 1 {
      return Wording.quantity(attended)
    }
    return Wording.people(attended, called: figures.session.people)
  }
}

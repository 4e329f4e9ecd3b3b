import EngageModel

/// Dimensions that are made of answers to several questions, or of when a response was given.
extension Recount {
  /// Whether only the analysis itself can tell the values of a dimension: then it is not counted again, and only checked
  /// that figures of equal meaning are equal.
  static func isOfOneAnalysis(_ dimension: String) -> Bool {
    if ["stance:", "campaign:"].contains(where: dimension.hasPrefix) { return true }
    // Themes by people's codes; classes of numbers that are not whole.
    let parts = dimension.split(separator: "/")[0].split(separator: ":")
    if let first = parts.first, ["theme", "priority"].contains(first) { return parts.count > 3 }
    guard parts.count == 2 else { return false }
    let (edge, width) = halves(of: String(parts[1]), at: "+")
    return Double(edge) != nil && width.flatMap { Double($0) } != nil
  }

  /// `change/know_after`: which way the answer after lies from that before; `change:know:choices/know_after` where the
  /// question before, or the levels, are not those of the survey.
  func changeReader(of dimension: String) -> Reader? {
    let (whole, name) = Recount.halves(of: dimension, at: "/")
    let manner = whole.split(separator: ":").map(String.init)
    guard manner.first == "change", let after = name.flatMap({ survey?.question(Question.ID($0)) }) else {
      return nil
    }
    let told = manner.dropFirst().lazy.compactMap { survey?.question(Question.ID($0)) }.first
    let paired =
      after.pair.flatMap { survey?.question($0) } ?? survey?.questions.first { $0.pair == after.id }
    guard let before = told ?? paired else { return nil }
    return { response in
      if case .number(let first) = response[before.id], case .number(let second) = response[after.id] {
        return Recount.way(from: first, to: second)
      }
      guard case .choice(let first) = response[before.id], case .choice(let second) = response[after.id]
      else {
        return nil
      }
      return Recount.way((before, first), (after, second), joins: !manner.contains("choices"))
    }
  }

  private static func way(from first: Double, to second: Double) -> String {
    abs(second - first) < 1e-9 ? "same" : second > first ? "up" : "down"
  }

  private static func way(
    _ before: (question: Question, choice: Choice.ID), _ after: (question: Question, choice: Choice.ID),
    joins: Bool
  ) -> String? {
    func scored(_ levels: [AnswerLevel]) -> [AnswerLevel] { levels.filter { $0.score != nil } }
    var levels = (scored(before.question.levels), scored(after.question.levels))
    if !joins || levels.0.map(\.id) != levels.1.map(\.id) {
      levels = (scored(before.question.levelsUnjoined), scored(after.question.levelsUnjoined))
    }
    func place(_ half: (question: Question, choice: Choice.ID), _ levels: [AnswerLevel]) -> Int? {
      half.question.code(of: half.choice).flatMap { code in levels.firstIndex { $0.codes.contains(code) } }
    }
    guard let first = place(before, levels.0), let second = place(after, levels.1) else { return nil }
    let types = [before.question.type, after.question.type]
    if first != second, levels.0.count != 2, !types.contains(.scale) { return "other" }
    return way(from: Double(levels.0[first].score ?? 0), to: Double(levels.0[second].score ?? 0))
  }

  /// Of a session without a date in one year, that in which all its responses came.
  private func year(of session: SessionReference, _ date: EventDate?) -> String {
    if let date, date.first.year == date.last.year { return String(date.first.year) }
    let years = responses.filter { $0.session == session }
      .compactMap { $0.submittedAt.flatMap { CalendarDate($0.prefix(10)) }?.year }
    return Set(years).count == 1 ? String(years[0]) : "unknown"
  }

  /// `date:day`, `date:week`, `date:month`: of the session where it was on one, else of submission as ISO 8601 tells it.
  func timeReader(of dimension: String) -> Reader? {
    guard ["date:day", "date:week", "date:month", "date:year"].contains(dimension) else { return nil }
    let dates = Dictionary(
      events.flatMap { event in
        event.sessions.map { (SessionReference(event: event.id, session: $0.id), $0.date) }
      }, uniquingKeysWith: { first, _ in first })
    return { response in
      let date = dates[response.session] ?? nil
      if dimension == "date:year" { return year(of: response.session, date) }
      let known = date.flatMap { $0.first == $0.last ? $0.first : nil }
      let day = known ?? response.submittedAt.flatMap { CalendarDate($0.prefix(10)) }
      guard let day else {
        guard dimension == "date:month", let date else { return nil }
        let months = [date.first, date.last].map { String($0.description.prefix(7)) }
        return months[0] == months[1] ? months[0] : nil
      }
      switch dimension {
      case "date:day": return day.description
      case "date:month": return String(day.description.prefix(7))
      default:
        let sinceMonday = ((day.daysSince1970 + 3) % 7 + 7) % 7
        return CalendarDate(daysSince1970: day.daysSince1970 - sinceMonday).description
      }
    }
  }
}

import EngageAnalysis
import EngageModel

/// Of how many people those who answered are a part: how many came, where that is known exactly.
struct KnownAttendance {
  /// For each session: how many came; `nil` where that is not known exactly, or where more forms came back than people.
  private let bySession: [Int?]
  private let context: AnalysisContext
  /// Whether more forms came back from a session than people were there.
  let contradicts: Bool

  /// - Parameter forms: how many came back from each session.
  init(context: AnalysisContext, forms: [Int]) {
    self.context = context
    var contradicts = false
    bySession = forms.enumerated().map { index, forms in
      guard let session = context.session(at: index)?.session else { return nil }
      if session.status != .held { return forms == 0 ? 0 : nil }
      guard let attended = session.knownAttendance?.exactValue else { return nil }
      // A condition sees only some of the forms, but never more than there are.
      if forms > attended { contradicts = true }
      return forms > attended ? nil : attended
    }
    self.contradicts = contradicts
  }

  /// How many came to the sessions of a part; `nil` where it can't be said of everybody who came that they were asked:
  /// under a condition, in a group that a question makes, where skip logic leaves the question out.
  func people(of part: Int, _ parts: ResultParts, asked question: Question, _ count: TargetCount) -> Int? {
    guard context.filter == nil, count.notAsked == 0, context.survey?.relevance(of: question).isEmpty == true,
      let sessions = sessions(of: part, parts), !sessions.isEmpty
    else { return nil }
    var sum = 0
    for session in sessions {
      guard let attended = bySession[session] else { return nil }
      sum += attended
    }
    return sum
  }

  private func sessions(of part: Int, _ parts: ResultParts) -> [Int]? {
    guard part > 0, let groups = parts.groups else { return Array(bySession.indices) }
    switch groups.breakdown {
    case .session: return [part - 1]
    case .event:
      return context.sessions.indices.filter { context.sessions[$0].event.rawValue == groups.keys[part - 1] }
    case .question: return nil
    }
  }
}

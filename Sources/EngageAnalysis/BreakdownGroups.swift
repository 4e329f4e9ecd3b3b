public import EngageModel

/// The groups that results are split into, and which of them a response belongs to.
public struct BreakdownGroups: Sendable {
  public let breakdown: Breakdown
  /// By which a group goes in tables: the choice, the session (`event/session` where there are several events), or
  /// the event.
  public let keys: [String]
  public let labels: [String]
  /// By which a group goes wherever it is told whom a figure counts: as ``keys``, but sessions always `event/session`.
  let values: [String]
  /// For each session of the context: the group it belongs to; empty where a question splits.
  private let groupOfSession: [Int32]

  public init(_ breakdown: Breakdown, context: AnalysisContext) {
    self.breakdown = breakdown
    switch breakdown {
    case .question(let question):
      keys = question.choices.map(\.id.rawValue)
      values = keys
      labels = question.choices.map(\.label.text)
      groupOfSession = []
    case .session:
      let several = Set(context.sessions.map(\.event)).count > 1
      keys = context.sessions.map { several ? "\($0.event)/\($0.session)" : $0.session.rawValue }
      values = context.sessions.map { "\($0.event)/\($0.session)" }
      labels = context.sessions.enumerated().map { index, reference in
        guard several else { return context.sessionLabel(at: index) }
        let event = context.session(at: index)?.event.title ?? reference.event.rawValue
        return "\(context.sessionLabel(at: index)) (\(event))"
      }
      groupOfSession = context.sessions.indices.map(Int32.init)
    case .event:
      var events: [Event.ID] = []
      for session in context.sessions where !events.contains(session.event) { events.append(session.event) }
      keys = events.map(\.rawValue)
      values = keys
      labels = events.map { id in context.events.first { $0.id == id }?.title ?? id.rawValue }
      let groups = Dictionary(uniqueKeysWithValues: events.enumerated().map { ($1, Int32($0)) })
      groupOfSession = context.sessions.compactMap { groups[$0.event] }
    }
  }

  /// How many groups there are.
  public var count: Int { keys.count }

  /// Whether a response may be in several.
  public var overlap: Bool {
    if case .question(let question) = breakdown { question.type == .selectMultiple } else { false }
  }

  /// The question that splits, if it is one: an analysis has to read it.
  public var needs: [Question] {
    if case .question(let question) = breakdown { [question] } else { [] }
  }

  /// The groups of the responses of a batch, as a column: a single choice or several among ``keys``.
  public func column(in batch: borrowing ResponseBatch) -> BatchColumn {
    if case .question(let question) = breakdown { return batch.column(of: question.id) }
    var column = BatchColumn(for: Question(id: "group", type: .selectOne, label: ""))
    column.codes = batch.sessions.map { groupOfSession[Int($0)] }
    return column
  }
}

extension BatchColumn {
  /// Hands over the positions of the choices taken by the response at a position of a column of choices; none where
  /// the answer is missing.
  public func forEachChoice(at position: Int, _ body: (Int) -> Void) {
    guard codes[position] >= 0 else { return }
    if kind == .codes {
      body(Int(codes[position]))
      return
    }
    for word in 0..<wordsPerRow {
      var bits = words[position * wordsPerRow + word]
      while bits != 0 {
        body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}

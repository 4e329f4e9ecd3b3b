import EngageModel

/// A question asked before and one asked after; the same where a form tells when it was filled in.
struct QuestionPair: Sendable {
  let before: Question
  let after: Question
  /// Scored levels from first to last; empty for numbers.
  let levels: [AnswerLevel]
  /// What each is called after: wordings may differ.
  let labelsAfter: [String]
  /// For each choice of the question before, and after, its state.
  let beforeStates: [Int]
  let afterStates: [Int]

  /// A pair is called by the question asked after.
  var name: String { after.id.rawValue }
  var label: String { after.label.text }
  var isNumeric: Bool { levels.isEmpty }
  /// Whether one answer is more than another; the choices of a `select_one` with more than two are only different.
  var isOrdered: Bool { isNumeric || after.type == .scale || before.type == .scale || levels.count == 2 }
  /// Whether it is a choice of two, which McNemar's test is for.
  var isTwofold: Bool { levels.count == 2 }
  /// Choices that were joined into levels.
  var joinsChoices: Bool { levels.contains { $0.codes.count > 1 } }

  /// A level is a state by its position; then come answers that are not scored, then none.
  var unscoredState: Int { levels.count }
  var missingState: Int { levels.count + 1 }
  var stateCount: Int { levels.count + 2 }

  /// - Returns: `nil` where the two can't be compared.
  init?(before: Question, after: Question, joins: Bool) {
    self.before = before
    self.after = after
    if before.type.isNumeric, after.type.isNumeric {
      (levels, labelsAfter, beforeStates, afterStates) = ([], [], [], [])
      return
    }
    guard before.type.isSingleChoice, after.type.isSingleChoice else { return nil }
    let ways = joins ? [(before.levels, after.levels)] : []
    let fitting = (ways + [(before.levelsUnjoined, after.levelsUnjoined)]).first { first, second in
      let names = first.filter { $0.score != nil }.map(\.id)
      return !names.isEmpty && names == second.filter { $0.score != nil }.map(\.id)
    }
    guard let (first, second) = fitting else { return nil }
    let scored = first.filter { $0.score != nil }
    levels = scored
    labelsAfter = second.filter { $0.score != nil }.map(\.label.text)
    func states(_ question: Question, _ levels: [AnswerLevel]) -> [Int] {
      var states = Array(repeating: scored.count, count: question.choices.count)
      for level in levels where level.score != nil {
        guard let state = scored.firstIndex(where: { $0.id == level.id }) else { continue }
        for code in level.codes { states[code] = state }
      }
      return states
    }
    beforeStates = states(before, first)
    afterStates = states(after, second)
  }

  /// The score of a level.
  func score(_ state: Int) -> Double { Double(levels[state].score ?? 0) }

  /// Which way an answer after lies from one before: `up`, `same` or `down`, and `other` where answers have no order.
  func way(from before: Int, to after: Int) -> String {
    guard isOrdered else { return before == after ? "same" : "other" }
    let change = score(after) - score(before)
    return change == 0 ? "same" : change > 0 ? "up" : "down"
  }
}

/// One half of what somebody answered to a pair.
enum HalfAnswer: Sendable, Hashable, Codable {
  /// There is no answer.
  case none
  /// "Don't know" and the like.
  case unscored
  /// A number, or the position of a level.
  case at(Double)
}

/// A pair of questions in a batch.
struct PairColumns {
  let pair: QuestionPair
  private let before: HalfColumn
  private let after: HalfColumn

  init(_ pair: QuestionPair, in batch: borrowing ResponseBatch, phase: Phase?) {
    self.pair = pair
    let told = phase?.column(in: batch)
    before = HalfColumn(
      column: batch.column(of: pair.before.id), states: pair.beforeStates, missing: pair.missingState,
      phase: told?.codes, wanted: 0)
    after = HalfColumn(
      column: batch.column(of: pair.after.id), states: pair.afterStates, missing: pair.missingState,
      phase: told?.codes, wanted: 1)
  }

  /// The states of a response, for pairs with choices.
  func states(at row: Int) -> (before: Int, after: Int) { (before.state(at: row), after.state(at: row)) }

  func answers(at row: Int) -> (before: HalfAnswer, after: HalfAnswer) {
    if pair.isNumeric { return (before.number(at: row), after.number(at: row)) }
    let (before, after) = states(at: row)
    return (pair.answer(inState: before), pair.answer(inState: after))
  }
}

extension QuestionPair {
  func answer(inState state: Int) -> HalfAnswer {
    state < levels.count ? .at(Double(state)) : state == unscoredState ? .unscored : .none
  }

  func state(of answer: HalfAnswer) -> Int {
    switch answer {
    case .none: missingState
    case .unscored: unscoredState
    case .at(let level): Int(level)
    }
  }
}

/// The answers of one half.
private struct HalfColumn {
  let column: BatchColumn
  let states: [Int]
  let missing: Int
  /// Where forms tell when they were filled in: 0 before, 1 after.
  let phase: [Int32]?
  let wanted: Int32

  private func counts(_ row: Int) -> Bool {
    column.codes[row] >= 0 && (phase.map { $0[row] == wanted } ?? true)
  }

  func state(at row: Int) -> Int { counts(row) ? states[Int(column.codes[row])] : missing }

  func number(at row: Int) -> HalfAnswer { counts(row) ? .at(column.numbers[row]) : .none }
}

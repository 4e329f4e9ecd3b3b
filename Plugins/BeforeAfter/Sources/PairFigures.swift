import EngageModel
import EngageReport
import EngageStatistics

/// What is told of one pair among those who answered both halves.
struct PairFigures {
  let pair: QuestionPair
  /// Who answered both on the scale.
  let n: Int
  let up: Int
  let same: Int
  let down: Int
  /// Who answered only before or only after.
  let oneHalf: Int
  /// Who answered both, one of them beside the scale.
  let unscored: Int
  /// Answers before and after of those who answered both, by value.
  let before: [ValueCount]
  let after: [ValueCount]
  /// Differences, after less before.
  let differences: [ValueCount]
  /// With choices: levels before × levels after.
  let cells: [[Int]]

  init(_ pair: QuestionPair, _ tally: PairTally, group: Int) {
    self.pair = pair
    let joint = JointCounts(pair, tally, group: group)
    (n, oneHalf, unscored, cells) = (joint.n, joint.oneHalf, joint.unscored, joint.cells)
    before = joint.values { before, _ in before }
    after = joint.values { _, after in after }
    differences = joint.values { before, after in PairFigures.plain(after - before) }
    up = differences.reduce(0) { $0 + ($1.value > 0 ? $1.count : 0) }
    down = differences.reduce(0) { $0 + ($1.value < 0 ? $1.count : 0) }
    same = n - up - down
  }

  /// 0.3 − 0.2 and 0.2 − 0.1 are the same difference: what binary fractions add is taken off.
  private static func plain(_ difference: Double) -> Double {
    let scaled = (difference * 1e9).rounded()
    return abs(scaled) < 0x1p53 ? scaled / 1e9 : difference
  }

  var meanBefore: Double? { pair.isOrdered ? MeanDifference(before)?.mean : nil }
  var meanAfter: Double? { pair.isOrdered ? MeanDifference(after)?.mean : nil }

  /// Mean difference with its interval: of two choices by their shares, else by *t*.
  var change: (mean: Double, lower: Double?, upper: Double?)? {
    guard pair.isOrdered, let mean = MeanDifference(differences) else { return nil }
    guard let mcnemar else { return (mean.mean, mean.lower, mean.upper) }
    let step = pair.score(1) - pair.score(0)
    let ends = [mcnemar.interval.lower * step, mcnemar.interval.upper * step].sorted()
    return (mean.mean, ends[0], ends[1])
  }

  var signedRank: SignedRankTest? { pair.isOrdered ? SignedRankTest(differences) : nil }
  var sign: SignTest? { pair.isOrdered ? SignTest(up: up, down: down) : nil }
  var mcnemar: McNemarTest? {
    guard pair.isTwofold else { return nil }
    return McNemarTest(both: cells[1][1], gained: cells[0][1], lost: cells[1][0], neither: cells[0][0])
  }
}

/// The answers before and after of a group, taken out of a tally.
private struct JointCounts {
  var n = 0
  var oneHalf = 0
  var unscored = 0
  var cells: [[Int]] = []
  private var values: [(before: Double, after: Double, count: Int)] = []

  init(_ pair: QuestionPair, _ tally: PairTally, group: Int) {
    if pair.isNumeric {
      for (answers, count) in tally.numbers[group] { add(answers.before, answers.after, count) { $0 } }
    } else {
      let counts = tally.cells[group]
      for (cell, count) in counts.enumerated() where count > 0 {
        let (before, after) = cell.quotientAndRemainder(dividingBy: pair.stateCount)
        add(pair.answer(inState: before), pair.answer(inState: after), count) { pair.score(Int($0)) }
      }
      cells = pair.levels.indices.map { before in
        pair.levels.indices.map { counts[before * pair.stateCount + $0] }
      }
    }
  }

  private mutating func add(
    _ before: HalfAnswer, _ after: HalfAnswer, _ count: Int, _ score: (Double) -> Double
  ) {
    switch (before, after) {
    case (.at(let first), .at(let second)):
      n += count
      values.append((score(first), score(second), count))
    case (.none, .none): break
    case (.none, _), (_, .none): oneHalf += count
    default: unscored += count
    }
  }

  /// What a pair of answers makes, with how many made it, from the lowest up.
  func values(_ value: (Double, Double) -> Double) -> [ValueCount] {
    var counts: [Double: Int] = [:]
    for (before, after, count) in values { counts[value(before, after), default: 0] += count }
    return counts.sorted { $0.key < $1.key }.map { ValueCount($0.key, count: $0.value) }
  }
}

/// What can be said of a change.
enum Verdict: Equatable {
  case higher, lower, unclear
  case tooFew
  /// There is no order, or nobody changed.
  case none

  /// The level at which a change is told.
  static let significance = 0.05

  /// - Parameters:
  ///   - n: the base.
  ///   - p: corrected where several tests are made.
  ///   - effect: above zero for up.
  init(n: Int, smallestBase: Int, p: Double?, effect: Double?) {
    if n < smallestBase {
      self = .tooFew
    } else if let p, let effect {
      self = p >= Self.significance || effect == 0 ? .unclear : effect > 0 ? .higher : .lower
    } else {
      self = .none
    }
  }

  var words: String? {
    switch self {
    case .higher: "higher after"
    case .lower: "lower after"
    case .unclear: "no clear change"
    case .tooFew: Wording.tooFewToSay
    case .none: nil
    }
  }
}

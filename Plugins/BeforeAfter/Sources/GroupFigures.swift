import EngageModel
import EngageReport
import EngageStatistics

/// What is told of answers before and after that different people gave.
struct GroupFigures {
  let pair: QuestionPair
  /// Answers on the scale, by value.
  let before: [ValueCount]
  let after: [ValueCount]
  /// The same by level, with choices.
  let beforeLevels: [Int]
  let afterLevels: [Int]
  /// Forms that answer both halves: they count in both groups.
  let both: Int
  /// Answers beside the scale.
  let unscored: Int

  init(_ pair: QuestionPair, _ tally: PairTally, group: Int) {
    self.pair = pair
    var before = Half()
    var after = Half()
    var both = 0
    func add(_ first: HalfAnswer, _ second: HalfAnswer, _ count: Int) {
      before.add(first, count)
      after.add(second, count)
      if first != .none, second != .none { both += count }
    }
    if pair.isNumeric {
      for (answers, count) in tally.numbers[group] { add(answers.before, answers.after, count) }
    } else {
      for (cell, count) in tally.cells[group].enumerated() where count > 0 {
        let (first, second) = cell.quotientAndRemainder(dividingBy: pair.stateCount)
        add(pair.answer(inState: first), pair.answer(inState: second), count)
      }
    }
    self.both = both
    unscored = before.unscored + after.unscored
    func value(_ at: Double) -> Double { pair.isNumeric ? at : pair.score(Int(at)) }
    self.before = before.values(value)
    self.after = after.values(value)
    beforeLevels = pair.levels.indices.map { before.counts[Double($0)] ?? 0 }
    afterLevels = pair.levels.indices.map { after.counts[Double($0)] ?? 0 }
  }

  var answeredBefore: Int { before.reduce(0) { $0 + $1.count } }
  var answeredAfter: Int { after.reduce(0) { $0 + $1.count } }
  /// What results rest on: the smaller of the two groups.
  var base: Int { min(answeredBefore, answeredAfter) }

  var meanBefore: Double? { pair.isOrdered ? MeanDifference(before)?.mean : nil }
  var meanAfter: Double? { pair.isOrdered ? MeanDifference(after)?.mean : nil }
  var change: MeanDifference? { pair.isOrdered ? MeanDifference(from: before, to: after) : nil }
  var test: MannWhitneyTest? { pair.isOrdered ? MannWhitneyTest(before, after) : nil }

  private struct Half {
    var counts: [Double: Int] = [:]
    var unscored = 0

    mutating func add(_ answer: HalfAnswer, _ count: Int) {
      switch answer {
      case .none: break
      case .unscored: unscored += count
      case .at(let value): counts[value, default: 0] += count
      }
    }

    func values(_ value: (Double) -> Double) -> [ValueCount] {
      counts.sorted { $0.key < $1.key }.map { ValueCount(value($0.key), count: $0.value) }
    }
  }
}

/// The figures of a pair of groups with what they come to.
struct GroupResult {
  let figures: GroupFigures
  let test: MannWhitneyTest?
  /// Corrected where several tests are made.
  let correctedP: Double?
  let verdict: Verdict

  var pair: QuestionPair { figures.pair }

  /// Tests made together, corrected for each other.
  /// - Parameter leavesSmall: whether those below the smallest base are tested.
  static func together(_ figures: [GroupFigures], smallestBase: Int, leavesSmall: Bool) -> [GroupResult] {
    let tests = figures.map { leavesSmall && $0.base < smallestBase ? nil : $0.test }
    let corrected = HolmCorrection.corrected(tests.map { $0?.p })
    return figures.indices.map { index in
      GroupResult(
        figures: figures[index], test: tests[index], correctedP: corrected[index],
        verdict: Verdict(
          n: figures[index].base, smallestBase: smallestBase, p: corrected[index],
          effect: tests[index]?.effect
        ))
    }
  }

  func cells(corrected: Bool) -> [Cell] {
    let interval = test?.superiorityInterval()
    return [
      .count(figures.answeredBefore), .count(figures.answeredAfter), .number(orMissing: figures.meanBefore),
      .number(orMissing: figures.meanAfter), .number(orMissing: figures.change?.mean),
      .number(orMissing: figures.change?.lower), .number(orMissing: figures.change?.upper),
      .number(orMissing: test?.u), .number(orMissing: test?.p), .number(orMissing: test?.effect),
      .number(orMissing: test?.superiority), .number(orMissing: interval?.lower),
      .number(orMissing: interval?.upper),
    ] + (corrected ? [.number(orMissing: correctedP)] : []) + [verdict.words.map(Cell.text) ?? .missing]
  }

  func measures(table: String) -> [Measure] {
    var measures = [
      Measure("n_before", table: table, value: Double(figures.answeredBefore), counts: true),
      Measure("n_after", table: table, value: Double(figures.answeredAfter), counts: true),
    ]
    guard pair.isOrdered else { return measures }
    measures += [
      Measure("u", table: table, value: test?.u), Measure("p", table: table, value: test?.p),
      Measure("effect", table: table, value: test?.effect),
      Measure("superiority", table: table, value: test?.superiority),
    ]
    return measures
  }
}

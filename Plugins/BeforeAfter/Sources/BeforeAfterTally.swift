import EngageAnalysis
import EngageModel

/// How often each answer before met each answer after.
public struct BeforeAfterTally: Sendable, Codable {
  var pairs: [PairTally]
  /// Forms that wait for the other with the same code.
  var coded = CodedForms()
  /// Whether responses had weights, which are not used.
  var isWeighted = false

  init(pairs: [QuestionPair], groups: Int) {
    self.pairs = pairs.map { PairTally($0, groups: groups) }
  }

  mutating func merge(_ other: BeforeAfterTally) {
    for index in pairs.indices { pairs[index].merge(other.pairs[index]) }
    coded.merge(other.coded)
    isWeighted = isWeighted || other.isWeighted
  }

  /// Counts the forms that found their other half by code.
  mutating func pairByCode() -> CodeCounts {
    let (matched, counts) = coded.matched()
    for form in matched {
      for index in pairs.indices {
        pairs[index].add(before: form.before[index], after: form.after[index], groups: form.groups)
      }
    }
    return counts
  }
}

/// The counts of one pair: of all, and of each group.
struct PairTally: Sendable, Codable {
  private let states: Int
  /// Of all responses first, then of each group. With choices: states before × states after, row after row.
  private(set) var cells: [[Int]]
  /// The same for numbers.
  private(set) var numbers: [[NumberPair: Int]]

  init(_ pair: QuestionPair, groups: Int) {
    states = pair.stateCount
    let size = pair.isNumeric ? 0 : pair.stateCount * pair.stateCount
    cells = Array(repeating: Array(repeating: 0, count: size), count: groups + 1)
    numbers = Array(repeating: [:], count: groups + 1)
  }

  mutating func merge(_ other: PairTally) {
    for group in cells.indices {
      for cell in cells[group].indices { cells[group][cell] += other.cells[group][cell] }
      numbers[group].merge(other.numbers[group], uniquingKeysWith: +)
    }
  }

  /// Counts the forms of a batch.
  /// - Parameter split: the groups that each belongs to.
  mutating func add(_ columns: PairColumns, units: [UInt8], split: BatchColumn?) {
    let isNumeric = columns.pair.isNumeric
    for row in units.indices where units[row] == 0 {
      if isNumeric {
        let answers = columns.answers(at: row)
        let pair = NumberPair(before: answers.before, after: answers.after)
        numbers[0][pair, default: 0] += 1
        split?.forEachChoice(at: row) { numbers[$0 + 1][pair, default: 0] += 1 }
      } else {
        let (before, after) = columns.states(at: row)
        let cell = before * states + after
        cells[0][cell] += 1
        split?.forEachChoice(at: row) { cells[$0 + 1][cell] += 1 }
      }
    }
  }

  /// Counts two halves that were matched.
  mutating func add(before: HalfAnswer, after: HalfAnswer, groups: [Int]) {
    for group in [0] + groups.map({ $0 + 1 }) {
      if cells[group].isEmpty {
        numbers[group][NumberPair(before: before, after: after), default: 0] += 1
      } else {
        cells[group][state(before) * states + state(after)] += 1
      }
    }
  }

  private func state(_ answer: HalfAnswer) -> Int {
    switch answer {
    case .none: states - 1
    case .unscored: states - 2
    case .at(let level): Int(level)
    }
  }
}

/// Two numbers, or the gaps in their place.
struct NumberPair: Sendable, Hashable, Codable {
  let before: HalfAnswer
  let after: HalfAnswer
}

/// A pattern as steps of a machine that is in many of them at once (Thompson, "Regular Expression Search
/// Algorithm", Communications of the ACM 11(6), 1968).
struct PatternProgram: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    /// Takes one character of a set and goes on to the next step.
    case take(ScalarSet)
    case jump(Int)
    case split(Int, Int)
    case assert(PatternAssertion)
    case match
  }

  private(set) var steps: [Step] = []
  /// Parts that were added, each as often as it is repeated: repetitions of nothing make no steps, and no end.
  private var added = 0
  /// Which ASCII characters a match may start with: bit 0 of the first word is U+0000.
  private(set) var firstASCII: (UInt64, UInt64) = (0, 0)
  /// Whether it can match nothing, or start with another character.
  private(set) var startsWithAnything = false

  static func == (one: PatternProgram, other: PatternProgram) -> Bool { one.steps == other.steps }
  func hash(into hasher: inout Hasher) { hasher.combine(steps) }

  init(_ node: PatternNode) throws(PatternProblem) {
    try add(node)
    steps.append(.match)
    findFirst()
  }

  /// Whether a match may start with this byte.
  func mayStart(with byte: UInt8) -> Bool {
    if byte >= 0x80 { return true }
    let word = byte < 64 ? firstASCII.0 : firstASCII.1
    return startsWithAnything || word >> UInt64(byte & 63) & 1 == 1
  }

  private mutating func add(_ step: Step) throws(PatternProblem) {
    guard steps.count < LinearPattern.mostSteps else { throw .tooLarge }
    steps.append(step)
  }

  private mutating func add(_ node: PatternNode) throws(PatternProblem) {
    added += 1
    guard added < 4 * LinearPattern.mostSteps else { throw .tooLarge }
    switch node {
    case .set(let set): try add(.take(set))
    case .assertion(let assertion): try add(.assert(assertion))
    case .sequence(let parts): for part in parts { try add(part) }
    case .alternatives(let branches): try add(alternatives: branches)
    case .repeated(let node, let least, let most): try add(node, least: least, most: most)
    }
  }

  private mutating func add(alternatives branches: [PatternNode]) throws(PatternProblem) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      let split = steps.count
      if index < branches.count - 1 { try add(.split(0, 0)) }
      try add(branch)
      if index < branches.count - 1 {
        jumps.append(steps.count)
        try add(.jump(0))
        steps[split] = .split(split + 1, steps.count)
      }
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func add(_ node: PatternNode, least: Int, most: Int?) throws(PatternProblem) {
    for _ in 0..<least { try add(node) }
    guard let most else {
      let split = steps.count
      try add(.split(0, 0))
      try add(node)
      try add(.jump(split))
      steps[split] = .split(split + 1, steps.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(steps.count)
      try add(.split(0, 0))
      try add(node)
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
  }

  /// Works out with which bytes a match may start.
  private mutating func findFirst() {
    var seen = Set<Int>()
    var pending = [0]
    while let step = pending.popLast() {
      guard seen.insert(step).inserted else { continue }
      switch steps[step] {
      case .take(let set):
        for value in UInt32(0)..<128 where Unicode.Scalar(value).map(set.contains) ?? false {
          if value < 64 {
            firstASCII.0 |= 1 << UInt64(value)
          } else {
            firstASCII.1 |= 1 << UInt64(value - 64)
          }
        }
      case .jump(let next): pending.append(next)
      case .split(let one, let other): pending += [one, other]
      case .assert: pending.append(step + 1)
      case .match: startsWithAnything = true
      }
    }
  }
}

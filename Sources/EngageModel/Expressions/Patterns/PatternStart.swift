/// With which two bytes a match of a pattern may start: a quick way to see where trying is of no use.
///
/// Upper and lower case are both taken to match, whether the pattern tells them apart or not; what is beyond ASCII is
/// taken to match always.
public struct PatternStart: Sendable {
  /// For each ASCII byte the ASCII bytes that may follow it: two words of 64 bits.
  private var seconds: [UInt64]

  /// Works it out for a pattern.
  public init(of pattern: LinearPattern) {
    seconds = Array(repeating: .max, count: 256)
    var parser = PatternParser(pattern.source, ignoresCase: true)
    guard let node = try? parser.parse(), let program = try? PatternProgram(node) else { return }
    let first = PatternStart.reachable(from: 0, in: program)
    guard !first.matches else { return }
    seconds = Array(repeating: 0, count: 256)
    for (step, set) in first.takes {
      let next = PatternStart.reachable(from: step + 1, in: program)
      var low: UInt64 = next.matches ? .max : 0
      var high = low
      for (_, set) in next.takes {
        let bits = PatternStart.ascii(in: set)
        low |= bits.low
        high |= bits.high
      }
      let firsts = PatternStart.ascii(in: set)
      for byte in 0..<128 where (byte < 64 ? firsts.low : firsts.high) >> UInt64(byte & 63) & 1 == 1 {
        seconds[byte * 2] |= low
        seconds[byte * 2 + 1] |= high
      }
    }
  }

  /// Whether a match may start with this byte.
  public func mayStart(with first: UInt8) -> Bool {
    first >= 0x80 || seconds[Int(first) * 2] | seconds[Int(first) * 2 + 1] != 0
  }

  /// Whether a match may start with these two bytes.
  @inlinable public func mayStart(with first: UInt8, _ second: UInt8) -> Bool {
    first >= 0x80 || second >= 0x80 || follows(second, first)
  }

  @usableFromInline func follows(_ second: UInt8, _ first: UInt8) -> Bool {
    seconds[Int(first) * 2 + Int(second >> 6)] >> UInt64(second & 63) & 1 == 1
  }

  /// The steps that take a character and can be reached without one, and whether a match can.
  private static func reachable(
    from start: Int, in program: PatternProgram
  ) -> (takes: [(step: Int, set: ScalarSet)], matches: Bool) {
    var takes: [(Int, ScalarSet)] = []
    var matches = false
    var seen: Set<Int> = []
    var pending = [start]
    while let step = pending.popLast() {
      guard seen.insert(step).inserted else { continue }
      switch program.steps[step] {
      case .take(let set): takes.append((step, set))
      case .jump(let next): pending.append(next)
      case .split(let one, let other): pending += [one, other]
      case .assert: pending.append(step + 1)
      case .match: matches = true
      }
    }
    return (takes, matches)
  }

  private static func ascii(in set: ScalarSet) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for value in UInt8(0)..<128 where set.contains(Unicode.Scalar(value)) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
    return (low, high)
  }
}

/// What is wrong with a pattern.
public struct PatternProblem: Error, Sendable, Hashable {
  /// What is wrong.
  public var message: String
  /// In characters of the pattern, from 0.
  public var offset: Int
  /// What to do.
  public var hint: String?

  /// Repetitions within repetitions grow beyond `LinearPattern.mostSteps`.
  public static let tooLarge = PatternProblem(
    message: "the pattern is too large", offset: 0, hint: "use fewer repetitions")

  /// A problem of a pattern.
  public init(message: String, offset: Int, hint: String? = nil) {
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}

/// A regular expression that is matched in time proportional to the text, whatever the pattern.
///
/// Characters; `.`; classes `[a-z]`, `[^…]`, `\d` (0–9), `\w` (letters and digits of all scripts, `_`), `\s`, `\p{L}`
/// and their opposites; groups; `|`; `? * + {2} {2,} {2,5}`; `^ $ \b`. No references back and no look-around.
public struct LinearPattern: Sendable, Hashable, CustomStringConvertible {
  static let mostRepetitions = 1000
  static let mostSteps = 20_000

  /// As written.
  public let source: String
  private let program: PatternProgram

  /// Reads a pattern.
  /// - Throws: what in it is wrong or not supported.
  public init(_ source: String, caseInsensitive: Bool = false) throws(PatternProblem) {
    self.source = source
    var parser = PatternParser(source, ignoresCase: caseInsensitive)
    program = try PatternProgram(try parser.parse())
  }

  /// As written.
  public var description: String { source }

  /// How many steps it takes: what a character of a text may cost at most.
  public var size: Int { program.steps.count }

  /// Memory for matching: keep one and pass it again, and nothing is allocated.
  public struct Scratch: Sendable {
    fileprivate var current: [Int] = []
    fileprivate var next: [Int] = []
    fileprivate var pending: [Int] = []
    /// For each step the round in which it was last entered.
    fileprivate var entered: [Int] = []
    fileprivate var round = 0

    /// Memory that grows as needed.
    public init() {}
  }

  /// Whether the pattern is the whole text, not only a part of it.
  public func matchesWhole(_ text: String) -> Bool {
    var scratch = Scratch()
    let bytes = Array(text.utf8)
    return match(in: bytes.span, from: 0, whole: true, &scratch) == bytes.count
  }

  /// Where the longest match that starts at a byte of a UTF-8 text ends.
  /// - Parameter start: 0 to the length of the text; the first byte of a character.
  /// - Returns: the position after the match, `start` for an empty match, `nil` if there is none.
  public func longestMatch(in text: Span<UInt8>, from start: Int, _ scratch: inout Scratch) -> Int? {
    match(in: text, from: start, whole: false, &scratch)
  }

  /// As `longestMatch(in:from:_:)`, with memory of its own.
  public func longestMatch(in text: Span<UInt8>, from start: Int) -> Int? {
    var scratch = Scratch()
    return match(in: text, from: start, whole: false, &scratch)
  }

  /// With `whole`, only a match that ends with the text counts.
  private func match(in text: Span<UInt8>, from start: Int, whole: Bool, _ scratch: inout Scratch) -> Int? {
    guard start >= 0, start <= text.count else { return nil }
    if start < text.count, !program.mayStart(with: text[start]) { return nil }
    if scratch.entered.count < program.steps.count {
      scratch.entered += Array(repeating: 0, count: program.steps.count - scratch.entered.count)
    }
    scratch.current.removeAll(keepingCapacity: true)
    scratch.round += 1
    var best: Int?
    var position = start
    if enter(0, at: position, in: text, &scratch) { best = position }
    while !scratch.next.isEmpty, position < text.count {
      swap(&scratch.current, &scratch.next)
      scratch.next.removeAll(keepingCapacity: true)
      let (scalar, length) = LinearPattern.scalar(in: text, at: position)
      position += length
      scratch.round += 1
      var matched = false
      for index in scratch.current.indices {
        let step = scratch.current[index]
        if case .take(let set) = program.steps[step], set.contains(scalar),
          enter(step + 1, at: position, in: text, &scratch)
        {
          matched = true
        }
      }
      if matched { best = position }
    }
    scratch.next.removeAll(keepingCapacity: true)
    if whole, best != text.count { return nil }
    return best
  }

  /// Adds a step and all that can be reached from it without a character to `next`.
  /// - Returns: whether a match ends here.
  private func enter(_ first: Int, at position: Int, in text: Span<UInt8>, _ scratch: inout Scratch) -> Bool {
    var matched = false
    scratch.pending.append(first)
    while let step = scratch.pending.popLast() {
      guard scratch.entered[step] != scratch.round else { continue }
      scratch.entered[step] = scratch.round
      switch program.steps[step] {
      case .take: scratch.next.append(step)
      case .jump(let next): scratch.pending.append(next)
      case .split(let one, let other):
        scratch.pending.append(other)
        scratch.pending.append(one)
      case .assert(let assertion):
        if LinearPattern.holds(assertion, at: position, in: text) { scratch.pending.append(step + 1) }
      case .match: matched = true
      }
    }
    return matched
  }

  private static func holds(_ assertion: PatternAssertion, at position: Int, in text: Span<UInt8>) -> Bool {
    switch assertion {
    case .start: return position == 0
    case .end: return position == text.count
    case .wordBoundary, .noWordBoundary:
      var before = position - 1
      while before > 0, position - before < 4, text[before] & 0xc0 == 0x80 { before -= 1 }
      let left = position > 0 && ScalarSet.Kind.word.contains(scalar(in: text, at: before).0)
      let right = position < text.count && ScalarSet.Kind.word.contains(scalar(in: text, at: position).0)
      return (left != right) == (assertion == .wordBoundary)
    }
  }

  /// The character at a byte and its length; U+FFFD for a byte that is no UTF-8.
  private static func scalar(in text: Span<UInt8>, at position: Int) -> (Unicode.Scalar, Int) {
    let first = text[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0
    guard length > 0, position + length <= text.count else { return ("\u{fffd}", 1) }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
      let byte = text[position + offset]
      guard byte & 0xc0 == 0x80 else { return ("\u{fffd}", 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{fffd}", 1)
  }
}

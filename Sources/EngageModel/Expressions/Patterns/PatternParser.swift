/// A part of a pattern.
indirect enum PatternNode {
  case set(ScalarSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// `most` is `nil` where there is no bound.
  case repeated(PatternNode, least: Int, most: Int?)
  case assertion(PatternAssertion)
}

/// What must be true between two characters.
enum PatternAssertion: Sendable, Hashable {
  case start, end, wordBoundary, noWordBoundary
}

/// Reads the source of a pattern.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private let ignoresCase: Bool
  private var position = 0
  private var depth = 0

  init(_ source: String, ignoresCase: Bool) {
    scalars = Array(source.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  mutating func parse() throws(PatternProblem) -> PatternNode {
    let node = try alternatives()
    if peek() == ")" {
      throw problem("this ) has no ( before it", hint: "write \\) for the character itself")
    }
    return node
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private func problem(_ message: String, back: Int = 0, hint: String? = nil) -> PatternProblem {
    // Offsets are in characters, as people count them.
    var before = String.UnicodeScalarView()
    before.append(contentsOf: scalars[..<max(0, position - back)])
    return PatternProblem(message: message, offset: String(before).count, hint: hint)
  }

  private mutating func alternatives() throws(PatternProblem) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else { throw problem("the pattern is nested too deeply") }
    var branches = [try sequence()]
    while peek() == "|" {
      position += 1
      branches.append(try sequence())
    }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let part = try atom(scalar)
      parts.append(try quantified(part))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(PatternProblem) -> PatternNode {
    switch scalar {
    case "(": return try group()
    case "[": return try characterClass()
    case "\\": return try escape()
    case "^", "$":
      position += 1
      return .assertion(scalar == "^" ? .start : .end)
    case ".":
      position += 1
      return .set(ScalarSet(items: [.range(10...10), .range(13...13)], negated: true))
    case "*", "+", "?", "{":
      throw problem("\(scalar) has nothing to repeat", hint: "write \\\(scalar) for the character itself")
    default:
      position += 1
      return .set(set(of: scalar))
    }
  }

  private func set(of scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(items: [.range(scalar.value...scalar.value)], ignoresCase: ignoresCase)
  }

  private mutating func group() throws(PatternProblem) -> PatternNode {
    let start = position
    position += 1
    if peek() == "?" {
      guard peek(1) == ":" else {
        throw problem("groups that start with (? are not supported", back: 1, hint: "only (…) and (?:…) are")
      }
      position += 2
    }
    let node = try alternatives()
    guard peek() == ")" else {
      throw problem("this group is not closed", back: position - start, hint: "add a )")
    }
    position += 1
    return node
  }

  // MARK: - Repetition

  private mutating func quantified(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
    let least: Int
    let most: Int?
    switch peek() {
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "?": (least, most) = (0, 1)
    case "{": (least, most) = try bounds()
    default: return node
    }
    if case .assertion = node { throw problem("this cannot be repeated: it is a place, not a character") }
    position += 1
    // A lazy quantifier takes part in the same matches; only a search for the shortest would differ.
    if peek() == "?" { position += 1 }
    if let next = peek(), "*+?{".unicodeScalars.contains(next) {
      throw problem("\(next) repeats what is repeated already", hint: "put the part before it in a group")
    }
    return .repeated(node, least: least, most: most)
  }

  /// Reads `{3}`, `{3,}` or `{3,5}` up to the closing brace.
  private mutating func bounds() throws(PatternProblem) -> (Int, Int?) {
    let start = position
    position += 1
    let least = digits()
    var most = least
    if peek() == "," {
      position += 1
      most = digits()
      guard let least, peek() == "}" else {
        throw problem(
          "this repetition is not understood", back: position - start, hint: "write {2}, {2,} or {2,5}")
      }
      if let most, most < least { throw problem("it ends before it starts", back: position - start) }
    }
    guard let least, peek() == "}" else {
      throw problem(
        "this repetition is not understood", back: position - start, hint: "write {2}, {2,} or {2,5}")
    }
    guard max(least, most ?? 0) <= LinearPattern.mostRepetitions else {
      throw problem(
        "more than \(LinearPattern.mostRepetitions) repetitions are not supported", back: position - start)
    }
    return (least, most)
  }

  private mutating func digits() -> Int? {
    var number: Int?
    while let scalar = peek(), ("0"..."9").contains(scalar) {
      number = min((number ?? 0) * 10 + Int(scalar.value) - 48, 1_000_000)
      position += 1
    }
    return number
  }

  // MARK: - Classes and escapes

  private mutating func characterClass() throws(PatternProblem) -> PatternNode {
    let start = position
    position += 1
    var set = ScalarSet(items: [], ignoresCase: ignoresCase)
    if peek() == "^" {
      set.negated = true
      position += 1
    }
    while let scalar = peek(), scalar != "]" || set.items.isEmpty {
      if scalar == "[", let next = peek(1), ":.=".unicodeScalars.contains(next) {
        throw problem("classes such as [:alpha:] are not supported", hint: "write \\w, \\d or \\p{L}")
      }
      if scalar == "&", peek(1) == "&" { throw problem("&& is not supported in classes") }
      let item = try classItem()
      if peek() == "-", let next = peek(1), next != "]" {
        guard case .range(let low) = item else { throw problem("a range starts with a single character") }
        position += 1
        guard case .range(let high) = try classItem(), low.lowerBound <= high.lowerBound else {
          throw problem("this range ends before it starts", back: 1)
        }
        set.items.append(.range(low.lowerBound...high.lowerBound))
      } else {
        set.items.append(item)
      }
    }
    guard peek() == "]" else {
      throw problem("this class is not closed", back: position - start, hint: "add a ]")
    }
    position += 1
    return .set(set)
  }

  private mutating func classItem() throws(PatternProblem) -> ScalarSet.Item {
    guard let scalar = peek() else { throw problem("this class is not closed", hint: "add a ]") }
    if scalar == "\\" { return try escapedItem() }
    position += 1
    return .range(scalar.value...scalar.value)
  }

  private mutating func escape() throws(PatternProblem) -> PatternNode {
    if let next = peek(1), next == "b" || next == "B" {
      position += 2
      return .assertion(next == "b" ? .wordBoundary : .noWordBoundary)
    }
    return .set(ScalarSet(items: [try escapedItem()], ignoresCase: ignoresCase))
  }

  private mutating func escapedItem() throws(PatternProblem) -> ScalarSet.Item {
    guard let scalar = peek(1) else {
      throw problem("\\ stands at the end", hint: "write \\\\ for a backslash")
    }
    position += 2
    switch scalar {
    case "w": return .kind(.word, negated: false)
    case "W": return .kind(.word, negated: true)
    case "d": return .kind(.digit, negated: false)
    case "D": return .kind(.digit, negated: true)
    case "s": return .kind(.space, negated: false)
    case "S": return .kind(.space, negated: true)
    case "t": return .range(9...9)
    case "n": return .range(10...10)
    case "r": return .range(13...13)
    case "f": return .range(12...12)
    case "x": return try hexadecimal(digits: 2)
    case "u": return try hexadecimal(digits: 4)
    case "p", "P": return try property(negated: scalar == "P")
    case "1"..."9", "k":
      throw problem("references back to a group are not supported", back: 2, hint: "write the part out again")
    case _ where ScalarSet.Kind.word.contains(scalar):
      throw problem("\\\(scalar) is not supported", back: 2)
    default: return .range(scalar.value...scalar.value)
    }
  }

  private mutating func hexadecimal(digits: Int) throws(PatternProblem) -> ScalarSet.Item {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().flatMap({ Character($0).hexDigitValue }) else {
        throw problem("\(digits) hexadecimal digits are needed here")
      }
      value = value * 16 + UInt32(digit)
      position += 1
    }
    guard Unicode.Scalar(value) != nil else { throw problem("there is no such character", back: digits) }
    return .range(value...value)
  }

  private mutating func property(negated: Bool) throws(PatternProblem) -> ScalarSet.Item {
    let kinds: [(String, ScalarSet.Kind)] = [
      ("{L}", .letter), ("{Lu}", .upper), ("{Ll}", .lower), ("{N}", .number), ("{Nd}", .number),
      ("{P}", .punctuation),
    ]
    for (written, kind) in kinds where scalars[position...].starts(with: written.unicodeScalars) {
      position += written.unicodeScalars.count
      return .kind(kind, negated: negated)
    }
    throw problem(
      "this property is not supported", back: 2, hint: "\\p{L}, \\p{Lu}, \\p{Ll}, \\p{N} and \\p{P} are")
  }
}

/// Which characters a place of a pattern takes.
struct ScalarSet: Sendable, Hashable {
  /// A kind of character, as `\w` or `\p{L}` names it.
  enum Kind: Sendable, Hashable {
    case word, digit, space, letter, upper, lower, number, punctuation
  }

  enum Item: Sendable, Hashable {
    case range(ClosedRange<UInt32>)
    case kind(Kind, negated: Bool)
  }

  var items: [Item]
  var negated = false
  /// Whether letters stand for their other case too.
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if holds(scalar) { return !negated }
    if ignoresCase, let other = otherCase(of: scalar), holds(other) { return !negated }
    return negated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for item in items {
      switch item {
      case .range(let range): if range.contains(scalar.value) { return true }
      case .kind(let kind, let negated): if kind.contains(scalar) != negated { return true }
      }
    }
    return false
  }

  private func otherCase(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isASCII {
      let folded = scalar.value | 0x20
      return (0x61...0x7a).contains(folded) ? Unicode.Scalar(scalar.value ^ 0x20) : nil
    }
    for mapped in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      let scalars = mapped.unicodeScalars
      if scalars.count == 1, let other = scalars.first, other != scalar { return other }
    }
    return nil
  }
}

extension ScalarSet.Kind {
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return containsASCII(UInt8(scalar.value)) }
    let properties = scalar.properties
    switch self {
    case .digit: return false
    case .space: return properties.isWhitespace
    case .letter: return properties.isAlphabetic
    case .upper: return properties.isUppercase
    case .lower: return properties.isLowercase
    case .number: return properties.numericType != nil
    case .word:
      if properties.isAlphabetic || properties.numericType != nil { return true }
      return [.nonspacingMark, .spacingMark].contains(properties.generalCategory)
    case .punctuation:
      switch properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        return true
      default: return false
      }
    }
  }

  private func containsASCII(_ byte: UInt8) -> Bool {
    let upper = (0x41...0x5a).contains(byte)
    let lower = (0x61...0x7a).contains(byte)
    let digit = (0x30...0x39).contains(byte)
    switch self {
    case .digit, .number: return digit
    case .space: return byte == 0x20 || (0x09...0x0d).contains(byte)
    case .letter: return upper || lower
    case .upper: return upper
    case .lower: return lower
    case .word: return upper || lower || digit || byte == 0x5f
    case .punctuation:
      // The ASCII symbols $ + < = > ^ ` | ~ are not punctuation in Unicode.
      return (0x21...0x7e).contains(byte) && !(upper || lower || digit)
        && ![0x24, 0x2b, 0x3c, 0x3d, 0x3e, 0x5e, 0x60, 0x7c, 0x7e].contains(byte)
    }
  }
}

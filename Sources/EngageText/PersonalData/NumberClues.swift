/// Telephone numbers, NHS numbers and National Insurance numbers in a text.
struct NumberClues {
  private let text: String
  private let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    var position = 0
    while position < bytes.count {
      if startsRun(position), let (kind, end) = number(at: position) {
        found.append(finding(kind, position, end))
        position = end
      } else if startsWord(position), let end = nationalInsurance(at: position) {
        found.append(finding(.nationalInsurance, position, end))
        position = end
      } else {
        position += 1
      }
    }
    return found
  }

  private func finding(_ kind: PersonalDataHint.Kind, _ start: Int, _ end: Int) -> PersonalDataHint.Finding {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: start)
    return PersonalDataHint.Finding(kind, lower..<utf8.index(lower, offsetBy: end - start))
  }

  private func isDigit(_ position: Int) -> Bool {
    position >= 0 && position < bytes.count && (48...57).contains(bytes[position])
  }

  private func isLetter(_ position: Int) -> Bool {
    guard position >= 0, position < bytes.count else { return false }
    return (0x61...0x7a).contains(bytes[position] | 0x20) || bytes[position] >= 0x80
  }

  private func startsWord(_ position: Int) -> Bool { !isDigit(position - 1) && !isLetter(position - 1) }

  private func startsRun(_ position: Int) -> Bool {
    if isDigit(position) { return startsWord(position) && (position == 0 || bytes[position - 1] != 0x2b) }
    if bytes[position] == UInt8(ascii: "(") { return isDigit(position + 1) }
    return bytes[position] == UInt8(ascii: "+") && isDigit(position + 1) && startsWord(position)
  }

  /// Groups of digits parted by a blank, a hyphen, a full stop or brackets: at most two such signs in a row.
  private func number(at start: Int) -> (kind: PersonalDataHint.Kind, end: Int)? {
    var groups: [Int] = []
    var digits: [UInt8] = []
    var position = isDigit(start) ? start : start + 1
    let isInternational = bytes[start] == UInt8(ascii: "+")
    while isDigit(position), digits.count <= 15 {
      let groupStart = position
      while isDigit(position) {
        digits.append(bytes[position] - 48)
        position += 1
      }
      groups.append(position - groupStart)
      if !isLetter(position), let kind = kind(digits, groups, isInternational, hasMore: goesOn(position)) {
        return (kind, position)
      }
      guard let next = nextGroup(after: position) else { return nil }
      position = next
    }
    return nil
  }

  /// Where the next group of digits starts.
  private func nextGroup(after position: Int) -> Int? {
    for next in (position + 1)..<(position + 4) where isDigit(next) {
      let between = bytes[position..<next]
      return between.allSatisfy { " -.()".utf8.contains($0) } ? next : nil
    }
    return nil
  }

  private func goesOn(_ position: Int) -> Bool { nextGroup(after: position) != nil }

  private func kind(_ digits: [UInt8], _ groups: [Int], _ isInternational: Bool, hasMore: Bool)
    -> PersonalDataHint.Kind?
  {
    if isInternational { return (8...15).contains(digits.count) && !hasMore ? .telephone : nil }
    if digits.count == 10, !hasMore, groups == [10] || groups == [3, 3, 4], NumberClues.isNHSNumber(digits) {
      return .nhsNumber
    }
    guard digits.first == 0, digits.count > 1 else { return nil }
    if digits[1] == 0 { return (11...15).contains(digits.count) && !hasMore ? .telephone : nil }
    let isWhole = digits.count == 11 || (digits.count == 10 && !hasMore)
    return isWhole && !NumberClues.isPublic(digits) ? .telephone : nil
  }

  /// Numbers that belong to services, not to people: freephone and the like.
  private static func isPublic(_ digits: [UInt8]) -> Bool {
    digits[1] == 3 || digits[1] == 8
  }

  /// Ten digits, the last of which checks the others: weights 10 to 2, modulus 11.
  static func isNHSNumber(_ digits: [UInt8]) -> Bool {
    guard digits.count == 10, digits.contains(where: { $0 != digits[0] }) else { return false }
    let sum = (0..<9).reduce(0) { $0 + Int(digits[$1]) * (10 - $1) }
    let check = (11 - sum % 11) % 11
    return check < 10 && Int(digits[9]) == check
  }

  /// `QQ 12 34 56 C`: two letters, six digits, A to D; blanks between pairs.
  private func nationalInsurance(at start: Int) -> Int? {
    guard isLetter(start), isLetter(start + 1), start + 8 < bytes.count else { return nil }
    let first = bytes[start] & 0xdf
    let second = bytes[start + 1] & 0xdf
    let prefix = [first, second]
    guard !"DFIQUV".utf8.contains(first), !"DFIOQUV".utf8.contains(second),
      !NumberClues.excludedPrefixes.contains(prefix)
    else { return nil }
    var position = start + 2
    for _ in 0..<3 {
      position = skippingBlank(position)
      guard isDigit(position), isDigit(position + 1) else { return nil }
      position += 2
    }
    position = skippingBlank(position)
    guard position < bytes.count, (0x41...0x44).contains(bytes[position] & 0xdf), !isDigit(position + 1),
      !isLetter(position + 1)
    else { return nil }
    return position + 1
  }

  private static let excludedPrefixes = Set(
    ["BG", "GB", "NK", "KN", "NT", "TN", "ZZ"].map { Array($0.utf8) })

  private func skippingBlank(_ position: Int) -> Int {
    position < bytes.count && (bytes[position] == 0x20 || bytes[position] == 0x2d) ? position + 1 : position
  }
}

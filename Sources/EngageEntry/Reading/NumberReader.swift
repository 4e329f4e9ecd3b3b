import EngageModel

/// Reads the numbers a question takes.
struct NumberReader {
  let question: Question
  let face: EntryFace

  init(_ question: Question, _ face: EntryFace = .lines) {
    self.question = question
    self.face = face
  }

  /// - Throws: `EntryRefusal` that names what is possible.
  func read(_ line: String) throws(EntryRefusal) -> Double {
    guard let number = NumberReader.number(line) else { throw EntryRefusal("Type \(wanted), in figures.") }
    if question.type == .integer && number != number.rounded() { throw EntryRefusal("Type \(wanted).") }
    if question.type == .range, let range = question.range, !range.contains(number) {
      throw EntryRefusal(
        "Type \(wanted). If the form says something else: \(face.name(.unreadable)) unreadable, \(face.name(.notAnswered)) not answered."
      )
    }
    return number
  }

  private var wanted: String {
    switch (question.type, question.range) {
    case (.range, let range?):
      let bounds = "from \(NumberReader.words(range.start)) to \(NumberReader.words(range.end))"
      return range.step == 1 || range.step <= 0
        ? "a number \(bounds)" : "a number \(bounds) in steps of \(NumberReader.words(range.step))"
    case (.integer, _): return "a whole number"
    default: return "a number, with a point before decimals"
    }
  }

  static func words(_ number: Double) -> String { ExpressionValue.number(number).text }

  /// Reads `12`, `-3`, `1,300`, `2.5`; at most 15 digits.
  static func number(_ line: String) -> Double? {
    let isNegative = line.hasPrefix("-") || line.hasPrefix("−")
    let unsigned = isNegative || line.hasPrefix("+") ? String(line.dropFirst()) : line
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let whole = whole(parts[0]) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard fraction.isDigits, whole.utf8.count + fraction.utf8.count <= 16,
      let number = Double("\(whole).\(fraction)")
    else { return nil }
    return isNegative && number != 0 ? -number : number
  }

  /// Digits without the commas between thousands; `nil` where commas stand elsewhere.
  private static func whole(_ written: String) -> String? {
    let groups = written.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard groups.allSatisfy(\.isDigits) else { return nil }
    let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
    return groups.count == 1 || areThousands ? groups.joined() : nil
  }
}

extension NumberRange {
  /// Whether a number is one of the range's steps.
  func contains(_ number: Double) -> Bool {
    guard number >= min(start, end), number <= max(start, end) else { return false }
    guard step > 0 else { return true }
    let steps = ((number - start) / step).rounded()
    return abs(start + steps * step - number) <= 1e-9 * max(1, abs(number))
  }
}

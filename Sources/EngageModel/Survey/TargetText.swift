/// "at least 95% of agree, strongly_agree", taken apart.
public struct TargetText: Sendable {
  /// From 0 to 100.
  public let percent: Double
  /// With the place of each in the text, in characters from 0.
  public let choices: [(name: String, offset: Int)]

  /// Reads the text; `nil` if it is not of that form.
  public init?(_ text: String) {
    let characters = Array(text)
    guard text.lowercased().hasPrefix("at least "), let sign = characters.firstIndex(of: "%"), sign > 9,
      let percent = Double(String(characters[9..<sign]).filter { $0 != " " }), percent.isFinite
    else { return nil }
    var index = sign + 1
    func skipBlanks() { while index < characters.count, characters[index] == " " { index += 1 } }
    skipBlanks()
    guard index + 3 <= characters.count, String(characters[index..<(index + 3)]).lowercased() == "of " else {
      return nil
    }
    index += 3
    var choices: [(name: String, offset: Int)] = []
    while index < characters.count {
      skipBlanks()
      let start = index
      while index < characters.count, characters[index] != "," { index += 1 }
      var name = String(characters[start..<index])
      while name.last == " " { name.removeLast() }
      if name.isEmpty { return nil }
      choices.append((name, start))
      index += 1
    }
    guard !choices.isEmpty, characters.last != "," else { return nil }
    self.percent = percent
    self.choices = choices
  }
}

extension Target: CustomStringConvertible {
  /// The target as it is written: with the percentage that, read again, is exactly the same share.
  public var description: String {
    let near = share * 100
    let candidates = [near.rounded(), (near * 1000).rounded() / 1000, near, near.nextUp, near.nextDown]
    let percent = candidates.first { $0 / 100 == share } ?? near
    return "at least \(NumberRange.text(percent))% of \(choices.map(\.rawValue).joined(separator: ", "))"
  }
}

extension NumberRange {
  /// A number as briefly as it can be written: `0.5`, `10`.
  public static func text(_ number: Double) -> String {
    number.magnitude < 1e15 && number == number.rounded() ? String(Int64(number)) : "\(number)"
  }
}

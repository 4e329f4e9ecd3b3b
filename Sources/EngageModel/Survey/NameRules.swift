/// How things may be called.
public enum NameRules {
  /// Questions, groups and choice lists: letters, digits and `_`, a letter first.
  public static func isQuestionName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Choices: also `-` and `.` inside, a digit may come first.
  public static func isChoiceName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) || isDigit(first) else { return false }
    return name.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
    }
  }

  /// Surveys, events, sessions, themes: lower case words and numbers joined by `-`.
  public static func isKebabCase(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    return name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }
  }

  /// What a name could be in kebab case: `Leamington Spa` → `leamington-spa`.
  public static func kebabCase(of name: String) -> String? {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }

  /// What a name could be as a question's: `Safe by day?` → `safe_by_day`.
  public static func questionName(of name: String) -> String? {
    let words = name.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    guard let first = words.first?.first, first.isLetter else { return nil }
    return words.joined(separator: "_").lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// How things may be called.
enum NameRules {
  /// Questions, groups and choice lists: letters, digits and `_`, a letter first.
  static func isQuestionName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Choices: also `-` and `.` inside, a digit may come first.
  static func isChoiceName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) || isDigit(first) else { return false }
    return name.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
    }
  }

  /// Surveys, events, sessions, themes: lower case words and numbers joined by `-`.
  static func isKebabCase(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    return name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }
  }

  /// What a name could be in kebab case: `Leamington Spa` → `leamington-spa`.
  static func kebabCase(of name: String) -> String? {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }

  /// What a name could be as a question's: `Safe by day?` → `safe_by_day`.
  static func questionName(of name: String) -> String? {
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

extension Problems {
  /// Whether a name of a survey, event, session or theme is well formed; notes it if not.
  @discardableResult
  func checkKebabCase(_ name: String, of what: String, at node: YAMLNode) -> Bool {
    if NameRules.isKebabCase(name) { return true }
    let hint = NameRules.kebabCase(of: name).map { "“\($0)” would do" }
    add(
      "bad-name", "the name of \(what) is made of lower case letters, digits and “-”, “\(name)” is not",
      at: node,
      hint: hint)
    return false
  }

  /// Whether a name of a question, group or list is well formed; notes it if not.
  @discardableResult
  func checkQuestionName(_ name: String, of what: String, at node: YAMLNode) -> Bool {
    if NameRules.isQuestionName(name) { return true }
    let hint = NameRules.questionName(of: name).map { "“\($0)” would do" }
    add(
      "bad-name",
      "the name of \(what) is made of letters, digits and “_” and starts with a letter, “\(name)” does not",
      at: node, hint: hint)
    return false
  }

  /// Whether a name of a choice is well formed; notes it if not.
  @discardableResult
  func checkChoiceName(_ name: String, at node: YAMLNode) -> Bool {
    if NameRules.isChoiceName(name) { return true }
    add(
      "bad-name",
      name.contains(" ")
        ? "the name of a choice can't hold blanks: “\(name)”"
        : "the name of a choice is made of letters, digits, “_”, “-” and “.”, “\(name)” is not",
      at: node,
      hint: NameRules.questionName(of: name).map {
        "write {\($0): \"\(name)\"}: first the name, then the words"
      }
        ?? "first the name, then the words: {under_16: \"Under 16\"}")
    return false
  }
}

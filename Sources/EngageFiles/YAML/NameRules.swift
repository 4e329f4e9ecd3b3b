import EngageModel

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

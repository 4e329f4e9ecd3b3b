import EngageModel

/// Reads what a theme matches: `"a phrase*"`, `{exact: "101"}`, `{pattern: "multi-?agency"}`.
struct TermReader {
  let problems: Problems

  func term(_ node: YAMLNode, in what: String) -> Term? {
    if node.text != nil { return phrase(node).map(Term.phrase) }
    guard
      let fields = Fields(node, what: "an entry of \(what)", known: ["exact", "pattern"], problems: problems)
    else {
      return nil
    }
    switch (fields["exact"], fields["pattern"]) {
    case (let exact?, nil): return words(exact, fields.text("exact")).map(Term.exact)
    case (nil, let pattern?): return fields.text("pattern").flatMap { self.pattern($0, at: pattern) }
    case (_?, let pattern?):
      problems.add(
        "bad-term", "an entry has either “exact” or “pattern”", at: pattern, hint: "make two entries of it")
    case (nil, nil):
      problems.add(
        "bad-term", "an entry of \(what) is a phrase, {exact: \"…\"} or {pattern: \"…\"}", at: node,
        hint: "put a phrase with a colon in quotes")
    }
    return nil
  }

  private func words(_ node: YAMLNode, _ text: String?) -> String? {
    guard let text else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    problems.add("bad-term", "this matches nothing: it is empty", at: node)
    return nil
  }

  private func phrase(_ node: YAMLNode) -> String? {
    guard let text = words(node, node.text) else { return nil }
    let characters = Array(text)
    guard let star = characters.firstIndex(of: "*") else { return text }
    if star == 0 {
      problems.add(
        "bad-term", "“*” stands for the end of a word, it can't begin one", inside: node, offset: 0,
        length: 1,
        hint: "use {pattern: \"\\\\w*\(text.filter { $0.isLetter })\"}")
      return nil
    }
    for index in characters.indices where characters[index] == "*" {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let before = index > 0 ? characters[index - 1] : " "
      if next.isWhitespace, before.isLetter || before.isNumber { continue }
      problems.add(
        "bad-term", "“*” stands for the end of a word: “report*”", inside: node, offset: index, length: 1,
        hint: "for anything more use {pattern: \"…\"}")
      return nil
    }
    return text
  }

  private func pattern(_ text: String, at node: YAMLNode) -> Term? {
    guard words(node, text) != nil else { return nil }
    func tooLarge(_ hint: String?) -> Term? {
      problems.add(
        "bad-pattern", "the pattern “\(text.prefix(60))” is too large: it would slow down every comment",
        inside: node, offset: 0, length: 1, hint: hint)
      return nil
    }
    do throws(PatternProblem) {
      let pattern = try LinearPattern(text, caseInsensitive: true)
      guard pattern.size <= TermReader.largestPattern else {
        return tooLarge(
          "it has \(pattern.size) steps of at most \(TermReader.largestPattern): use fewer or smaller repetitions"
        )
      }
      return .pattern(text)
    } catch {
      if error == .tooLarge { return tooLarge(error.hint) }
      problems.add(
        "bad-pattern", error.message, inside: node, offset: error.offset, length: 1, hint: error.hint)
      return nil
    }
  }

  /// In steps. A pattern is tried from every word of every comment: at this size, a comment of ten thousand words takes
  /// seconds at worst, where a pattern of twenty words takes thirty steps.
  private static let largestPattern = 1000
}

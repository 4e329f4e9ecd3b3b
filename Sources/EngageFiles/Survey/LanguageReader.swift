import EngageModel

/// Reads words with their translations, and counts what is not translated.
final class LanguageReader {
  private(set) var languages = Languages()
  private let problems: Problems
  /// Where the other languages are declared.
  private var place: YAMLNode?
  private var texts = 0
  private var missing: [String: (count: Int, first: YAMLNode)] = [:]

  init(problems: Problems) {
    self.problems = problems
  }

  /// Takes what the survey declares: `{default: en, others: [pl, pa]}`.
  func declare(_ node: YAMLNode) {
    guard let fields = Fields(node, what: "languages", known: ["default", "others"], problems: problems)
    else { return }
    place = fields["others"] ?? node
    if let code = fields.text("default"), let value = fields["default"] {
      check(code, at: value)
      languages.default = code
    }
    for (code, value) in fields.texts("others") {
      check(code, at: value)
      if code == languages.default || languages.others.contains(code) {
        problems.add("duplicate-name", "the language “\(code)” is named twice", at: value)
      } else {
        languages.others.append(code)
      }
    }
  }

  private func check(_ code: String, at node: YAMLNode) {
    if LanguageNames.isCode(code) { return }
    problems.add(
      "bad-language", "“\(code)” is not the code of a language", at: node,
      hint: "write a code such as en, pl, pa, zh-Hans")
  }

  /// Reads words: a text, or a map from language to text.
  /// - Parameter inBlock: a block may know more languages than the survey, or fewer.
  func text(_ node: YAMLNode, what: String, inBlock: Bool) -> LocalizedText? {
    texts += 1
    if let text = node.text {
      for language in languages.others { count(missing: language, at: node) }
      return LocalizedText(text)
    }
    guard let entries = node.entries else {
      problems.add(
        "wrong-kind", "\(what) must be text, or a map from language to text; this is \(node.kind)", at: node)
      return nil
    }
    var words: [String: String] = [:]
    for entry in entries {
      guard let language = entry.key.text else { continue }
      guard let text = entry.value.text else {
        problems.add("wrong-kind", "\(what) must be text, this is \(entry.value.kind)", at: entry.value)
        continue
      }
      if language == languages.default || languages.others.contains(language) {
        if !entry.value.isEmpty { words[language] = text }
      } else if !inBlock {
        undeclared(language, at: entry.key, what: what)
      }
    }
    return assemble(words, node: node, what: what, inBlock: inBlock)
  }

  private func undeclared(_ language: String, at key: YAMLNode, what: String) {
    let declared = [languages.default] + languages.others
    problems.addUnknownWord(
      language, at: key, rule: "unknown-language",
      message: "\(what): the survey has no language “\(language)”",
      among: declared,
      otherwise: LanguageNames.isCode(language)
        ? "add it to the survey: languages: {default: \(languages.default), others: [\(language)]}"
        : "put the text in quotes, or name one of its languages: \(declared.joined(separator: ", "))")
  }

  private func assemble(_ words: [String: String], node: YAMLNode, what: String, inBlock: Bool)
    -> LocalizedText?
  {
    var words = words
    for language in languages.others where words[language] == nil { count(missing: language, at: node) }
    if let text = words.removeValue(forKey: languages.default) {
      return LocalizedText(text, translations: words)
    }
    if inBlock, let fallback = node.value("en")?.text ?? node.entries?.first?.value.text {
      return LocalizedText(fallback, translations: words)
    }
    problems.add(
      "missing-translation", "\(what) has no words in the survey's own language (\(languages.default))",
      at: node)
    return nil
  }

  private func count(missing language: String, at node: YAMLNode) {
    missing[language] = ((missing[language]?.count ?? 0) + 1, missing[language]?.first ?? node)
  }

  /// Says for each further language how much of the survey is not translated.
  func report() {
    guard let place else { return }
    for language in languages.others {
      guard let gap = missing[language] else { continue }
      let node = place.items?.first { $0.text == language } ?? place
      let first = gap.first
      problems.add(
        "missing-translation", "\(gap.count) of \(texts) texts have no translation into “\(language)”",
        at: node,
        hint:
          "the first is in line \(first.line) of \(first.source.path); people see the default language there",
        severity: .note)
    }
  }
}

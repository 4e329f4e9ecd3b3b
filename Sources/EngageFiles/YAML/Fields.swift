import EngageModel

/// The keys of a map, checked against those that it may have.
struct Fields {
  let node: YAMLNode
  /// What the map describes, for messages: `question “role”`.
  let what: String
  let problems: Problems
  private let entries: [String: YAMLEntry]

  /// What to say about a key that is not among the known ones.
  struct Remark {
    var severity: Diagnostic.Severity = .error
    var rule = "unknown-key"
    var message: String?
    var hint: String
  }

  /// Notes each unknown key.
  /// - Returns: `nil`, with the problem noted, if the node is no map.
  init?(
    _ node: YAMLNode, what: String, known: [String], problems: Problems,
    remark: (String) -> Remark? = { _ in nil }
  ) {
    guard let written = node.entries else {
      problems.add(
        "wrong-kind", "\(what) must be a map (key: value), this is \(node.kind)", at: node,
        hint: "its keys are \(known.joined(separator: ", "))")
      return nil
    }
    self.node = node
    self.what = what
    self.problems = problems
    var entries: [String: YAMLEntry] = [:]
    for entry in written {
      guard let name = entry.key.text else { continue }
      if known.contains(name) {
        entries[name] = entry
      } else {
        Fields.tell(
          about: entry.key, name, what: what, known: known, remark: remark(name), problems: problems)
      }
    }
    self.entries = entries
  }

  private static func tell(
    about key: YAMLNode, _ name: String, what: String, known: [String], remark: Remark?, problems: Problems
  ) {
    if let remark {
      problems.add(
        remark.rule, remark.message ?? "\(what) has no key “\(name)”", at: key, hint: remark.hint,
        severity: remark.severity)
    } else if name == "<<" {
      problems.add(
        "anchor", "merge keys (<<) can't be used here", at: key, hint: "write the keys out in both places")
    } else {
      let hint =
        nearestName(to: name, among: known).map { "did you mean “\($0)”?" }
        ?? "its keys are \(known.joined(separator: ", "))"
      problems.add("unknown-key", "\(what) has no key “\(name)”", at: key, hint: hint)
    }
  }

  /// The value at a key; `nil` where nothing is written.
  subscript(key: String) -> YAMLNode? {
    guard let value = entries[key]?.value, !value.isEmpty else { return nil }
    return value
  }

  /// The key itself, as written.
  func key(_ key: String) -> YAMLNode? { entries[key]?.key }

  /// The value at a key that must be there.
  func required(_ key: String, hint: String? = nil) -> YAMLNode? {
    if let value = self[key] { return value }
    if let written = self.key(key) {
      problems.add("missing-value", "\(what): nothing is written at “\(key)”", at: written, hint: hint)
    } else {
      problems.add("missing-key", "\(what) has no “\(key)”", at: node, hint: hint)
    }
    return nil
  }

  /// The text at a key.
  func text(_ key: String) -> String? { self[key].flatMap { text(of: $0, at: key) } }

  /// The text at a key that must be there.
  func requiredText(_ key: String, hint: String? = nil) -> String? {
    required(key, hint: hint).flatMap { text(of: $0, at: key) }
  }

  private func text(of value: YAMLNode, at key: String) -> String? {
    if let text = value.text { return text }
    problems.add("wrong-kind", "\(what): “\(key)” must be text, this is \(value.kind)", at: value)
    return nil
  }

  /// `yes` or `no` at a key; no where nothing is written.
  func flag(_ key: String) -> Bool {
    guard let text = text(key), let value = self[key] else { return false }
    if let flag = Fields.flag(text) { return flag }
    problems.add("not-yes-or-no", "\(what): “\(key)” must be yes or no", at: value)
    return false
  }

  /// `yes`, `true`, `true()` in any case, and their opposites.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "true()": true
    case "no", "false", "false()": false
    default: nil
    }
  }

  /// The whole number at a key.
  func integer(_ key: String, atLeast minimum: Int) -> Int? {
    guard let text = text(key), let value = self[key] else { return nil }
    guard let number = Int(text), number <= 1_000_000_000 else {
      problems.add("not-a-number", "\(what): “\(key)” must be a whole number", at: value)
      return nil
    }
    guard number >= minimum else {
      problems.add("out-of-range", "\(what): “\(key)” must be at least \(minimum)", at: value)
      return nil
    }
    return number
  }

  /// The number at a key.
  func number(_ key: String) -> Double? {
    guard let text = text(key), let value = self[key] else { return nil }
    guard let number = Double(text), number.isFinite else {
      problems.add("not-a-number", "\(what): “\(key)” must be a number", at: value)
      return nil
    }
    return number
  }

  /// One of some words at a key.
  func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) -> Word?
  where Word.RawValue == String {
    guard let text = text(key), let value = self[key] else { return nil }
    if let word = Word(rawValue: text) { return word }
    problems.addUnknownWord(
      text, at: value, rule: "unknown-word", message: "\(what): “\(key)” can't be “\(text)”",
      among: Word.allCases.map(\.rawValue))
    return nil
  }

  /// The items of the list at a key; a single text counts as a list of one.
  func list(_ key: String) -> [YAMLNode] {
    guard let value = self[key] else { return [] }
    if let items = value.items { return items }
    if value.text != nil { return [value] }
    problems.add("wrong-kind", "\(what): “\(key)” must be a list, this is \(value.kind)", at: value)
    return []
  }

  /// The texts of the list at a key, with their places.
  func texts(_ key: String) -> [(text: String, node: YAMLNode)] {
    list(key).compactMap { item in
      if let text = item.text { return (text, item) }
      problems.add("wrong-kind", "\(what): an item of “\(key)” must be text, this is \(item.kind)", at: item)
      return nil
    }
  }

  /// The entries of the map at a key, in order.
  func map(_ key: String) -> [(name: String, entry: YAMLEntry)] {
    guard let value = self[key] else { return [] }
    guard let entries = value.entries else {
      problems.add(
        "wrong-kind", "\(what): “\(key)” must be a map (key: value), this is \(value.kind)", at: value)
      return []
    }
    return entries.compactMap { entry in entry.key.text.map { ($0, entry) } }
  }

  /// The texts of the map at a key, in order.
  func textMap(_ key: String) -> [(name: String, text: String, entry: YAMLEntry)] {
    map(key).compactMap { name, entry in
      if let text = entry.value.text { return (name, text, entry) }
      problems.add(
        "wrong-kind", "\(what): “\(name)” must be text, this is \(entry.value.kind)", at: entry.value)
      return nil
    }
  }
}

/// The candidate that a mistyped name most likely meant; of one or two characters anything is near anything.
func likelyName(for written: String, among candidates: [String]) -> String? {
  written.count > 2 ? nearestName(to: written, among: candidates) : nil
}

extension Problems {
  /// Adds that a word is not one of those it may be, with the one that was likely meant.
  func addUnknownWord(
    _ word: String, at node: YAMLNode, rule: String, message: String, among candidates: [String],
    otherwise: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    let hint: String? =
      if let near = likelyName(for: word, among: candidates) {
        "did you mean “\(near)”?"
      } else if let otherwise {
        otherwise
      } else if candidates.isEmpty {
        nil
      } else if candidates.count <= 20 {
        "it can be \(candidates.joined(separator: ", "))"
      } else {
        nil
      }
    add(rule, message, at: node, hint: hint, severity: severity)
  }
}

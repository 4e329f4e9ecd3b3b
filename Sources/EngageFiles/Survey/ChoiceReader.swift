import EngageModel

/// A named list of choices of a survey or block.
final class ChoiceList {
  let choices: [Choice]
  let key: YAMLNode
  var isUsed = false

  init(choices: [Choice], key: YAMLNode) {
    self.choices = choices
    self.key = key
  }
}

/// Reads choices, in each of the forms they may be written.
struct ChoiceReader {
  let problems: Problems
  let languages: LanguageReader
  let inBlock: Bool

  /// The lists of `choice_lists`.
  func lists(of fields: Fields) -> [String: ChoiceList] {
    var lists: [String: ChoiceList] = [:]
    for (name, entry) in fields.map("choice_lists") {
      problems.checkQuestionName(name, of: "a choice list", at: entry.key)
      lists[name] = ChoiceList(
        choices: choices(entry.value, what: "choice list “\(name)”", scored: true), key: entry.key)
    }
    return lists
  }

  /// Choices written out: a map from name to words, or a list of maps with further columns.
  func choices(_ node: YAMLNode, what: String, scored: Bool) -> [Choice] {
    if let entries = node.entries {
      return entries.compactMap { entry in
        guard let name = entry.key.text else { return nil }
        problems.checkChoiceName(name, at: entry.key)
        return choice(name, entry.value, scored: scored)
      }
    }
    guard let items = node.items else {
      problems.add("wrong-kind", "\(what) must be a map from the names of choices to their words", at: node)
      return []
    }
    if items.isEmpty { problems.add("no-choices", "\(what) has no choices", at: node) }
    var seen: Set<String> = []
    return items.compactMap { item in
      guard item.entries != nil else {
        problems.add(
          "wrong-kind", "a choice needs a name and words", at: item,
          hint:
            "write {name: under_16, label: \"Under 16\"}, or all choices as a map {under_16: \"Under 16\"}")
        return nil
      }
      guard let nameNode = item.value("name"), let name = nameNode.text else {
        problems.add(
          "missing-key", "a choice of \(what) has no “name”", at: item,
          hint: item.entries?.count == 1
            ? "write the choices without dashes: a map from name to words"
            : "write {name: under_16, label: \"Under 16\"}")
        return nil
      }
      problems.checkChoiceName(name, at: nameNode)
      guard seen.insert(name).inserted else {
        problems.add("duplicate-choice", "the choice “\(name)” is there twice", at: nameNode)
        return nil
      }
      return attributed(name, item, scored: scored)
    }
  }

  private func choice(_ name: String, _ node: YAMLNode, scored: Bool) -> Choice? {
    if node.value("label") != nil { return attributed(name, node, scored: scored) }
    return languages.text(node, what: "the words of choice “\(name)”", inBlock: inBlock).map {
      Choice(id: Choice.ID(name), label: $0, scored: scored)
    }
  }

  private func attributed(_ name: String, _ node: YAMLNode, scored: Bool) -> Choice? {
    var attributes: [String: String] = [:]
    var label: LocalizedText?
    for entry in node.entries ?? [] {
      guard let key = entry.key.text, key != "name" else { continue }
      if key == "label" {
        label = languages.text(entry.value, what: "the words of choice “\(name)”", inBlock: inBlock)
        if label == nil { return nil }
      } else if let text = entry.value.text {
        problems.checkQuestionName(key, of: "a column of choices", at: entry.key)
        attributes[key] = text
      } else {
        problems.add(
          "wrong-kind", "choice “\(name)”: “\(key)” must be text, this is \(entry.value.kind)",
          at: entry.value)
      }
    }
    guard let label else {
      problems.add("missing-key", "choice “\(name)” has no “label”", at: node)
      return nil
    }
    return Choice(id: Choice.ID(name), label: label, scored: scored, attributes: attributes)
  }
}

import EngageModel

/// Reads the options of a plugin's manifest.
struct PluginOptionsReader {
  let problems: Problems

  /// Codebooks and populations are not handed to plugins in other languages, so that no option can name one.
  private enum Kind: String, CaseIterable {
    case text, integer, decimal, boolean, question
    case oneOf = "one_of"
  }

  func read(_ fields: Fields) -> [OptionSpecification] {
    var options: [OptionSpecification] = []
    for node in fields.list("options") {
      guard let option = option(node) else { continue }
      if options.contains(where: { $0.name == option.name }) {
        problems.add("duplicate-name", "two options are called “\(option.name)”", at: node)
      }
      options.append(option)
    }
    return options
  }

  private func option(_ node: YAMLNode) -> OptionSpecification? {
    let known = ["name", "type", "from", "to", "choices", "default", "summary", "example"]
    guard let fields = Fields(node, what: "an option", known: known, problems: problems),
      let name = fields.requiredText("name"), let place = fields["name"]
    else { return nil }
    problems.checkQuestionName(name, of: "an option", at: place)
    guard fields.required("type", hint: "write type: integer, from: 1, to: 100") != nil,
      let kind = fields.word("type", as: Kind.self), let kind = self.kind(kind, fields, name)
    else { return nil }
    let written = fields.requiredText("example", hint: "write example: \(name)=…") ?? ""
    let example = written.hasPrefix("\(name)=") ? written : "\(name)=\(written)"
    let option = OptionSpecification(
      name, kind, default: fields.text("default"), summary: fields.requiredText("summary") ?? "",
      example: example)
    if let place = fields["default"], let complaint = option.defaultValue.flatMap(option.complaint) {
      problems.add("bad-default", "the default of option “\(name)” \(complaint)", at: place)
    }
    if let place = fields["example"],
      let complaint = option.complaint(about: String(example.dropFirst(name.count + 1)))
    {
      problems.add("bad-example", "the example of option “\(name)” \(complaint)", at: place)
    }
    return option
  }

  private func kind(_ kind: Kind, _ fields: Fields, _ name: String) -> OptionSpecification.Kind? {
    switch kind {
    case .text: return .text
    case .boolean: return .boolean
    case .question: return .question
    case .oneOf:
      let words = fields.texts("choices").map(\.text)
      if words.isEmpty {
        problems.add(
          "no-choices", "option “\(name)” has no choices", at: fields.node,
          hint: "write choices: [one, other]")
      }
      return .oneOf(words)
    case .integer, .decimal:
      guard let from = bound("from", fields), let to = bound("to", fields) else { return nil }
      guard from <= to else {
        problems.add(
          "out-of-range", "option “\(name)” goes from more to less", at: fields["from"] ?? fields.node)
        return nil
      }
      guard kind == .integer else { return .decimal(from...to) }
      guard let first = Int(exactly: from), let last = Int(exactly: to) else {
        problems.add(
          "not-a-number", "the bounds of option “\(name)” must be whole numbers",
          at: fields["from"] ?? fields.node)
        return nil
      }
      return .integer(first...last)
    }
  }

  private func bound(_ key: String, _ fields: Fields) -> Double? {
    guard fields.required(key, hint: "write both bounds: from: 1, to: 100") != nil else { return nil }
    return fields.number(key)
  }
}

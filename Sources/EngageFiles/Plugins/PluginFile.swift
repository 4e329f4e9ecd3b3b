public import EngageModel

/// Reads the `plugin.yaml` of a plugin that is no Swift.
public enum PluginFile {
  /// What it is called in a plugin's folder.
  public static let name = "plugin.yaml"

  /// Reads the manifest at a path.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<PluginDescription> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return PluginReader(problems: problems).read(root)
  }

  /// Reads a manifest from its text.
  public static func read(text: String, path: String) -> Reading<PluginDescription> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return PluginReader(problems: problems).read(root)
  }
}

private struct PluginReader {
  let problems: Problems

  private static let keys = [
    "plugin", "version", "provides", "title", "summary", "language", "protocol", "command", "merge", "needs",
    "questions", "by", "options", "example", "limits",
  ]

  func read(_ root: YAMLNode) -> Reading<PluginDescription> {
    guard
      let fields = Fields(
        root, what: "the plugin", known: PluginReader.keys, problems: problems, remark: remark)
    else { return problems.reading(nil) }
    let name = name(fields, "plugin", hint: "give it a name: plugin: word-associations") ?? ""
    var plugin = PluginDescription(
      name: name, version: version(fields), provides: provides(fields, name: name),
      title: fields.requiredText("title") ?? "", summary: fields.requiredText("summary") ?? "",
      example: fields.requiredText("example", hint: "write a command that runs it: engage analyse \(name) …")
        ?? "",
      command: command(fields),
      language: fields.requiredText("language", hint: "say what it is written in: language: python") ?? "")
    if let place = fields["example"], !plugin.example.contains("engage analyse \(name)"),
      !plugin.example.isEmpty
    {
      problems.add(
        "bad-example", "the example does not run the plugin", at: place,
        hint: "write engage analyse \(name) …")
    }
    plugin.protocolVersion = fields.integer("protocol", atLeast: 1) ?? 1
    if fields.required("protocol", hint: "write protocol: 1") != nil, plugin.protocolVersion != 1 {
      problems.add(
        "plugin-protocol",
        "the plugin speaks version \(plugin.protocolVersion) of the plugin protocol, and this "
          + "Engage version 1", at: fields["protocol"] ?? root, hint: "take a version of the plugin that fits"
      )
    }
    plugin.canMerge = fields.required("merge", hint: "write merge: yes, or no") != nil && fields.flag("merge")
    readNeeds(fields, into: &plugin)
    plugin.questions = fields.word("questions", as: PluginDescription.Use.self) ?? .optional
    plugin.by = fields.word("by", as: PluginDescription.Use.self) ?? .unused
    plugin.options = PluginOptionsReader(problems: problems).read(fields)
    readLimits(fields, into: &plugin)
    return problems.reading(plugin)
  }

  private func name(_ fields: Fields, _ key: String, hint: String) -> String? {
    guard let name = fields.requiredText(key, hint: hint), let place = fields[key] else { return nil }
    problems.checkKebabCase(name, of: "a plugin", at: place)
    return name
  }

  private func provides(_ fields: Fields, name: String) -> String {
    guard let place = fields["provides"] else { return name }
    let provided = fields.text("provides") ?? name
    problems.checkKebabCase(provided, of: "what a plugin provides", at: place)
    return provided
  }

  private func version(_ fields: Fields) -> String {
    guard let version = fields.requiredText("version", hint: "write version: 1.0.0"),
      let place = fields["version"]
    else { return "" }
    let parts = version.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count != 3 || parts.contains(where: { Int($0) == nil }) {
      problems.add(
        "bad-version", "a version is three numbers, “\(version)” is not", at: place,
        hint: "write version: 1.0.0")
    }
    return version
  }

  private func command(_ fields: Fields) -> [String] {
    let hint = "write the program and its arguments: command: [python3, plugin.py]"
    guard let place = fields.required("command", hint: hint) else { return [] }
    let words = fields.texts("command").map(\.text)
    if words.isEmpty || words.contains(where: { $0.isEmpty || $0.utf8.contains(0) }) {
      problems.add("bad-command", "the command is empty, or a word of it is", at: place, hint: hint)
    } else if place.text != nil, words[0].contains(" ") {
      problems.add(
        "bad-command", "the command is one text; it must be a list of words", at: place, hint: hint)
    }
    return words
  }

  private func readNeeds(_ fields: Fields, into plugin: inout PluginDescription) {
    let example = "needs: {types: [text], free_text: yes, identities: no}"
    guard let node = fields.required("needs", hint: "write \(example)"),
      let needs = Fields(
        node, what: "needs", known: ["types", "free_text", "identities"], problems: problems)
    else { return }
    plugin.readsFreeText = needs.flag("free_text")
    plugin.readsIdentities = needs.flag("identities")
    let known = QuestionType.allCases.filter { $0.columnKind != nil }
    for (word, place) in needs.texts("types") {
      guard let type = known.first(where: { $0.rawValue == word }) else {
        problems.addUnknownWord(
          word, at: place, rule: "unknown-word", message: "there is no type of question “\(word)” to read",
          among: known.map(\.rawValue))
        continue
      }
      if type.isTextual, !plugin.readsFreeText {
        problems.add(
          "free-text", "the plugin reads questions of the type \(word), and not what people wrote", at: place,
          hint: "write free_text: yes, or leave out \(word)")
      }
      plugin.questionTypes.append(type)
    }
    if plugin.readsFreeText, !plugin.questionTypes.contains(where: \.isTextual),
      let place = needs["free_text"]
    {
      problems.add(
        "free-text", "the plugin reads what people wrote, and no type of question that holds it", at: place,
        hint: "write free_text: no, or types: [text]")
    }
  }

  private func readLimits(_ fields: Fields, into plugin: inout PluginDescription) {
    let known = ["seconds", "seconds_per_message", "memory_mb", "message_mb", "output_mb", "processes"]
    guard let node = fields["limits"],
      let limits = Fields(node, what: "limits", known: known, problems: problems)
    else { return }
    func set(_ key: String, _ bounds: ClosedRange<Int>, _ limit: WritableKeyPath<PluginLimits, Int>) {
      guard let number = limits.integer(key, atLeast: bounds.lowerBound), let place = limits[key] else {
        return
      }
      if number > bounds.upperBound {
        problems.add("out-of-range", "limits: “\(key)” can be at most \(bounds.upperBound)", at: place)
      } else {
        plugin.limits[keyPath: limit] = number
      }
    }
    set("seconds", 1...86_400, \.seconds)
    set("seconds_per_message", 1...3600, \.secondsPerMessage)
    set("memory_mb", 16...65_536, \.memory)
    set("message_mb", 1...1024, \.message)
    set("output_mb", 1...4096, \.output)
    set("processes", 1...256, \.processes)
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "name": Fields.Remark(hint: "write plugin: …")
    case "types", "free_text", "identities": Fields.Remark(hint: "write it under needs: {\(key): …}")
    case "can_merge", "mergeable": Fields.Remark(hint: "write merge: …")
    default: nil
    }
  }
}

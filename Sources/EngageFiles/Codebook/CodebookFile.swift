public import EngageModel

/// Reads codebooks.
public enum CodebookFile {
  /// Reads the codebook at a path.
  /// - Parameters:
  ///   - path: of `codebook.<name>.yaml`.
  ///   - shown: the path as diagnostics show it.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<Codebook> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return CodebookReader(problems: problems).read(root)
  }

  /// The text of a codebook's file, to change it; `nil` where it can't be read.
  public static func text(at path: String) -> String? {
    TextFile.read(path, shownAs: path, problems: Problems())?.text
  }

  /// Reads a codebook from its text.
  public static func read(text: String, path: String) -> Reading<Codebook> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return CodebookReader(problems: problems).read(root)
  }
}

/// Reads one codebook.
final class CodebookReader {
  private let problems: Problems
  private var priorities: [Priority] = []
  private var names: [String: YAMLNode] = [:]
  private var isForSafeguarding = false

  init(problems: Problems) {
    self.problems = problems
  }

  func read(_ root: YAMLNode) -> Reading<Codebook> {
    let keys = [
      "codebook", "version", "title", "source", "matching", "safeguarding", "priorities", "themes", "history",
    ]
    guard let fields = Fields(root, what: "the codebook", known: keys, problems: problems) else {
      return problems.reading(nil)
    }
    let file = FileName(root.source.path)
    let name =
      fields.requiredText("codebook", hint: "give it a name: codebook: \(file.codebookName ?? file.stem)")
      ?? ""
    if let node = fields["codebook"], problems.checkKebabCase(name, of: "a codebook", at: node),
      let expected = file.codebookName, expected != name
    {
      problems.add(
        "name-not-of-file", "the codebook is called “\(name)”, but its file “\(file.name)”", at: node,
        hint: "write codebook: \(expected), or rename the file")
    }
    let version = fields["version"] == nil ? 1 : fields.integer("version", atLeast: 1) ?? 1
    let matching = fields["matching"].map(matching) ?? Matching()
    isForSafeguarding = fields.flag("safeguarding")
    for (name, title, entry) in fields.textMap("priorities") {
      problems.checkQuestionName(name, of: "a priority", at: entry.key)
      priorities.append(Priority(name: name, title: title))
    }
    var themes: [Theme] = []
    if let node = fields.required("themes", hint: "a codebook has at least one theme") {
      if node.items?.isEmpty == true {
        problems.add("no-themes", "a codebook has at least one theme", at: node)
      }
      themes = read(themes: fields.list("themes"), depth: 0)
    }
    let history = HistoryReader(problems: problems, version: version).read(fields, themes: themes)
    return problems.reading(
      Codebook(
        id: Codebook.ID(name), version: version, title: fields.text("title"), source: fields.text("source"),
        matching: matching, safeguarding: isForSafeguarding, priorities: priorities, themes: themes,
        history: history))
  }

  private func matching(_ node: YAMLNode) -> Matching {
    guard let fields = Fields(node, what: "matching", known: ["stems", "accents"], problems: problems) else {
      return Matching()
    }
    return Matching(
      stems: fields.word("stems", as: Matching.Stems.self) ?? .en,
      accents: fields.word("accents", as: Matching.Accents.self) ?? .fold)
  }

  private func read(themes items: [YAMLNode], depth: Int, under: [String] = []) -> [Theme] {
    items.compactMap { theme($0, depth: depth, under: under) }
  }

  /// - Parameter above: the names of the themes it lies in.
  private func theme(_ node: YAMLNode, depth: Int, under above: [String]) -> Theme? {
    let what = node.value("theme")?.text.map { "theme “\($0)”" } ?? "a theme"
    let keys = ["theme", "title", "priority", "match", "exclude", "tell", "themes"]
    guard let fields = Fields(node, what: what, known: keys, problems: problems) else { return nil }
    let name = fields.requiredText("theme", hint: "the name by which files and reports call it") ?? ""
    if let place = fields["theme"] { register(name, at: place, under: above) }
    let title = fields.requiredText("title", hint: "the words people read") ?? name
    let priority = fields.text("priority")
    if let priority, let place = fields["priority"], !priorities.contains(where: { $0.name == priority }) {
      problems.addUnknownWord(
        priority, at: place, rule: "unknown-priority", message: "there is no priority “\(priority)”",
        among: priorities.map(\.name), otherwise: "write it under priorities: {\(priority): \"Its title\"}")
    }
    let tell = fields.text("tell")
    if !isForSafeguarding, let place = fields.key("tell") {
      problems.add(
        "tell-without-safeguarding", "\(what) says whom to tell, but the codebook is not for safeguarding",
        at: place, hint: "write safeguarding: yes above themes, or delete this line")
    }
    var inner: [Theme] = []
    if depth < 20 {
      inner = read(themes: fields.list("themes"), depth: depth + 1, under: above + [name])
    } else if let deeper = fields["themes"] {
      problems.add("too-deep", "themes are nested too deep in each other", at: deeper)
    }
    let match = terms(fields, "match")
    if fields["match"] == nil, fields.list("themes").isEmpty {
      problems.add(
        "no-match", "\(what) has nothing to match", at: fields.key("match") ?? fields["theme"] ?? node,
        hint:
          "write match: [\"a phrase\", \"a begin*\"], or match: [] for a theme that only people give; "
          + "one with sub-themes can do without")
    }
    return Theme(
      id: Theme.ID(name), title: title, priority: priority, match: match, exclude: terms(fields, "exclude"),
      tell: tell, themes: inner)
  }

  private func register(_ name: String, at node: YAMLNode, under above: [String]) {
    problems.checkKebabCase(name, of: "a theme", at: node)
    if above.contains(name) {
      problems.add(
        "theme-under-itself", "the theme “\(name)” lies under itself", at: node,
        hint: "give the inner one another name: \(above.joined(separator: " > ")) > …")
    } else if let first = names[name] {
      problems.add(
        "duplicate-name", "there is already a theme “\(name)”", at: node,
        hint: "the first is in line \(first.line)")
    } else {
      names[name] = node
    }
  }

  private func terms(_ fields: Fields, _ key: String) -> [Term] {
    var seen: Set<Term> = []
    return fields.list(key).compactMap { node in
      guard let term = TermReader(problems: problems).term(node, in: "\(key) of \(fields.what)") else {
        return nil
      }
      if seen.insert(term).inserted { return term }
      problems.add("duplicate-term", "this is there twice", at: node, hint: "delete it", severity: .warning)
      return nil
    }
  }
}

import EngageModel
import Yams

/// Reads the one YAML document of a file as nodes.
enum YAMLDocument {
  /// The root of a file; `nil` with the problem noted.
  static func read(_ path: String, shownAs shown: String, problems: Problems) -> YAMLNode? {
    guard let source = TextFile.read(path, shownAs: shown, problems: problems) else { return nil }
    return compose(source, problems: problems)
  }

  /// The root of a text; `nil` with the problem noted.
  static func compose(text: String, path: String, problems: Problems) -> YAMLNode? {
    let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return compose(SourceFile(path: path, text: content), problems: problems)
  }

  private static func compose(_ source: SourceFile, problems: Problems) -> YAMLNode? {
    problems.addSource(source)
    if let problem = YAMLStructure.problem(of: source) {
      problems.add(problem)
      return nil
    }
    do {
      let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        problems.add(
          Diagnostic(
            rule: "empty-file", message: "the file is empty", file: source.path, line: 1, column: 1, length: 1
          ))
        return nil
      }
      // Nodes know their anchors only as long as the parser lives.
      if let anchored = withExtendedLifetime(parser, { firstAnchor(root) }) {
        problems.add(
          "anchor", "anchors (&name) and aliases (*name) can't be used here",
          in: source, at: place(of: anchored, in: source), hint: "write it out in both places")
        return nil
      }
      return convert(root, source: source, problems: problems)
    } catch {
      problems.add(YAMLSyntax.diagnostic(for: error, in: source))
      return nil
    }
  }

  /// The first node with an anchor, in the order of the file: an alias can only come behind it.
  private static func firstAnchor(_ node: Node) -> Mark? {
    if node.anchor != nil, let mark = node.mark { return mark }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let items): return items.lazy.compactMap(firstAnchor).first
    case .mapping(let pairs):
      for (key, value) in pairs {
        if let mark = firstAnchor(key) ?? firstAnchor(value) { return mark }
      }
      return nil
    }
  }

  private static func place(of mark: Mark, in source: SourceFile) -> Place {
    Place(
      line: mark.line, column: source.characterColumn(line: mark.line, scalarColumn: mark.column), length: 1)
  }

  private static func convert(_ node: Node, source: SourceFile, problems: Problems) -> YAMLNode {
    let mark = node.mark
    func made(_ content: YAMLNode.Content, _ style: YAMLNode.Style) -> YAMLNode {
      YAMLNode(
        content: content, style: style, line: mark?.line ?? 1, column: mark?.column ?? 1, source: source)
    }
    switch node {
    case .alias: return made(.scalar(""), .plain)
    case .scalar(let scalar): return made(.scalar(scalar.string), style(of: scalar))
    case .sequence(let items):
      return made(.sequence(items.map { convert($0, source: source, problems: problems) }), .collection)
    case .mapping(let pairs):
      var entries: [YAMLEntry] = []
      var seen: Set<String> = []
      for (key, value) in pairs {
        let entry = YAMLEntry(
          key: convert(key, source: source, problems: problems),
          value: convert(value, source: source, problems: problems))
        if let name = entry.key.text {
          if seen.insert(name).inserted {
            entries.append(entry)
          } else {
            problems.add("duplicate-key", "the key “\(name)” is written twice in the same map", at: entry.key)
          }
        } else {
          problems.add(
            "wrong-kind", "a key must be plain text, this is \(entry.key.kind)", at: entry.key,
            hint: "put text that starts with “{” or “[” in quotes")
        }
      }
      return made(.mapping(entries), .collection)
    }
  }

  private static func style(of scalar: Node.Scalar) -> YAMLNode.Style {
    switch scalar.style {
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal, .folded: .block
    case .any, .plain: .plain
    }
  }
}

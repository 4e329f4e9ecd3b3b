/// A part of a YAML file: what is written there, untyped and in order, and where.
struct YAMLNode {
  enum Content {
    case scalar(String)
    case mapping([YAMLEntry])
    case sequence([YAMLNode])
  }

  enum Style {
    case plain, singleQuoted, doubleQuoted, block, collection
  }

  let content: Content
  let style: Style
  /// From 1.
  let line: Int
  /// From 1, in Unicode scalars.
  let column: Int
  let source: SourceFile

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text) = content { return text }
    return nil
  }

  /// Whether nothing is written: `key:` or `key: ~`.
  var isEmpty: Bool {
    guard style == .plain, case .scalar(let text) = content else { return false }
    return text.isEmpty || text == "~"
  }

  var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }

  var items: [YAMLNode]? {
    if case .sequence(let items) = content { return items }
    return nil
  }

  /// The value at a key of a mapping.
  func value(_ key: String) -> YAMLNode? {
    entries?.first { $0.key.text == key }?.value
  }

  /// What kind it is, for messages.
  var kind: String {
    switch content {
    case .scalar: "text"
    case .mapping: "a map (key: value)"
    case .sequence: "a list"
    }
  }
}

/// A key of a mapping and its value.
struct YAMLEntry {
  let key: YAMLNode
  let value: YAMLNode
}

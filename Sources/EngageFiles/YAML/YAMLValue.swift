/// What is to be written as YAML, in the order in which it is to stand.
indirect enum YAMLValue {
  /// A name, a number, a switch: plain where it can be.
  case word(String)
  /// Exactly these characters: `yes`, `over 1300`, `2019-09-24`. They must be safe unquoted.
  case plain(String)
  /// Words for people: always in quotes.
  case text(String)
  case map([(key: String, value: YAMLValue)])
  case list([YAMLValue])
}

/// Lays values out as a person would: on one line where they fit, else an entry to a line.
struct YAMLLayout {
  /// Columns up to which maps and lists are written on one line.
  var width = 100
  /// See `YAMLQuoting.quoted(_:bracketsToo:)`.
  var escapesBrackets = false

  /// A file's text, laid out so that Engage itself takes it: words full of brackets and signs are escaped where they
  /// would look like a structure too deep, or like anchors, to whoever doesn't look at quotes.
  static func text(_ write: (YAMLLayout) -> String) -> String {
    let written = write(YAMLLayout())
    let isTaken = YAMLStructure.problem(of: SourceFile(path: "", text: written)) == nil
    return isTaken ? written : write(YAMLLayout(escapesBrackets: true))
  }

  /// The lines of a comment.
  func comment(_ texts: [String], indent: Int = 0) -> [String] {
    texts.flatMap { YAMLQuoting.comment($0, bracketless: escapesBrackets) }
      .map { YAMLLayout.blanks(indent) + $0 }
  }

  /// A value on one line.
  func flow(_ value: YAMLValue) -> String {
    switch value {
    case .word(let text): YAMLQuoting.word(text)
    case .plain(let text): text
    case .text(let text): YAMLQuoting.quoted(text, bracketsToo: escapesBrackets)
    case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { YAMLQuoting.word($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
    }
  }

  /// The lines of a map's entries, indented.
  func lines(_ entries: [(key: String, value: YAMLValue)], indent: Int) -> [String] {
    entries.flatMap { lines(key: $0.key, $0.value, indent: indent) }
  }

  /// The lines of a key and its value.
  func lines(key: String, _ value: YAMLValue, indent: Int) -> [String] {
    let start = YAMLLayout.blanks(indent) + YAMLQuoting.word(key) + ":"
    let line = start + " " + flow(value)
    if line.count <= width || !value.isLongForm { return [line] }
    switch value {
    case .map(let entries): return [start] + lines(entries, indent: indent + 2)
    case .list(let items): return [start] + items.flatMap { lines(item: $0, indent: indent + 2) }
    case .word, .plain, .text: return [line]
    }
  }

  /// The lines of an item of a list, which starts with a dash.
  func lines(item: YAMLValue, indent: Int) -> [String] {
    let line = YAMLLayout.blanks(indent) + "- " + flow(item)
    guard case .map(let entries) = item, line.count > width, !entries.isEmpty else { return [line] }
    return dashed(lines(entries, indent: indent + 2), indent: indent)
  }

  /// Lines with a dash in front of the first.
  func dashed(_ lines: [String], indent: Int) -> [String] {
    guard let first = lines.first else { return [] }
    return [YAMLLayout.blanks(indent) + "- " + first.dropFirst(indent + 2)] + lines.dropFirst()
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension YAMLValue {
  /// Whether it has entries that can stand on lines of their own; a list of mere words is kept on one line.
  fileprivate var isLongForm: Bool {
    switch self {
    case .word, .plain, .text: false
    case .map(let entries): !entries.isEmpty
    case .list(let items):
      items.contains { if case .map = $0 { true } else { false } }
    }
  }
}

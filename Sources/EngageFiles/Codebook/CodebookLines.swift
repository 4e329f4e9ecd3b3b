import EngageModel

/// The lines of a codebook's file while it is changed. Each step finds its place anew; one that can't says so, and
/// whoever uses it checks what came of it.
struct CodebookLines {
  private let path: String
  /// Without their line feeds; a carriage return stays.
  private var lines: [String]

  init(text: String, path: String) {
    self.path = path
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

  // MARK: - Finding

  private var root: YAMLNode? { YAMLDocument.compose(text: text, path: path, problems: Problems()) }

  /// A theme's map, wherever it lies.
  private func theme(_ id: Theme.ID) -> YAMLNode? {
    func find(_ list: YAMLNode?) -> YAMLNode? {
      for item in list?.items ?? [] {
        if item.value("theme")?.text == id.rawValue { return item }
        if let inner = find(item.value("themes")) { return inner }
      }
      return nil
    }
    return find(root?.value("themes"))
  }

  /// Blanks before the dash of an item of a list; `nil` where it does not stand on lines of its own.
  private func dash(of item: YAMLNode) -> Int? {
    let before = scalars(item.line).prefix(item.column - 1)
    guard let dash = before.firstIndex(of: "-"), before[..<dash].allSatisfy({ $0 == " " }),
      before[(dash + 1)...].allSatisfy({ $0 == " " }), dash + 1 < before.count
    else { return nil }
    return dash
  }

  /// The last line of an item: those that are indented deeper than its dash.
  private func end(of item: YAMLNode, dash: Int) -> Int {
    var last = item.line
    for line in (item.line + 1)..<(lines.count + 1) {
      let content = scalars(line)
      guard let indent = content.firstIndex(where: { $0 != " " && $0 != "\r" && $0 != "\t" }) else {
        continue
      }
      if indent > dash {
        last = line
      } else if content[indent] != "#" {
        break
      }
    }
    return last
  }

  /// - Parameter line: from 1.
  private func scalars(_ line: Int) -> [Unicode.Scalar] { Array(lines[line - 1].unicodeScalars) }

  private func isFlow(_ node: YAMLNode) -> Bool {
    let content = scalars(node.line)
    guard node.column <= content.count else { return false }
    return ["{", "["].contains(content[node.column - 1])
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  private mutating func insert(_ new: [String], after line: Int) {
    let ending = lines.first?.unicodeScalars.last == "\r" ? "\r" : ""
    // The last line may end without a line break.
    if line >= lines.count, let last = lines.last, last.unicodeScalars.last != "\r" {
      lines[lines.count - 1] += ending
    }
    lines.insert(contentsOf: new.map { $0 + ending }, at: min(line, lines.count))
  }

  // MARK: - Scalars

  mutating func setVersion(_ version: Int) -> Bool {
    guard let root else { return false }
    if let node = root.value("version") { return replace(node, by: String(version)) }
    guard let name = root.value("codebook"), !isFlow(root) else { return false }
    insert(["version: \(version)"], after: name.line)
    return true
  }

  mutating func setText(_ key: String, of id: Theme.ID, to text: String) -> Bool {
    guard let node = theme(id)?.value(key) else { return false }
    let written = key == "theme" ? YAMLQuoting.word(text) : Self.quoted(text)
    return replace(node, by: written)
  }

  /// Puts other words in place of a scalar that stands on one line.
  private mutating func replace(_ node: YAMLNode, by written: String) -> Bool {
    guard let length = writtenLength(of: node) else { return false }
    var content = scalars(node.line)
    content.replaceSubrange(
      (node.column - 1)..<(node.column - 1 + length), with: Array(written.unicodeScalars))
    setLine(node.line, content)
    return true
  }

  private mutating func setLine(_ line: Int, _ content: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: content)
    lines[line - 1] = String(view)
  }

  /// How many scalars a scalar takes as written, quotes and all; `nil` if it goes over several lines.
  private func writtenLength(of node: YAMLNode) -> Int? {
    guard let text = node.text else { return nil }
    let content = scalars(node.line)[(node.column - 1)...]
    switch node.style {
    case .plain:
      let plain = Array(text.unicodeScalars)
      return content.starts(with: plain) ? plain.count : nil
    case .doubleQuoted, .singleQuoted:
      guard let quote = content.first else { return nil }
      var index = content.startIndex + 1
      while index < content.endIndex {
        if quote == "\"", content[index] == "\\" {
          index += 2
        } else if content[index] == quote {
          if quote == "'", index + 1 < content.endIndex, content[index + 1] == "'" {
            index += 2
          } else {
            return index - content.startIndex + 1
          }
        } else {
          index += 1
        }
      }
      return nil
    case .block, .collection: return nil
    }
  }

  // MARK: - Themes

  /// Adds a theme as the last of a list.
  mutating func add(_ new: CodebookChange.NewTheme, under parent: Theme.ID?) -> Bool {
    let title = Self.quoted(new.title)
    let words = ["theme: \(YAMLQuoting.word(new.id.rawValue))", "title: \(title)", "match: []"]
    let list = parent == nil ? root?.value("themes") : parent.flatMap { theme($0)?.value("themes") }
    if let last = list?.items?.last {
      guard let dash = dash(of: last) else { return false }
      let inner = last.column - 1
      var written = words.enumerated().map { index, word in
        (index == 0 ? Self.blanks(dash) + "-" + Self.blanks(inner - dash - 1) : Self.blanks(inner)) + word
      }
      if last.line > 1, lines[last.line - 2].allSatisfy(\.isWhitespace) { written.insert("", at: 0) }
      insert(written, after: end(of: last, dash: dash))
      return true
    }
    guard let parent, let node = theme(parent), !isFlow(node), let dash = dash(of: node) else { return false }
    let inner = Self.blanks(node.column - 1)
    let written = words.enumerated().map { inner + ($0 == 0 ? "  - " : "    ") + $1 }
    insert([inner + "themes:"] + written, after: end(of: node, dash: dash))
    return true
  }

  /// Removes a theme, with a blank line behind it; of a list that is empty then, its key as well.
  mutating func remove(_ id: Theme.ID) -> Bool {
    guard let node = theme(id), let dash = dash(of: node) else { return false }
    var last = end(of: node, dash: dash)
    if last < lines.count - 1, lines[last].allSatisfy(\.isWhitespace) { last += 1 }
    let key = listKey(of: id)
    lines.removeSubrange((node.line - 1)..<last)
    if let key {
      guard lines[key - 1].trimmedEnd.hasSuffix("themes:") else { return false }
      lines.remove(at: key - 1)
    }
    return true
  }

  /// The line of the key “themes” above a theme that is the only one of its list.
  private func listKey(of id: Theme.ID) -> Int? {
    func find(_ map: YAMLNode?) -> Int? {
      guard let entry = map?.entries?.first(where: { $0.key.text == "themes" }) else { return nil }
      let items = entry.value.items ?? []
      if items.count == 1, items[0].value("theme")?.text == id.rawValue { return entry.key.line }
      return items.lazy.compactMap { find($0) }.first
    }
    return find(root)
  }

  // MARK: - Lists

  /// Adds terms to the end of a theme's list.
  mutating func append(_ terms: [Term], to key: String, of id: Theme.ID) -> Bool {
    guard !terms.isEmpty else { return true }
    let written = terms.map(CodebookLines.written)
    guard let node = theme(id) else { return false }
    if let list = node.value(key) { return append(written, to: list) }
    guard let name = node.value("theme"), !isFlow(node) else { return false }
    insert(
      [Self.blanks(node.column - 1) + "\(key): [\(written.joined(separator: ", "))]"], after: name.line)
    return true
  }

  mutating func append(_ revision: CodebookRevision) -> Bool {
    let written = CodebookLines.written(revision)
    guard let root else { return false }
    if let list = root.value("history") { return append([written], to: list) }
    guard !isFlow(root) else { return false }
    while lines.count > 1, lines[lines.count - 1].allSatisfy(\.isWhitespace) { lines.removeLast() }
    insert(["", "history:", "  - \(written)", ""], after: lines.count)
    if lines.last?.isEmpty == false { lines[lines.count - 1] = "" }
    return true
  }

  private mutating func append(_ written: [String], to list: YAMLNode) -> Bool {
    if list.text != nil {
      guard let length = writtenLength(of: list) else { return false }
      let content = scalars(list.line)
      let start = list.column - 1
      let one = Array("[".unicodeScalars) + content[start..<(start + length)]
      let more = Array((", " + written.joined(separator: ", ") + "]").unicodeScalars)
      setLine(list.line, content[..<start] + one + more + content[(start + length)...])
      return true
    }
    if isFlow(list) { return insert(written, beforeEndOf: list) }
    guard let last = list.items?.last, let dash = dash(of: last) else { return false }
    insert(written.map { Self.blanks(dash) + "- " + $0 }, after: end(of: last, dash: dash))
    return true
  }

  /// Puts more items before the bracket that closes a list.
  private mutating func insert(_ written: [String], beforeEndOf list: YAMLNode) -> Bool {
    guard let end = closingBracket(of: list) else { return false }
    var content = scalars(end.line)
    let separator = end.after == "[" ? "" : end.after == "," ? " " : ", "
    content.insert(
      contentsOf: Array((separator + written.joined(separator: ", ")).unicodeScalars), at: end.index)
    setLine(end.line, content)
    return true
  }

  /// Where a list in brackets ends, and the last sign before that which is no blank.
  private func closingBracket(of list: YAMLNode) -> (line: Int, index: Int, after: Unicode.Scalar)? {
    var depth = 0
    var quote: Unicode.Scalar?
    var last: Unicode.Scalar = "["
    for line in list.line...lines.count {
      let content = scalars(line)
      var index = line == list.line ? list.column - 1 : 0
      while index < content.count {
        let scalar = content[index]
        if let open = quote {
          if open == "\"", scalar == "\\" { index += 1 }
          if scalar == open { quote = nil }
          last = scalar
        } else {
          let isAfterBlank = index == 0 || content[index - 1] == " "
          if scalar == "#", isAfterBlank { break }
          if scalar == "]", depth == 1 { return (line, index, last) }
          if scalar == "[" || scalar == "{" { depth += 1 }
          if scalar == "]" || scalar == "}" { depth -= 1 }
          let opens = scalar == "\"" || scalar == "'"
          if opens, isAfterBlank || ["[", "{", ",", ":"].contains(content[index - 1]) { quote = scalar }
          if scalar != " ", scalar != "\r", scalar != "\t" { last = scalar }
        }
        index += 1
      }
    }
    return nil
  }

  /// Brackets are escaped only where there are some: a reader meets the words as they are.
  private static func quoted(_ text: String) -> String {
    YAMLQuoting.quoted(
      text, bracketsToo: text.unicodeScalars.contains { "[{]}&".unicodeScalars.contains($0) })
  }

  static func written(_ term: Term) -> String {
    switch term {
    case .phrase(let text): quoted(text)
    case .exact(let text): "{exact: \(quoted(text))}"
    case .pattern(let text): "{pattern: \(quoted(text))}"
    }
  }

  static func written(_ revision: CodebookRevision) -> String {
    func names(_ themes: [Theme.ID]) -> String {
      "[" + themes.map { YAMLQuoting.word($0.rawValue) }.joined(separator: ", ") + "]"
    }
    var parts = [
      "version: \(revision.version)", "what: \(revision.kind.rawValue)", "themes: \(names(revision.themes))",
    ]
    if !revision.into.isEmpty { parts.append("into: \(names(revision.into))") }
    for (key, text) in [
      ("was", revision.was), ("at", revision.at), ("by", revision.by), ("why", revision.why),
    ] {
      if let text { parts.append("\(key): \(quoted(text))") }
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension String {
  /// Without white space at the end.
  fileprivate var trimmedEnd: Substring {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return self[..<end]
  }
}

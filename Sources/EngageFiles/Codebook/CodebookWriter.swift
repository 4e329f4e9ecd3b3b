public import EngageModel

/// Writes a codebook as the text of its file; read again, it is the same codebook.
///
/// For a change to a file that people wrote use `CodebookEditor`, which keeps their comments.
public struct CodebookWriter: Sendable {
  private let codebook: Codebook

  public init(_ codebook: Codebook) { self.codebook = codebook }

  public var text: String {
    var lines = [
      "codebook: \(YAMLQuoting.word(codebook.id.rawValue))", "version: \(codebook.version)",
    ]
    if let title = codebook.title { lines.append("title: \(quoted(title))") }
    if let source = codebook.source { lines.append("source: \(quoted(source))") }
    let matching = codebook.matching
    if matching != Matching() {
      lines.append(
        "matching: {stems: \(YAMLQuoting.word(matching.stems.rawValue)), accents: \(matching.accents.rawValue)}"
      )
    }
    if codebook.safeguarding { lines.append("safeguarding: yes") }
    if !codebook.priorities.isEmpty {
      lines.append("priorities:")
      lines += codebook.priorities.map { "  \(YAMLQuoting.word($0.name)): \(quoted($0.title))" }
    }
    lines.append("themes:")
    for theme in codebook.themes { add(theme, depth: 1, to: &lines) }
    if !codebook.history.isEmpty {
      lines.append("history:")
      lines += codebook.history.map { "  - \(CodebookLines.written($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func add(_ theme: Theme, depth: Int, to lines: inout [String]) {
    let blanks = String(repeating: "    ", count: depth - 1) + "  "
    lines.append("\(blanks)- theme: \(YAMLQuoting.word(theme.id.rawValue))")
    lines.append("\(blanks)  title: \(quoted(theme.title))")
    if let priority = theme.priority { lines.append("\(blanks)  priority: \(YAMLQuoting.word(priority))") }
    if let tell = theme.tell { lines.append("\(blanks)  tell: \(quoted(tell))") }
    add(theme.match, as: "match", blanks, to: &lines, evenIfEmpty: theme.themes.isEmpty)
    add(theme.exclude, as: "exclude", blanks, to: &lines)
    if theme.themes.isEmpty { return }
    lines.append("\(blanks)  themes:")
    for inner in theme.themes { add(inner, depth: depth + 1, to: &lines) }
  }

  private func add(
    _ terms: [Term], as key: String, _ blanks: String, to lines: inout [String], evenIfEmpty: Bool = false
  ) {
    if terms.isEmpty {
      if evenIfEmpty { lines.append("\(blanks)  \(key): []") }
      return
    }
    lines.append("\(blanks)  \(key):")
    lines += terms.map { "\(blanks)    - \(CodebookLines.written($0))" }
  }

  private func quoted(_ text: String) -> String { YAMLQuoting.quoted(text, bracketsToo: true) }
}

import EngageColumns

/// Text made safe for GitHub's Markdown.
public enum MarkdownText {
  /// One line in which nothing is read as markup, HTML or the end of a table cell.
  public static func escape(_ text: String) -> String {
    let characters = Array(DisplayWidth.plain(text))
    var escaped = ""
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : " "
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      let isMarkup =
        switch character {
        case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&": true
        // Inside a word an underscore is only an underscore.
        case "_": !(isWord(before) && isWord(after))
        case "!": after == "["
        default: false
        }
      if isMarkup { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// As `escape`, and nothing at the start is read as a heading, list or rule.
  public static func paragraph(_ text: String) -> String {
    let escaped = escape(text)
    guard let first = escaped.first else { return "" }
    if "#+-=".contains(first) { return "\\" + escaped }
    let rest = escaped.drop { $0.isASCII && $0.isNumber }
    if rest.startIndex > escaped.startIndex, let mark = rest.first, mark == "." || mark == ")" {
      return escaped.prefix(upTo: rest.startIndex) + "\\" + rest
    }
    return escaped
  }

  /// A block shown as it is, whatever is in it.
  static func block(_ lines: [String]) -> [String] {
    let longest = lines.map { line in line.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + "text"] + lines + [fence]
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}

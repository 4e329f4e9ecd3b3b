import EngageColumns

/// Words broken into lines and put into columns, by what a terminal shows.
enum TextLayout {
  /// Lines of at most that many columns, broken between words where possible; one line where width is `nil`.
  /// A single character wider than the width has a line of its own.
  static func lines(_ text: String, width: Int?) -> [String] {
    let text = DisplayWidth.plain(text)
    guard let width, DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").flatMap({ pieces(String($0), width: max(width, 1)) }) {
      if line.isEmpty {
        line = word
      } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(word) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  /// A paragraph whose lines after the first are set in as far as the first one's opening.
  static func paragraph(_ text: String, width: Int?, opening: String = "") -> [String] {
    let indent = DisplayWidth.of(opening)
    let room = width.map { max($0 - indent, 1) }
    return lines(text, width: room).enumerated().map { index, line in
      (index == 0 ? opening : String(repeating: " ", count: indent)) + line
    }
  }

  /// Filled with blanks up to a width, at the right or (figures) at the left.
  static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return right ? blanks + text : text + blanks
  }

  /// The columns the longest word takes.
  static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
  }

  private static func pieces(_ word: String, width: Int) -> [String] {
    guard DisplayWidth.of(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let columns = DisplayWidth.of(character)
      if used + columns > width, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }

  /// Text without blanks at its end.
  static func trimEnd(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
    return String(text[...last])
  }
}

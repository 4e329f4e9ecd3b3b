import EngageColumns

/// Lines broken between words, for terminals, which break anywhere.
enum WordWrap {
  /// A line in lines of at most so many columns; those that follow begin below the first word. A word that is longer
  /// than a line stays whole.
  /// - Parameters:
  ///   - width: columns; `nil` leaves the line as it is.
  ///   - hanging: by how much more those that follow are indented.
  static func lines(_ line: String, width: Int?, hanging: Int = 0) -> [String] {
    guard let width, columns(line) > width else { return [line] }
    let blanks = line.prefix { $0 == " " }.count
    let indent = String(repeating: " ", count: min(blanks + hanging, width / 2))
    var lines: [String] = []
    var current = String(line.prefix(blanks))
    var isEmpty = true
    for word in line.dropFirst(blanks).split(separator: " ", omittingEmptySubsequences: false) {
      let wanted = columns(current) + (isEmpty ? 0 : 1) + columns(String(word))
      if isEmpty || wanted <= width {
        current += (isEmpty ? "" : " ") + word
      } else {
        lines.append(current.trimmingBlanks)
        current = indent + word
      }
      isEmpty = false
    }
    lines.append(current.trimmingBlanks)
    return lines
  }

  /// How wide text is on a screen, on which what switches colours takes no room.
  private static func columns(_ text: String) -> Int {
    guard text.utf8.contains(0x1B) else { return DisplayWidth.of(text) }
    return DisplayWidth.of(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: ""))
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var line = self
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Terminal {
  /// Prints lines on standard output, on a screen broken between words.
  /// - Throws: as `tell`.
  static func tellWrapped(_ text: String, hanging: Int = 0) throws {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for part in WordWrap.lines(String(line), width: standardOutput.width, hanging: hanging) {
        try tell(part)
      }
    }
  }
}

/// The text of a file, by lines, to find places in it.
final class SourceFile {
  /// As shown to people.
  let path: String
  let text: String
  private(set) lazy var lines: [Substring] = SourceFile.lines(of: text)

  init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The line of that number, from 1; empty behind the end.
  func line(_ number: Int) -> Substring {
    number >= 1 && number <= lines.count ? lines[number - 1] : ""
  }

  /// A column counted in Unicode scalars as one counted in characters, both from 1.
  func characterColumn(line number: Int, scalarColumn: Int) -> Int {
    String(line(number).unicodeScalars.prefix(max(0, scalarColumn - 1))).count + 1
  }

  /// Splits at the line breaks that YAML knows: LF, CR LF, CR, NEL, LS, PS.
  static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      var next = scalars.index(after: index)
      switch scalar {
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(Substring(scalars[start..<index]))
        if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" {
          next = scalars.index(after: next)
        }
        start = next
      default: break
      }
      index = next
    }
    lines.append(Substring(scalars[start...]))
    return lines
  }
}

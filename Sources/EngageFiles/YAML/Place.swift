/// Where something is written.
struct Place {
  /// From 1.
  var line: Int
  /// From 1, in characters.
  var column: Int
  /// In characters, on that line.
  var length: Int
}

extension YAMLNode {
  /// The place of a node: of a scalar as written with its quotes, of a map its first key.
  var place: Place {
    let column = source.characterColumn(line: line, scalarColumn: self.column)
    return Place(line: line, column: column, length: max(1, writtenLength))
  }

  /// The place of a part of a scalar's text.
  /// - Parameters:
  ///   - offset: in characters of the text.
  ///   - length: in characters of the text.
  func place(at offset: Int, length: Int) -> Place {
    var walk = ScalarWalk(of: self)
    for _ in 0..<max(0, offset) { walk.advance() }
    let start = walk
    for _ in 0..<max(1, length) { walk.advance() }
    let width = walk.line == start.line ? walk.column - start.column : 1
    return Place(line: start.line, column: start.column + 1, length: max(1, width))
  }

  private var writtenLength: Int {
    switch content {
    case .mapping(let entries):
      guard let first = entries.first, first.key.line == line, first.key.column == column else { return 1 }
      return first.key.writtenLength
    case .sequence: return 1
    case .scalar(let text):
      switch style {
      case .plain, .collection:
        return text.count
      case .block: return 1
      case .singleQuoted, .doubleQuoted:
        var walk = ScalarWalk(of: self)
        for _ in text {
          walk.advance()
          if walk.line != line { return 1 }
        }
        return walk.column + 2 - source.characterColumn(line: line, scalarColumn: column)
      }
    }
  }
}

/// Walks over a scalar as written, a character of its text at a time.
private struct ScalarWalk {
  private(set) var line: Int
  /// From 0.
  private(set) var column: Int
  private let style: YAMLNode.Style
  private let source: SourceFile
  private var characters: [Character]
  private var indentation = 0

  init(of node: YAMLNode) {
    style = node.style
    source = node.source
    line = node.line
    column = node.source.characterColumn(line: node.line, scalarColumn: node.column) - 1
    characters = Array(source.line(line))
    switch style {
    case .plain, .collection: break
    case .singleQuoted, .doubleQuoted: column += 1
    case .block:
      repeat {
        line += 1
        characters = Array(source.line(line))
      } while characters.allSatisfy { $0 == " " } && line < source.lines.count
      indentation = characters.prefix { $0 == " " }.count
      column = indentation
    }
  }

  mutating func advance() {
    guard column < characters.count else { return nextLine() }
    let character = characters[column]
    column += 1
    switch style {
    case .singleQuoted where character == "'": column += 1
    case .doubleQuoted where character == "\\":
      let escaped = column < characters.count ? characters[column] : " "
      column += 1 + (["x": 2, "u": 4, "U": 8][escaped] ?? 0)
    case .plain, .singleQuoted, .doubleQuoted:
      // Line folding: the white space around a break is one blank of the text.
      if character == " ", characters[column...].allSatisfy({ $0 == " " || $0 == "\t" }),
        column < characters.count
      {
        column = characters.count
      }
    default: break
    }
  }

  private mutating func nextLine() {
    guard line < source.lines.count else { return }
    line += 1
    characters = Array(source.line(line))
    column =
      style == .block
      ? min(indentation, characters.count) : characters.prefix { $0 == " " || $0 == "\t" }.count
  }
}

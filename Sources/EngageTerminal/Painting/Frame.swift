/// How a character looks. Colour only ever adds to what words and signs say.
public struct Style: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public static let bold = Style(rawValue: 1)
  public static let dim = Style(rawValue: 2)
  public static let reverse = Style(rawValue: 4)
  public static let red = Style(rawValue: 8)
  public static let yellow = Style(rawValue: 16)
  public static let cyan = Style(rawValue: 32)

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What is left where there is no colour.
  var withoutColour: Style { intersection([.bold, .dim, .reverse]) }
}

/// A column of a window. A character of two columns is a cell and a cell that goes on with it.
public struct Cell: Sendable, Hashable {
  public var character: Character
  /// The columns the character takes; 0 for a cell that goes on with the one before.
  public var columns: UInt8
  public var style: Style
}

/// A line of a window, as long as what is written on it.
public struct Line: Sendable, Hashable {
  public private(set) var cells: [Cell] = []
  /// Whether terminals may give something on it another width than is reckoned with here.
  public private(set) var isUncertain = false

  var width: Int { cells.count }

  init() {}

  mutating func add(_ glyph: Glyph, _ style: Style) {
    guard glyph.columns > 0 else { return }
    cells.append(Cell(character: glyph.character, columns: UInt8(min(glyph.columns, 255)), style: style))
    for _ in 1..<max(glyph.columns, 1) { cells.append(Cell(character: " ", columns: 0, style: style)) }
    if glyph.isUncertain { isUncertain = true }
  }

  mutating func add(_ glyphs: some Sequence<Glyph>, _ style: Style) {
    for glyph in glyphs { add(glyph, style) }
  }

  /// Blanks up to a column.
  mutating func fill(to column: Int, _ style: Style = []) {
    while width < column { cells.append(Cell(character: " ", columns: 1, style: style)) }
  }

  mutating func add(_ other: Line) {
    cells += other.cells
    isUncertain = isUncertain || other.isUncertain
  }

  /// Cut to so many columns; half of a wide character is a blank.
  mutating func cut(to columns: Int) {
    guard width > columns else { return }
    var start = columns
    while start > 0, cells[start].columns == 0 { start -= 1 }
    let style = start < columns ? cells[start].style : []
    cells.removeLast(width - start)
    fill(to: columns, style)
  }
}

/// A window's size.
public struct WindowSize: Sendable, Hashable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A window as it is to look.
public struct Frame: Sendable, Hashable {
  public struct Place: Sendable, Hashable {
    /// From 0.
    public var row: Int
    public var column: Int
  }

  public let size: WindowSize
  /// At most as many as the window has rows, none longer than it has columns.
  public internal(set) var lines: [Line] = []
  /// Where the next character goes; `nil`: nothing is being written.
  public internal(set) var cursor: Place?

  /// The characters, without blanks at the ends of lines.
  public var text: String {
    lines.map { line in
      let text = String(line.cells.lazy.filter { $0.columns > 0 }.map(\.character))
      return text.replacing(#/ +$/#, with: "")
    }.joined(separator: "\n")
  }
}

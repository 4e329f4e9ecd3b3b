import EngageColumns

/// What a terminal shows after what was sent to it: as much of a VT220 as forms are painted with. It reckons widths
/// by the scalar, as xterm and tmux do, so that what relies on another reckoning shows.
public struct ScreenEmulator: Sendable, Hashable {
  public struct Cell: Sendable, Hashable {
    /// Empty for the second half of a wide character.
    public var text = " "
    /// The numbers of the attributes in force, in order.
    public var attributes: [Int] = []
  }

  public private(set) var columns: Int
  public private(set) var rows: Int
  public private(set) var cells: [[Cell]]
  public private(set) var cursor = (row: 0, column: 0)
  public private(set) var isCursorShown = true
  public private(set) var isAlternate = false
  /// The private modes that were switched on and not off again, without those above.
  public private(set) var modes: Set<Int> = [7]
  /// What was sent and is not understood; for tests to find.
  public private(set) var unknown: [String] = []
  private var attributes: [Int] = []
  private var pending: [UInt8] = []

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.cells == right.cells && left.cursor == right.cursor && left.isCursorShown == right.isCursorShown
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(cells) }

  /// The lines, without blanks at their ends.
  public var text: String {
    cells.map { row in row.map(\.text).joined().replacing(#/ +$/#, with: "") }.joined(separator: "\n")
  }

  /// The window has another size; what was shown stays at the top left.
  public mutating func resize(columns: Int, rows: Int) {
    var new = ScreenEmulator(columns: columns, rows: rows).cells
    for row in 0..<min(rows, self.rows) {
      for column in 0..<min(columns, self.columns) { new[row][column] = cells[row][column] }
    }
    (cells, self.columns, self.rows) = (new, columns, rows)
    move(row: cursor.row, column: cursor.column)
  }

  /// Takes what a program sent, in any portions.
  public mutating func take(_ bytes: [UInt8]) {
    pending += bytes
    var rest = pending[...]
    while let byte = rest.first {
      guard let used = byte == 0x1B ? escape(rest) : character(rest) else { break }
      rest = rest.dropFirst(used)
    }
    pending = Array(rest)
  }

  /// - Returns: the bytes used, `nil` if there are more to come.
  private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes[bytes.startIndex]
    switch first {
    case 0x0D: cursor.column = 0
    case 0x0A: move(row: cursor.row + 1, column: cursor.column)
    case 0x00..<0x20: unknown.append("control \(first)")
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard bytes.count >= length else { return nil }
      for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
      return length
    }
    return 1
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(Character(scalar))
    guard width > 0 else {
      let before = cursor.column - 1
      guard before >= 0 else { return }
      let at = cells[cursor.row][before].text.isEmpty ? before - 1 : before
      cells[cursor.row][max(at, 0)].text.unicodeScalars.append(scalar)
      return
    }
    // Without wrapping, what is too long is written over the last column.
    let column = min(cursor.column, columns - width)
    for part in 0..<width { clear(column + part) }
    cells[cursor.row][column] = Cell(text: String(scalar), attributes: attributes)
    if width == 2 { cells[cursor.row][column + 1] = Cell(text: "", attributes: attributes) }
    cursor.column = min(column + width, columns)
  }

  /// Half of a wide character does not stay.
  private mutating func clear(_ column: Int) {
    let row = cursor.row
    if cells[row][column].text.isEmpty, column > 0 { cells[row][column - 1] = Cell() }
    if column + 1 < columns, cells[row][column + 1].text.isEmpty { cells[row][column + 1] = Cell() }
  }

  private mutating func move(row: Int, column: Int) {
    cursor = (min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    let all = Array(bytes.prefix(64))
    guard all.count > 1 else { return nil }
    guard all[1] == UInt8(ascii: "[") else {
      if all[1] != UInt8(ascii: ">") { unknown.append("ESC \(all[1])") }
      return 2
    }
    guard let end = all.dropFirst(2).firstIndex(where: { 0x40..<0x7F ~= $0 }) else { return nil }
    sequence(String(decoding: all[2..<end], as: UTF8.self), Character(Unicode.Scalar(all[end])))
    return end + 1
  }

  private mutating func sequence(_ parameters: String, _ final: Character) {
    let numbers = parameters.drop { $0 == "?" }.split(separator: ";").compactMap { Int($0) }
    switch (parameters.first == "?", final) {
    case (true, "h"), (true, "l"): for mode in numbers { set(mode, final == "h") }
    case (false, "H"): move(row: (numbers.first ?? 1) - 1, column: (numbers.dropFirst().first ?? 1) - 1)
    case (false, "J") where numbers == [2]: cells = ScreenEmulator(columns: columns, rows: rows).cells
    case (false, "K"):
      for column in (numbers == [2] ? 0 : min(cursor.column, columns))..<columns {
        clear(column)
        cells[cursor.row][column] = Cell()
      }
    case (false, "m"):
      for number in numbers.isEmpty ? [0] : numbers {
        attributes = number == 0 ? [] : (attributes + [number]).sorted()
      }
    default: unknown.append("ESC [ \(parameters)\(final)")
    }
  }

  private mutating func set(_ mode: Int, _ isOn: Bool) {
    switch mode {
    case 25: isCursorShown = isOn
    case 1049:
      isAlternate = isOn
      if isOn { cells = ScreenEmulator(columns: columns, rows: rows).cells }
    default: if isOn { modes.insert(mode) } else { modes.remove(mode) }
    }
  }
}

extension SheetScan {
  mutating func beginCell(_ attributes: Attributes) {
    state = .cell
    content.count = 0
    var next = CellInProgress()
    next.column = cell.column &+ 1
    var at = attributes
    while let key = at[0], let value = at[1] {
      if key[1] == 0 {
        switch UInt8(bitPattern: key[0]) {
        case UInt8(ascii: "r"):
          guard let column = column(of: value), column > cell.column else {
            return refuse(.contradiction("a cell's name does not fit its place"))
          }
          next.column = column
        case UInt8(ascii: "s"): next.style = wholeNumber(value) ?? 0
        case UInt8(ascii: "t"): next.kind = Self.kind(value)
        default: break
        }
      }
      at += 2
    }
    cell = next
    if next.column >= tallyCount {
      if next.column >= context.limits.columns {
        return refuse(.tooLarge("it has more than \(context.limits.columns) columns"))
      }
      growTallies(to: next.column)
    }
  }

  /// The column of a cell's name such as `AB12`, from 0; `nil` unless the name is one of the current row.
  @inline(__always)
  private func column(of name: UnsafePointer<CChar>) -> Int? {
    var column = 0
    var at = 0
    while true {
      let letter = UInt8(bitPattern: name[at]) &- 0x41
      guard letter < 26, at < 4 else { break }
      column = column &* 26 &+ Int(letter) &+ 1
      at &+= 1
    }
    guard at > 0, wholeNumber(name + at) == row else { return nil }
    return column &- 1
  }

  @inline(__always)
  private static func kind(_ value: UnsafePointer<CChar>) -> CellInProgress.Kind {
    if value[1] == 0 {
      switch UInt8(bitPattern: value[0]) {
      case UInt8(ascii: "s"): return .shared
      case UInt8(ascii: "n"): return .number
      case UInt8(ascii: "b"): return .boolean
      case UInt8(ascii: "e"): return .error
      case UInt8(ascii: "d"): return .date
      default: return .unknown
      }
    }
    if isNamed(value, "inlineStr") { return .inline }
    return isNamed(value, "str") ? .string : .unknown
  }

  mutating func endCell() {
    if content.count == 0 {
      if cell.hasFormula, cell.kind != .string {
        summary.formulasWithoutValue.add(row: row, column: cell.column)
      }
      return
    }
    switch cell.kind {
    case .shared: shared()
    case .number: number()
    case .inline, .string: text()
    case .boolean: boolean()
    case .error: error()
    case .date: isoDate()
    case .unknown: refuse(.contradiction("a cell is of a kind that no spreadsheet program writes"))
    }
  }

  /// Drops the blanks that some writers put around a value.
  @inline(__always)
  private mutating func trimBlanks() {
    if content.start[0] <= 0x20 || content.start[content.count &- 1] <= 0x20 { content.trimBlanks() }
  }

  private mutating func shared() {
    trimBlanks()
    var index = 0
    for at in 0..<content.count {
      let digit = content.start[at] &- 0x30
      guard digit < 10, at < 10 else { return refuse(.contradiction("a cell names no text")) }
      index = index &* 10 &+ Int(digit)
    }
    guard index < context.texts.count else {
      return refuse(.contradiction("a cell names a text that is not there"))
    }
    let field = context.texts.field(index)
    guard field.count > 0 else { return }
    beginField()
    rows.out.append(field.start, field.count)
    countText(field.start, field.count)
  }

  private mutating func text() {
    if EscapedText.mayHoldEscapes(content.start, content.count) { EscapedText.decode(&content, from: 0) }
    beginField()
    rows.out.appendField(content.start, content.count)
    countText(content.start, content.count)
  }

  @inline(__always)
  private mutating func countText(_ start: UnsafePointer<UInt8>, _ count: Int) {
    tallies[cell.column].texts.add(row: row, column: cell.column)
    if start[0] == 0x30, count > 1, count < 32 { countLeadingZero(start, count) }
  }

  private mutating func countLeadingZero(_ start: UnsafePointer<UInt8>, _ count: Int) {
    for at in 0..<count where start[at] &- 0x30 > 9 { return }
    tallies[cell.column].leadingZeroTexts.add(row: row, column: cell.column)
  }

  private mutating func number() {
    trimBlanks()
    if content.count == 0 { return }
    let style = cell.style < context.styles.count ? styles[cell.style] : .number
    switch style {
    case .number: break
    case .padded(let width): return padded(Int(width))
    case .date, .time, .dateTime, .elapsed:
      if let value = NumberText.value(content.start, content.count) { return date(value, style) }
    }
    beginField()
    guard NumberText.append(content.start, content.count, to: &rows.out) else {
      return refuse(.contradiction("a cell says that it holds a number and does not"))
    }
    tallies[cell.column].numbers.add(row: row, column: cell.column)
    if content.count > 15 { countOverlong() }
  }

  private mutating func countOverlong() {
    guard let value = NumberText.value(content.start, content.count), abs(value) >= 1e15 else { return }
    tallies[cell.column].overlongNumbers.add(row: row, column: cell.column)
  }

  private mutating func date(_ value: Double, _ style: CellStyle) {
    beginField()
    if SerialDate.append(value, style, from1904: context.from1904, to: &rows.out) {
      tallies[cell.column].dates.add(row: row, column: cell.column)
    } else {
      NumberText.append(value, to: &rows.out)
      tallies[cell.column].numbers.add(row: row, column: cell.column)
    }
  }

  private mutating func padded(_ width: Int) {
    beginField()
    let isWhole = !content.bytes.contains { $0 &- 0x30 > 9 }
    if isWhole { rows.out.append(repeating: 0x30, width - content.count) }
    guard NumberText.append(content.start, content.count, to: &rows.out) else {
      return refuse(.contradiction("a cell says that it holds a number and does not"))
    }
    tallies[cell.column].numbers.add(row: row, column: cell.column)
  }

  private mutating func boolean() {
    let isTrue = content.bytes.elementsEqual([0x31]) || content.bytes.elementsEqual("true".utf8)
    beginField()
    rows.out.append(isTrue ? "TRUE" : "FALSE")
    tallies[cell.column].booleans.add(row: row, column: cell.column)
  }

  private mutating func error() {
    beginField()
    rows.out.appendField(content.start, content.count)
    tallies[cell.column].errors.add(row: row, column: cell.column)
  }

  /// `2019-09-24T10:39:41.000Z`, which the strict form of the format writes in place of a number of days.
  private mutating func isoDate() {
    let bytes = content.start
    var count = content.count
    if bytes[count - 1] == UInt8(ascii: "Z") { count -= 1 }
    if count > 10, bytes[10] == UInt8(ascii: "T") { bytes[10] = 0x20 }
    if let point = (0..<count).first(where: { bytes[$0] == UInt8(ascii: ".") }), point >= 8 { count = point }
    beginField()
    rows.out.appendField(bytes, count)
    tallies[cell.column].dates.add(row: row, column: cell.column)
  }
}

/// How a number in a cell is shown: as a number, or as a date or time.
enum CellStyle: Equatable {
  case number
  /// A whole number filled with zeros to so many digits.
  case padded(UInt8)
  case date
  case time
  case dateTime
  /// Hours that go on beyond 24.
  case elapsed

  /// What a number format shows; built-in formats by number, others by their code.
  init(formatID: Int, code: String?) {
    if let code {
      self = Self.reading(code)
      return
    }
    switch formatID {
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self = .date
    case 18...21, 32, 33, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .elapsed
    default: self = .number
    }
  }

  /// Reads a format code such as `[$-809]dd/mm/yyyy;@`.
  static func reading(_ code: String) -> CellStyle {
    var tokens = FormatTokens(code)
    tokens.read()
    if tokens.isElapsed { return .elapsed }
    switch (tokens.showsDate, tokens.showsTime) {
    case (true, true): return .dateTime
    case (true, false): return .date
    case (false, true): return .time
    case (false, false): break
    }
    let zeros = code.split(separator: ";").first ?? ""
    return zeros.utf8.count > 1 && zeros.utf8.count <= 32 && zeros.utf8.allSatisfy { $0 == 0x30 }
      ? .padded(UInt8(zeros.utf8.count)) : .number
  }
}

/// The letters of a number format's first section that stand for parts of a date or time.
private struct FormatTokens {
  private(set) var showsDate = false
  private(set) var showsTime = false
  private(set) var isElapsed = false
  private let code: [UInt8]
  private var at = 0
  /// `m` is a month, but a minute after hours or before seconds.
  private var undecidedMinutes = false
  private var lastWasHour = false

  init(_ code: String) { self.code = Array(code.lowercased().utf8) }

  mutating func read() {
    while at < code.count, code[at] != UInt8(ascii: ";") {
      let byte = code[at]
      switch byte {
      case UInt8(ascii: "\""): skip(past: UInt8(ascii: "\""))
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): at += 2
      case UInt8(ascii: "["): bracket()
      case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "b"): date()
      case UInt8(ascii: "g"): if isNext("general") { at += 7 } else { date() }
      case UInt8(ascii: "e"): era()
      case UInt8(ascii: "h"): hour()
      case UInt8(ascii: "s"): second()
      case UInt8(ascii: "m"): month()
      case UInt8(ascii: "a"): meridiem()
      default: at += 1
      }
    }
    if undecidedMinutes { showsDate = true }
  }

  private func isNext(_ word: String) -> Bool { code[at...].starts(with: Array(word.utf8)) }

  private mutating func run() {
    let byte = code[at]
    while at < code.count, code[at] == byte { at += 1 }
  }

  private mutating func skip(past byte: UInt8) {
    at += 1
    while at < code.count, code[at] != byte { at += 1 }
    at += 1
  }

  private mutating func bracket() {
    let inside = code[(at + 1)...].prefix { $0 != UInt8(ascii: "]") }
    let letters = Set(inside)
    if letters.count == 1, let letter = letters.first, "hms".utf8.contains(letter) { isElapsed = true }
    skip(past: UInt8(ascii: "]"))
  }

  private mutating func date() {
    showsDate = true
    lastWasHour = false
    run()
  }

  /// A year of an era, unless it is the exponent of `0.00E+00`.
  private mutating func era() {
    let next = at + 1 < code.count ? code[at + 1] : 0
    if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 2 } else { date() }
  }

  private mutating func hour() {
    showsTime = true
    lastWasHour = true
    run()
  }

  private mutating func second() {
    showsTime = true
    undecidedMinutes = false
    lastWasHour = false
    run()
  }

  private mutating func month() {
    let from = at
    run()
    if lastWasHour || at - from > 2 {
      if at - from > 2 { showsDate = true }
    } else {
      if undecidedMinutes { showsDate = true }
      undecidedMinutes = true
    }
    lastWasHour = false
  }

  /// `AM/PM` or `A/P`.
  private mutating func meridiem() {
    for marker in ["am/pm", "a/p"] where isNext(marker) {
      showsTime = true
      at += marker.utf8.count
      return
    }
    at += 1
  }
}

extension PackageArchive {
  /// How each cell format of a styles part shows numbers, by its number.
  func styles(of part: Part) throws(WorkbookReadError) -> [CellStyle] {
    var codes: [Int: String] = [:]
    var styles: [CellStyle] = []
    for element in try elements(of: part, ["numFmt", "xf"]) {
      if element.name == "numFmt", element.parent == "numFmts",
        let id = element.attributes["numFmtId"].flatMap({ Int($0) })
      {
        codes[id] = element.attributes["formatCode"]
      } else if element.parent == "cellXfs" {
        let id = element.attributes["numFmtId"].flatMap { Int($0) } ?? 0
        styles.append(CellStyle(formatID: id, code: codes[id]))
      }
    }
    return styles
  }
}

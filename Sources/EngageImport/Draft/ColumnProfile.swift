import EngageModel
import EngageSheets

/// What one column of a file holds: its distinct cells, how often each occurs, and of what kinds they are.
///
/// Memory is bounded: of free text, which hardly ever repeats, some thousand cells are kept, and of choices, which may
/// be joined in tens of thousands of ways, more.
final class ColumnProfile {
  /// Distinct cells that are kept in any case, and their bytes.
  static let fewValues = 5_000
  static let fewBytes = 1 << 21
  /// The same where each occurs four times or more on average.
  static let mostValues = 100_000
  static let mostBytes = 1 << 24
  /// A cell longer than this is an answer in sentences; it is counted and not kept.
  static let longestKept = 4_000

  /// Nothing stood in the cell.
  static let blank: Int32 = -1
  /// Something stood in it that is not kept.
  static let notKept: Int32 = -2

  /// Distinct cells without white space at their ends, in the order of their first occurrence.
  private(set) var values: [String] = []
  private(set) var counts: [Int] = []
  /// Cells with something in them.
  private(set) var filled = 0
  /// Of all filled cells, in bytes.
  private(set) var length = 0
  /// Whether there were distinct cells that are not kept.
  private(set) var isCut = false
  /// Of what kinds the distinct cells are, words for "no answer" aside.
  private(set) var kinds = CellKinds()

  private let table = WordTable()
  private let missing: Set<String>
  private let decimalComma: Bool
  private var keptBytes = 0

  /// - Parameters:
  ///   - missing: cells that mean that there is no answer.
  ///   - decimalComma: whether `3,5` is a number.
  init(missing: Set<String>, decimalComma: Bool = false) {
    self.missing = missing
    self.decimalComma = decimalComma
  }

  deinit { table.deallocate() }

  /// Takes note of a cell.
  /// - Returns: its place among ``values``; ``blank`` or ``notKept``.
  @inline(__always)
  @discardableResult
  func add(_ cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    let cell = trimmedBytes(cell)
    if cell.isEmpty { return ColumnProfile.blank }
    filled &+= 1
    length &+= cell.count
    if isCut { return addUnkept(cell) }
    let place = table.find(cell)
    if place == WordTable.absent { return addNew(cell) }
    counts[Int(place)] &+= 1
    return place
  }

  @inline(never)
  private func addNew(_ cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard cell.count <= ColumnProfile.longestKept, hasRoom(for: cell.count) else {
      // One long answer does not end the count of the others.
      if cell.count <= ColumnProfile.longestKept { isCut = true }
      long += cell.count > ColumnProfile.longestKept ? 1 : 0
      kinds.add(cell, decimalComma: decimalComma)
      return ColumnProfile.notKept
    }
    // White space of other alphabets counts as well.
    let text = trimmed(String(decoding: cell, as: UTF8.self))
    if text.isEmpty {
      filled -= 1
      return ColumnProfile.blank
    }
    keptBytes += cell.count
    let place = Int32(values.count)
    table.add(cell, code: place)
    values.append(text)
    counts.append(1)
    if !missing.contains(text) { kinds.add(cell, decimalComma: decimalComma) }
    return place
  }

  private func hasRoom(for length: Int) -> Bool {
    let isRepeating = filled >= 4 * values.count
    return values.count < (isRepeating ? ColumnProfile.mostValues : ColumnProfile.fewValues)
      && keptBytes + length <= (isRepeating ? ColumnProfile.mostBytes : ColumnProfile.fewBytes)
  }

  /// Cells too long to be kept.
  private(set) var long = 0

  private func addUnkept(_ cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    // Once there is something else than numbers or dates, nothing more is to be found out.
    if kinds.others == 0, !(cell.count <= 20 && missing.contains(String(decoding: cell, as: UTF8.self))) {
      kinds.add(cell, decimalComma: decimalComma)
    }
    return ColumnProfile.notKept
  }
}

/// Of what kinds the distinct cells of a column are.
struct CellKinds {
  var wholeNumbers = 0
  var fractions = 0
  /// `2019-09-24`
  var dates = 0
  /// `24/09/2019`
  var dayMonthYear = 0
  var dayFirst = false
  var monthFirst = false
  /// `19:30`
  var times = 0
  /// Words such as `NA`, which the import takes for a gap between numbers or dates.
  var gaps = 0
  var others = 0
  /// Whole numbers of many digits or with a zero before them: a code, no quantity.
  var idNumbers = 0

  mutating func add(_ cell: UnsafeBufferPointer<UInt8>, decimalComma: Bool = false) {
    let number = NumberCell(cell)
    if decimalComma, case .decimalComma = number, NumberCell.decimal(cell) != nil {
      fractions += 1
      return
    }
    if case .number(let value) = number {
      if value == value.rounded() {
        wholeNumbers += 1
        let isPadded = cell.count > 1 && cell[0] == UInt8(ascii: "0") && !cell.contains(UInt8(ascii: "."))
        if isPadded || abs(value) >= 1e9 { idNumbers += 1 }
      } else {
        fractions += 1
      }
      return
    }
    switch DateCell(cell) {
    case .date: dates += 1
    case .numbers(let first, let second, let year):
      dayMonthYear += 1
      if first > 12 { dayFirst = true }
      if second > 12 { monthFirst = true }
      if first > 31 || second > 31 || (first > 12 && second > 12) || year == 0 { others += 1 }
    case .none:
      if timeOfDay(cell) != nil {
        times += 1
      } else if cell.count <= 20, MissingMarkers.all.contains(String(decoding: cell, as: UTF8.self)) {
        gaps += 1
      } else {
        others += 1
      }
    }
  }

  var numbers: Int { wholeNumbers + fractions }
  private var allDates: Int { dates + dayMonthYear }

  var areNumbers: Bool { numbers > 0 && allDates == 0 && times == 0 && others == 0 }
  var areTimes: Bool { times > 0 && numbers == 0 && allDates == 0 && others == 0 }
  /// Whether the import reads every one of them as a date.
  var areDates: Bool {
    allDates > 0 && numbers == 0 && times == 0 && others == 0
      && (dayMonthYear == 0 || dayFirst != monthFirst)
  }
  /// Whether they are dates, in whatever order.
  var looksLikeDates: Bool { allDates > 0 && numbers == 0 && times == 0 }
}

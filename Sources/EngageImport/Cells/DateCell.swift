import EngageModel
import EngageSheets

/// A date as it stands in a cell.
enum DateCell {
  case date(CalendarDate)
  /// `24/09/2019`: two numbers of one or two digits and a year of four.
  case numbers(first: Int, second: Int, year: Int)
  case none

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    if let date = DateCell.isoDate(cell) ?? DateCell.midnight(cell) {
      self = .date(date)
    } else {
      self.init(inParts: trimmedBytes(cell))
    }
  }

  /// `2019-09-24 00:00:00`, as many programs write a day into a workbook; another time would be lost.
  private static func midnight(_ cell: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    guard cell.count >= 16, cell.count <= 32, cell[10] == UInt8(ascii: " ") || cell[10] == UInt8(ascii: "T"),
      cell[13] == UInt8(ascii: ":"), cell[11...].allSatisfy({ "0:.Z".utf8.contains($0) })
    else { return nil }
    return isoDate(UnsafeBufferPointer(rebasing: cell[..<10]))
  }

  /// `2019-09-24`, exactly so.
  private static func isoDate(_ cell: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    guard cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let year = NumberCell.wholeNumber(UnsafeBufferPointer(rebasing: cell[0..<4])),
      let month = NumberCell.wholeNumber(UnsafeBufferPointer(rebasing: cell[5..<7])),
      let day = NumberCell.wholeNumber(UnsafeBufferPointer(rebasing: cell[8..<10]))
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private init(inParts cell: UnsafeBufferPointer<UInt8>) {
    var parts: [(value: Int, digits: Int)] = [(0, 0)]
    var separator: UInt8 = 0
    self = .none
    for byte in cell {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard parts[parts.count - 1].digits < 4 else { return }
        parts[parts.count - 1].value = parts[parts.count - 1].value * 10 + Int(byte) - 48
        parts[parts.count - 1].digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
        guard separator == 0 || separator == byte, parts.count < 3 else { return }
        separator = byte
        parts.append((0, 0))
      default: return
      }
    }
    guard parts.count == 3 else { return }
    if parts[0].digits == 4, (1...2).contains(parts[1].digits), (1...2).contains(parts[2].digits) {
      if let date = CalendarDate(year: parts[0].value, month: parts[1].value, day: parts[2].value) {
        self = .date(date)
      }
    } else if (1...2).contains(parts[0].digits), (1...2).contains(parts[1].digits), parts[2].digits == 4 {
      self = .numbers(first: parts[0].value, second: parts[1].value, year: parts[2].value)
    }
  }
}

/// In which order a column writes day and month, proved by all its cells together.
enum DateOrder: Equatable {
  /// A day above 12 stands first: 24/09/2019.
  case dayFirst
  /// A day above 12 stands second: 09/24/2019.
  case monthFirst
  /// Both occur.
  case mixed
  /// No day is above 12.
  case unknown

  /// Reads the column through the whole file.
  static func scan(_ reader: consuming CSVReader, headerRows: Int, field: Int) -> DateOrder {
    var reader = reader
    var dayFirst = false
    var monthFirst = false
    while (try? reader.nextRow()) == true {
      guard reader.rowNumber > headerRows, field < reader.fieldCount,
        case .numbers(let first, let second, _) = DateCell(reader.field(field))
      else { continue }
      if first > 12 { dayFirst = true }
      if second > 12 { monthFirst = true }
    }
    switch (dayFirst, monthFirst) {
    case (true, true): return .mixed
    case (true, false): return .dayFirst
    case (false, true): return .monthFirst
    case (false, false): return .unknown
    }
  }
}

/// Seconds since midnight of `19:30` or `19:30:15`.
func timeOfDay(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
  let parts = trimmedBytes(cell).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard parts.count == 2 || parts.count == 3 else { return nil }
  var numbers: [Int] = []
  for part in parts {
    guard (1...2).contains(part.count),
      let number = NumberCell.wholeNumber(UnsafeBufferPointer(rebasing: part))
    else { return nil }
    numbers.append(number)
  }
  guard parts[1].count == 2, numbers[0] <= 23, numbers[1] <= 59, numbers.count == 2 || numbers[2] <= 59 else {
    return nil
  }
  return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
}

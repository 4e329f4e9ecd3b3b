/// A number as it stands in a cell.
enum NumberCell {
  case number(Double)
  /// `1,300`: a comma between groups of three digits.
  case thousands
  /// `3,5`
  case decimalComma
  case none

  @inline(__always)
  init(_ cell: UnsafeBufferPointer<UInt8>) {
    if cell.count <= 15, let whole = NumberCell.wholeNumber(cell) {
      self = .number(Double(whole))
    } else {
      self = NumberCell.anyNumber(trimmedBytes(cell))
    }
  }

  /// Whether decimals have a comma where this stands between cells, as spreadsheets write both together.
  static func hasDecimalComma(_ delimiter: UInt8) -> Bool { delimiter == UInt8(ascii: ";") }

  /// The value of a cell such as `3,5`.
  static func decimal(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    let text = String(decoding: trimmedBytes(cell), as: UTF8.self)
    guard !text.contains("."), text.count(where: { $0 == "," }) == 1 else { return nil }
    return Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Digits only, at most 15 of them.
  @inline(__always)
  static func wholeNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    guard cell.count > 0, cell.count <= 15 else { return nil }
    var value = 0
    for byte in cell {
      let digit = Int(byte) &- 48
      guard digit >= 0, digit <= 9 else { return nil }
      value = value &* 10 &+ digit
    }
    return value
  }

  @inline(never)
  private static func anyNumber(_ cell: UnsafeBufferPointer<UInt8>) -> NumberCell {
    guard cell.count > 0, cell.count <= 64 else { return .none }
    var digits = 0
    var commas = 0
    for byte in cell {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        break
      default: return .none
      }
    }
    guard digits > 0 else { return .none }
    let text = String(decoding: cell, as: UTF8.self)
    if commas == 0 { return Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .none }
    let groups = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
    return groups.dropFirst().allSatisfy { $0.utf8.count == 3 } ? .thousands : .decimalComma
  }
}

/// A cell without blanks, tabs and no-break spaces at its ends.
@inline(__always)
func trimmedBytes(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  guard let first = cell.first, let last = cell.last,
    first <= 0x20 || last <= 0x20 || first == 0xC2 || last == 0xA0
  else { return cell }
  var start = 0
  var end = cell.count
  while start < end {
    if cell[start] <= 0x20 {
      start += 1
    } else if start + 1 < end, cell[start] == 0xC2, cell[start + 1] == 0xA0 {
      start += 2
    } else {
      break
    }
  }
  while end > start {
    if cell[end - 1] <= 0x20 {
      end -= 1
    } else if end - 1 > start, cell[end - 2] == 0xC2, cell[end - 1] == 0xA0 {
      end -= 2
    } else {
      break
    }
  }
  return UnsafeBufferPointer(rebasing: cell[start..<end])
}

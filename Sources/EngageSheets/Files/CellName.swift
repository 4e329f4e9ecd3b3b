/// The letters of a column counted from 0: 0 is A, 25 is Z, 26 is AA.
public func columnName(_ column: Int) -> String {
  var letters: [UInt8] = []
  var rest = column
  while rest >= 0 {
    letters.append(0x41 + UInt8(rest % 26))
    rest = rest / 26 - 1
  }
  return String(decoding: letters.reversed(), as: UTF8.self)
}

/// A cell's name as spreadsheets write it; row and column count from 0, so `cellName(row: 11, column: 1)` is `B12`.
public func cellName(row: Int, column: Int) -> String {
  columnName(column) + String(row + 1)
}

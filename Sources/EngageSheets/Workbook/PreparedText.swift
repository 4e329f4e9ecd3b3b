internal import CXLSXWriter
internal import Glibc

/// A text that goes into many cells: checked and copied for the library once.
public final class PreparedText {
  fileprivate let pointer: UnsafeMutablePointer<CChar>?
  fileprivate let isTooLong: Bool

  /// A text for cells; it is never taken for a formula.
  public init(_ text: String) {
    isTooLong = text.utf16.count > SheetText.cellLimit
    pointer = strdup(SheetText.cell(text))
  }

  deinit { free(pointer) }
}

extension Worksheet {
  /// Writes a text made ready before.
  /// - Throws: when it has more than 32,767 UTF-16 units or the cell is off the sheet.
  public func write(
    _ text: PreparedText, row: Int, column: Int, format: StoredFormat? = nil
  ) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    if text.isTooLong { throw tooLong(row, column) }
    let code = worksheet_write_string(sheet, at.row, at.column, text.pointer, try file.pointer(format))
    try check(code, row, column)
  }

  /// Writes a text given as UTF-8, without making a String of it where that can be avoided.
  /// - Throws: when it has more than 32,767 UTF-16 units or the cell is off the sheet.
  public func write(
    bytes: UnsafeBufferPointer<UInt8>, row: Int, column: Int, format: StoredFormat? = nil
  ) throws(WorkbookError) {
    // What needs care: `_x`, the first byte of U+FFFE and U+FFFF, NUL; and length, see SheetText.
    var needsCare = bytes.count > Self.shortText
    var before: UInt8 = 0
    for byte in bytes {
      needsCare = needsCare || byte == 0xEF || byte == 0 || (byte == 0x78 && before == 0x5F)
      before = byte
    }
    if needsCare {
      return try write(String(decoding: bytes, as: UTF8.self), row: row, column: column, format: format)
    }
    let (sheet, at) = try place(row, column)
    let style = try file.pointer(format)
    let code = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { room in
      UnsafeMutableRawBufferPointer(room).copyMemory(from: UnsafeRawBufferPointer(bytes))
      room[bytes.count] = 0
      return worksheet_write_string(sheet, at.row, at.column, room.baseAddress, style)
    }
    try check(code, row, column)
  }

  /// Up to so many bytes a text is copied on the stack; it then is no longer than a cell can hold, either.
  private static var shortText: Int { 8192 }
}

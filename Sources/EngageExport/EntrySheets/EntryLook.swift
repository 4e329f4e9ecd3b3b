import EngageSheets

/// How the cells of an entry sheet look.
struct EntryLook {
  let title: StoredFormat
  let plain: StoredFormat
  let strong: StoredFormat
  let names: StoredFormat
  let wrong: StoredFormat
  let missing: StoredFormat
  let notAsked: StoredFormat
  private let workbook: WorkbookFile

  init(_ workbook: WorkbookFile) throws {
    self.workbook = workbook
    title = try workbook.format(
      CellFormat {
        $0.isBold = true
        $0.fontSize = 14
      })
    plain = try workbook.format(
      CellFormat {
        $0.wraps = true
        $0.vertical = .top
      })
    strong = try workbook.format(
      CellFormat {
        $0.isBold = true
        $0.fontSize = 12
      })
    names = try workbook.format(CellFormat { $0.colour = 0x808080 })
    wrong = try workbook.format(
      CellFormat {
        $0.background = 0xFFC7CE
        $0.colour = 0x9C0006
      })
    missing = try workbook.format(CellFormat { $0.background = 0xFFEB9C })
    notAsked = try workbook.format(
      CellFormat {
        $0.background = 0xD9D9D9
        $0.colour = 0x595959
      })
  }

  /// A heading; neighbouring questions differ in their tint.
  func heading(isOdd: Bool, isQuestion: Bool, isCentred: Bool) throws -> StoredFormat {
    try workbook.format(
      CellFormat {
        $0.isBold = isQuestion
        $0.fontSize = 10
        $0.wraps = true
        $0.vertical = isQuestion ? .centre : .bottom
        $0.horizontal = isCentred ? .centre : .left
        $0.background = isOdd ? 0xDCE6F1 : 0xF2F2F2
        $0.borders = .all(.thin, colour: 0xA6A6A6)
      })
  }

  /// A cell to type into: text, so that nothing typed is made into something else.
  func cell(startsQuestion: Bool, isCentred: Bool, wraps: Bool) throws -> StoredFormat {
    try workbook.format(
      CellFormat {
        $0.numberFormat = "@"
        $0.isUnlocked = true
        $0.wraps = wraps
        $0.vertical = .top
        $0.horizontal = isCentred ? .centre : .left
        $0.borders = CellFormat.Borders(
          top: .thin, bottom: .thin, left: startsQuestion ? .medium : .thin, right: .thin, colour: 0xBFBFBF)
      })
  }

  /// A cell with a remark.
  func remarked(isCentred: Bool, wraps: Bool) throws -> StoredFormat {
    try workbook.format(
      CellFormat {
        $0.numberFormat = "@"
        $0.isUnlocked = true
        $0.wraps = wraps
        $0.vertical = .top
        $0.horizontal = isCentred ? .centre : .left
        $0.background = 0xFFC7CE
        $0.colour = 0x9C0006
        $0.borders = .all(.medium, colour: 0xC00000)
      })
  }
}

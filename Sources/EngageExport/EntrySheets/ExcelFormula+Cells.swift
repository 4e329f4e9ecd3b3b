import EngageModel

extension ExcelFormula {
  /// The words of the reasons why there is no answer, where a cell has no choices.
  static let reasonWords = ["prefer not to say", "unreadable", "more than one ticked", "between two"]

  /// Whether a cell is empty or says why there is no answer.
  static func missing(_ cell: String) -> String {
    "OR(TRIM(\(cell))=\"\"\(reasonWords.map { ",\(cell)=\"\($0)\"" }.joined()))"
  }

  /// The number that a cell shows; the empty text where it shows none. Numbers stand as text in the sheet, and what
  /// Excel would take for a date or a share is none.
  static func number(in cell: String) -> String {
    "IF(OR(TRIM(\(cell))=\"\",ISNUMBER(FIND(\"%\",\(cell)))),\"\","
      + "IFERROR(IF(ISNUMBER(\(cell)),\(cell),_xlfn.NUMBERVALUE(\(cell),\".\",\" \")),\"\"))"
  }

  /// The day that a cell shows as year-month-day or day/month/year, as the spreadsheet counts days; the empty text
  /// where it shows none.
  static func day(in cell: String) -> String {
    // A date's DATE() is put back into words, so that 31 February is none.
    let iso =
      "IF(TEXT(DATE(VALUE(LEFT(\(cell),4)),VALUE(MID(\(cell),6,2)),VALUE(MID(\(cell),9,2))),\"yyyy-mm-dd\")=\(cell),"
      + "DATE(VALUE(LEFT(\(cell),4)),VALUE(MID(\(cell),6,2)),VALUE(MID(\(cell),9,2))),\"\")"
    let spaced = "SUBSTITUTE(SUBSTITUTE(\(cell),\".\",\"/\"),\"/\",REPT(\" \",20))"
    func part(_ number: Int) -> String { "VALUE(TRIM(MID(\(spaced),\(number * 20 + 1),20)))" }
    let slashed = "DATE(\(part(2)),\(part(1)),\(part(0)))"
    let british =
      "IF(AND(\(part(2))>=1000,DAY(\(slashed))=\(part(0)),MONTH(\(slashed))=\(part(1))),\(slashed),\"\")"
    return "IF(ISNUMBER(\(cell)),\(cell),IFERROR(IF(MID(\(cell),5,1)=\"-\",\(iso),\(british)),\"\"))"
  }

  /// A number as formulas write it.
  static func text(of number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }

  /// A text as formulas write it; `nil` for one that they can't.
  static func quoted(_ text: String) -> String? {
    guard text.utf16.count <= 255, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      return nil
    }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}

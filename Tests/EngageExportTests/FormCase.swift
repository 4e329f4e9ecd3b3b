import EngageExport
import EngageModel

/// A form as a few lines: cells apart by `|`, a line of one cell is the name of a sheet.
struct FormCase {
  let sheets: FormSheets

  init(_ text: String) {
    var sheets: [FormSheet] = []
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        var cell = $0
        while cell.first == " " { cell.removeFirst() }
        while cell.last == " " { cell.removeLast() }
        return String(cell)
      }
      if cells.count == 1 {
        sheets.append(FormSheet(name: cells[0], rows: []))
      } else if let last = sheets.popLast() {
        sheets.append(FormSheet(name: last.name, rows: last.rows + [cells]))
      }
    }
    self.sheets = FormSheets(sheets, file: "form.xlsx")
  }

  /// What reading it gives.
  func read() -> FormReading { XLSFormReader.read(sheets, as: "club") }

  /// Severity, rule and cell of each problem.
  static func brief(_ problems: [Diagnostic]) -> [String] {
    problems.map { "\($0.severity.rawValue) \($0.rule) \($0.sheet ?? "")!\($0.cell ?? "")" }
  }
}

import EngageReport
import EngageTesting
import EngageWorkbook
import Foundation
import Testing

/// A workbook as openpyxl, a reader of its own, finds it.
struct ReadBack: Decodable {
  struct Sheet: Decodable {
    var name: String
    var state: String
    var freeze: String?
    var area: String?
    var titleRows: String?
    var paper: Int?
    var landscape: Bool
    var fitWidth: Int?
    var fitHeight: Int?
    var header: String
    var footer: String
    var tables: [Table]
    var charts: Int
    var merged: Int
    var validations: Int
    var rows: [[Value?]]
  }

  struct Table: Decodable {
    var name: String
    var range: String
    var headers: [String]
  }

  enum Value: Decodable, Equatable, CustomStringConvertible {
    case number(Double)
    case words(String)

    init(from decoder: any Decoder) throws {
      let single = try decoder.singleValueContainer()
      if let number = try? single.decode(Double.self) {
        self = .number(number)
      } else {
        self = .words(try single.decode(String.self))
      }
    }

    var description: String {
      switch self {
      case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
      case .words(let words): words
      }
    }
  }

  var title: String?
  var subject: String?
  var creator: String?
  var created: String
  var formulas: Int
  var sheets: [Sheet]

  func sheet(_ name: String) throws -> Sheet { try #require(sheets.first { $0.name == name }) }

  private static let script = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    sheets, formulas = [], 0
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows():
            cells = []
            for cell in row:
                formulas += cell.data_type == "f"
                value = cell.value
                cells.append(value if value is None or isinstance(value, (int, float)) else str(value))
            rows.append(cells)
        header, footer = sheet.oddHeader, sheet.oddFooter
        text = lambda part: "|".join(p.text or "" for p in (part.left, part.center, part.right))
        fit = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
        sheets.append({
            "name": sheet.title, "state": sheet.sheet_state, "freeze": sheet.freeze_panes,
            "area": sheet.print_area or None, "titleRows": sheet.print_title_rows, "paper": sheet.page_setup.paperSize,
            "landscape": sheet.page_setup.orientation == "landscape",
            "fitWidth": 1 if fit and sheet.page_setup.fitToWidth is None else sheet.page_setup.fitToWidth if fit else None,
            "fitHeight": 1 if fit and sheet.page_setup.fitToHeight is None else sheet.page_setup.fitToHeight if fit else None,
            "header": text(header), "footer": text(footer),
            "tables": [{"name": t.name, "range": t.ref, "headers": [c.name for c in t.tableColumns]}
                       for t in sheet.tables.values()],
            "charts": len(sheet._charts), "merged": len(sheet.merged_cells.ranges),
            "validations": len(sheet.data_validations.dataValidation), "rows": rows})
    p = book.properties
    json.dump({"title": p.title, "subject": p.subject, "creator": p.creator, "created": p.created.isoformat(),
               "formulas": formulas, "sheets": sheets}, sys.stdout)
    """

  /// Whether python3 with openpyxl is there; said loudly where it is not.
  static let isPossible = OtherProgram.hasPython("openpyxl", otherwise: "no workbook is read back")

  /// Writes the report and reads the file.
  static func of(_ report: Report) throws -> ReadBack {
    try withFolder { folder in
      let path = folder + "/report.xlsx"
      try WorkbookRenderer().write(report, to: path)
      return try JSONDecoder().decode(
        ReadBack.self, from: try OtherProgram.run("python3", ["-W", "ignore", "-c", script, path]))
    }
  }

  /// The parts of a report's file as text, by name.
  static func parts(of report: Report) throws -> [String: String] {
    try withFolder { folder in
      let path = folder + "/report.xlsx"
      try WorkbookRenderer().write(report, to: path)
      let script = """
        import json, sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        json.dump({n: z.read(n).decode("utf-8") for n in z.namelist()}, sys.stdout)
        """
      return try JSONDecoder().decode(
        [String: String].self, from: try OtherProgram.run("python3", ["-c", script, path]))
    }
  }

  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try body(folder.path) }
  }
}

import EngageSheets

@testable import EngageFuzz

/// A workbook of one sheet or more, written down as the few lines of XML that matter.
struct WorkbookCase {
  var sheets: [(name: String, state: String, data: String)]
  var texts: [String]
  /// The number formats of the cell styles 1, 2, …: a built-in number, or a code.
  var formats: [String]
  var workbookProperties: String
  /// Further parts, or other contents for parts of the same name.
  var parts: [String: String]

  init(
    _ rows: String = "", texts: [String] = [], formats: [String] = [], properties: String = "",
    parts: [String: String] = [:]
  ) {
    sheets = [("Responses", "visible", rows)]
    (self.texts, self.formats, workbookProperties, self.parts) = (texts, formats, properties, parts)
  }

  var archive: ZIPArchive {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    func relation(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(types)\(kind)\" Target=\"\(target)\"/>"
    }
    func relations(_ list: [String]) -> String { "<Relationships>\(list.joined())</Relationships>" }
    var files: [(String, String)] = [
      ("_rels/.rels", relations([relation("rId1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/_rels/workbook.xml.rels",
        relations(
          sheets.indices.map { relation("s\($0)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [relation("t", "sharedStrings", "sharedStrings.xml"), relation("f", "styles", "styles.xml")])
      ),
      ("xl/workbook.xml", workbook),
      ("xl/sharedStrings.xml", "<sst>\(texts.map { "<si>\($0)</si>" }.joined())</sst>"),
      ("xl/styles.xml", styles),
    ]
    for (index, sheet) in sheets.enumerated() {
      files.append(("xl/worksheets/sheet\(index + 1).xml", "<worksheet>\(sheet.data)</worksheet>"))
    }
    let kept =
      files.filter { parts[$0.0] == nil } + parts.map { ($0.key, $0.value) }.filter { $0.1 != "(none)" }
    return ZIPArchive(files: kept.map { ZIPArchive.File(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  private var workbook: String {
    let list = sheets.enumerated().map {
      "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 7)\" state=\"\($1.state)\" r:id=\"s\($0)\"/>"
    }
    return
      "<workbook xmlns:r=\"r\"><workbookPr \(workbookProperties)/><sheets>\(list.joined())</sheets></workbook>"
  }

  private var styles: String {
    func builtIn(_ format: String) -> Int? { format.hasPrefix("0") ? nil : Int(format) }
    let codes = formats.enumerated().filter { builtIn($1) == nil }
      .map { "<numFmt numFmtId=\"\(170 + $0)\" formatCode=\"\($1)\"/>" }
    let styles = formats.enumerated().map { "<xf numFmtId=\"\(builtIn($1) ?? 170 + $0)\"/>" }
    return
      "<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
  }

  var bytes: [UInt8] { archive.packed() }

  func reader(_ limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookReadError) -> WorkbookReader {
    try WorkbookReader(bytes: bytes, name: "case.xlsx", limits: limits)
  }

  /// The rows of the first sheet.
  func rows(_ limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookReadError) -> [[String]] {
    let reader = try reader(limits)
    return try reader.rows(of: reader.sheets[0])
  }

  func summary() throws -> WorkbookSheetSummary {
    let reader = try reader()
    return try reader.summary(of: reader.sheets[0])
  }

  /// The error that opening it, or reading its first sheet, ends with.
  func failure(_ limits: WorkbookLimits = WorkbookLimits()) -> WorkbookReadError? {
    do throws(WorkbookReadError) {
      _ = try rows(limits)
      return nil
    } catch { return error }
  }
}

/// `<sheetData>` around rows.
func data(_ rows: String) -> String { "<sheetData>\(rows)</sheetData>" }
/// A sheet of one row with these cells.
func row(_ cells: String) -> String { data("<row r=\"1\">\(cells)</row>") }

import EngageSheets
import Foundation
import Testing

/// Stored real files through the one door for tables.
@Suite(.enabled(if: SharedData.folder != nil)) struct StoredTablesTests {
  private func rows(_ table: TableText) throws -> [[String]] {
    try table.withBytes { bytes in
      try records(Array(bytes), format: CSVDetection.detect(bytes).format)
    }
  }

  @Test(
    "All of messytables' files open as tables",
    arguments: [
      ("complex.csv", 4, 4, "Galway"), ("null.csv", 10, 4, ""), ("simple.csv", 7, 3, "Berkeley"),
      ("simple.psv", 29, 6, ""), ("simple.ssv", 7, 3, "Berkeley"), ("simple.xlsx", 7, 3, "Berkeley"),
      ("skip_initials.csv", 3, 2, ""), ("small.csv", 1, 1, "a"), ("utf8bom.csv", 1, 2, ""),
    ])
  func messytables(name: String, rowCount: Int, columns: Int, last: String) throws {
    let found = try rows(TableText(path: SharedData.path("csv-messytables/\(name)")))
    #expect(found.count == rowCount)
    #expect(found.first?.count == columns)
    if !last.isEmpty { #expect(found.last?.last?.trimmingCharacters(in: .whitespaces) == last) }
  }

  @Test("messytables' tenth file is a workbook without a value, and is refused as that")
  func emptyWorkbook() {
    #expect {
      try TableText(path: SharedData.path("csv-messytables/libreoffice.xlsx"))
    } throws: {
      ($0 as? TableTextError)?.reason == .noData
    }
  }

  @Test("The workbook and the text of one table are the same")
  func twins() throws {
    let text = try rows(TableText(path: SharedData.path("csv-messytables/simple.csv")))
    #expect(try rows(TableText(path: SharedData.path("csv-messytables/simple.xlsx"))) == text)
    for name in ["dietary_needs__both", "dietary_needs__hxl", "restaurant_profile__labels_groups"] {
      let csv = try rows(TableText(path: SharedData.path("kobo-exports/\(name).csv")))
      let sheet = try rows(TableText(path: SharedData.path("kobo-exports/\(name).xlsx")))
      #expect(sheet.count == csv.count, "\(name)")
      #expect(sheet.first == csv.first, "\(name)")
    }
  }

  @Test("openpyxl reads the same cells in every stored workbook", .enabled(if: WorkbookTests.hasReader))
  func openpyxl() throws {
    let folder = try #require(SharedData.folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".xlsx")
    }
    #expect(files.count > 15)
    let script = """
      import sys, json, datetime, openpyxl
      def show(v):
        if isinstance(v, datetime.datetime) and v.time() == datetime.time(): return v.date().isoformat()
        if v is None: return ""
        if isinstance(v, bool): return "TRUE" if v else "FALSE"
        if isinstance(v, float): return "%.15g" % v
        return str(v)
      out = {}
      for f in sys.argv[1:]:
        w = openpyxl.load_workbook(f, data_only=True)
        out[f] = [[s.title, [[show(c) for c in r] for r in s.iter_rows(values_only=True)]] for s in w.worksheets]
      print(json.dumps(out))
      """
    let paths = files.map { folder.appendingPathComponent($0).path }
    let output = try #require(run("python3", ["-c", script] + paths))
    let theirs = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: [[Any]]])
    for path in paths {
      let sheets = try #require(theirs[path])
      let book = try WorkbookReader(path: path)
      #expect(book.sheets.map(\.name) == sheets.compactMap { $0.first as? String })
      for (sheet, their) in zip(book.sheets, sheets) {
        let expected = (their.last as? [[String]] ?? []).map(trimmed)
        let found = try book.rows(of: sheet).map(trimmed)
        #expect(
          found == Array(expected[..<(expected.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0)]), "\(path)")
      }
    }
  }

  private func trimmed(_ row: [String]) -> [String] {
    Array(row[..<(row.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0)])
  }
}

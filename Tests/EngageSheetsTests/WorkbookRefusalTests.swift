import EngageSheets
import Testing

@testable import EngageFuzz

@Suite struct WorkbookRefusalTests {
  private func failure(_ bytes: [UInt8]) -> WorkbookReadError? {
    do throws(WorkbookReadError) {
      _ = try WorkbookReader(bytes: bytes, name: "case.xlsx")
      return nil
    } catch { return error }
  }

  @Test(
    "Files that are no plain workbook are refused, each with its reason and a way out",
    arguments: [
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array("Workbook".utf8),
        WorkbookReadError.Reason.oldExcel
      ),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
          + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, .encrypted
      ),
      (Array("a,b\n".utf8), .notWorkbook),
      (Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 1, count: 99), .damaged),
      (ZIPArchive(["readme.txt": "x"]).packed(), .notWorkbook),
      (ZIPArchive(["mimetype": "application/vnd.oasis.opendocument.spreadsheet"]).packed(), .notWorkbook),
      (WorkbookCase(parts: ["xl/vbaProject.bin": "x"]).bytes, .macros),
      (
        WorkbookCase(parts: [
          "[Content_Types].xml":
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>"
        ]).bytes, .macros
      ),
      (
        WorkbookCase(parts: [
          "_rels/.rels":
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
        ]).bytes, .binaryWorkbook
      ),
      (WorkbookCase(parts: ["xl/externalLinks/externalLink1.xml": "<a/>"]).bytes, .externalLinks),
      (WorkbookCase(parts: ["xl/workbook.xml": "<workbook><sheets/></workbook>"]).bytes, .noSheets),
      (WorkbookCase(parts: ["xl/workbook.xml": "(none)"]).bytes, .missingPart("xl/workbook.xml")),
      (
        WorkbookCase(parts: ["xl/workbook.xml": "<!DOCTYPE a><workbook/>"]).bytes,
        .documentType(part: "xl/workbook.xml")
      ),
      (
        WorkbookCase(parts: ["xl/workbook.xml": "<workbook>\n<sheets>"]).bytes,
        .invalidXML(part: "xl/workbook.xml", line: 2)
      ),
    ] as [([UInt8], WorkbookReadError.Reason)])
  func kinds(bytes: [UInt8], reason: WorkbookReadError.Reason) throws {
    let error = try #require(failure(bytes))
    #expect(error.reason == reason)
    #expect(!error.hint.isEmpty && error.description.hasPrefix("case.xlsx: "))
  }

  @Test(
    "A sheet that is damaged is refused with its name, and the cell where there is one",
    arguments: [
      (["xl/worksheets/sheet1.xml": "(none)"], "is missing", nil),
      (["xl/sharedStrings.xml": "(none)"], "is missing", nil),
      (["xl/worksheets/sheet1.xml": "<worksheet><sheetData>"], "breaks off", nil),
      (["xl/worksheets/sheet1.xml": "<chartsheet/>"], "no worksheet", nil),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c t=\"s\"><v>0</v></c>") + "</worksheet>"],
        "a text that is not there", "A1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c t=\"s\"><v>-1</v></c>") + "</worksheet>"],
        "names no text", "A1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c r=\"B1\"/><c r=\"A1\"/>") + "</worksheet>"],
        "does not fit its place", "B1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c r=\"A2\"/>") + "</worksheet>"],
        "does not fit its place", "A1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c><v>many</v></c>") + "</worksheet>"],
        "and does not", "A1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + row("<c t=\"zzz\"><v>1</v></c>") + "</worksheet>"],
        "of a kind", "A1"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + data("<row r=\"2\"/><row r=\"1\"/>") + "</worksheet>"],
        "row 1 comes after row 2", "A2"
      ),
      (
        ["xl/worksheets/sheet1.xml": "<worksheet>" + data("<row r=\"1048577\"/>") + "</worksheet>"],
        "1048576 rows", "A1"
      ),
      (["xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>"], "document type", nil),
    ] as [([String: String], String, String?)])
  func sheets(parts: [String: String], words: String, cell: String?) throws {
    let error = try #require(WorkbookCase(parts: parts).failure())
    #expect(error.sheet == "Responses")
    #expect(error.message.contains(words))
    #expect(error.cell == cell)
  }

  @Test("A truncated workbook is refused wherever it is cut")
  func truncated() {
    let whole = WorkbookCase(row("<c><v>1</v></c>")).bytes
    for cut in stride(from: 4, to: whole.count - 1, by: 7) {
      #expect(failure(Array(whole.prefix(cut))) != nil)
    }
  }

  @Test("A part whose bytes were changed fails its check sum")
  func checkSum() throws {
    var bytes = WorkbookCase(row("<c><v>1</v></c>")).bytes
    let mark = Array("xl/worksheets/sheet1.xml".utf8)
    let at = try #require(
      (0..<bytes.count).first { Array(bytes[$0..<min(bytes.count, $0 + mark.count)]) == mark })
    bytes[at - 16] ^= 0xFF  // The CRC-32 in the local header does not count, the directory's does.
    let directory = try #require(
      (at + 1..<bytes.count).first { Array(bytes[$0..<min(bytes.count, $0 + mark.count)]) == mark })
    bytes[directory - 30] ^= 0xFF
    let reader = try WorkbookReader(bytes: bytes, name: "case.xlsx")
    #expect(throws: WorkbookReadError.self) { try reader.rows(of: reader.sheets[0]) }
  }

  @Test("Limits hold: files, unpacked size, ratio, rows, columns, cells, rows' bytes, texts, sheets")
  func limits() {
    let long = String(repeating: "ab", count: 3_000)
    let book = WorkbookCase(
      data(
        "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row><row r=\"3\"><c><v>1</v></c></row>"
      ),
      texts: ["<t>\(long)</t>"])
    #expect(book.failure() == nil)
    for limits in [
      WorkbookLimits(entries: 3), WorkbookLimits(unpackedBytes: 1_000), WorkbookLimits(rows: 2),
      WorkbookLimits(columns: 1), WorkbookLimits(cellBytes: 5_000), WorkbookLimits(rowBytes: 8_000),
      WorkbookLimits(sharedTextBytes: 5_000), WorkbookLimits(sheets: 0),
    ] {
      guard case .tooLarge = book.failure(limits)?.reason else {
        Issue.record("not refused under \(limits)")
        continue
      }
    }
  }

  @Test("A part that unpacks to many times its size is not unpacked")
  func bomb() throws {
    let zeros = String(repeating: "0", count: 1 << 24)
    let error = try #require(WorkbookCase(row("<c t=\"inlineStr\"><is><t>\(zeros)</t></is></c>")).failure())
    #expect(error.message.contains("times its size"))
  }

  @Test("Elements within elements without end stop at the parser's memory")
  func nesting() throws {
    let deep = "<worksheet>" + (0..<600_000).map { "<a\($0)>" }.joined()
    let error = try #require(WorkbookCase(parts: ["xl/worksheets/sheet1.xml": deep]).failure())
    #expect(error.message.contains("more memory"))
  }
}

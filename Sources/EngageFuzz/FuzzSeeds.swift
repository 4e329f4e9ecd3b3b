internal import EngageSheets
internal import Glibc

/// The sound files that damage starts from.
struct FuzzSeeds {
  let texts: [[UInt8]]
  let workbooks: [ZIPArchive]

  /// Makes the workbooks in a temporary file that is gone afterwards.
  init() throws {
    let plain = """
      id,session,safe_day,comment\r
      1,Rugby,4,"Street lights, please"\r
      2,Nuneaton,,"He said ""no""
      and left"\r
      3,"",5,café ’ – …\r

      """
    let wide = "Name\tAge\n" + (0..<40).map { "Łukasz \($0)\t\($0)\n" }.joined()
    texts = [
      Array(plain.utf8), Array("\u{FEFF}a;b;c\n1,5;2;3\n\n4;5;6\n".utf8), Array(wide.utf8),
      [0xFF, 0xFE] + "é;ö\n1;2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      Array("a,b\r1,don".utf8) + [0xD5] + Array("t\r2,caf".utf8) + [0x8E, 0x0D],
      [0xA4, 0xA4, 0xA4, 0xE5, 0x2C, 0xB4, 0xFA, 0xB8, 0xD5, 0x0A],
    ]
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    workbooks =
      try [false, true].map { try Self.workbook(at: "\(folder)/engage-fuzz-\(getpid()).xlsx", streamed: $0) }
      + [Self.rareForms]
  }

  /// A workbook as libxlsxwriter writes it: with shared texts, or streamed with inline ones.
  private static func workbook(at path: String, streamed: Bool) throws -> ZIPArchive {
    let book = try WorkbookFile(
      path: path, properties: DocumentProperties(created: 0, title: "Fuzz"),
      options: WorkbookOptions(constantMemory: streamed, access: .ownerOnly))
    defer { unlink(path) }
    let date = try book.format(CellFormat { $0.numberFormat = "yyyy-mm-dd hh:mm" })
    for name in ["Responses", "Notes"] {
      let sheet = try book.addSheet(name)
      for row in 0..<12 {
        try sheet.write("Rugby _x000D_ \"\(row % 3)\", é", row: row, column: 0)
        try sheet.write(Double(row) * 1.1, row: row, column: 1)
        try sheet.write(43_732.5 + Double(row), row: row, column: 2, format: date)
        try sheet.write(row % 2 == 0, row: row, column: 5)
      }
    }
    try book.finish()
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    guard let archive = ZIPArchive(bytes: bytes) else { throw FuzzError.unsoundSeed }
    return archive
  }

  /// What other programs write: prefixes, rich and phonetic runs, errors, formulas, merged and hidden things.
  private static let rareForms = ZIPArchive([
    "[Content_Types].xml": "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
    "_rels/.rels":
      "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"/xl/book.xml\"/></Relationships>",
    "xl/book.xml":
      "<x:workbook xmlns:x=\"m\" xmlns:r=\"r\"><x:workbookPr date1904=\"1\"/><x:sheets><x:sheet name=\"A\" r:id=\"s\" state=\"hidden\"/></x:sheets></x:workbook>",
    "xl/_rels/book.xml.rels":
      "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"deep/../s.xml\"/><Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"u\" Type=\"x/styles\" Target=\"u.xml\"/></Relationships>",
    "xl/t.xml":
      "<sst><si><r><t>ri</t></r><r><t>ch</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t/></si></sst>",
    "xl/u.xml":
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"165\" formatCode=\"000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "xl/s.xml":
      "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"2\" hidden=\"1\"><x:c r=\"B2\" t=\"s\"><x:v>0</x:v></x:c><x:c t=\"e\"><x:v>#N/A</x:v></x:c><x:c s=\"1\"><x:v>1.5</x:v></x:c><x:c s=\"2\"><x:f>1+1</x:f><x:v>7</x:v></x:c></x:row><x:row><x:c t=\"inlineStr\"><x:is><x:r><x:t>a</x:t></x:r><x:rPh><x:t>b</x:t></x:rPh></x:is></x:c><x:c s=\"3\"><x:v>60</x:v></x:c><x:c t=\"d\"><x:v>2019-09-24T10:39:41Z</x:v></x:c><x:c><x:f>A1</x:f></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref=\"A1:B2\"/></x:mergeCells></x:worksheet>",
  ])
}

/// Why fuzzing could not go on.
enum FuzzError: Error {
  /// A workbook made for the purpose cannot be unpacked.
  case unsoundSeed
  /// The damaged file cannot be written here.
  case noRoom(String)
  /// A reader broke a promise; the text says which.
  case brokenPromise(String)
}

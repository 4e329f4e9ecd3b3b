import EngageSheets
import Testing

@Suite struct WorkbookReadingTests {
  @Test(
    "A cell is read as a spreadsheet shows it",
    arguments: [
      ("<c><v> 20\n</v></c>", "20"), ("<c t=\"s\"><v> 0 </v></c>", "shared, “text”"),
      ("<c><v>20</v></c>", "20"), ("<c><v>20.0</v></c>", "20"), ("<c><v>-0.50</v></c>", "-0.5"),
      ("<c><v>0.30000000000000004</v></c>", "0.3"), ("<c><v>0.29999999999999999</v></c>", "0.3"),
      ("<c><v>1E-3</v></c>", "0.001"), ("<c><v>1.5E+21</v></c>", "1.5E+21"), ("<c><v>1e5</v></c>", "100000"),
      ("<c><v>1E-12</v></c>", "1E-12"), ("<c><v>12345678901234567</v></c>", "12345678901234600"),
      ("<c><v>-0</v></c>", "0"), ("<c><v>123456789.12345678</v></c>", "123456789.123457"),
      ("<c t=\"n\"><v>7</v></c>", "7"), ("<c t=\"b\"><v>1</v></c>", "TRUE"),
      ("<c t=\"b\"><v>0</v></c>", "FALSE"),
      ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"), ("<c t=\"str\"><f>A2</f><v>a &amp; b</v></c>", "a & b"),
      ("<c t=\"inlineStr\"><is><t>x</t></is></c>", "x"),
      ("<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r></is></c>", "rich"),
      ("<c t=\"inlineStr\"><is><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>とうきょう</t></rPh></is></c>", "東京"),
      ("<c t=\"inlineStr\"><is><t>a_x000D_\nb_x005F_x_x0041</t></is></c>", "a\r\nb_x_x0041"),
      ("<c t=\"inlineStr\"><is><t>_xD83D__xDE00__xD83D__x0000_</t></is></c>", "😀\u{FFFD}\u{FFFD}"),
      ("<c t=\"inlineStr\"><is><t>say \"yes\", or\nno</t></is></c>", "say \"yes\", or\nno"),
      ("<c t=\"d\"><v>2019-09-24T10:39:41.000Z</v></c>", "2019-09-24 10:39:41"),
      ("<c t=\"d\"><v>2019-09-24</v></c>", "2019-09-24"), ("<c><f>1+1</f><v>2</v></c>", "2"),
      ("<c t=\"s\"><v>0</v></c>", "shared, “text”"),
    ])
  func cells(xml: String, expected: String) throws {
    let found = try WorkbookCase(row(xml), texts: ["<t>shared, “text”</t>"]).rows()
    #expect(found == [[expected]])
  }

  @Test(
    "Dates are known by their number format",
    arguments: [
      ("14", "43732", "2019-09-24"), ("22", "43732.444224537036", "2019-09-24 10:39:41"),
      ("21", "0.44422453703703705", "10:39:41"), ("20", "43732.5", "12:00:00"),
      ("dd/mm/yyyy", "43732", "2019-09-24"), ("[$-809]d mmmm yyyy;@", "43732", "2019-09-24"),
      ("mmm-yy", "43709", "2019-09-01"), ("d-mmm", "43467", "2019-01-02"), ("[h]:mm:ss", "1.25", "30:00:00"),
      ("mm:ss", "0.0125", "00:18:00"), ("h:mm AM/PM", "0.75", "18:00:00"),
      ("yyyy-mm-dd\\Thh:mm", "43732.5", "2019-09-24 12:00:00"), ("m/d/yy h:mm", "1.5", "1900-01-01 12:00:00"),
      ("14", "59", "1900-02-28"), ("14", "60", "1900-02-29"), ("14", "61", "1900-03-01"),
      ("14", "2958465", "9999-12-31"), ("14", "2958466", "2958466"), ("14", "-1", "-1"), ("14", "0", "0"),
      ("22", "0.5", "12:00:00"), ("14", "43732.99999", "2019-09-24"),
      ("22", "43732.999999", "2019-09-25 00:00:00"),
      ("0.00E+00", "43732", "43732"), ("General", "43732", "43732"), ("&quot;day&quot; 0", "43732", "43732"),
      ("[Red]General", "43732", "43732"), ("0.0%", "0.5", "0.5"), ("[Blue]0\\d", "5", "5"),
      ("00000", "123", "00123"), ("000", "1234", "1234"),
      ("yyyy&quot;年&quot;m&quot;月&quot;", "43732", "2019-09-24"),
    ])
  func dates(format: String, value: String, expected: String) throws {
    let found = try WorkbookCase(row("<c s=\"1\"><v>\(value)</v></c>"), formats: [format]).rows()
    #expect(found == [[expected]])
  }

  @Test("Days are counted from 1904 where the workbook says so")
  func macintosh() throws {
    let cells = "<c s=\"1\"><v>0</v></c><c s=\"1\"><v>42270</v></c>"
    let found = try WorkbookCase(row(cells), formats: ["14"], properties: "date1904=\"1\"").rows()
    #expect(found == [["1904-01-01", "2019-09-24"]])
  }

  @Test("Row n of the sheet is row n of the text, and columns keep their place")
  func places() throws {
    let rows = data(
      """
      <row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>
      <row r="3"><c r="A3" s="1"/><c r="B3" t="str"><v></v></c></row>
      <row r="5"><c r="A5"><v>3</v></c></row><row r="9"><c r="A9" s="1"/></row>
      """)
    #expect(try WorkbookCase(rows).rows() == [[], ["", "1", "", "2"], [], [], ["3", "", "", ""]])
    let without = data("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    #expect(try WorkbookCase(without).rows() == [["1", "2"], ["3", ""]])
  }

  @Test("Sheets come in the workbook's order with what is hidden, by relationship and not by number")
  func sheets() throws {
    var book = WorkbookCase()
    book.sheets = [
      ("Läst &amp; read", "visible", row("<c><v>1</v></c>")), ("B", "hidden", row("<c><v>2</v></c>")),
      ("C", "veryHidden", ""),
    ]
    let reader = try book.reader()
    #expect(reader.sheets.map(\.name) == ["Läst & read", "B", "C"])
    #expect(reader.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(reader.sheets.map(\.isHidden) == [false, true, true])
    #expect(try reader.sheets.map { try reader.rows(of: $0) } == [[["1"]], [["2"]], []])
  }

  @Test("Prefixed elements and those of other vocabularies are told apart")
  func prefixes() throws {
    let sheet = """
      <x:worksheet xmlns:x="m" xmlns:y="n"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>
      <y:c r="B1"><y:v>2</y:v></y:c></x:row></x:sheetData><x:extLst><x:row><x:c><x:v>3</x:v></x:c></x:row></x:extLst>
      </x:worksheet>
      """
    #expect(try WorkbookCase(parts: ["xl/worksheets/sheet1.xml": sheet]).rows() == [["1"]])
  }

  @Test("A sheet's summary counts what its columns hold, and names first cells")
  func summary() throws {
    let rows = data(
      """
      <row r="1"><c r="A1" t="str"><v>007</v></c><c r="B1" t="str"><v>1-3</v></c></row>
      <row r="2" hidden="1"><c r="A2"><v>8</v></c><c r="B2" s="1"><v>43467</v></c><c r="C2"><f>1+1</f></c></row>
      <row r="3"><c r="A3"><v>1234567890123456</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><f>A1</f><v></v></c></row>
      <row r="4"><c r="A4" t="b"><v>1</v></c></row>
      """)
    let found = try WorkbookCase(
      rows + "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>", formats: ["16"]
    ).summary()
    #expect((found.rows, found.filledRows, found.hiddenRows, found.errors) == (4, 4, 1, 1))
    #expect(found.columns.count == 2)
    let (first, second) = (found.columns[0], found.columns[1])
    #expect((first.texts.count, first.numbers.count, first.booleans.count) == (1, 2, 1))
    #expect(first.leadingZeroTexts.firstCell == "A1")
    #expect(first.overlongNumbers.firstCell == "A3")
    #expect((second.texts.count, second.dates.firstCell, second.errors.firstCell) == (1, "B2", "B3"))
    #expect((found.formulasWithoutValue.count, found.formulasWithoutValue.firstCell) == (2, "C2"))
    #expect(found.mergedRanges == [CellRange(firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: 1)])
    #expect(found.notes.count == 3)
  }

  @Test("Cells of the last column are read, and none beyond it")
  func lastColumn() throws {
    #expect(try WorkbookCase(row("<c r=\"XFD1\"><v>1</v></c>")).rows()[0].count == 16_384)
    #expect(
      WorkbookCase(row("<c r=\"XFE1\"><v>1</v></c>")).failure()?.message.contains("16384 columns") == true)
  }
}

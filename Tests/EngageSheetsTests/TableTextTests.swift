import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct TableTextTests {
  private func text(_ table: TableText) -> String { table.withBytes { String(decoding: $0, as: UTF8.self) } }

  private func failure(_ path: String, sheet: String? = nil, encoding: TextEncoding? = nil) -> TableTextError?
  {
    do throws(TableTextError) {
      _ = try TableText(path: path, sheet: sheet, encoding: encoding)
      return nil
    } catch { return error }
  }

  @Test("UTF-8 is lent as it lies, with its mark; other encodings are converted, without")
  func texts() throws {
    let scratch = try TemporaryFolder()
    let plain = try TableText(path: scratch.write(Array("\u{FEFF}é,b\n".utf8), as: "a.csv"))
    #expect(text(plain) == "\u{FEFF}é,b\n")
    #expect((plain.kind, plain.encoding, plain.sheetName) == (.text, .utf8, nil))
    #expect(plain.fingerprint == contentFingerprint(of: Array("\u{FEFF}é,b\n".utf8)))
    let wide = "\u{FEFF}é,😀\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let decoded = try TableText(path: scratch.write(wide, as: "b.csv"))
    #expect(text(decoded) == "é,😀\n")
    #expect(decoded.fingerprint == contentFingerprint(of: wide))
    let asked = try TableText(path: scratch.write([0x8E, 0x0A], as: "c.csv"), encoding: .dos850)
    #expect(text(asked) == "Ä\n")
    #expect(asked.encodingEvidence == [])
  }

  @Test("A long text is converted whole, across the borders of pieces")
  func long() throws {
    let scratch = try TemporaryFolder()
    let line = "1,日本語のテキスト,x\n"
    let all = String(repeating: line, count: 20_000)
    let bytes = all.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let table = try TableText(path: scratch.write([0xFF, 0xFE] + bytes, as: "a.csv"))
    #expect(text(table) == all)
    table.release(before: 1 << 20)
    #expect(text(table) == all)
  }

  @Test("A locked workbook is told from an old one")
  func lockedWorkbooks() throws {
    let scratch = try TemporaryFolder()
    let start: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let compound = start + [UInt8](repeating: 0, count: 600)
    let old = try #require(failure(scratch.write(compound, as: "old.xls")))
    #expect(old.message.contains("old Excel file"))
    let mark = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let locked = try #require(failure(scratch.write(compound + mark, as: "locked.xlsx")))
    #expect(locked.message.contains("locked with a password"))
    #expect(locked.hint.contains("take the password off"))
  }

  @Test("Nothing is left in the folder for temporary files")
  func traces() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write(WorkbookCase(row("<c><v>1</v></c>")).bytes, as: "a.xlsx")
    let before = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).filter {
      $0.contains("table")
    }
    let table = try TableText(path: path)
    #expect(text(table) == "1\n")
    let after = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).filter {
      $0.contains("table")
    }
    #expect(before == after && scratch.names == ["a.xlsx"])
  }

  @Test("The only visible sheet with data is taken; where several have some, a choice is asked for")
  func sheets() throws {
    let scratch = try TemporaryFolder()
    var book = WorkbookCase()
    let filled = data("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")
    book.sheets = [
      ("Cover", "visible", ""), ("Answers", "visible", filled), ("Codes", "hidden", row("<c><v>3</v></c>")),
    ]
    let one = try TableText(path: scratch.write(book.bytes, as: "one.xlsx"))
    #expect((one.sheetName, text(one)) == ("Answers", "1\n2\n"))
    #expect(one.otherSheets.map(\.name) == ["Cover", "Codes"])
    #expect(one.otherSheets.map(\.isHidden) == [false, true])
    #expect(one.sheetSummary?.filledRows == 2)

    book.sheets[0].data = row("<c><v>0</v></c>")
    let path = try scratch.write(book.bytes, as: "two.xlsx")
    let error = try #require(failure(path))
    #expect(error.reason == .severalSheets)
    #expect(error.message == "several sheets hold data: “Cover” (1 row), “Answers” (2 rows)")
    #expect(error.sheets.map(\.rows) == [1, 2, nil])
    #expect(
      try ["2", "answers", "Codes", "3"].map { text(try TableText(path: path, sheet: $0)) } == [
        "1\n2\n", "1\n2\n", "3\n", "3\n",
      ])
    #expect(failure(path, sheet: "None")?.hint.contains("3 “Codes” (hidden)") == true)

    book.sheets = [("A", "visible", ""), ("B", "hidden", filled)]
    let hidden = try #require(failure(scratch.write(book.bytes, as: "hidden.xlsx")))
    #expect(hidden.reason == .noData && hidden.hint.contains("“B”"))
  }

  @Test("What cannot be read says why, where and what to do")
  func errors() throws {
    let scratch = try TemporaryFolder()
    func reason(_ bytes: [UInt8], _ name: String) throws -> TableTextError.Reason? {
      failure(try scratch.write(bytes, as: name))?.reason
    }
    #expect(
      try reason(Array("é\né".utf8) + [0xFF], "a")
        == .brokenUTF8(UTF8Problem(byteOffset: 5, line: 2, column: 2)))
    #expect(try reason(Array("a\nb\0".utf8), "b") == .kind(.binary))
    #expect(try reason([UInt8](repeating: 0, count: 100_000), "c") == .kind(.binary))
    let late = Array(String(repeating: "a,b\n", count: 20_000).utf8) + [0, 0x0A]
    #expect(try reason(late, "d") == .nul(UTF8Problem(byteOffset: 80_000, line: 20_001, column: 1)))
    #expect(try reason(Array("%PDF-1.7".utf8), "e") == .kind(.pdf))
    #expect(failure(scratch.path("none"))?.reason == .file(.notFound(path: scratch.path("none"))))
    let ole = try scratch.write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], as: "old")
    #expect(failure(ole)?.message == "this is an old Excel file (.xls)")
    let page = try #require(failure(scratch.write(Array("<!DOCTYPE html>".utf8), as: "page")))
    #expect(
      page.message
        == "this file can't be read as a table. It is a web page, perhaps a log-in page saved by mistake")
    #expect(page.hint == "Download the export again.")
    #expect(failure(try scratch.write([0x61], as: "f"), sheet: "1")?.reason == .hasNoSheets)
    let wrong = failure(try scratch.write([0x61, 0x0A, 0x81], as: "g"), encoding: .windows1252)
    #expect(wrong?.reason == .notInEncoding(.windows1252, UTF8Problem(byteOffset: 2, line: 2, column: 1)))
    #expect(wrong?.line == 2)
  }

  @Test("Another reader's text comes in by the same door")
  func otherReaders() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write(Array("$FL2".utf8), as: "a.sav")
    let table = try TableText(path: path, kind: .spss) { descriptor throws(TableTextError) in
      _ = Array("a\n1\n".utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      return ["a note"]
    }
    #expect((text(table), table.notes, table.kind) == ("a\n1\n", ["a note"], .spss))
  }
}

import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct CSVWriterTests {
  private func written(_ rows: [[String]], _ safety: CSVSafety, format: CSVFormat = .comma) throws -> String {
    var writer = CSVWriter(format: format, safety: safety)
    for row in rows { try writer.row(row) }
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  @Test("Only fields that need quotation marks get them")
  func quoting() throws {
    let rows = [["a", "b,c", "say \"x\"", "two\nlines", "", " x "]]
    #expect(try written(rows, .lossless) == "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",, x \n")
    #expect(try written([["a;b", "c,d"]], .lossless, format: .semicolon) == "\"a;b\";c,d\n")
    #expect(try written([[""], ["", ""]], .lossless) == "\"\"\n,\n")
  }

  @Test(
    "Texts that a spreadsheet would compute get an apostrophe",
    arguments: ["=1+1", "+44 1926", "-5", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
  func safe(text: String) throws {
    let safe = try records(Array(written([[text]], .spreadsheetSafe).utf8))
    let lossless = try records(Array(written([[text]], .lossless).utf8))
    #expect(safe == [["'" + text]])
    #expect(lossless == [[text]])
  }

  @Test("Harmless texts and numbers stay as they are")
  func harmless() throws {
    #expect(try written([["a=b", "1-2", "x@y", "ｘ", "'"]], .spreadsheetSafe) == "a=b,1-2,x@y,ｘ,'\n")
    var writer = CSVWriter(safety: .spreadsheetSafe)
    try writer.number(-5)
    try writer.number(-2.5)
    try writer.number(3.0)
    try writer.number(0.1)
    try writer.number(Double.nan)
    try writer.number(1e300)
    try writer.endRow()
    #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == "-5,-2.5,3,0.1,,1e+300\n")
  }

  @Test("Whatever is written without protection is read back the same", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = ["a", "\"", ",", ";", "\n", "\r", "\r\n", "é", "😀", " ", "=", "\0", "long text ", "\t", "'"]
    let rows = (0..<50).map { _ in
      (0..<Int.random(in: 1...8, using: &random)).map { _ in
        (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
          .joined()
      }
    }
    let endings: [CSVFormat.LineEnding] = [.lf, .crlf, .cr]
    let format = CSVFormat(
      delimiter: UInt8(ascii: seed % 2 == 0 ? "," : ";"), lineEnding: endings[seed % 3])
    #expect(try records(Array(written(rows, .lossless, format: format).utf8), format: format) == rows)
  }

  @Test("A full disk is an error with the path")
  func fullDisk() throws {
    let handle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    var writer = CSVWriter(descriptor: handle.fileDescriptor, path: "out.csv", safety: .lossless)
    try writer.field("x")
    #expect(throws: SheetFileError.diskFull(path: "out.csv")) { try writer.flush() }
    #expect(throws: SheetFileError.diskFull(path: "out.csv")) {
      for _ in 0..<10_000 { try writer.row(["some text", "more text"]) }
    }
  }

  @Test("A large file arrives whole through the buffer")
  func large() throws {
    let scratch = try TemporaryFolder()
    let path = scratch.path("large.csv")
    let output = try AtomicOutput(path: path)
    var writer = CSVWriter(descriptor: output.descriptor, path: path, safety: .lossless, withMark: true)
    for row in 0..<20_000 { try writer.row(["row \(row)", "x,y"]) }
    try writer.flush()
    try output.commit()
    let file = try MappedFile(path: path)
    let rows = try file.withBytes { try records(Array($0)) }
    #expect(rows.count == 20_000)
    #expect(rows.last == ["row 19999", "x,y"])
    #expect(file.withBytes { CSVDetection.detect($0).hasMark })
  }
}

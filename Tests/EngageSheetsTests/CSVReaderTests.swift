import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct CSVReaderTests {
  @Test(
    "Records and fields are split as RFC 4180 says",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("a\r\nb\nc\rd", [["a"], ["b"], ["c"], ["d"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2\n\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2\r\n\r\n\n", [["a", "b"], ["1", "2"]]),
      ("a\n\nb\n", [["a"], [""], ["b"]]),
      ("\n\na", [[""], [""], ["a"]]),
      ("", []),
      ("\n", []),
      (",", [["", ""]]),
      ("a,,c,\n", [["a", "", "c", ""]]),
      ("\"a,b\",c\n", [["a,b", "c"]]),
      ("\"a\nb\r\nc\",d\n", [["a\nb\r\nc", "d"]]),
      ("\"say \"\"yes\"\"\",x\n", [["say \"yes\"", "x"]]),
      ("\"\"\"\"\n", [["\""]]),
      ("\"\"\n", [[""]]),
      ("\"\"", [[""]]),
      ("\"a\"", [["a"]]),
      ("a,\"\"", [["a", ""]]),
      ("6'3\",x\"y\"z\n", [["6'3\"", "x\"y\"z"]]),
      ("a, \"b,c\"\n", [["a", " \"b", "c\""]]),
      ("1,2,3\n4\n5,6\n", [["1", "2", "3"], ["4"], ["5", "6"]]),
      ("\u{FEFF}id,é\n", [["id", "é"]]),
      ("\u{FEFF}\"id\",é\n", [["id", "é"]]),
      (
        "abcdefgh,ijklmnopqrstuvwxyz\n1,2,3,4,5,6,7,8,9\n",
        [["abcdefgh", "ijklmnopqrstuvwxyz"], "123456789".map { String($0) }]
      ),
    ] as [(String, [[String]])])
  func splits(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test("Other delimiters leave commas alone")
  func delimiters() throws {
    #expect(try records("a;b,c\n", format: .semicolon) == [["a", "b,c"]])
    #expect(try records("a\tb,c\n", format: .tab) == [["a", "b,c"]])
  }

  @Test("A field at every distance from the word border is found")
  func alignments() throws {
    for lead in 0..<20 {
      for width in 0..<20 {
        let first = String(repeating: "x", count: lead)
        let second = String(repeating: "y", count: width)
        #expect(
          try records("\(first),\(second),\"\(second)\",\(first)\n,\n") == [
            [first, second, second, first], ["", ""],
          ])
      }
    }
  }

  @Test(
    "An error says its reason and its place",
    arguments: [
      ("a,b\n1,\"2", CSVError.Reason.unterminatedQuote, 2, 3, "B2", 6),
      ("a,b\né,\"2\"x\n", .textAfterQuote, 2, 6, "B2", 10),
      ("\"a\nb\",c\n\"d\" ,e\n", .textAfterQuote, 3, 4, "A2", 11),
      ("a\r\nb\r\n\"", .unterminatedQuote, 3, 1, "A3", 6),
      ("a\rb\r\"", .unterminatedQuote, 3, 1, "A3", 4),
      ("\u{FEFF}\"a\"b", .textAfterQuote, 1, 4, "A1", 6),
    ] as [(String, CSVError.Reason, Int, Int, String, Int)])
  func errors(text: String, reason: CSVError.Reason, line: Int, column: Int, cell: String, offset: Int) throws
  {
    let error = try #require(failure(text))
    #expect(error.reason == reason)
    #expect(error.place == CSVPlace(line: line, column: column, cell: cell, byteOffset: offset))
    #expect(error.description.contains("line \(line), column \(column) (cell \(cell))"))
  }

  @Test("After an error there are no more records")
  func stopsAfterError() throws {
    let bytes = Array("\"a\"b\nc\n".utf8)
    try bytes.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes: bytes)
      var stopped = false
      do { _ = try reader.nextRow() } catch { stopped = true }
      let goesOn = try reader.nextRow()
      #expect(stopped && !goesOn)
      #expect(reader.fieldCount == 0)
    }
  }

  @Test("Rows, lines and places are counted past quoted line breaks, in any order of asking")
  func places() throws {
    let bytes = Array("h1,h2\n\"a\nb\",c\n\nd,\"e\"\"\"\n".utf8)
    try bytes.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes: bytes)
      var seen: [String] = []
      while try reader.nextRow() {
        let places = (0..<reader.fieldCount).reversed().map { index in
          let place = reader.place(of: index)
          return "\(place.cell)=\(place.line):\(place.column)"
        }
        seen.append(
          "\(reader.rowNumber)@\(reader.line) blank \(reader.isBlankLine) \(places.joined(separator: " "))")
      }
      #expect(
        seen == [
          "1@1 blank false B1=1:4 A1=1:1", "2@2 blank false B2=3:4 A2=2:1", "3@4 blank true A3=4:1",
          "4@5 blank false B4=5:3 A4=5:1",
        ])
    }
  }

  @Test("Fields and columns have bounds, and the error says so")
  func bounds() {
    let limits = CSVLimits(fieldBytes: 5, columns: 3)
    #expect(failure("12345,\"12345\",\"\"\"2345\"\n", limits: limits) == nil)
    #expect(failure("123456\n", limits: limits)?.reason == .fieldTooLong(limit: 5))
    #expect(failure("\"123456\"\n", limits: limits)?.reason == .fieldTooLong(limit: 5))
    #expect(failure("\"12\"\"456\"\n", limits: limits)?.reason == .fieldTooLong(limit: 5))
    #expect(failure("1,2,3,4\n", limits: limits)?.reason == .tooManyColumns(limit: 3))
    #expect(failure(String(repeating: ",", count: 16_384))?.reason == .tooManyColumns(limit: 16_384))
    #expect(failure(String(repeating: ",", count: 16_383)) == nil)
  }

  @Test("A field of 100 MB is an error with its place, quoted or not, and memory stays small")
  func hugeField() throws {
    let scratch = try TemporaryFolder()
    for opening in ["", "\"", "\"\"\""] {
      let path = scratch.path("huge.csv")
      try Data("a,b\n1,\(opening)".utf8).write(to: URL(fileURLWithPath: path))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.seekToEnd()
      let piece = Data(repeating: UInt8(ascii: "x"), count: 1_000_000)
      for _ in 0..<100 { try handle.write(contentsOf: piece) }
      try handle.close()
      let file = try MappedFile(path: path)
      let error = file.withBytes { bytes -> CSVError? in
        var reader = CSVReader(bytes: bytes)
        do throws(CSVError) {
          while try reader.nextRow() {}
          return nil
        } catch { return error }
      }
      #expect(error?.reason == .fieldTooLong(limit: 1 << 20))
      #expect(error?.place == CSVPlace(line: 2, column: 3, cell: "B2", byteOffset: 6))
    }
  }

  @Test("NUL bytes are content, no end")
  func nulBytes() throws {
    #expect(try records([0x61, 0, 0x2C, 0, 0x0A]) == [["a\0", "\0"]])
  }

  @Test("A million empty lines before text cost no more than once each")
  func emptyLines() throws {
    let bytes = [UInt8](repeating: 0x0A, count: 1_000_000) + [0x61]
    let count = try bytes.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes: bytes)
      var count = 0
      while try reader.nextRow() { count += 1 }
      return count
    }
    #expect(count == 1_000_001)
  }

  @Test(
    "A line without end is refused at its first MiB, and a row of a million columns at its last allowed one")
  func endless() throws {
    let line = [UInt8](repeating: 0x61, count: 1 << 26)
    let start = ContinuousClock().now
    line.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes: bytes)
      #expect(throws: CSVError.self) { try reader.nextRow() }
    }
    #expect(ContinuousClock().now - start < .seconds(1))
    let commas = [UInt8](repeating: 0x2C, count: 1_000_000)
    #expect(throws: CSVError.self) { try records(commas) }
    #expect(failure("a,b\n" + String(repeating: ",", count: 20_000))?.place.line == 2)
  }

  @Test("Random bytes never crash the reader, the detection or the check of UTF-8")
  func randomBytes() {
    var random = SeededGenerator(seed: 41)
    let alphabet = Array("\"\",;\n\r\tab=é|".utf8)
    for round in 0..<3000 {
      let count = Int.random(in: 0...60, using: &random)
      let bytes = (0..<count).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      let rows = try? records(bytes, limits: CSVLimits(fieldBytes: 20, columns: 12))
      #expect((rows ?? []).allSatisfy { !$0.isEmpty && $0.count <= 12 })
      bytes.withUnsafeBufferPointer {
        _ = CSVDetection.detect($0)
        let bad = UTF8Validation.firstInvalid(in: $0)
        #expect((bad == nil) == (String(validating: bytes, as: UTF8.self) != nil))
        _ = FileKind.sniff($0)
      }
    }
  }
}

import EngageSheets
import Testing

@Suite struct CSVDetectionTests {
  private func detect(_ text: String) -> CSVDetection { detect(Array(text.utf8)) }
  private func detect(_ bytes: [UInt8]) -> CSVDetection {
    bytes.withUnsafeBufferPointer { CSVDetection.detect($0) }
  }

  @Test(
    "The delimiter is found by evenness, with quotation marks understood",
    arguments: [
      ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1,2\t3\n", "\t"), ("a|b\n1|2\n", "|"),
      ("id,topics\n1,a;b;c\n2,a;b\n3,c\n", ","), ("\"a,b\";c\n\"d,e\";f\n", ";"), ("one\ntwo\n", ","),
      ("Q1,Q2\n\"x;y;z\",1\n\"x;y;z\",2\n", ","),
    ] as [(String, Unicode.Scalar)])
  func delimiter(text: String, expected: Unicode.Scalar) {
    #expect(detect(text).format.delimiter == UInt8(ascii: expected))
  }

  @Test("The evidence names counts")
  func evidence() {
    let found = detect("\u{FEFF}a;b;c\r\n1;2;3\r\n4;5;6\r\n")
    #expect(found.hasMark)
    #expect(found.format == CSVFormat(delimiter: UInt8(ascii: ";"), lineEnding: .crlf))
    #expect(
      found.evidence == [
        "UTF-8 with a byte order mark", "lines end with CRLF", "semicolon: 3 fields in 3 of the first 3 rows",
      ])
    #expect(found.alternatives.isEmpty)
  }

  @Test("Two delimiters that fit as well are both named")
  func ambiguous() {
    let found = detect("a;b,c;d\n1;2,3;4\n5;6,7;8\n")
    #expect(found.alternatives.count == 1)
  }

  @Test("Mixed and lone CR line ends are named")
  func lineEnds() {
    #expect(detect("a,b\r1,2\r").format.lineEnding == .cr)
    #expect(detect("a,b\r\n1,2\n").format.lineEnding == .mixed)
  }

  @Test("A sample cut in a record, or in a quoted field, is judged by the whole records")
  func cutSample() {
    let row = "\"" + String(repeating: "long; text, ", count: 700) + "\",1,2\n"
    let found = detect("text,a,b\n" + String(repeating: row, count: 30))
    #expect(found.format.delimiter == UInt8(ascii: ","))
    #expect(found.evidence.contains("comma: 3 fields in 8 of the first 8 rows"))
  }

  @Test("UTF-16 is known by its mark and decoded, pairs of surrogates too")
  func utf16() throws {
    let text = "na\u{EF}ve;\u{1F600}\n1;2\n"
    for (encoding, mark) in [
      (TextEncoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]), (.utf16BigEndian, [0xFE, 0xFF]),
    ] {
      let bytes =
        mark
        + text.utf16.flatMap { unit in
          encoding == .utf16LittleEndian
            ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
      let found = detect(bytes)
      #expect(found.format.encoding == encoding)
      #expect(found.format.delimiter == UInt8(ascii: ";"))
      let decoded = try bytes.withUnsafeBufferPointer { try encoding.decode($0) }
      #expect(String(decoding: decoded, as: UTF8.self) == text)
      #expect(throws: TextDecodingError.self) {
        try (bytes + [0]).withUnsafeBufferPointer { _ = try encoding.decode($0) }
      }
    }
  }

  @Test("Windows-1252 is decoded when asked for, and its gaps are errors")
  func windows() throws {
    func decode(_ bytes: [UInt8]) throws -> String {
      try bytes.withUnsafeBufferPointer {
        String(decoding: try TextEncoding.windows1252.decode($0), as: UTF8.self)
      }
    }
    #expect(try decode([0x93, 0xE9, 0x80, 0x94]) == "“é€”")
    #expect(throws: TextDecodingError(encoding: .windows1252, byteOffset: 1)) {
      _ = try decode([0x41, 0x81])
    }
  }

  @Test(
    "The first bytes that are no UTF-8 are found with line and column",
    arguments: [
      ([0x61, 0xFF], 1, 1, 2), ([0xC3, 0xA9, 0x0A, 0x62, 0xC3], 4, 2, 2), ([0xED, 0xA0, 0x80], 0, 1, 1),
      ([0xC0, 0x80], 0, 1, 1), ([0xF4, 0x90, 0x80, 0x80], 0, 1, 1), ([0x0D, 0x0A, 0x0D, 0x80], 3, 3, 1),
    ] as [([UInt8], Int, Int, Int)])
  func badUTF8(bytes: [UInt8], offset: Int, line: Int, column: Int) {
    let found = bytes.withUnsafeBufferPointer { UTF8Validation.firstProblem(in: $0) }
    #expect(found == UTF8Problem(byteOffset: offset, line: line, column: column))
  }

  @Test("A bad byte is found at every place of long ASCII text")
  func badByteAnywhere() {
    for offset in 0..<150 {
      var bytes = [UInt8](repeating: 0x61, count: 150)
      bytes[offset] = 0x9F
      #expect(bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0) } == offset)
    }
    let good = Array(String(repeating: "aé€😀", count: 50).utf8)
    #expect(good.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0) } == nil)
  }
}

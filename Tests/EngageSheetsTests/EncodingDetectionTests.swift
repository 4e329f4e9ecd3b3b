import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct EncodingDetectionTests {
  private func detect(_ bytes: [UInt8]) -> EncodingDetection {
    bytes.withUnsafeBufferPointer { EncodingDetection.detect($0) }
  }

  /// The text in another encoding, as the C library's own program writes it.
  private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    let path = try scratch.write(Array(text.utf8), as: "text")
    let script =
      "import sys; sys.stdout.write(open(sys.argv[1],encoding='utf-8').read().encode(sys.argv[2]).hex())"
    let hex = Array(try #require(run("python3", ["-c", script, path, name])).utf8)
    return try stride(from: 0, to: hex.count - 1, by: 2).map {
      try #require(UInt8(String(decoding: hex[$0...($0 + 1)], as: UTF8.self), radix: 16))
    }
  }

  static let hasPython: Bool = {
    let found = run("python3", ["-c", "pass"]) != nil
    if !found { print("SKIPPED: python3 is not there; texts in other encodings are not made") }
    return found
  }()

  private static let english = """
    id,comment
    1,I don’t feel safe – the street lights don’t work
    2,“They’re kind” said the café owner … £5 more
    3,Nothing

    """
  private static let polish =
    "id,uwagi\n1,Nie czuję się bezpiecznie po zmroku\n2,Więcej oświetlenia ulicy\n3,Dziękuję, wszystko w porządku\n"
  private static let russian = "id,ответ\n1,Мне страшно вечером\n2,Нужно больше света на улице\n"

  @Test(
    "Texts are read in the encoding they were written in, with no rival that reads them otherwise",
    .enabled(if: hasPython),
    arguments: [
      (english, "cp1252", TextEncoding.windows1252), (english, "mac_roman", .macRoman),
      ("name,town\nJosé,Málaga\nZoë,Genève\n", "cp1252", .windows1252),
      ("name,town\nJosé,Málaga\nZoë,Genève\n", "mac_roman", .macRoman),
      ("name,town\nJosé,Málaga\nZoë,Genève\n", "cp850", .dos850),
      ("id,note\n1,don’t know\n", "cp1252", .windows1252),
      ("id,note\n1,don’t know\n", "mac_roman", .macRoman),
      ("id,note\n1,paid £5\n2,paid €7\n", "cp1252", .windows1252),
      (polish, "cp1250", .windows1250), (polish, "iso8859_2", .iso8859p2),
      (russian, "cp1251", .windows1251), (russian, "koi8_r", .koi8r),
      ("id,σχόλιο\n1,Φοβάμαι το βράδυ στους δρόμους\n", "cp1253", .windows1253),
      ("id,הערה\n1,אני מרגישה לא בטוחה ברחוב\n", "cp1255", .windows1255),
      ("id,ملاحظة\n1,لا أشعر بالأمان في الشارع\n", "cp1256", .windows1256),
      ("編號,意見\n1,我晚上不覺得安全\n2,街上的燈不夠亮，人也很少\n", "big5", .big5),
      ("编号,意见\n1,我晚上觉得不安全\n2,街上的灯不够亮，人也很少\n", "gbk", .gb18030),
      ("番号,意見\n1,夜は道が暗くて怖いです\n2,もっと街灯が欲しい\n", "shift_jis", .shiftJIS),
      ("番号,意見\n1,夜は道が暗くて怖いです\n2,もっと街灯が欲しい\n", "euc_jp", .eucJP),
      ("번호,의견\n1,밤에는 거리가 어두워서 무섭습니다\n2,가로등이 더 필요합니다\n", "cp949", .eucKR),
    ] as [(String, String, TextEncoding)])
  func encodings(text: String, name: String, expected: TextEncoding) throws {
    let bytes = try encoded(text, name)
    let found = detect(bytes)
    #expect(found.encoding == expected, "\(found.evidence)")
    #expect(found.alternatives == [], "\(found.evidence)")
    let decoded = try bytes.withUnsafeBufferPointer { try expected.decode($0) }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test("The evidence counts the bytes and shows what they would be")
  func evidence() throws {
    let bytes = Array("a\ndon".utf8) + [0xD5] + Array("t\ncaf".utf8) + [0x8E, 0x0A]
    let found = detect(bytes).evidence
    #expect(found[0] == "2 bytes above 127; read as Mac OS Roman they are “’”, “é”")
    #expect(found[1].contains(" they would be "))
  }

  @Test("Two readings that fit about as well are both named")
  func rivals() {
    // “ê” of Western Europe or “ę” of Poland? However often it stands there, one letter is no proof of either.
    let bytes = [[UInt8]](repeating: Array("r".utf8) + [0xEA] + Array("ve\n".utf8), count: 60).flatMap { $0 }
    let found = detect(bytes)
    #expect(found.encoding == .windows1252)
    #expect(found.alternatives.contains(.windows1250))
    #expect(found.evidence.last?.contains("could as well be") == true)
  }

  @Test("UTF-8 with a few bad bytes stays UTF-8, and the place of the first is told")
  func brokenUTF8() {
    let found = detect(Array("a,b\né,ü\nö,".utf8) + [0xE9] + Array("\n".utf8))
    #expect(found.encoding == .utf8)
    #expect(found.problem == UTF8Problem(byteOffset: 13, line: 3, column: 3))
    // One byte that fits no UTF-8, and nothing else above 127: that is another encoding.
    #expect(detect(Array("caf".utf8) + [0xE9] + Array("s\n".utf8)).encoding == .windows1252)
    // After a mark that says UTF-8 nothing else is thought of.
    #expect(detect(Array("\u{FEFF}caf".utf8) + [0xE9]).problem?.line == 1)
  }

  @Test("Text that was mangled before is noted and left alone")
  func mangled() {
    #expect(detect(Array("EspaÃ±ol, donâ€™t, Â£5, São, Â".utf8)).notes.count == 1)
    #expect(detect(Array("EspaÃ±ol".utf8)).notes[0].hasPrefix("1 place looks like"))
    #expect(detect(Array("a\u{FFFD}b\u{FFFD}".utf8)).notes[0].hasPrefix("2 characters had been lost"))
    #expect(detect(Array("Español, don’t, £5, SÃO PAULO, L’ÂME".utf8)).notes == [])
  }

  @Test("UTF-16 without a mark is known by its zero bytes; a file of zero bytes is none")
  func wide() {
    let units = Array("id,é\n1,“x”\n".utf16)
    #expect(detect(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).encoding == .utf16LittleEndian)
    #expect(detect(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }).encoding == .utf16BigEndian)
    #expect(detect([UInt8](repeating: 0, count: 64)).encoding == .utf8)
  }

  @Test("People's names for encodings are understood")
  func names() {
    #expect(
      ["cp1252", "Latin-1", "macintosh", "UTF-8", "utf16", "gbk", "SJIS", "Windows-1250", "klingon"].map {
        TextEncoding(name: $0)
      } == [
        .windows1252, .windows1252, .macRoman, .utf8, .utf16LittleEndian, .gb18030, .shiftJIS, .windows1250,
        nil,
      ])
  }

  @Test("The Star Wars poll's two bytes are Mac OS Roman", .enabled(if: SharedData.folder != nil))
  func starWars() throws {
    let table = try TableText(path: SharedData.path("surveymonkey-star-wars/StarWars.csv"))
    #expect(table.encoding == .macRoman)
    #expect(table.encodingAlternatives == [])
    #expect(table.encodingEvidence[0] == "2 bytes above 127; read as Mac OS Roman they are “å”, “Ê”")
    let header = try table.withBytes { bytes in
      var reader = CSVReader(bytes: bytes)
      _ = try reader.nextRow()
      return (0..<reader.fieldCount).map { reader.text($0) }
    }
    #expect(header.contains { $0.hasSuffix("Universe?åÊ") })
  }
}

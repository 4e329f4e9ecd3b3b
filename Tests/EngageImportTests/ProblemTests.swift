import EngageImport
import EngageModel
import Testing

@Suite("What is wrong with a file is told with its place") struct ProblemTests {
  @Test(
    "cells: rule, line and cell",
    arguments: [
      ("safe", "Vrey unsafe", "unknown-choice"), ("topics", "hate;knvies", "unknown-choice"),
      ("age", "old", "not-a-number"),
      ("age", "1.5", "not-whole"), ("hours", "\"1,300\"", "not-a-number"),
      ("hours", "\"3,5\"", "not-a-number"),
      ("score", "12", "out-of-range"), ("score", "3", "off-step"), ("day", "2019-02-30", "not-a-date"),
      ("day", "2019-02-20 10:30:00", "not-a-date"),
      ("day", "03/09/2019", "ambiguous-date"), ("day", "32/01/2019", "not-a-date"),
      ("begin", "25:00", "not-a-time"),
      ("wishes", "buses>buses", "ranked-twice"), ("people", "0", "head-count"), ("people", "5", "head-count"),
      ("people", "some", "not-a-head-count"), ("topics/hate", "perhaps", "unknown-tick"),
      ("consent", "hm", "unknown-choice"),
    ])
  func cells(question: String, cell: String, rule: String) throws {
    let file = try ImportCase(
      "session,unit,role,\(question)\nrugby,person,parent,\nrugby,person,parent,\(cell)\n")
    #expect(file.errors == ["\(rule) 3 D3"])
    #expect(file.summary?.isStorable == false)
    #expect(file.responses.isEmpty)
  }

  @Test(
    "did you mean, and what to do",
    arguments: [
      ("safe", "Vrey unsafe", "did you mean “Very unsafe”?"),
      ("safe", "7", "choices: Very unsafe (1), Unsafe – a bit (2), Safe (3), Don’t know (9)"),
      ("hours", "\"1,300\"", "write numbers without commas: 1300"),
      ("topics", "\"hate/online\"", "choices: Hate crime (hate), Knives; blades (knives), Online (online)"),
      ("day", "03/09/2019", "say which: --date-order day, or --date-order month"),
    ])
  func hints(question: String, cell: String, hint: String) throws {
    let file = try ImportCase("session,unit,\(question)\nrugby,person,\(cell)\n")
    #expect(file.hints == [hint])
  }

  @Test(
    "rows: rule, line and cell",
    arguments: [
      ("warwick,person,3", "unknown-session 3 A3"), (",person,3", "no-session 3 A3"),
      ("rugby,,3", "no-unit 3 B3"),
      ("rugby,chair,3", "unknown-unit 3 B3"), ("rugby,person", "short-row 3 B3"),
      ("rugby,person,3,9", "long-row 3 D3"),
    ])
  func rows(row: String, expected: String) throws {
    let file = try ImportCase("session,unit,safe\nrugby,person,3\n\(row)\n")
    #expect(file.errors == [expected])
  }

  @Test("empty cells beyond the headings and empty rows do no harm")
  func harmless() throws {
    let file = try ImportCase("session,unit,safe\nrugby,person,3,,\n,,\n\nrugby,person,1\n,,\n")
    #expect(file.errors == [])
    #expect(file.answers("safe") == ["3", "1"])
    #expect(file.said == ["note empty-rows -: 2 empty rows left out"])
  }

  @Test("a key that comes twice names both lines, quoted line breaks counted")
  func duplicateKeys() throws {
    let file = try ImportCase(
      "key,session,unit,concerns\nA,rugby,person,\"x\ny\"\nB,rugby,person,\nA,rugby,person,\nC,rugby,person,\nA,rugby,person,\n"
    )
    #expect(file.errors == ["duplicate-key 5 A4", "duplicate-key 7 A6"])
    #expect(file.said.first?.contains("stands in line 2 as well") == true)
  }

  @Test("headings: all problems at once")
  func headings() throws {
    let file = try ImportCase("session,unit,saef,safe,How safe do you feel?,Welcome\nrugby,person,1,2,3,4\n")
    #expect(file.errors == ["unknown-heading 1 C1", "duplicate-heading 1 E1"])
    #expect(file.hints.first?.hasPrefix("did you mean “safe”?") == true)
    #expect(file.said.contains { $0.hasPrefix("note note-column F1") })
  }

  @Test("headings below empty lines, with their places")
  func leadingLines() throws {
    let file = try ImportCase("\n\nsession,unit,saef,safe\nrugby,person,1,2\n")
    #expect(file.errors == ["unknown-heading 3 C3"])
    #expect(file.refusal.first?.column == 14)
    #expect(try ImportCase("\n\nsession,unit,safe\nrugby,person,1\n").answers("safe") == ["1"])
  }

  @Test("a column without a heading must be empty")
  func namelessColumns() throws {
    #expect(try ImportCase("session,unit,safe,\nrugby,person,1,\n").errors == [])
    #expect(
      try ImportCase("session,unit,safe,\nrugby,person,1,\nrugby,person,1,x\n").errors == [
        "nameless-column 3 D3"
      ])
  }

  @Test("sessions: none told, one not of the event, rows of another one")
  func sessions() throws {
    #expect(try ImportCase("unit,safe\nperson,1\n").errors == ["no-session 1 -"])
    #expect(
      try ImportCase("unit,safe\nperson,1\n") { $0.fixedSession = "ruby" }.errors == ["unknown-session - -"])
    #expect(try ImportCase("unit,safe\nperson,1\n") { $0.fixedSession = "rugby" }.errors == [])
    let other = try ImportCase("session,unit,safe\nnuneaton,person,1\n") { $0.fixedSession = "rugby" }
    #expect(other.errors == ["other-session 2 A2"])
    let one = try ImportCase("unit,safe\nperson,1\n", sessions: [Session(id: "only")])
    #expect(one.responses.map(\.session.session) == ["only"])
  }

  @Test("named columns that the file does not have")
  func namedColumns() throws {
    let file = try ImportCase("session,unit,safe,number\nrugby,person,1,7\n") { $0.keyColumn = "nmber" }
    #expect(file.errors == ["unknown-heading 1 D1", "unknown-column 1 -"])
    let good = try ImportCase("session,unit,safe,number\nrugby,person,1,7\n") { $0.keyColumn = "number" }
    #expect(good.responses.map(\.key) == ["7"])
  }

  @Test(
    "a file as a whole",
    arguments: [
      ("", "unreadable-file"), ("session,unit,safe\n", "no-responses"),
      ("session,unit,safe\nrugby,person,\"3\n", "broken-csv"),
      ("session,unit,safe\nrugby,\"person\"x,3\n", "broken-csv"),
      ("PK\u{3}\u{4}[Content_Types].xml", "broken-workbook"),
      ("session,unit\nrugby,person\n", "no-question"), ("a\u{0}b", "not-csv"),
    ])
  func wholeFiles(text: String, rule: String) throws {
    #expect(try ImportCase(text).errors.map { String($0.prefix { $0 != " " }) } == [rule])
  }

  @Test("bytes that are no UTF-8, with their offset and line")
  func invalidUTF8() throws {
    let file = try ImportCase(bytes: Array("session,unit,safe\nrugby,person,".utf8) + [0xFF, 0x0A])
    #expect(
      file.said == [
        "error encoding-in-doubt -: the text may be CP850 or Mac OS Roman: both fit about as well"
      ])
    #expect(file.hints.first?.contains("--encoding") == true)
  }

  @Test("an over-long cell, a folder, a missing file")
  func hostileFiles() throws {
    let long = try ImportCase(
      "session,unit,concerns\nrugby,person," + String(repeating: "x", count: 2_000_000))
    #expect(long.errors == ["broken-csv 2 C2"])
    let importer = Importer(long.options)
    #expect(throws: DiagnosticsError.self) { try importer.open("/") }
    #expect(throws: DiagnosticsError.self) { try importer.open("/nowhere/at-all.csv") }
  }

  @Test("free text never appears in a problem, nor does a long cell")
  func privacy() throws {
    let secret = "Mrs Example of 12 Example Street told me that this happened"
    let file = try ImportCase("session,unit,safe,concerns\nrugby,person,\(secret),\(secret)\n")
    #expect(file.errors == ["unknown-choice 2 C2"])
    #expect(!file.said.joined().contains("Example"))
  }

  @Test("beyond the limit problems are counted")
  func limit() throws {
    let rows = Array(repeating: "rugby,person,bad", count: 50).joined(separator: "\n")
    let file = try ImportCase("session,unit,age\n" + rows) { $0.problemLimit = 10 }
    #expect(file.errors.count == 10)
    #expect(file.summary?.furtherProblems == 40)
    #expect(file.summary?.rejected == 50)
  }

  @Test("random bytes never crash")
  func fuzz() throws {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
    }
    let good = Array(
      "key,session,unit,people,role,safe,topics,wishes,day,age,concerns\nA,rugby,person,,faith,3,hate;online,lights>buses,24/09/2019,4,\"x, y\"\nB,nuneaton,table,8,,,,,,,z\n"
        .utf8)
    let signs = Array(",;\"\n\r\t|>x1 \u{C3}\u{A9}".utf8) + [0, 0xFF, 0x80]
    for round in 0..<400 {
      var bytes = round % 4 == 0 ? (0..<next(300)).map { _ in UInt8(next(256)) } : good
      for _ in 0..<next(12) where !bytes.isEmpty {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes[place] = signs[next(signs.count)]
        case 1: bytes.insert(signs[next(signs.count)], at: place)
        default: bytes.remove(at: place)
        }
      }
      let file = try ImportCase(bytes: bytes) { $0.skipsInvalid = round % 2 == 0 }
      #expect(file.summary != nil || !file.refusal.isEmpty)
    }
  }
}

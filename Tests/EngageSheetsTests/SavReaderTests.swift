import EngageSheets
import EngageTesting
import Foundation
import Testing

/// The cells of a table of text.
private func rows(_ bytes: [UInt8]) throws -> [[String]] {
  try bytes.withUnsafeBufferPointer { bytes in
    var reader = CSVReader(bytes: bytes)
    var rows: [[String]] = []
    while try reader.nextRow() {
      rows.append((0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) })
    }
    return rows
  }
}

/// Whether two texts are the same, or the same number.
private func same(_ one: String, _ other: String) -> Bool {
  if one == other { return true }
  guard let first = Double(one), let second = Double(other) else { return false }
  return first == second
}

@Suite("SPSS files of other programs", .enabled(if: SharedData.folder != nil)) struct SavReaderTests {
  static let files = [
    "hebrews", "multiple_response_alltypes", "ordered_category", "sample", "sample_missing",
  ]

  private static func expected(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: SharedData.path("spss-sav/expected.json")))
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
    return try #require(all["\(name).sav"])
  }

  @Test(arguments: files)
  func variablesAreReadAsPublished(_ name: String) throws {
    let (bytes, summary) = try SavReader.csv(path: SharedData.path("spss-sav/\(name).sav"))
    let expected = try Self.expected(name)
    let described = try #require(expected["variables"] as? [[String: Any]])
    #expect(summary.rows == expected["rows"] as? Int)
    #expect(summary.encoding.lowercased() == (expected["encoding"] as? String)?.lowercased())
    #expect(!summary.isEngageOwn)
    #expect(summary.variables.map(\.name) == described.map { $0["name"] as? String })
    #expect(summary.variables.map(\.label) == described.map { $0["label"] as? String })
    #expect(summary.variables.map(\.format) == described.map { $0["format"] as? String })
    for (variable, published) in zip(summary.variables, described) {
      let measure = variable.measure.map { "\($0)" } ?? "unknown"
      #expect(measure == published["measure"] as? String, "\(variable.name)")
      let labels = try #require(published["value_labels"] as? [String: String])
      #expect(variable.valueLabels.count == labels.count, "\(variable.name)")
      for (value, label) in labels {
        let found = variable.valueLabels.first { same($0.value, value) }
        #expect(found?.label == label, "\(variable.name) \(value)")
      }
    }
    let table = try rows(bytes)
    #expect(table.count == summary.rows + summary.headerRows)
    #expect(table[0] == summary.headings)
    #expect(table.allSatisfy { $0.count == summary.variables.count })
  }

  @Test(arguments: files)
  func theFirstRowIsReadAsPublished(_ name: String) throws {
    let (bytes, summary) = try SavReader.csv(path: SharedData.path("spss-sav/\(name).sav"))
    let published = try #require(try Self.expected(name)["first_row"] as? [String: String])
    let row = try rows(bytes)[2]
    for (cell, variable) in zip(row, summary.variables) {
      let raw = try #require(published[variable.name])
      let label = variable.valueLabels.first { same($0.value, raw) }?.label
      switch raw {
      case "nan": #expect(cell == "", "\(variable.name)")
      case "13631500800.0": #expect(cell == "2014-10-01", "the quarter's first day")
      default:
        let same =
          cell == label ?? raw.replacing(" ", with: "T") || (label == nil && Double(cell) == Double(raw))
        #expect(same, "\(variable.name)")
      }
    }
  }

  @Test func valuesForMissingAnswersBecomeTheirLabelsOrNothing() throws {
    let (bytes, summary) = try SavReader.csv(path: SharedData.path("spss-sav/sample_missing.sav"))
    let table = try rows(bytes)
    #expect(table[7] == ["Z", "", "", "", "undetermined", "missing", ""])
    #expect(table[8] == Array(repeating: "", count: 7))
    let numbers = try #require(summary.variables.first { $0.name == "mynum" })
    #expect(numbers.missing == [2000...3000, (-1)...(-1)])
  }

  @Test func everyRowOfAFileAgreesWithItsPublishedTable() throws {
    let (bytes, _) = try SavReader.csv(path: SharedData.path("spss-sav/sample.sav"))
    let found = try rows(bytes).dropFirst(2)
    let text = try String(contentsOfFile: SharedData.path("spss-sav/sample.csv"), encoding: .utf8)
    let published = text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map {
        String($0).replacing(".000000", with: "")
      }
    }
    let words = [["1": "Male", "2": "Female"], ["1": "low", "2": "medium", "3": "high"]]
    #expect(found.count == published.count)
    for (one, other) in zip(found, published) {
      #expect(Array(one[0...3]) == Array(other[0...3]))
      #expect(one[4] == words[0][other[4]] && one[5] == words[1][other[5]])
      #expect(one[6] == (other[6].count == 7 ? "0" + other[6] : other[6]))
    }
  }
}

@Suite("SPSS files") struct SavFileTests {
  private func writer(
    _ path: String, _ variables: [SavVariable], rows: Int = 1
  ) throws -> SavWriter {
    try SavWriter(path: path, variables: variables, rows: rows, about: SavDescription(label: "Test"))
  }

  @Test(
    arguments: [
      ("safe_day", "safe_day"), ("with", "with_answer"), ("ALL", "ALL_answer"), ("2nd", "v_2nd"),
      ("a-b c", "a_b_c"),
      ("ends_", "ends"), ("zażółć", "zażółć"), ("", "v"),
    ])
  func namesBecomeLegal(_ wanted: String, _ legal: String) {
    var taken: Set<String> = []
    #expect(SavNames.legal(wanted, taken: &taken) == legal)
  }

  @Test func namesAreUniqueInAnyCaseAndNeverTooLong() {
    var taken: Set<String> = []
    let long = String(repeating: "ż", count: 60)
    let names = [long, long, long.uppercased(), "a", "A", "a_2"].map { SavNames.legal($0, taken: &taken) }
    #expect(Set(names.map { $0.lowercased() }).count == 6)
    #expect(names.allSatisfy { $0.utf8.count <= SavNames.limit })
  }

  @Test func labelsThatTwoValuesShareAreToldApartByTheValue() throws {
    let scratch = try TemporaryFolder()
    let shared = SavVariable(
      name: "a", label: "A", kind: .number(decimals: 0), measure: .nominal,
      valueLabels: [.init(1, "Same"), .init(2, "Same"), .init(3, "Own")])
    let file = try writer(scratch.path("a.sav"), [shared], rows: 4)
    for value in 1...4 {
      try file.beginRow()
      try file.set(0, to: Double(value))
      try file.endRow()
    }
    try file.finish()
    let (bytes, _) = try SavReader.csv(path: scratch.path("a.sav"))
    let cells = try rows(bytes).map { $0[0] }
    #expect(cells == ["a", "A", "Same (1)", "Same (2)", "Own", "4"])
  }

  @Test func aTextThatDoesNotFitIsRefusedAndNothingIsLeft() throws {
    let scratch = try TemporaryFolder()
    do {
      let file = try writer(
        scratch.path("a.sav"), [SavVariable(name: "a", label: "", kind: .text(width: 3), measure: .nominal)])
      try file.beginRow()
      #expect(throws: SavError.self) {
        try Array("four".utf8).withUnsafeBufferPointer { try file.set(0, to: $0) }
      }
    }
    #expect(scratch.names == [])
  }

  @Test func fewerRowsThanAnnouncedAreNoFile() throws {
    let scratch = try TemporaryFolder()
    do {
      let file = try writer(
        scratch.path("a.sav"), [SavVariable(name: "a", label: "", kind: .date, measure: .scale)], rows: 2)
      try file.beginRow()
      try file.endRow()
      #expect(throws: SavError.self) { try file.finish() }
    }
    #expect(scratch.names == [])
  }

  @Test func aFullDiskIsTold() throws {
    let wide = SavVariable(name: "a", label: "", kind: .text(width: 200), measure: .nominal)
    let text = Array(repeating: UInt8(ascii: "x"), count: 200)
    #expect(throws: SheetFileError.diskFull(path: "/dev/full")) {
      let file = try writer("/dev/full", [wide], rows: 10_000)
      for _ in 0..<10_000 {
        try file.beginRow()
        try text.withUnsafeBufferPointer { try file.set(0, to: $0) }
        try file.endRow()
      }
      try file.finish()
    }
  }

  @Test func aTruncatedOrForeignFileIsToldNotRead() throws {
    let scratch = try TemporaryFolder()
    let file = try writer(
      scratch.path("whole.sav"),
      [SavVariable(name: "a", label: "", kind: .number(decimals: 0), measure: .scale)])
    try file.beginRow()
    try file.set(0, to: 1)
    try file.endRow()
    try file.finish()
    let whole = try Data(contentsOf: URL(filePath: scratch.path("whole.sav")))
    for length in [4, 100, 180, whole.count - 20] {
      let path = try scratch.write(Array(whole.prefix(length)), as: "cut.sav")
      #expect(throws: SavError.self, "\(length) bytes") { try SavReader.csv(path: path) }
    }
    let text = try scratch.write(Array("key,role\n".utf8), as: "text.sav")
    #expect(throws: SavError.self) { try SavReader.csv(path: text) }
    #expect(throws: SheetFileError.self) { try SavReader.csv(path: scratch.path("none.sav")) }
  }

  /// Somebody may have changed variables, or the lines that describe them.
  @Test(
    arguments: [
      SavLayout.Column(heading: "h", form: .ticks, variables: ["a", "b"], words: ["one"]),
      SavLayout.Column(heading: "h", form: .places, variables: ["a"], words: []),
      SavLayout.Column(heading: "h", form: .value, variables: ["a"], codes: [1], words: []),
      SavLayout.Column(heading: "h", form: .value, variables: ["a"], missingFrom: .min),
      SavLayout.Column(heading: "h", form: .value, variables: ["gone"]),
      SavLayout.Column(heading: "h", form: .text, variables: []),
    ])
  func aDamagedLayoutLeavesVariablesAsTheyAre(_ column: SavLayout.Column) throws {
    let scratch = try TemporaryFolder()
    let variables = ["a", "b"].map {
      SavVariable(name: $0, label: "", kind: .number(decimals: 0), measure: .nominal)
    }
    let file = try SavWriter(
      path: scratch.path("a.sav"), variables: variables, rows: 1,
      about: SavDescription(label: "", layout: SavLayout(columns: [column], missing: ["why"])))
    try file.beginRow()
    try file.set(0, to: 1)
    try file.set(1, to: 9e18)
    try file.endRow()
    try file.finish()
    let (bytes, _) = try SavReader.csv(path: scratch.path("a.sav"))
    let table = try rows(bytes)
    #expect(table[0] == ["a", "b"] && table[2][0] == "1")
  }

  @Test func brokenFilesAreToldOrReadAndNeverCrash() throws {
    let scratch = try TemporaryFolder()
    let text = SavVariable(name: "t", label: "Text", kind: .text(width: 600), measure: .nominal)
    let number = SavVariable(
      name: "n", label: "Number", kind: .number(decimals: 0), measure: .nominal,
      valueLabels: [.init(1, "One")],
      missing: -6...(-2))
    let file = try SavWriter(
      path: scratch.path("a.sav"), variables: [text, number], rows: 20,
      about: SavDescription(
        label: "Test",
        layout: SavLayout(columns: [.init(heading: "n", form: .value, variables: ["n"])], missing: ["why"])))
    for row in 0..<20 {
      try file.beginRow()
      try file.set(1, to: Double(row % 4 - 2))
      try file.endRow()
    }
    try file.finish()
    let whole = Array(try Data(contentsOf: URL(filePath: scratch.path("a.sav"))))
    var random = SeededGenerator(seed: 1582)
    var told = 0
    for _ in 0..<150 {
      var broken = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        broken[Int.random(in: 4..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let path = try scratch.write(broken, as: "broken.sav")
      do { _ = try SavReader.csv(path: path) } catch is SavError { told += 1 }
    }
    #expect(told > 0)
  }
}

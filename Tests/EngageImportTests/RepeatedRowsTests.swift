import EngageImport
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("Rows that came before are found again, where no key tells them") struct RepeatedRowsTests {
  /// What reading a file finds.
  private func read(_ text: String, earlier: [RowsDigest] = [], key: String? = nil) throws -> ImportSummary {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data(text.utf8).write(to: URL(filePath: path))
    let options = ImportOptions(
      survey: .evening, event: "evening-2019", sessions: [Session(id: "rugby")], keyColumn: key,
      skipsInvalid: true)
    return try Importer(options).open(path).read(earlier: earlier) { _, _ in }
  }

  private func digest(_ text: String) throws -> RowsDigest { try #require(try read(text).rowsWithoutKey) }

  /// A plain table: who, how safe, and something in one's own words.
  private func table(_ rows: some Sequence<Int>, _ heading: String = "unit,safe,concerns\n") -> String {
    heading + rows.map { "person,\($0 % 3 + 1),\"Worry \($0), about the bridge\"\n" }.joined()
  }

  private func runs(_ text: String, _ earlier: [RowsDigest]) throws -> [String] {
    try read(text, earlier: earlier).repeats.map { it in
      let extent =
        switch it.extent {
        case .run(let rows, let total): "\(rows.lowerBound)–\(rows.upperBound - 1) of \(total)"
        case .scattered(let met, let looked): "\(met) of \(looked) here and there"
        }
      return "\(it.batch): \(extent), \(it.isCertain ? "certain" : "doubtful")"
    }
  }

  @Test("at the beginning, at the end turned round, in between, and alone")
  func anywhere() throws {
    let before = try digest(table(0..<40))
    #expect(before.count == 40)
    #expect(try runs(table(0..<60), [before]) == ["0: 0–39 of 60, certain"])
    #expect(try runs(table((0..<60).reversed()), [before]) == ["0: 20–59 of 60, certain"])
    #expect(try runs(table(Array(50..<60) + Array(0..<40) + [99]), [before]) == ["0: 10–49 of 51, certain"])
    #expect(try runs(table(0..<40), [before]) == ["0: 0–39 of 40, certain"])
    #expect(try runs(table(40..<90), [before]) == [])
    let next = try digest(table(40..<50))
    #expect(
      try runs(table(0..<60), [before, next]) == ["0: 0–39 of 60, certain", "1: 40–49 of 60, certain"])
  }

  @Test("saved again by another program: delimiter, quotation marks and line ends don't matter")
  func savedAgain() throws {
    let again =
      "unit;safe;concerns;\r\n" + "person;1;Worry 0, about the bridge;\r\n"
      + "\"person\";\"2\";\"Worry 1, about the bridge\"\r\n\r\n;;;\r\n"
    #expect(try runs(again, [digest(table(0..<2))]) == ["0: 0–1 of 2, certain"])
  }

  @Test("corrected here and there, sorted in between, or in part only: a sample finds most of them")
  func scattered() throws {
    let before = try digest(table(0..<40))
    let corrected = table(0..<60).replacing("Worry 7,", with: "Worry seven,")
    #expect(try runs(corrected, [before]) == ["0: 39 of 40 here and there, certain"])
    let mixed = table((0..<60).sorted { "\($0)" < "\($1)" })
    #expect(try runs(mixed, [before]) == ["0: 40 of 40 here and there, certain"])
    #expect(try runs(table(30..<60), [before]) == ["0: 10 of 40 here and there, doubtful"])
    let many = try digest(table(0..<5000))
    #expect(many.sample.count == RowsDigest.sampleSize)
    #expect(
      try runs(table((0..<9000).sorted { "\($0)" < "\($1)" }), [many]) == [
        "0: 64 of 64 here and there, certain"
      ])
  }

  @Test("columns that are left out have no part in it")
  func leftOut() throws {
    func file(_ name: String) -> String {
      "key,session,id,unit,concerns\n,rugby,\(name),person,The bridge over the canal\n,rugby,,person,The street lights\n"
    }
    #expect(try digest(file("17")) == digest(file("18")))
    #expect(try digest(file("17")) != digest(file("17").replacing("bridge", with: "ridge")))
  }

  @Test("rows with errors count, so that the same file is known with or without them")
  func withErrors() throws {
    let before = table(0..<20).replacing("person,2", with: "person,nonsense")
    #expect(try digest(before).count == 20)
    #expect(
      try runs(before + "person,1,A new worry altogether\n", [digest(before)]) == ["0: 0–19 of 21, certain"])
  }

  @Test("short rows that are alike may be other people's")
  func shortRows() throws {
    let one = "unit,safe,consent\nperson,1,yes\nperson,2,yes\nperson,1,yes\n"
    let other = "unit,safe,consent\nperson,2,yes\nperson,1,yes\nperson,1,yes\nperson,3,yes\n"
    #expect(try runs(other, [digest(one)]) == ["0: 0–2 of 4, doubtful"])
    #expect(try digest(one).sample == [])
    // Two rows with words in them don't speak for a batch of short ones.
    let short = String(repeating: "person,1,\nperson,2,\nperson,3,\n", count: 9)
    let words = "person,1,Nothing more to add at the moment\nperson,2,Nothing more to add\n"
    let mostlyShort = "unit,safe,concerns\n" + short + words
    #expect(
      try runs("unit,safe,concerns\n" + words, [digest(mostlyShort)]) == [
        "0: 2 of 2 here and there, doubtful"
      ]
    )
  }

  @Test("a file with keys: only its rows without one are recognised later")
  func rowsWithoutKey() throws {
    let rows = (0..<9).map {
      "\($0 % 3 == 0 ? "" : "K\($0)"),person,1,Worry \($0) about the bridge over the canal\n"
    }
    let before = try digest("key,unit,safe,concerns\n" + rows.joined())
    #expect(before.count == 3)
    let later = try read(
      "key,unit,safe,concerns\nK9,person,1,New\n" + rows.reversed().joined(), earlier: [before])
    #expect(later.repeats.map(\.extent) == [.run(0..<3, of: 3)])
    #expect(later.repeats.map(\.reason) == [.rowsWithoutKey])
    #expect(try read("key,unit,safe\nA,person,1\nB,person,2\n").rowsWithoutKey == nil)
  }

  @Test("a batch stored without keys is known in a file that has them now")
  func keysComeLater() throws {
    let before = try digest(table(0..<20))
    let numbered =
      "key,unit,safe,concerns\n"
      + (0..<30).map { "\($0),person,\($0 % 3 + 1),\"Worry \($0), about the bridge\"\n" }.joined()
    let later = try read(numbered, earlier: [before])
    #expect(later.repeats.map(\.extent) == [.run(0..<20, of: 30)])
    #expect(later.repeats.map(\.reason) == [.batchWithoutKeys])
    // The column was there and became the key.
    let named = try read(table(0..<30), earlier: [before], key: "concerns")
    #expect(named.repeats.map(\.extent) == [.run(0..<20, of: 30)])
  }
}

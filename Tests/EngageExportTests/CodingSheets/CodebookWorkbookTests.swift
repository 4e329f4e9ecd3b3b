import EngageExport
import EngageFiles
import EngageModel
import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite("Codebooks in Excel") struct CodebookWorkbookTests {
  private static let codebook = Codebook(
    id: "hate-crime", version: 3, title: "Hate crime: themes", source: "=cmd|' /C calc'!A0",
    matching: Matching(stems: .none, accents: .keep),
    priorities: [
      Priority(name: "support", title: "Support"), Priority(name: "schools", title: "Schools & youth"),
    ],
    themes: [
      Theme(
        id: "reporting", title: "Reporting, and what next", priority: "support",
        match: [.phrase("report*"), .exact("101"), .pattern("multi-?agency"), .phrase("exact: words")],
        exclude: [.phrase("weather report")],
        themes: [Theme(id: "police", title: "-The police", match: [.phrase("police")])]),
      Theme(id: "people", title: "Only people give it"),
    ])

  private func withFile<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appending(path: "c.xlsx").path)
  }

  @Test("What is written and read again is the same codebook") func roundTrip() throws {
    try withFile { path in
      try CodebookWorkbook(Self.codebook, made: 0).write(to: path)
      #expect(try CodebookWorkbook.read(path) == Self.codebook)
    }
  }

  @Test("The shipped codebooks come back as they are, and so they do as files") func shipped() throws {
    let root = try #require(RepositoryFolder.root())
    var count = 0
    for survey in try FileManager.default.contentsOfDirectory(atPath: root + "/Surveys") {
      let folder = "\(root)/Surveys/\(survey)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names where name.hasPrefix("codebook.") {
        let codebook = try CodebookFile.read(path: "\(folder)/\(name)").get()
        try withFile { path in
          try CodebookWorkbook(codebook, made: 0).write(to: path)
          #expect(try CodebookWorkbook.read(path) == codebook, "\(name)")
        }
        #expect(try CodebookFile.read(text: CodebookWriter(codebook).text, path: name).get() == codebook)
        count += 1
      }
    }
    #expect(count >= 2)
  }

  @Test("Phrases that a cell can't hold as they are are refused by theme") func blanks() {
    let codebook = Codebook(id: "c", themes: [Theme(id: "t", title: "T", match: [.phrase(" blank")])])
    let error = #expect(throws: DiagnosticsError.self) { try CodebookWorkbook(codebook, made: 0) }
    #expect(error?.diagnostics.map(\.rule) == ["no-cell-for-phrase"])
  }

  /// Rows of the sheet of themes: name, title, part of, priority, finds, but not.
  private func problems(_ rows: [[String]]) throws -> [String] {
    try withFile { path in
      let workbook = try WorkbookFile(path: path, properties: DocumentProperties(created: 0))
      let sheets = [
        ("Themes", [["Theme", "Title", "Part of", "Priority", "Finds", "But not"]] + rows),
        ("Priorities", [["Priority", "Title"], ["support", "Support"]]),
        (
          "Codebook",
          [
            ["engage-codebook/1"], ["codebook", "c"], ["version", "1"], ["title", ""], ["source", ""],
            ["stems", "en"], ["accents", "fold"],
          ]
        ),
      ]
      for (name, cells) in sheets {
        let sheet = try workbook.addSheet(name)
        for (row, texts) in cells.enumerated() {
          for (column, text) in texts.enumerated() where !text.isEmpty {
            try sheet.write(text, row: row, column: column)
          }
        }
      }
      try workbook.finish()
      do throws(DiagnosticsError) {
        _ = try CodebookWorkbook.read(path)
        return []
      } catch { return error.diagnostics.map { "\($0.cell ?? "-") \($0.rule)" } }
    }
  }

  @Test(
    "Each wrong cell is told by its name",
    arguments: [
      ([["", "T", "", "", "a"]], ["A2 no-name"]), ([["Bad Name", "T", "", "", "a"]], ["A2 bad-name"]),
      ([["a", "", "", "", "a"]], ["B2 no-title"]),
      ([["a", "A", "", "", "a"], ["a", "B", "", "", "b"]], ["A3 duplicate-name"]),
      ([["a", "A", "b", "", "a"]], ["C2 unknown-theme"]),
      ([["a", "A", "b", "", "a"], ["b", "B", "a", "", "b"]], ["C2 theme-cycle", "C3 theme-cycle"]),
      ([["a", "A", "a", "", "a"]], ["C2 theme-cycle"]),
      ([["a", "A", "", "suport", "a"]], ["D2 unknown-priority"]),
      ([["a", "A", "", "", "re*port"]], ["E2 bad-term"]),
      ([["a", "A", "", "", "pattern: ("]], ["E2 bad-term"]),
      ([["a", "A", "", "", "one\none"]], ["E2 duplicate-term"]),
      ([["a", "A", "", "", "a", "*"]], ["F2 bad-term"]),
      ([], ["A2 no-themes"]),
      ([["a", "A", "", "support", "exact: 101\n\npattern: x|y"]], []),
    ] as [([[String]], [String])])
  func mistakes(rows: [[String]], expected: [String]) throws { #expect(try problems(rows) == expected) }

  @Test("Any other workbook is refused in words") func others() throws {
    try withFile { path in
      let workbook = try WorkbookFile(path: path, properties: DocumentProperties(created: 0))
      _ = try workbook.addSheet("Themes")
      try workbook.finish()
      let error = #expect(throws: DiagnosticsError.self) { try CodebookWorkbook.read(path) }
      #expect(error?.diagnostics.map(\.rule) == ["no-codebook-sheet"])
    }
  }
}

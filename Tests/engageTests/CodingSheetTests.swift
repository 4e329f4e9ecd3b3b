import EngageReport
import EngageTesting
import Foundation
import Testing

/// Python's openpyxl, which fills in coding sheets as another program would.
private enum Coder {
  static let isThere: Bool = {
    let found = (try? run("import openpyxl")) == 0
    if !found {
      print("SKIPPED: python3 with openpyxl is not there, so no coding sheet is filled in and imported")
    }
    return found
  }()

  /// - Returns: the status of python.
  static func run(_ script: String, _ arguments: [String] = []) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", script] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Codes every comment of a copy: words in it on the left, the theme's name on the right; none fits otherwise.
  static func code(_ from: String, _ to: String, _ words: [String: String], wrong: [String: String] = [:])
    throws
  {
    let script = """
      import json, openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      words, wrong = json.loads(sys.argv[3]), json.loads(sys.argv[4])
      sheet = book["Comments"]
      columns = {cell.value: cell.column for cell in sheet[3] if cell.value}
      for row in range(4, sheet.max_row + 1):
        text = (sheet.cell(row, columns["engage/comment"]).value or "").lower()
        found = {theme for word, theme in words.items() if word in text}
        for theme in found:
          sheet.cell(row, columns["theme/" + theme]).value = "yes"
        if not found:
          sheet.cell(row, columns["engage/none"]).value = "yes"
      for cell, text in wrong.items():
        sheet[cell] = text
      book.save(sys.argv[2])
      """
    let arguments = try [words, wrong].map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    #expect(try run(script, [from, to] + arguments) == 0)
  }
}

@Suite("Coding sheets, from making to reports", .enabled(if: Coder.isThere))
struct CodingSheetTests {
  private static let survey = "we-stand-together"
  private let words = ["report": "reporting", "school": "schools", "bus": "public-places"]

  /// A workspace with the shipped sample.
  private func withComments(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace { program in
      let sample = "Surveys/we-stand-together/samples/we-stand-together-2019.csv"
      let stored = try program.run("import", sample, "--event", EngageProgram.event)
      #expect(stored.status == 0, "\(stored.errors)")
      try body(program)
    }
  }

  private func make(_ program: EngageProgram, _ coder: String, _ more: String...) throws {
    let made = try program.run(
      ["coding-sheet", "--survey", Self.survey, "--coder", coder, "-o", "\(coder).xlsx"] + more)
    #expect(made.status == 0 && made.output.contains("engage import \(coder).xlsx"), "\(made.errors)")
  }

  private func rows(_ program: EngageProgram, _ analysis: String, _ table: String, _ options: String...)
    throws
    -> [[Cell]]
  {
    let report = try program.run(
      ["analyse", analysis, "--survey", Self.survey, "--format", "json"]
        + options.flatMap { ["--option", $0] }
    ).report()
    return report.sections.first?.table(table)?.rows ?? []
  }

  @Test func aFilledSheetBecomesThatCodersCodesOnceAndIsTakenBackAsAWhole() throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(program.path("ann.xlsx"), program.path("f.xlsx"), words)
      let stored = try program.run("import", "f.xlsx", "--format", "json").json()
      #expect(stored["stored"] as? Int == 144 && stored["batch"] as? Int == 2)
      #expect((stored["dialect"] as? [String: Any])?["name"] as? String == "coding-sheet")
      let again = try program.run("import", "f.xlsx")
      #expect(again.status == 0 && again.output.contains("nothing changed"), "\(again.output)")
      let coders = try rows(program, "coding", "coders")
      #expect(coders.map { $0[2] } == [.count(144)])
      let human = try rows(program, "theme-counts", "themes", "codes=human")
      #expect(human.count { ($0[2].amount ?? 0) > 0 } == 3)
      #expect(try program.run("batches", "undo", "2").status == 0)
      #expect(try rows(program, "coding", "coders").isEmpty)
    }
  }

  @Test func aSecondCoderSeesNothingAndAgreementIsTold() throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(program.path("ann.xlsx"), program.path("f.xlsx"), words)
      #expect(try program.run("import", "f.xlsx").status == 0)
      try make(program, "ben", "--second", "--sample", "50%", "--seed", "3")
      var fewer = words
      fewer["bus"] = nil
      try Coder.code(program.path("ben.xlsx"), program.path("g.xlsx"), fewer)
      #expect(try program.run("import", "g.xlsx").status == 0)
      let reliability = try rows(program, "coding", "reliability")
      let schools = try #require(reliability.first { $0[0] == .text("schools") })
      let buses = try #require(reliability.first { $0[0] == .text("public-places") })
      #expect(schools[3] == .count(72) && schools[7] == .number(1))
      #expect((buses[7].amount ?? 1) < 0.1)
    }
  }

  @Test func wrongCellsKeepAllFromBeingStoredAndAreMarkedInACopy() throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(
        program.path("ann.xlsx"), program.path("f.xlsx"), words, wrong: ["F4": "perhaps", "R4": "yes"])
      let refused = try program.run("import", "f.xlsx")
      #expect(refused.status == 1 && refused.output.contains("f.errors.xlsx"), "\(refused.output)")
      #expect(refused.errors.contains("cell F4") && !refused.errors.contains("perhaps"))
      #expect(try rows(program, "coding", "coders").isEmpty)
      try Coder.code(program.path("f.errors.xlsx"), program.path("m.xlsx"), [:], wrong: ["F4": "", "R4": ""])
      #expect(program.exists("m.xlsx"))
    }
  }

  @Test func aSortThatLeftTheHiddenColumnBehindIsRefused() throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(program.path("ann.xlsx"), program.path("f.xlsx"), words)
      let sort = """
        import openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        sheet = book["Comments"]
        column = next(cell.column for cell in sheet[3] if cell.value == "engage/comment")
        rows = range(4, sheet.max_row + 1)
        texts = sorted(sheet.cell(row, column).value for row in rows)
        for row, text in zip(rows, texts):
          sheet.cell(row, column).value = text
        book.save(sys.argv[1])
        """
      #expect(try Coder.run(sort, [program.path("f.xlsx")]) == 0)
      let refused = try program.run("import", "f.xlsx")
      #expect(refused.status == 1 && refused.errors.contains("moved-comments"), "\(refused.errors)")
      #expect(!program.exists("f.errors.xlsx"))
      #expect(try rows(program, "coding", "coders").isEmpty)
    }
  }

  @Test func aCommentMendedByHandIsStillTheSameComment() throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(
        program.path("ann.xlsx"), program.path("f.xlsx"), words, wrong: ["D4": "Somebody mended this."])
      let stored = try program.run("import", "f.xlsx")
      #expect(stored.status == 0, "\(stored.errors)")
    }
  }

  @Test(arguments: ["ann\u{1B}[31m", "ann\u{9B}31m", "ann\u{202E}", String(repeating: "ann", count: 40)])
  func aCodersNameCanBeShown(name: String) throws {
    try withComments { program in
      let refused = try program.run(
        "coding-sheet", "--survey", Self.survey, "--coder", name, "-o", "x.xlsx")
      #expect(refused.status == 1 && refused.errors.contains("bad-coder"), "\(refused.errors)")
      #expect(!program.exists("x.xlsx"))
    }
  }

  @Test(arguments: [
    ["--coder", "ben"], ["--event", "x"], ["--update"], ["--key", "k"], ["--survey", "x"],
  ])
  func whatContradictsTheSheetIsRefused(flags: [String]) throws {
    try withComments { program in
      try make(program, "ann")
      try Coder.code(program.path("ann.xlsx"), program.path("f.xlsx"), words)
      let refused = try program.run(["import", "f.xlsx"] + flags)
      #expect(refused.status == 1 && refused.errors.contains("leave out"), "\(refused.errors)")
    }
  }

  @Test func aCodebookGoesToExcelAndBackAsTheNextVersion() throws {
    try withWorkspace { program in
      #expect(
        try program.run("codebook", "export", "hate-crime", "--survey", Self.survey, "-o", "c.xlsx").status
          == 0)
      let same = try program.run("codebook", "import", "c.xlsx", "--survey", Self.survey)
      #expect(same.status == 0 && same.output.contains("Nothing changed"), "\(same.errors)")
      let script = """
        import openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        sheet = book["Themes"]
        sheet["B2"] = "Reporting"
        row = sheet.max_row + 1
        for column, text in enumerate(["lighting", "Lighting", "", "", "street light*\\nexact: LED", ""], 1):
          sheet.cell(row, column).value = text or None
        book.save(sys.argv[2])
        """
      #expect(try Coder.run(script, [program.path("c.xlsx"), program.path("d.xlsx")]) == 0)
      let changed = try program.run("codebook", "import", "d.xlsx", "--survey", Self.survey)
      #expect(changed.status == 0 && changed.output.contains("version 2"), "\(changed.errors)")
      let file = try program.read("Surveys/we-stand-together/codebook.hate-crime.yaml")
      #expect(file.contains("street light*") && file.contains("version: 2"))
      #expect(program.exists("Surveys/we-stand-together/history/codebook.hate-crime.v1.yaml"))
      let history = try program.run("codebook", "history", "hate-crime").output
      #expect(history.contains("added lighting") && history.contains("renamed reporting"))
      let older = try program.run("codebook", "import", "c.xlsx", "--survey", Self.survey)
      #expect(older.status == 1 && older.errors.contains("older-version"))
    }
  }
}

import EngageReport
import EngageTesting
import Foundation
import Testing

/// Python's openpyxl, which fills in entry sheets as another program would.
private enum Filler {
  static let isThere: Bool = {
    let found = (try? run("import openpyxl")) == 0
    if !found {
      print("SKIPPED: python3 with openpyxl is not there, so no entry sheet is filled in and imported")
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

  /// Types into a copy of a workbook: a row of cells by the names of their columns, for each row below the headings.
  static func fill(_ from: String, _ to: String, _ forms: [[String: String]], tables: [[String: String]] = [])
    throws
  {
    let rows = ["Forms": forms, "Tables": tables]
    let script = """
      import json, openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      for name, rows in json.loads(sys.argv[3]).items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[4] if cell.value}
        for at, row in enumerate(rows):
          for column, text in row.items():
            sheet.cell(5 + at, columns[column]).value = text or None
      book.save(sys.argv[2])
      """
    let json = String(decoding: try JSONEncoder().encode(rows), as: UTF8.self)
    #expect(try run(script, [from, to, json]) == 0)
  }
}

@Suite("Entry sheets, from making to importing", .enabled(if: Filler.isThere))
struct EntrySheetTests {
  private func make(_ program: EngageProgram) throws {
    let made = try program.run(
      "entry-sheet", "--event", EngageProgram.event, "--session", "nuneaton", "--rows", "9", "-o", "n.xlsx")
    #expect(made.status == 0 && made.output.contains("engage import n.xlsx"), "\(made.errors)")
  }

  private let forms = [
    [
      "engage/form_number": "007", "role": "Parent", "safe_day": "4", "aware": "Yes", "topics/online": "x",
      "topics/schools": "x",
    ],
    [
      "engage/form_number": "008", "role": "Other", "role_other": "Warden", "safe_day": "between two",
      "concerns": "3/4",
    ],
  ]
  private let tables = [["engage/table_number": "T1", "engage/people": "8", "concerns": "Buses; schools"]]

  @Test func aFilledSheetIsTheSameAsACSVFile() throws {
    try withWorkspace { program in
      try make(program)
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms, tables: tables)
      let stored = try program.run("import", "f.xlsx", "--format", "json")
      let json = try stored.json()
      #expect(stored.status == 0 && json["stored"] as? Int == 3, "\(stored.output)")
      #expect((json["dialect"] as? [String: Any])?["name"] as? String == "entry-sheet")
      let fromSheet = try program.run(
        "analyse", "frequencies", "--event", EngageProgram.event, "--format", "json"
      ).report()
      try program.run("batches", "undo", "1")
      try program.write(
        """
        key,session,unit,people,role,role_other,safe_day,aware,topics,concerns
        007,nuneaton,person,,parent,,4,yes,online;schools,
        008,nuneaton,person,,other,Warden,between_two,,,3/4
        T1,nuneaton,table,8,,,,,,Buses; schools

        """, to: "same.csv")
      let csv = try program.run("import", "same.csv", "--event", EngageProgram.event)
      #expect(csv.status == 0, "\(csv.errors)")
      let fromCSV = try program.run(
        "analyse", "frequencies", "--event", EngageProgram.event, "--format", "json"
      ).report()
      // What the file has no column for was not asked; the sheet asks everything.
      let tables = [fromSheet, fromCSV].map { $0.sections.flatMap(\.tables) }
      #expect(tables[0].map(\.rows) == tables[1].map(\.rows) && !tables[0].isEmpty)
      #expect(tables[0].map { $0.base?.answered } == tables[1].map { $0.base?.answered })
      #expect(fromSheet.scope == fromCSV.scope)
    }
  }

  @Test func wrongCellsComeBackInACopyThatIsMendedAndImported() throws {
    try withWorkspace { program in
      try make(program)
      let slip = ["engage/form_number": "009", "role": "Parnet"]
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms + [slip], tables: tables)
      for copy in ["f.errors.xlsx", "f.errors-2.xlsx"] {
        let refused = try program.run("import", "f.xlsx")
        #expect(refused.status == 1 && refused.output.contains("imported: \(copy)"), "\(refused.output)")
        #expect(refused.errors.contains("sheet “Forms”, cell B7"))
        #expect(program.exists(copy))
      }
      #expect(try program.run("import", "f.xlsx", "--dry-run").status == 1)
      #expect(!program.exists("f.errors-3.xlsx"))
      try Filler.fill(
        program.path("f.errors.xlsx"), program.path("mended.xlsx"), forms + [["role": "Parent"]])
      let stored = try program.run("import", "mended.xlsx")
      #expect(stored.status == 0 && stored.output.contains("4 stored"), "\(stored.errors)")
    }
  }

  @Test func theSameSheetWithMoreRowsAddsThose() throws {
    try withWorkspace { program in
      try make(program)
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), [forms[0]])
      #expect(try program.run("import", "f.xlsx").status == 0)
      try Filler.fill(program.path("f.xlsx"), program.path("g.xlsx"), forms, tables: tables)
      let more = try program.run("import", "g.xlsx")
      #expect(more.status == 0 && more.output.contains("2 stored, 1 already there"), "\(more.output)")
    }
  }

  @Test func goodRowsCanBeStoredAndTheOthersMended() throws {
    try withWorkspace { program in
      try make(program)
      let slip = ["engage/form_number": "009", "role": "Parnet"]
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms + [slip])
      let first = try program.run("import", "f.xlsx", "--skip-invalid")
      #expect(first.status == 0 && first.output.contains("f.errors.xlsx"), "\(first.output)")
      #expect(!program.exists("f.xlsx.rejected.csv"))
      try Filler.fill(
        program.path("f.errors.xlsx"), program.path("mended.xlsx"), forms + [["role": "Parent"]])
      let second = try program.run("import", "mended.xlsx")
      #expect(second.status == 0 && second.output.contains("1 stored, 2 already there"), "\(second.output)")
    }
  }

  @Test(arguments: [
    (["--event", "game-on-2020"], "made for the event we-stand-together-2019, not for game-on-2020"),
    (["--session", "rugby"], "made for the session nuneaton, not for rugby"),
    (["--survey", "game-on"], "made for the survey we-stand-together, not for game-on"),
    (["--key", "role"], "leave out --key"),
    (["--map", "map.yaml"], "leave out --map"),
  ])
  func flagsThatContradictTheSheetAreRefused(_ flags: [String], _ words: String) throws {
    try withWorkspace { program in
      try make(program)
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms)
      let refused = try program.run(["import", "f.xlsx"] + flags)
      #expect(refused.status == 1 && refused.errors.contains(words), "\(refused.errors)")
      #expect(
        try program.run("import", "f.xlsx", "--event", EngageProgram.event, "--session", "nuneaton").status
          == 0)
    }
  }

  @Test func aSheetOfAnOlderVersionIsTakenForThatVersion() throws {
    try withWorkspace { program in
      try make(program)
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms)
      let first = "Surveys/we-stand-together/survey.v1.yaml"
      let next = try program.read(first).replacing("\nversion: 1", with: "\nversion: 2")
      try program.write(next, to: "Surveys/we-stand-together/survey.v2.yaml")
      let stored = try program.run("import", "f.xlsx")
      #expect(stored.status == 0 && stored.errors.contains("older-version"), "\(stored.errors)")
      #expect(try program.run("responses", "show", "1").output.contains("007"))
      try FileManager.default.removeItem(atPath: program.path(first))
      try program.run("batches", "undo", "1")
      // The store keeps the version that was answered.
      try Filler.fill(program.path("n.xlsx"), program.path("g.xlsx"), [forms[1]])
      #expect(try program.run("import", "g.xlsx").status == 0)
    }
  }

  @Test func aVersionThatIsGoneOrWasChangedIsToldInPlainWords() throws {
    try withWorkspace { program in
      try make(program)
      try Filler.fill(program.path("n.xlsx"), program.path("f.xlsx"), forms)
      let path = "Surveys/we-stand-together/survey.v1.yaml"
      let text = try program.read(path)
      try program.write(text.replacing("\"May we quote", with: "\"Can we quote"), to: path)
      let reworded = try program.run("import", "f.xlsx", "--dry-run")
      #expect(reworded.status == 0 && reworded.errors.contains("was changed since the sheet was made"))
      try program.write(text.replacing("name: aware_extremism", with: "name: aware_of_help"), to: path)
      let renamed = try program.run("import", "f.xlsx")
      #expect(
        renamed.status == 1 && renamed.errors.contains("no longer has: aware_extremism"), "\(renamed.errors)")
      try program.write(
        text.replacing("\nversion: 1", with: "\nversion: 2"), to: "Surveys/we-stand-together/survey.v2.yaml")
      try FileManager.default.removeItem(atPath: program.path(path))
      let gone = try program.run("import", "f.xlsx")
      #expect(gone.status == 1 && gone.errors.contains("version-gone"), "\(gone.errors)")
    }
  }

  @Test func whatCannotBeMadeIsSaid() throws {
    try withWorkspace { program in
      try make(program)
      for (arguments, words) in [
        (["--session", "nuneaton", "-o", "n.xlsx"], "file-exists"),
        (["-o", "x.xlsx"], "several sessions"),
        (["--session", "rugbi", "-o", "x.xlsx"], "did you mean rugby"),
        (["--session", "rugby", "-o", "x.csv"], "ends in .xlsx"),
        (["--session", "rugby", "--language", "fr", "-o", "x.xlsx"], "languages: en, pl, pa"),
      ] {
        let refused = try program.run(["entry-sheet", "--event", EngageProgram.event] + arguments)
        #expect(refused.status == 1 && refused.errors.contains(words), "\(refused.errors)")
      }
      #expect(try program.run("entry-sheet", "--rows", "0", "-o", "x.xlsx").status == 64)
      #expect(!program.exists("x.xlsx"))
      let tables = try program.run(
        "entry-sheet", "--event", "game-on-2020", "--tables", "-o", "x.xlsx")
      #expect(tables.status == 1 && tables.errors.contains("has no table notes"), "\(tables.errors)")
    }
  }
}

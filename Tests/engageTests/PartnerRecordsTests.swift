import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

/// Records for a partner, through the program.
@Suite("Records for a partner") struct PartnerRecordsTests {
  static let pandas = OtherProgram.hasPython("pandas", otherwise: "no record that leaves is checked by it")

  private let export = ["export", "--survey", "we-stand-together", "--audience", "partner", "--to"]

  private static let twoForms = """
    key,session,unit,role,aware
    X1,rugby,person,faith,yes
    X2,rugby,person,parent,no

    """

  private func rows(_ engage: EngageProgram, _ file: String) throws -> [[String]] {
    try engage.read(file).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func theSampleLeavesWithFiveAlikeAndMostOfItTold() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let made = try engage.run(export + ["Public Health", "-o", "out.csv", "--format", "json"])
      #expect(made.status == 0, "\(made.errors)")
      let told = try made.json()
      #expect(told["records"] as? Int == 61 && told["tables_left_out"] as? Int == 19)
      let table = try rows(engage, "out.csv")
      let headings = table[0]
      #expect(
        !headings.contains {
          ["submitted_at", "version", "unit", "concerns", "role_other", "religion"].contains($0)
        })
      let identifying = headings.indices.filter { ["session", "role"].contains(headings[$0]) }
      let sizes = Dictionary(grouping: table.dropFirst()) { row in identifying.map { row[$0] } }.values.map(
        \.count)
      #expect(sizes.allSatisfy { $0 >= 5 } && sizes.reduce(0, +) == 61)
      let role = try #require(headings.firstIndex(of: "role"))
      #expect(table.dropFirst().count { $0[role] == "withheld" } <= 30, "not everything is withheld")
      let sample = try engage.read(EngageProgram.sample)
      for line in sample.split(separator: "\n").dropFirst() {
        let key = String(line.prefix { $0 != "," })
        #expect(key.isEmpty || !table.contains { $0.contains(key) })
      }
      #expect(made.errors.contains("How easily somebody could be found"))
      #expect(try !engage.read("out.README.md").contains("could be found"), "that is not for the reader")
    }
  }

  @Test(arguments: ["out.xlsx", "out.sav", "package/"])
  func everyFormCarriesItsLegend(_ name: String) throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let made = try engage.run(export + ["Public Health", "-o", name])
      #expect(made.status == 0, "\(made.errors)")
      if name == "package/" {
        #expect(try engage.read("package/README.md").contains("at least 5 records"))
      } else if name == "out.sav" {
        #expect(try engage.read("out.README.md").contains("at least 5 records"))
      }
      #expect(!engage.exists("Released"), "what is kept of it lies in the store")
    }
  }

  @Test(.enabled(if: pandas)) func everyFormHoldsTheSameRecords() throws {
    let script = """
      import json, sys, pandas, pyreadstat
      folder = sys.argv[1]
      text = dict(dtype=str, keep_default_na=False)
      csv = pandas.read_csv(folder + "/out.csv", **text)
      book = pandas.read_excel(folder + "/out.xlsx", sheet_name="Responses", **text)
      package = pandas.read_csv(folder + "/package/responses.csv", **text)
      sav, meta = pyreadstat.read_sav(folder + "/out.sav", apply_value_formats=True)
      sheets = pandas.ExcelFile(folder + "/out.xlsx").sheet_names
      same = sav["role"].astype(str).str.contains("ithheld").tolist() == (csv["role"] == "withheld").tolist()
      json.dump({"book": csv.equals(book), "package": csv.equals(package), "sav": sav["key"].tolist() == csv["key"].tolist(),
        "withheld": same, "sheets": sheets, "notes": " ".join(meta.notes)}, sys.stdout)
      """
    try withWorkspace { engage throws in
      try engage.importSample()
      for name in ["out.csv", "out.xlsx", "out.sav", "package/"] {
        #expect(try engage.run(export + ["Public Health", "-o", name]).status == 0)
      }
      let data = try OtherProgram.run("python3", ["-W", "ignore", "-c", script, engage.folder])
      let found = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      for name in ["book", "package", "sav", "withheld"] { #expect(found[name] as? Bool == true, "\(name)") }
      #expect((found["sheets"] as? [String])?.last == "How it was protected")
      #expect((found["notes"] as? String)?.contains("at least 5 records") == true)
    }
  }

  @Test func whatThePartnerDoesWithoutMakesRoomForTheRest() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let made = try engage.run(export + ["Public Health", "-o", "out.csv", "--leave-out", "session"])
      #expect(made.status == 0 && made.errors.contains("Left out: session (as asked)."), "\(made.errors)")
      let table = try rows(engage, "out.csv")
      let role = try #require(table[0].firstIndex(of: "role"))
      #expect(!table[0].contains("session") && table.dropFirst().count { $0[role] == "withheld" } <= 10)
    }
  }

  @Test func aRecipientGetsTheSameKeysAgainAndNobodyElseDoes() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      func keys(_ name: String, _ file: String) throws -> [String] {
        #expect(try engage.run(export + [name, "-o", file]).status == 0)
        return try rows(engage, file).dropFirst().map { $0[0] }
      }
      let first = try keys("Public Health", "a.csv")
      let again = try keys("public health", "b.csv")
      let other = try keys("Police", "c.csv")
      #expect(first == again && first.count == 61)
      #expect(Set(first).isDisjoint(with: other))
    }
  }

  @Test func aStoreRestoredElsewhereGivesTheSameKeysAndKnowsWhatLeft() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      #expect(try engage.run(export + ["Public Health", "-o", "a.csv"]).status == 0)
      #expect(try engage.run("backup", "copy.sqlite").status == 0)
      try withWorkspace { other throws in
        #expect(try other.run("restore", engage.path("copy.sqlite")).status == 0)
        let made = try other.run(export + ["public health", "-o", "a.csv"])
        #expect(made.status == 0, "\(made.errors)")
        #expect(try other.read("a.csv") == engage.read("a.csv"))
        try other.write(PartnerRecordsTests.twoForms, to: "more.csv")
        try other.run("import", "more.csv", "--event", EngageProgram.event)
        #expect(try other.run(export + ["Police", "-o", "b.csv"]).errors.contains("fewer than 5 forms"))
      }
    }
  }

  @Test func theSecretOfARecipientStandsNowhereButInTheStore() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let made = try engage.run(export + ["Public Health", "-o", "a.csv", "--format", "json"])
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let secret = try store.secret(ofRecipient: "public health", orElse: [])
      #expect(secret.count == 32)
      let words = [
        secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
        Data(secret).base64EncodedString(),
        secret.map(String.init).joined(separator: ","),
      ]
      var told = made.output + made.errors
      for command in [
        ["releases", "show", "1"], ["releases", "show", "1", "--format", "json"], ["record", "--all"],
        ["doctor"],
      ] {
        let result = try engage.run(command)
        told += result.output + result.errors
      }
      told += try engage.read("a.csv") + engage.read("a.README.md")
      #expect(!words.contains { told.filter { !$0.isWhitespace }.contains($0) })
    }
  }

  @Test func theLedgerSaysWhatTheRecordsWere() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try engage.run(export + ["Public Health", "-o", "a.csv", "--leave-out", "session"])
      let shown = try engage.run("releases", "show", "1")
      #expect(shown.output.contains("It is a file of 61 records, with"), "\(shown.output)")
      #expect(shown.output.contains("  role: ") && shown.output.contains("Left out: session (as asked)."))
      #expect(!shown.output.contains("Nothing was hidden"))
      let json = try engage.run("releases", "show", "1", "--format", "json").json()
      #expect((json["records"] as? [String: Any])?["records"] as? Int == 61)
      let again = try engage.run("releases", "show", "1", "-o", "again.html")
      #expect(again.status == 1 && again.errors.contains("no copy of it is kept"), "\(again.errors)")
    }
  }

  @Test func recordsThatCouldNotBeWrittenWereNotReleased() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.write("in the way", to: "folder.csv/file")
      #expect(try engage.run(export + ["Public Health", "-o", "folder.csv"]).status != 0)
      #expect(try engage.run("releases", "list").output.contains("taken back"))
      #expect(try engage.run(export + ["Public Health", "-o", "a.csv"]).status == 0)
    }
  }

  @Test func fewNewFormsAreRefusedWithAWayOut() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try engage.run(export + ["Public Health", "-o", "a.csv"])
      try engage.write(
        PartnerRecordsTests.twoForms, to: "more.csv")
      let imported = try engage.run("import", "more.csv", "--event", EngageProgram.event)
      #expect(imported.status == 0, "\(imported.errors)")
      let told = try engage.run(export + ["Police", "-o", "b.csv"])
      #expect(told.status == 2 && !engage.exists("b.csv"))
      #expect(told.errors.contains("fewer than 5 forms") && told.errors.contains("engage report summary"))
      #expect(try engage.ledger().count == 1)
    }
  }

  @Test(
    arguments: [
      (["--audience", "partner"], Int32(2), "fewer than 5 forms"), (["--to", "X"], 64, "--audience partner"),
      (["--audience", "public"], 2, "never for everybody"),
      (["--audience", "partner", "--to", "X", "--where", "${aware} = 'yes'"], 2, "leave out --where"),
      (["--audience", "partners", "--to", "X"], 64, "--audience partner"),
      (["--audience", "partner", "--to", "X", "--include", "religio"], 1, "did you mean religion?"),
      (["--audience", "partner", "--to", "X"], 2, "fewer than 5 forms"),
    ])
  func whatMayNotLeaveIsToldAndNothingWritten(_ arguments: [String], _ status: Int32, _ words: String) throws
  {
    try withWorkspace { engage throws in
      try engage.write(
        PartnerRecordsTests.twoForms, to: "two.csv")
      try engage.run("import", "two.csv", "--event", EngageProgram.event)
      let told = try engage.run(["export", "--survey", "we-stand-together", "-o", "a.csv"] + arguments)
      #expect(told.status == status && told.errors.contains(words), "\(told.status) \(told.errors)")
      #expect(!engage.exists("a.csv"))
      #expect(try engage.ledger().isEmpty)
    }
  }
}

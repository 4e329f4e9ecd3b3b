import Foundation
import Testing

/// What is stored, and what never is.
@Suite struct StoringTests {
  @Test func theSameFileIsTakenOnceUnlessItsBatchIsUndone() throws {
    try withWorkspace { engage throws in
      let first = try engage.run(
        "import", EngageProgram.sample, "--event", EngageProgram.event, "--format", "json")
      #expect(try first.json()["batch"] as? Int == 1)
      let second = try engage.run(
        "import", EngageProgram.sample, "--event", EngageProgram.event, "--format", "json")
      #expect(second.status != 0)
      #expect(try second.json()["batch"] is NSNull)
      #expect(try engage.run("batches", "undo", "1").status == 0)
      let third = try engage.run(
        "import", EngageProgram.sample, "--event", EngageProgram.event, "--format", "json")
      #expect(try third.json()["stored"] as? Int == 80)
      #expect(try engage.run("doctor").status == 0)
    }
  }

  @Test func aDryRunStoresNothing() throws {
    try withWorkspace { engage throws in
      let tried = try engage.run(
        "import", EngageProgram.sample, "--event", EngageProgram.event, "--dry-run", "--format", "json")
      #expect(tried.status == 0, "\(tried.errors)")
      let json = try tried.json()
      #expect(json["rows"] as? Int == 80 && json["batch"] is NSNull)
      #expect(try engage.run("batches", "list").output.contains("Nothing"))
    }
  }

  @Test func readingCommandsWriteNothing() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let store = engage.path("engage.sqlite")
      let files = {
        try FileManager.default.contentsOfDirectory(atPath: engage.folder).filter {
          // What SQLite keeps beside the store comes and goes.
          !$0.hasPrefix(".") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
      }
      let moment = { try FileManager.default.attributesOfItem(atPath: store)[.modificationDate] as? Date }
      let (bytes, written, before) = (FileManager.default.contents(atPath: store), try moment(), try files())
      for arguments in [
        ["report", "partner", "--event", EngageProgram.event, "--preview"], ["releases", "list"],
        ["report", "summary", "--event", EngageProgram.event],
        ["analyse", "scales", "--survey", "we-stand-together"], ["batches", "list"],
        ["batches", "show", "1"],
        ["responses", "list", "--event", EngageProgram.event], ["responses", "show", "1"],
        ["responses", "history", "1"],
        ["texts", "--survey", "we-stand-together", "--question", "concerns"], ["survey", "list"],
        ["survey", "check", "Surveys/we-stand-together/survey.v1.yaml"],
        ["event", "show", EngageProgram.event],
      ] {
        let told = try engage.run(arguments)
        #expect(told.status == 0, "\(arguments): \(told.errors)")
        #expect(try moment() == written && files() == before, "\(arguments)")
      }
      #expect(FileManager.default.contents(atPath: store) == bytes)
    }
  }

  static let badFiles: [(name: String, content: String, words: String)] = [
    ("empty", "", "empty"),
    ("header alone", "session,role\n", "no responses"),
    ("too long a row", "session,role\nrugby,faith,extra\n", "cells"),
    ("too short a row", "session,unit,role\nrugby,person\n", "cells"),
    ("unknown session", "session,role\natlantis,faith\n", "atlantis"),
    ("head count below 1", "session,unit,people,concerns\nrugby,table,0,Words\n", "head count"),
    ("unknown choice", "session,safe_day\nrugby,purple\n", "purple"),
    ("unknown column", "session,rolle\nrugby,faith\n", "role"),
    ("a key twice", "session,key,aware\nrugby,A1,yes\nrugby,A1,no\n", "A1"),
  ]

  @Test(arguments: badFiles.map(\.name))
  func badInputIsToldAndStoresNothing(_ name: String) throws {
    let bad = try #require(Self.badFiles.first { $0.name == name })
    try withWorkspace { engage throws in
      try engage.write(bad.content, to: "bad.csv")
      let told = try engage.run("import", "bad.csv", "--event", EngageProgram.event)
      #expect(told.status == 1)
      #expect(told.errors.contains(bad.words), "\(told.errors)")
      #expect(!told.errors.contains("Fatal"))
      #expect(try engage.run("batches", "list").output.contains("Nothing"))
      let json = try engage.run("import", "bad.csv", "--event", EngageProgram.event, "--format", "json")
      #expect(json.status == 1)
      #expect((try json.json()["diagnostics"] as? [Any])?.isEmpty == false)
    }
  }

  @Test func otherEncodingsAreReadByEvidenceAndTold() throws {
    try withWorkspace { engage throws in
      var bytes = Data("session,concerns\nrugby,Caf".utf8)
      bytes.append(contentsOf: [0xE9, 0x0A])
      try bytes.write(to: URL(filePath: engage.path("latin.csv")))
      let told = try engage.run("import", "latin.csv", "--event", EngageProgram.event, "--format", "json")
      #expect(told.status == 0)
      let dialect = try #require(told.json()["dialect"] as? [String: Any])
      #expect(dialect["encoding"] as? String == "windows-1252")
      let texts = try engage.run("texts", "--survey", "we-stand-together", "--question", "concerns")
      #expect(texts.output.contains("Café"))
      let asked = try engage.run(
        "import", "latin.csv", "--event", EngageProgram.event, "--encoding", "utf-8", "--update")
      #expect(asked.status == 1)
      #expect(asked.errors.contains("byte 26"), "\(asked.errors)")
    }
  }

  @Test func aFolderIsNoFile() throws {
    try withWorkspace { engage throws in
      let told = try engage.run("import", "Surveys", "--event", EngageProgram.event)
      #expect(told.status == 1)
      #expect(told.errors.contains("folder"))
    }
  }

  @Test func goodRowsAreKeptAndBadOnesHandedBack() throws {
    try withWorkspace { engage throws in
      try engage.write("session,key,aware\nrugby,A1,yes\nrugby,A2,maybe so\n", to: "mixed.csv")
      let kept = try engage.run(
        "import", "mixed.csv", "--event", EngageProgram.event, "--skip-invalid", "--format", "json")
      #expect(kept.status == 0, "\(kept.errors)")
      let json = try kept.json()
      #expect(json["stored"] as? Int == 1 && json["rejected"] as? Int == 1)
      let rejects = try engage.read("mixed.csv.rejected.csv")
      #expect(rejects.contains("A2") && rejects.contains("reason") && !rejects.contains("A1"))
    }
  }

  @Test func aChangedAnswerIsRefusedUnlessItIsAnUpdate() throws {
    try withWorkspace { engage throws in
      try engage.write("session,key,aware\nrugby,A1,yes\nrugby,A2,no\n", to: "one.csv")
      try engage.write("session,key,aware\nrugby,A1,no\nrugby,A2,no\n", to: "two.csv")
      try engage.run("import", "one.csv", "--event", EngageProgram.event)
      let refused = try engage.run("import", "two.csv", "--event", EngageProgram.event)
      #expect(refused.status == 1 && refused.errors.contains("--update"), "\(refused.errors)")
      let updated = try engage.run(
        "import", "two.csv", "--event", EngageProgram.event, "--update", "--format", "json")
      let json = try updated.json()
      #expect(json["updated"] as? Int == 1 && json["skipped"] as? Int == 1 && json["stored"] as? Int == 0)
      #expect(try engage.run("responses", "history", "1").output.contains("aware"))
    }
  }

  @Test func aFrozenVersionCannotChange() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let file = "Surveys/we-stand-together/survey.v1.yaml"
      try engage.write(
        try engage.read(file).replacingOccurrences(of: "by day?", with: "in daylight?"), to: file)
      try engage.write("session,key,aware\nrugby,Z1,yes\n", to: "more.csv")
      let refused = try engage.run("import", "more.csv", "--event", EngageProgram.event)
      #expect(refused.status == 2 && refused.errors.contains("survey.v2.yaml"), "\(refused.errors)")
      #expect(try engage.run("survey", "check", file).status == 1)
    }
  }

  @Test func aBackupRestores() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      #expect(try engage.run("backup", "copy.sqlite").status == 0)
      try engage.run("batches", "undo", "1")
      #expect(try engage.run("restore", "copy.sqlite").status == 0)
      #expect(try engage.run("batches", "list").output.contains("undone") == false)
      #expect(try engage.run("doctor").output.contains("good health"))
    }
  }

  @Test func aKillAtAnyMomentLeavesAllOrNothing() throws {
    try withWorkspace { engage throws in
      var rows = "session,key,aware,concerns\n"
      for row in 1...40_000 {
        rows += "rugby,K\(row),yes,Invented words of row \(row) that fill a little room.\n"
      }
      try engage.write(rows, to: "large.csv")
      var outcomes: Set<Int> = []
      for delay in [2, 5, 10, 20, 30, 45, 60, 80, 110, 150, 200, 300, 400, 600] {
        let process = engage.process(["import", "large.csv", "--event", EngageProgram.event])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(delay) * 1000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        guard engage.exists("engage.sqlite") else { continue }
        let health = try engage.run("doctor")
        #expect(health.status == 0, "after \(delay) ms: \(health.output)\(health.errors)")
        let listed = try engage.run("responses", "list", "--event", EngageProgram.event, "--format", "json")
        let count = (try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [Any])?.count ?? -1
        #expect(count == 0 || count == 40_000, "after \(delay) ms there are \(count)")
        outcomes.insert(count)
        if count == 40_000 { break }
      }
      #expect(outcomes.contains(0) || outcomes.contains(40_000))
    }
  }

  @Test func filesOfAStoreAreTheirOwnersAlone() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let attributes = try FileManager.default.attributesOfItem(atPath: engage.path("engage.sqlite"))
      #expect((attributes[.posixPermissions] as? Int) == 0o600)
    }
  }
}

import EngageReport
import Foundation
import Testing

/// `backup --encrypt`, `restore` and `doctor` on what they make.
@Suite struct EncryptedBackupTests {
  private static let words = "kettle harbour ninety velvet"

  private func plainCopies(_ engage: EngageProgram) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: engage.folder).filter {
      $0.contains(".plain-") || $0.contains(".part-")
    }
  }

  private func count(_ engage: EngageProgram) throws -> Int {
    let listed = try engage.run(
      "analyse", "attendance", "--survey", "we-stand-together", "--format", "json")
    return try listed.report().scope.responses
  }

  @Test func whatIsBackedUpComesBack() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let before = try count(engage)
      let made = try engage.run("backup", "kept.sealed", "--encrypt", input: "\(Self.words)\n")
      #expect(made.status == 0 && made.output.contains("encrypted, and checked"), "\(made.errors)")
      let mode = try FileManager.default.attributesOfItem(atPath: engage.path("kept.sealed"))
      #expect(mode[.posixPermissions] as? Int == 0o600)
      let sealed = try Data(contentsOf: URL(filePath: engage.path("kept.sealed")))
      #expect(sealed.range(of: Data("SQLite format 3".utf8)) == nil)
      #expect(sealed.range(of: Data("we-stand-together".utf8)) == nil)

      try FileManager.default.removeItem(atPath: engage.path("engage.sqlite"))
      let back = try engage.run("restore", "kept.sealed", input: "\(Self.words)\r\n")
      #expect(back.status == 0, "\(back.errors)")
      #expect(try count(engage) == before && before > 0)
      #expect(
        try engage.run("doctor", "kept.sealed", input: "\(Self.words)\n").output.contains("good health"))
      #expect(try plainCopies(engage) == [])
    }
  }

  @Test func anotherPassphraseOrAChangedFileIsRefusedAndTheStoreLeftAsItWas() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.write("\(Self.words)\n", to: "words.txt")
      #expect(
        try engage.run("backup", "kept.sealed", "--encrypt", "--passphrase-file", "words.txt").status == 0)
      let before = try count(engage)
      let wrong = try engage.run("restore", "kept.sealed", input: "another kettle altogether\n")
      #expect(wrong.status == 2 && wrong.errors.contains("the passphrase is not the one"), "\(wrong.errors)")
      var bytes = try Data(contentsOf: URL(filePath: engage.path("kept.sealed")))
      bytes[bytes.count - 100] ^= 1
      try bytes.write(to: URL(filePath: engage.path("changed.sealed")))
      let changed = try engage.run("restore", "changed.sealed", "--passphrase-file", "words.txt")
      #expect(changed.status == 2 && changed.errors.contains("changed or cut short"), "\(changed.errors)")
      #expect(try engage.run("doctor", "changed.sealed", "--passphrase-file", "words.txt").status == 2)
      #expect(try count(engage) == before)
      #expect(try plainCopies(engage) == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: engage.folder)
      #expect(!names.contains { $0.contains("before-restore") })
    }
  }

  @Test func whatWasErasedSinceIsErasedAgainAlsoFromAnEncryptedBackup() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try FileManager.default.createDirectory(atPath: engage.path("stick"), withIntermediateDirectories: true)
      try engage.run("backup", "stick/kept.sealed", "--encrypt", input: "\(Self.words)\n")
      let before = try count(engage)
      let erased = try engage.run("responses", "erase", "1", "--why", "asked for it", "--yes")
      #expect(erased.status == 0, "\(erased.errors)")
      // The store is lost, and the list of erasures was carried to where the backup lies.
      try FileManager.default.moveItem(
        atPath: engage.path("engage.sqlite.erasures.json"),
        toPath: engage.path("stick/engage.sqlite.erasures.json"))
      for name in try FileManager.default.contentsOfDirectory(atPath: engage.folder)
      where name.hasPrefix("engage.sqlite") {
        try FileManager.default.removeItem(atPath: engage.path(name))
      }
      let back = try engage.run("restore", "stick/kept.sealed", input: "\(Self.words)\n")
      #expect(
        back.status == 0 && back.output.contains("erased from it again"), "\(back.output)\(back.errors)")
      #expect(try count(engage) == before - 1)
    }
  }

  @Test func aWeakPassphraseIsRefusedWithAdviceAndNothingIsWritten() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      for weak in ["", "short", "aaaaaaaaaaaaaaaaaaaa"] {
        let told = try engage.run("backup", "kept.sealed", "--encrypt", input: "\(weak)\n")
        #expect(told.status == (weak.isEmpty ? 1 : 2), "\(told.errors)")
        #expect(weak.isEmpty || told.errors.contains("four words"))
        #expect(weak.isEmpty || !told.errors.contains(weak))
      }
      #expect(!engage.exists("kept.sealed"))
    }
  }

  @Test func aFileOfThatNameIsLeftAsItIs() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.write("mine", to: "kept.sealed")
      let told = try engage.run("backup", "kept.sealed", "--encrypt", input: "\(Self.words)\n")
      #expect(told.status == 1 && told.errors.contains("left as it is"), "\(told.errors)")
      #expect(try engage.read("kept.sealed") == "mine")
    }
  }

  @Test func whatAStoppedProgramLeftIsRemoved() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      // No process has that number: it is above what the system gives.
      try engage.write("somebody's answers", to: "engage.sqlite.plain-2147483000")
      try engage.write("", to: "engage.sqlite.plain-2147483000-wal")
      let told = try engage.run("doctor")
      #expect(told.status == 0 && told.output.contains("plain copy"), "\(told.output)")
      #expect(try plainCopies(engage) == [])
      #expect(try engage.run("doctor").output.contains("good health"))
    }
  }

  @Test func thePassphraseIsTakenFromNoArgumentAndNoEnvironment() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      #expect(try engage.run("backup", "a.sealed", "--encrypt", "--passphrase", Self.words).status == 64)
      let help = try engage.run("backup", "--help").output
      #expect(help.contains("--passphrase-file") && !help.contains("ENGAGE_PASS"))
    }
  }
}

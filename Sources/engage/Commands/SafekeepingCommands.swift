import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport
import EngageSQLite
import EngageStore

struct BackupCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store to a file, also while others use it.",
    discussion: """
      For example:
        engage backup /media/usb/engage-2026-11-21.sqlite
        engage backup /media/usb/engage-2026-11-21.sealed --encrypt
      An encrypted backup is opened by its passphrase and by nothing else: one that is lost can't be found out by \
      anybody. Take four words that have nothing to do with one another, and keep them where others of your \
      organisation find them, away from the backup. Its form is standard and described with Engage's sources.
      """)

  @Argument(help: "The file to write; it must not exist yet.")
  var file: String

  @Flag(help: "Encrypt it with a passphrase, which is asked for.")
  var encrypt = false

  @OptionGroup var passphrase: PassphraseOption

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if passphrase.passphraseFile != nil, !encrypt {
      throw ValidationError("A passphrase is of use with --encrypt only.")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let store = try workplace.requiredStoreFile()
    if encrypt {
      try EncryptedBackup(path: file, storePath: workplace.databasePath).write(
        store, with: try passphrase.new())
    } else {
      try store.backup(to: file)
    }
    try BackupList(of: workplace.databasePath).add(
      KnownBackup(at: Clock.timestamp, file: BackupList.whole(file), isEncrypted: encrypt))
    try Terminal.tell(
      encrypt
        ? """
        Backed up to \(file), encrypted, and checked: it was decrypted again and is the same.
        Nobody can open it without the passphrase, you neither.
        """
        : "Backed up to \(file), and checked.\nIt holds personal data: keep it as safe as the original, or encrypt it: --encrypt"
    )
  }
}

struct RestoreCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the store; what was there is kept aside.",
    discussion: """
      For example:
        engage restore /media/usb/engage-2026-11-21.sqlite
      The passphrase of an encrypted backup is asked for. All of it is checked before anything is changed.
      """)

  @Argument(help: "A file written by engage backup.")
  var file: String

  @OptionGroup var passphrase: PassphraseOption

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let path = workplace.databasePath
    let restored =
      try EncryptedBackup.isOne(file)
      ? EncryptedBackup(path: file, storePath: path).opened(with: try passphrase.existing()) {
        try SQLiteStore.restore(from: $0, to: path, origin: file)
      } : SQLiteStore.restore(from: file, to: path)
    var lines = ["Restored from \(file)."]
    if restored.erasedAgain > 0 {
      let count = Wording.count(restored.erasedAgain, "response that was", "responses that were")
      lines.append("\(Wording.sentence(count)) erased since the backup was made: erased from it again.")
    }
    if restored.releasesKept > 0 {
      let count = Wording.count(restored.releasesKept, "report was", "reports were")
      lines.append(
        "\(Wording.sentence(count)) released since the backup was made: the ledger still tells it "
          + "(engage releases list).")
    }
    if let aside = restored.aside { lines.append("What was there before is kept as \(aside).") }
    try Terminal.tell(lines.joined(separator: "\n"))
  }
}

struct DoctorCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the store, or a backup: is everything there, whole and consistent?",
    discussion: """
      For example:
        engage doctor
        engage doctor /media/usb/engage-2026-11-21.sealed
      """)

  @Argument(help: "A file written by engage backup; the store if left out.")
  var file: String?

  @OptionGroup var passphrase: PassphraseOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let findings = try file.map(examine(backup:)) ?? examineStore()
    if format.format == .json {
      try JSON.tell(["diagnostics": findings] as [String: [Diagnostic]])
    } else if findings.isEmpty {
      try Terminal.tell("The \(file == nil ? "store" : "backup") is in good health.")
    } else {
      try Terminal.tell(DiagnosticFormatter(colour: Terminal.standardOutput.colour).format(findings))
    }
    if findings.hasErrors { throw ExitCode(Failure.badInput) }
  }

  private func examineStore() throws -> [Diagnostic] {
    let workplace = try Workplace(workspace)
    let store = try workplace.requiredStoreFile()
    let left = PlainCopies.left(beside: workplace.databasePath)
    PlainCopies.removeLeft(beside: workplace.databasePath)
    let told = left.map {
      Diagnostic(
        .note, rule: "plain-copy",
        message:
          "a program that was stopped while it made or restored a backup left a plain copy; it is removed now",
        file: $0)
    }
    return told + store.remains() + (try store.doctor().filter { $0.rule != "not-wiped" })
      + (try unreadable(store))
  }

  /// Releases whose reports this Engage can't read, though they are kept as they were.
  private func unreadable(_ store: SQLiteStore) throws -> [Diagnostic] {
    // What the store itself finds wrong with the ledger it has told already.
    guard let releases = try? store.releases() else { return [] }
    return releases.compactMap { release in
      do {
        let documents = try store.documents(ofRelease: release.number)
        _ = try LedgerReport.report(documents.counted)
        _ = try LedgerReport.released(documents, madeAt: release.madeAt)
        return nil
      } catch {
        return Diagnostic(
          rule: "unreadable-release", message: "the report of release \(release.number) can't be read",
          file: store.path, hint: "restore a backup: engage restore FILE")
      }
    }
  }

  private func examine(backup: String) throws -> [Diagnostic] {
    guard try EncryptedBackup.isOne(backup) else {
      return try SQLiteStore(path: backup, readOnly: true).doctor()
    }
    let encrypted = EncryptedBackup(path: backup, storePath: try Workplace(workspace).databasePath)
    return try encrypted.opened(with: try passphrase.existing()) { plain in
      try SQLiteStore(path: plain, readOnly: true).doctor().map { finding in
        var finding = finding
        finding.file = backup
        return finding
      }
    }
  }
}

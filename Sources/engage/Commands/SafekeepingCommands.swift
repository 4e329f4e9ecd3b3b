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
    discussion: "For example:\n  engage backup /media/usb/engage-2026-11-21.sqlite")

  @Argument(help: "The file to write; it must not exist yet.")
  var file: String

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    try Workplace(workspace).requiredStoreFile().backup(to: file)
    try Terminal.tell(
      "Backed up to \(file), and checked.\nIt holds personal data: keep it as safe as the original.")
  }
}

struct RestoreCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the store; what was there is kept aside.",
    discussion: "For example:\n  engage restore /media/usb/engage-2026-11-21.sqlite")

  @Argument(help: "A file written by engage backup.")
  var file: String

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let restored = try SQLiteStore.restore(from: file, to: workplace.databasePath)
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
    abstract: "Examine the store: is everything there, whole and consistent?",
    discussion: "For example:\n  engage doctor")

  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let store = try Workplace(workspace).requiredStoreFile()
    var findings = store.remains()
    findings += try store.doctor().filter { $0.rule != "not-wiped" }
    findings += try unreadable(store)
    if format.format == .json {
      try JSON.tell(["diagnostics": findings] as [String: [Diagnostic]])
    } else if findings.isEmpty {
      try Terminal.tell("The store is in good health.")
    } else {
      try Terminal.tell(DiagnosticFormatter(colour: Terminal.standardOutput.colour).format(findings))
    }
    if findings.hasErrors { throw ExitCode(Failure.badInput) }
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
}

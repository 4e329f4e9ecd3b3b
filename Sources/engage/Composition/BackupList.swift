import EngageModel
import EngageSheets
import FoundationEssentials
import Glibc

/// A backup that was made of a store.
struct KnownBackup: Codable, Equatable {
  /// When, ISO 8601 in UTC.
  var at: String
  /// Where it was written.
  var file: String
  var isEncrypted: Bool

  private enum CodingKeys: String, CodingKey {
    case at, file
    case isEncrypted = "encrypted"
  }

  /// Whether it lies where it was written; a stick may be elsewhere.
  var isThere: Bool { access(file, F_OK) == 0 }
}

/// The backups of a store, in a file beside it: whoever is asked where personal data lie must find them.
struct BackupList {
  let path: String

  init(of store: String) { path = "\(store).backups.json" }

  /// Oldest first; none where the list is not there.
  /// - Throws: `Diagnostic` for a list that can't be read.
  func all() throws -> [KnownBackup] {
    guard access(path, F_OK) == 0 else { return [] }
    do {
      return try JSONDecoder().decode([KnownBackup].self, from: Data(try WholeFile.bytes(path)))
    } catch is DecodingError {
      throw Diagnostic(
        rule: "backup-list", message: "the list of backups can't be read", file: path,
        hint: "rename the file; Engage then begins a new list")
    }
  }

  /// - Throws: as `all`, and where the list can't be written.
  func add(_ backup: KnownBackup) throws {
    let list = try all() + [backup]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicOutput.write(Array(try encoder.encode(list)), to: path, access: .ownerOnly)
  }

  /// A path that does not depend on where somebody is.
  static func whole(_ path: String) -> String { path.hasPrefix("/") ? path : "\(Folder.current)/\(path)" }
}

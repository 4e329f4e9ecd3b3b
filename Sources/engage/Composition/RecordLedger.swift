import EngageDisclosure
import EngageModel
import EngageSheets
import EngageStore
import FoundationEssentials
import Glibc

/// What is kept of files of records that left: what they showed of whom, and the secrets of their recipients' keys.
///
/// A folder beside the store, for its owner alone: `recipients.json`, and a file for each release. Whoever holds it
/// while this value lives is alone in it.
final class RecordLedger {
  private struct Recipient: Codable {
    var name: String
    var secret: [UInt8]
  }

  private let folder: String
  private let lock: Int32

  /// - Throws: `Diagnostic` where the folder can't be made or held.
  init(beside database: String) throws {
    let parent = database.lastIndex(of: "/").map { String(database[..<$0]) } ?? "."
    folder = "\(parent)/Released"
    try Folder.make(folder, mode: 0o700)
    lock = open("\(folder)/.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw Diagnostic(
        rule: "folder", message: "what was released can't be held: \(String(cString: strerror(errno)))",
        file: folder,
        hint: "see that the folder is yours, and may be written to")
    }
  }

  deinit { if lock >= 0 { close(lock) } }

  /// The keys of a recipient, the same every time; a new one gets a secret of their own.
  func keys(for name: String) throws -> RecordKeys {
    let path = "\(folder)/recipients.json"
    var recipients = access(path, F_OK) == 0 ? try read([Recipient].self, path) : []
    if let known = recipients.first(where: { $0.name.lowercased() == name.lowercased() }) {
      guard known.secret.count >= 16 else { throw damaged(path) }
      return RecordKeys(secret: known.secret)
    }
    // With new keys the records they had could not be told from others.
    guard try !releases().contains(where: { $0.recipient.lowercased() == name.lowercased() }) else {
      throw damaged(path)
    }
    let secret = RecordKeys.newSecret()
    recipients.append(Recipient(name: name, secret: secret))
    try AtomicOutput.write(try JSON.bytes(recipients), to: path, access: .ownerOnly)
    return RecordKeys(secret: secret)
  }

  /// All that left, oldest first.
  func releases() throws -> [RecordRelease] {
    try names().map { try read(RecordRelease.self, "\(folder)/\($0)") }
  }

  /// Whether it knows of all records that the store says have left.
  /// - Throws: `Diagnostic` where it does not: what a further file would give away can't be told then.
  func checkComplete(_ releases: [Release]) throws {
    let known = try self.releases()
    let lost = releases.filter { release in
      release.recipe == RecordLedger.recipe && release.isKnown
        && !known.contains {
          $0.recipient.lowercased() == release.recipient.lowercased()
            && ResponseNumbers($0.records.sorted()) == release.responses
        }
    }
    guard let first = lost.first else { return }
    throw Diagnostic(
      rule: "released-records",
      message:
        "records went to \(first.recipient) on \(first.at.prefix(10)), and what they showed is not kept here",
      file: folder,
      hint:
        "put back that folder from beside the old store, as no backup holds it: without it nobody can tell "
        + "what a further file would give away; or give figures instead of records: engage report")
  }

  /// What the ledger of releases has in the place of a recipe where records left.
  static let recipe = "export"

  /// Keeps what is about to leave.
  /// - Returns: where it is kept; `nil` where the same left for the same recipient before.
  func record(_ release: RecordRelease) throws -> String? {
    let known = try releases().contains { earlier in
      var earlier = earlier
      earlier.at = release.at
      return earlier == release
    }
    if known { return nil }
    let last = try names().last.flatMap { Int($0.dropFirst("records-".count).dropLast(".json".count)) } ?? 0
    let number = String(last + 1)
    let path = "\(folder)/records-\(String(repeating: "0", count: max(0, 6 - number.count)))\(number).json"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try AtomicOutput.write(Array(try encoder.encode(release)), to: path, access: .ownerOnly)
    return path
  }

  /// Forgets what did not leave after all.
  func takeBack(_ path: String) { unlink(path) }

  private func names() throws -> [String] {
    guard let stream = opendir(folder) else { throw damaged(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("records-"), name.hasSuffix(".json") { names.append(name) }
    }
    return names.sorted()
  }

  private func read<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    do { return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path))) } catch {
      throw damaged(path)
    }
  }

  /// Without it nobody knows what left, so nothing more may leave.
  private func damaged(_ path: String) -> Diagnostic {
    Diagnostic(
      rule: "released-records", message: "what is kept of records that left can't be read", file: path,
      hint: "put it back from a backup: without it nobody can tell what a further file would give away")
  }
}

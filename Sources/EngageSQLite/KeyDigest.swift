import CNettle
import EngageModel
import EngageStore
import GRDB

/// What is kept of the key of an erased response: enough to recognise it when it comes again, and not the key.
///
/// PBKDF2 with SHA-256 (RFC 8018), salted. A form number is short: whoever has the store and patience can try all of
/// them. The digest keeps keys out of sight; it is no safe.
enum KeyDigest {
  /// Measured: a quarter of a millisecond, paid for each new key of an import into an event with an erasure.
  private static let rounds: UInt32 = 2000
  private static let length = 16

  /// A salt for a store's first erasure, in hexadecimal.
  static func newSalt() -> String {
    hexadecimal((0..<length).map { _ in UInt8.random(in: 0...255) })
  }

  static func digest(of key: String, survey: Survey.ID, event: Event.ID, salt: String) -> String {
    let secret = Array("\(survey)\u{0}\(event)\u{0}\(key)".utf8)
    let salt = Array(salt.utf8)
    var digest = [UInt8](repeating: 0, count: length)
    nettle_pbkdf2_hmac_sha256(secret.count, secret, rounds, salt.count, salt, length, &digest)
    return hexadecimal(digest)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// The keys of an event that belonged to responses which were erased.
struct ErasedKeys {
  private let survey: Survey.ID
  private let event: Event.ID
  private let digests: Set<String>
  private let salts: Set<String>

  init(survey: Survey.ID, event: Event.ID, _ db: Database) throws {
    self.survey = survey
    self.event = event
    let erasures = try ErasureRecords(db).erasures(
      where: "survey = ? AND event = ?", [survey.rawValue, event.rawValue])
    digests = Set(erasures.compactMap(\.keyDigest))
    salts = Set(erasures.compactMap(\.salt))
  }

  var isEmpty: Bool { digests.isEmpty }

  func contains(_ key: String) -> Bool {
    salts.contains {
      digests.contains(KeyDigest.digest(of: key, survey: survey, event: event, salt: $0))
    }
  }
}

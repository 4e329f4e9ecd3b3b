internal import CNettle

/// Pseudonyms of responses for one recipient: the same for the same recipient, and of no use to join two recipients'
/// files.
///
/// HMAC with SHA-256 (RFC 2104) of the store's number of the response, by a secret that stays in the house; 80 bits of
/// it, in hexadecimal. Sorted by them, records stand in an order that tells nothing of how they came in.
public struct RecordKeys: Sendable {
  private let secret: [UInt8]

  /// - Parameter secret: at least 16 bytes from a generator fit for secrets; a recipient's own.
  public init(secret: [UInt8]) {
    precondition(secret.count >= 16, "a secret of so few bytes could be guessed")
    self.secret = secret
  }

  /// A secret for a new recipient, from the system's generator.
  public static func newSecret() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255) } }

  /// The pseudonym of a response.
  public func key(of response: Int64) -> String {
    var context = hmac_sha256_ctx()
    nettle_hmac_sha256_set_key(&context, secret.count, secret)
    let message = (0..<8).map { UInt8(truncatingIfNeeded: response >> Int64(56 - 8 * $0)) }
    nettle_hmac_sha256_update(&context, message.count, message)
    var digest = [UInt8](repeating: 0, count: 10)
    nettle_hmac_sha256_digest(&context, digest.count, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

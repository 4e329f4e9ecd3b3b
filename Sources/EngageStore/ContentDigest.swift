import CNettle

/// What bytes are recognised by: their SHA-256 (FIPS 180-4).
public enum ContentDigest {
  /// In hexadecimal, as `sha256sum` prints it.
  public static func of(_ bytes: [UInt8]) -> String {
    var context = sha256_ctx()
    nettle_sha256_init(&context)
    nettle_sha256_update(&context, bytes.count, bytes)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_digest(&context, digest.count, &digest)
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// That of a text's UTF-8.
  public static func of(_ text: String) -> String { of(Array(text.utf8)) }
}

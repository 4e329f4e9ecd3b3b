internal import CXXHash

/// The XXH3 128-bit hash of `bytes` as 32 hexadecimal digits (the canonical, big-endian form of `xxhsum -H2`).
///
/// It tells the same file from a different one; it is no protection against somebody who forges files.
public func contentFingerprint(of bytes: UnsafeBufferPointer<UInt8>) -> String {
  hexadecimal(XXH3_128bits(bytes.baseAddress, bytes.count))
}

/// The fingerprint of bytes held in an array.
public func contentFingerprint(of bytes: [UInt8]) -> String {
  bytes.withUnsafeBufferPointer { contentFingerprint(of: $0) }
}

/// The same hash, of bytes that come in pieces.
final class FingerprintStream {
  private let state = XXH3_createState()

  init() { XXH3_128bits_reset(state) }

  deinit { XXH3_freeState(state) }

  func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  var text: String { hexadecimal(XXH3_128bits_digest(state)) }
}

private func hexadecimal(_ hash: XXH128_hash_t) -> String {
  hexadecimal(hash.high64) + hexadecimal(hash.low64)
}

private func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

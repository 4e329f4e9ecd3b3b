internal import CXXHash

/// The XXH3 128-bit hash of `bytes` as 32 hexadecimal digits (the canonical, big-endian form of `xxhsum -H2`).
///
/// It tells the same file from a different one; it is no protection against somebody who forges files.
public func contentFingerprint(of bytes: UnsafeBufferPointer<UInt8>) -> String {
  let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
  return hexadecimal(hash.high64) + hexadecimal(hash.low64)
}

/// The fingerprint of bytes held in an array.
public func contentFingerprint(of bytes: [UInt8]) -> String {
  bytes.withUnsafeBufferPointer { contentFingerprint(of: $0) }
}

private func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

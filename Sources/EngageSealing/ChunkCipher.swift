import CNettle

/// Seals and opens chunks, one after the other, under one key: AES-256-GCM in the STREAM construction.
final class ChunkCipher {
  static let tagSize = Int(GCM_DIGEST_SIZE)

  private let head: SealedHead
  private let state = UnsafeMutablePointer<gcm_aes256_ctx>.allocate(capacity: 1)
  private var number: UInt32 = 0

  /// Stretches the passphrase to the key, which takes its time.
  init(_ passphrase: Passphrase, head: SealedHead) {
    self.head = head
    let salt = Array(head.salt)
    let key = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 16)
    defer {
      Wiped.zero(key)
      key.deallocate()
    }
    let bytes = key.bindMemory(to: UInt8.self)
    nettle_pbkdf2_hmac_sha512(
      passphrase.bytes.count, passphrase.bytes.baseAddress, head.rounds, salt.count, salt, bytes.count,
      bytes.baseAddress)
    nettle_gcm_aes256_set_key(state, bytes.baseAddress)
  }

  deinit {
    Wiped.zero(UnsafeMutableRawBufferPointer(start: state, count: MemoryLayout<gcm_aes256_ctx>.size))
    state.deallocate()
  }

  /// Whether nothing was sealed or opened yet.
  var isAtStart: Bool { number == 0 }

  /// - Returns: the chunk sealed, with its tag.
  /// - Throws: `.changed` where there are more chunks than numbers for them.
  func seal(_ plain: ArraySlice<UInt8>, isLast: Bool) throws(SealingError) -> [UInt8] {
    try begin(isLast: isLast)
    var sealed = [UInt8](repeating: 0, count: plain.count + ChunkCipher.tagSize)
    plain.withUnsafeBufferPointer { plain in
      sealed.withUnsafeMutableBufferPointer { sealed in
        nettle_gcm_aes256_encrypt(state, plain.count, sealed.baseAddress, plain.baseAddress)
        nettle_gcm_aes256_digest(
          state, ChunkCipher.tagSize, sealed.baseAddress.map { $0 + plain.count })
      }
    }
    return sealed
  }

  /// - Returns: what a chunk holds; nothing of one that was changed.
  /// - Throws: `.wrongPassphrase` for the first chunk, `.changed` for another.
  func open(_ sealed: ArraySlice<UInt8>, isLast: Bool) throws(SealingError) -> [UInt8] {
    let isFirst = isAtStart
    let count = sealed.count - ChunkCipher.tagSize
    guard count > 0 || (count == 0 && isFirst) else { throw .changed }
    try begin(isLast: isLast)
    var plain = [UInt8](repeating: 0, count: count)
    var tag = [UInt8](repeating: 0, count: ChunkCipher.tagSize)
    let isWhole = sealed.withUnsafeBufferPointer { sealed -> Bool in
      plain.withUnsafeMutableBufferPointer { plain in
        nettle_gcm_aes256_decrypt(state, count, plain.baseAddress, sealed.baseAddress)
      }
      nettle_gcm_aes256_digest(state, tag.count, &tag)
      return nettle_memeql_sec(tag, sealed.baseAddress.map { $0 + count }, tag.count) == 1
    }
    guard isWhole else {
      plain.withUnsafeMutableBytes { Wiped.zero($0) }
      throw isFirst ? .wrongPassphrase : .changed
    }
    return plain
  }

  private func begin(isLast: Bool) throws(SealingError) {
    let nonce = Array(head.nonceStart) + SealedHead.bigEndian(number) + [isLast ? 1 : 0]
    nettle_gcm_aes256_set_iv(state, nonce.count, nonce)
    nettle_gcm_aes256_update(state, head.bytes.count, head.bytes)
    let (next, isOver) = number.addingReportingOverflow(1)
    if isOver { throw .changed }
    number = next
  }
}

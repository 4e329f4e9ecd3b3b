/// The first 64 bytes of a sealed file; FORMAT.md says what stands where.
struct SealedHead {
  static let size = 64
  static let magic = Array("ENGAGE-SEALED-1\n".utf8)
  /// What every version of the form begins with.
  static let family = Array("ENGAGE-SEALED-".utf8)
  /// More rounds than this are no Engage's: a changed head must not keep the machine busy for hours.
  static let mostRounds: UInt32 = 10_000_000
  static let largestChunk: UInt32 = 16 * 1024 * 1024
  private static let aes256GCM: UInt8 = 1

  let bytes: [UInt8]
  let rounds: UInt32
  let chunkSize: Int

  /// The beginning of every nonce.
  var nonceStart: ArraySlice<UInt8> { bytes[25..<32] }
  var salt: ArraySlice<UInt8> { bytes[32..<64] }

  /// A head with a new salt and a new beginning of nonces.
  init(rounds: UInt32, chunkSize: UInt32) {
    var random = SystemRandomNumberGenerator()
    bytes =
      SealedHead.magic + SealedHead.bigEndian(rounds) + SealedHead.bigEndian(chunkSize)
      + [SealedHead.aes256GCM] + (0..<39).map { _ in UInt8.random(in: 0...255, using: &random) }
    self.rounds = rounds
    self.chunkSize = Int(chunkSize)
  }

  /// - Throws: `.notSealed`, `.newer`, or `.changed` where its numbers can't be.
  init(reading bytes: [UInt8]) throws(SealingError) {
    guard bytes.starts(with: SealedHead.family) else { throw .notSealed }
    guard bytes.count == SealedHead.size else { throw .changed }
    guard bytes.starts(with: SealedHead.magic) else { throw .newer }
    guard bytes[24] == SealedHead.aes256GCM else { throw .newer }
    let (rounds, chunk) = (SealedHead.number(bytes[16..<20]), SealedHead.number(bytes[20..<24]))
    guard (1...SealedHead.mostRounds).contains(rounds), (1...SealedHead.largestChunk).contains(chunk) else {
      throw .changed
    }
    self.bytes = bytes
    self.rounds = rounds
    chunkSize = Int(chunk)
  }

  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

import Glibc

/// Files encrypted with a passphrase, in chunks, so that one of any size takes little memory. FORMAT.md tells the form.
public enum SealedFile {
  /// Rounds of PBKDF2 with HMAC-SHA-512: OWASP asks for 210,000 (Password Storage Cheat Sheet, 2023). A backup is
  /// sealed seldom and may lie about for years, so it takes nearly three times as many.
  public static let standardRounds: UInt32 = 600_000
  static let standardChunk: UInt32 = 65_536

  /// Whether a file says that it is sealed, in whatever version of the form.
  /// - Throws: `.file`.
  public static func isSealed(_ path: String) throws(SealingError) -> Bool {
    try ChunkFile(reading: path).read(SealedHead.family.count) == SealedHead.family
  }

  /// Seals a file, decrypts what was written and compares it, and only then gives it its name.
  /// - Parameters:
  ///   - source: path of the file, which nobody changes meanwhile.
  ///   - target: path of the sealed file, for its owner alone; one of that name is replaced.
  /// - Throws: `SealingError`; nothing is left at `target` then.
  public static func seal(
    _ source: String, to target: String, with passphrase: Passphrase, rounds: UInt32 = standardRounds
  ) throws(SealingError) {
    try seal(source, to: target, with: passphrase, rounds: rounds, chunk: standardChunk)
  }

  static func seal(
    _ source: String, to target: String, with passphrase: Passphrase, rounds: UInt32, chunk: UInt32
  ) throws(SealingError) {
    let draft = "\(target).part-\(getpid())"
    unlink(draft)
    defer { unlink(draft) }
    try write(source, to: draft, with: passphrase, SealedHead(rounds: rounds, chunkSize: chunk))
    try verify(draft, with: passphrase, against: source)
    guard rename(draft, target) == 0 else { throw .file(path: target, code: errno) }
  }

  private static func write(
    _ source: String, to draft: String, with passphrase: Passphrase, _ head: SealedHead
  ) throws(SealingError) {
    let plain = try ChunkFile(reading: source)
    let sealed = try NewFile(draft)
    let cipher = ChunkCipher(passphrase, head: head)
    try sealed.write(head.bytes)
    try plain.forEachChunk(of: head.chunkSize) { chunk, isLast throws(SealingError) in
      try sealed.write(try cipher.seal(chunk[...], isLast: isLast))
    }
    try sealed.synchronise()
  }

  private static func verify(_ sealed: String, with passphrase: Passphrase, against source: String)
    throws(SealingError)
  {
    let plain = try ChunkFile(reading: source)
    do {
      try open(sealed, with: passphrase) { chunk throws(SealingError) in
        guard try plain.read(chunk.count) == chunk else { throw .notVerified }
      }
    } catch .file(let path, let code) {
      throw .file(path: path, code: code)
    } catch {
      throw .notVerified
    }
    guard try plain.read(1).isEmpty else { throw .notVerified }
  }

  /// Decrypts a sealed file into a new one for its owner alone. The whole is checked before a byte of it is written.
  /// - Throws: `SealingError`; nothing is left at `target` then.
  public static func open(_ sealed: String, to target: String, with passphrase: Passphrase)
    throws(SealingError)
  {
    try open(sealed, with: passphrase) { _ in }
    let plain = try NewFile(target)
    do {
      try open(sealed, with: passphrase) { chunk throws(SealingError) in try plain.write(chunk) }
      try plain.synchronise()
    } catch {
      Wiped.remove(target)
      throw error
    }
  }

  /// Hands over what a sealed file holds, chunk by chunk, each one authentic; that the file is whole is known when
  /// this returns.
  private static func open(
    _ sealed: String, with passphrase: Passphrase, _ body: ([UInt8]) throws(SealingError) -> Void
  ) throws(SealingError) {
    let file = try ChunkFile(reading: sealed)
    let head = try SealedHead(reading: try file.read(SealedHead.size))
    let cipher = ChunkCipher(passphrase, head: head)
    try file.forEachChunk(of: head.chunkSize + ChunkCipher.tagSize) { chunk, isLast throws(SealingError) in
      try body(try cipher.open(chunk[...], isLast: isLast))
    }
  }
}

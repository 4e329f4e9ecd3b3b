import Glibc

/// A file read in chunks of one size, so that the last is known for the last.
struct ChunkFile: ~Copyable {
  let path: String
  private let file: Int32

  /// - Throws: `.file`.
  init(reading path: String) throws(SealingError) {
    self.path = path
    file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .file(path: path, code: errno) }
  }

  deinit { close(file) }

  /// As many bytes as asked for; fewer only at the end of the file.
  func read(_ count: Int) throws(SealingError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = bytes.withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress.map { $0 + filled }, count - filled)
      }
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else { throw .file(path: path, code: errno) }
      if read == 0 { break }
      filled += read
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  /// Hands over one chunk after the other, an empty one where nothing is left; `true` with the last.
  func forEachChunk(
    of size: Int, _ body: ([UInt8], Bool) throws(SealingError) -> Void
  ) throws(SealingError) {
    var chunk = try read(size)
    while true {
      let next = chunk.count == size ? try read(size) : []
      try body(chunk, next.isEmpty)
      if next.isEmpty { return }
      chunk = next
    }
  }
}

/// A new file for its owner alone; gone again unless it is kept.
struct NewFile: ~Copyable {
  let path: String
  private let file: Int32

  /// - Throws: `.file`, also where there is a file of that name.
  init(_ path: String) throws(SealingError) {
    self.path = path
    file = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .file(path: path, code: errno) }
  }

  deinit { close(file) }

  func write(_ bytes: [UInt8]) throws(SealingError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .file(path: path, code: errno) }
      written += count
    }
  }

  /// Waits until all of it is on disk.
  func synchronise() throws(SealingError) {
    guard fsync(file) == 0 else { throw .file(path: path, code: errno) }
  }
}

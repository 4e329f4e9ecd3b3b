internal import Glibc

/// A file mapped read-only into memory; its pages come and go as they are looked at, so memory stays flat.
///
/// ```swift
/// let file = try MappedFile(path: "responses.csv")
/// try file.withBytes { bytes in … }
/// ```
/// A file that another program shortens while it is mapped cannot be read safely; Engage maps files only for
/// the time of one import.
public struct MappedFile: ~Copyable {
  /// The path as it was given.
  public let path: String
  /// The number of bytes, at least 1.
  public let count: Int

  private let start: UnsafeMutableRawPointer

  /// Maps the regular file at `path`.
  /// - Throws: `notFound`, `isFolder`, `notReadable`, or `empty`.
  public init(path: String) throws(SheetFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SheetFileError.reading(path, errno) }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor, path: path)
  }

  /// Maps the open file; `path` is its name in errors. The descriptor may be closed afterwards.
  /// - Throws: `isFolder`, `notReadable`, or `empty`.
  init(descriptor: Int32, path: String) throws(SheetFileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SheetFileError.reading(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw SheetFileError.isFolder(path: path)
    default:
      throw SheetFileError.notReadable(path: path, reason: "it is a device or a pipe, not a file")
    }
    guard status.st_size > 0 else { throw SheetFileError.empty(path: path) }
    let size = Int(status.st_size)
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw SheetFileError.notReadable(path: path, reason: systemMessage(errno))
    }
    madvise(address, size, Int32(MADV_SEQUENTIAL))
    self.path = path
    self.count = size
    self.start = address
  }

  deinit {
    munmap(start, count)
  }

  /// Lends all bytes of the file for the time of `body`; the pointer must not outlive it.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: UInt8.self)
    return try body(bytes)
  }

  /// The content's XXH3 128-bit hash, see ``contentFingerprint(of:)``.
  public func fingerprint() -> String {
    let hash = FingerprintStream()
    inPieces { hash.add($0) }
    return hash.text
  }

  /// The first bytes that are no UTF-8, with their place; `nil` for good text.
  public func firstUTF8Problem() -> UTF8Problem? {
    guard let bad = firstInvalidUTF8() else { return nil }
    return withBytes { UTF8Validation.problem(at: bad, in: $0) }
  }

  /// The offset of the first bytes that are no UTF-8.
  func firstInvalidUTF8() -> Int? {
    var bad: Int?
    inPieces { piece in
      guard bad == nil, let found = UTF8Validation.firstInvalid(in: piece), let start = piece.baseAddress
      else {
        return
      }
      bad = UnsafeRawPointer(self.start).distance(to: UnsafeRawPointer(start)) + found
    }
    return bad
  }

  /// The offset of the first NUL byte.
  func firstNUL() -> Int? {
    var found: Int?
    inPieces { piece in
      guard found == nil, let base = piece.baseAddress, let zero = memchr(base, 0, piece.count) else {
        return
      }
      found = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(zero))
    }
    return found
  }

  /// Tells the system that bytes before `offset` are not needed for now, so that they take up no memory.
  ///
  /// They can still be read, at the price of fetching them again. Worth a call every 16 MiB or so of a long scan.
  public func releasePages(before offset: Int) {
    let whole = min(offset, count) & ~0xFFFF
    if whole > 0 { madvise(start, whole, Int32(MADV_DONTNEED)) }
  }

  /// Lends the content in pieces of some MiB that never split a UTF-8 sequence, and keeps a large file from
  /// filling the memory.
  private func inPieces(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let pieceSize = 1 << 24
    withBytes { bytes in
      var from = 0
      while from < count {
        var to = min(from + pieceSize, count)
        var back = 0
        while to < count, back < 3, bytes[to] & 0xC0 == 0x80 {
          to -= 1
          back += 1
        }
        body(UnsafeBufferPointer(rebasing: bytes[from..<to]))
        if count > 4 * pieceSize { releasePages(before: to) }
        from = to
      }
    }
  }

  /// What the first bytes say the file is, see ``FileKind``.
  public func kind() -> FileKind {
    withBytes { FileKind.sniff($0) }
  }
}

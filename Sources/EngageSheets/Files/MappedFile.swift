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
    withBytes { contentFingerprint(of: $0) }
  }

  /// What the first bytes say the file is, see ``FileKind``.
  public func kind() -> FileKind {
    withBytes { FileKind.sniff($0) }
  }
}

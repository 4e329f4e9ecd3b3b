internal import Glibc

/// Who may read a file that Engage writes.
public enum FileAccess: Sendable {
  /// The user's usual setting (0666 less the umask).
  case usual
  /// The owner alone (0600), for anything about single responses.
  case ownerOnly
}

/// A file that appears whole or not at all: written beside its target, flushed to disk, then renamed over it.
///
/// Dropped without ``commit()``, it removes what was written and leaves the old file as it was.
/// A target that is a device or a pipe (`/dev/stdout`) is written directly.
public struct AtomicOutput: ~Copyable {
  /// The target, as it was given.
  public let path: String
  /// Where the bytes go until ``commit()``.
  public let temporaryPath: String
  /// The open file to write to.
  public let descriptor: Int32

  /// Whether the target is a device or a pipe, so that what is written is out at once.
  public let isDirect: Bool

  private let target: String

  /// Makes the temporary file in the target's folder.
  /// - Throws: `isFolder`, `notWritable`, `diskFull`.
  public init(path: String, access: FileAccess = .usual) throws(SheetFileError) {
    let made = try Self.prepare(path, mode: access == .ownerOnly ? 0o600 : 0o666)
    self.path = path
    descriptor = made.descriptor
    temporaryPath = made.temporaryPath
    target = made.target
    isDirect = made.target == made.temporaryPath
  }

  deinit {
    close(descriptor)
    if !isDirect { unlink(temporaryPath) }
  }

  /// Writes all of `bytes` at the end.
  /// - Throws: `diskFull`, `notWritable`.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(SheetFileError) {
    try writeAll(bytes, to: descriptor, path: path)
  }

  /// Flushes to disk and moves the file to its place, replacing an older one.
  /// - Throws: `diskFull`, `notWritable`; the old file is then untouched.
  public consuming func commit() throws(SheetFileError) {
    if isDirect { return }
    guard fsync(descriptor) == 0 else { throw SheetFileError.writing(path, errno) }
    guard rename(temporaryPath, target) == 0 else { throw SheetFileError.writing(path, errno) }
    Self.flushFolder(of: target)
  }

  /// Writes a whole file at once.
  /// - Throws: `isFolder`, `diskFull`, `notWritable`.
  public static func write(
    _ bytes: [UInt8], to path: String, access: FileAccess = .usual
  ) throws(SheetFileError) {
    let output = try AtomicOutput(path: path, access: access)
    var failure: SheetFileError?
    bytes.withUnsafeBytes { raw in
      do throws(SheetFileError) { try output.write(raw) } catch { failure = error }
    }
    if let failure { throw failure }
    try output.commit()
  }

  /// The folder a path lies in: everything before its last slash, or `.`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func prepare(
    _ path: String, mode: mode_t
  ) throws(SheetFileError) -> (descriptor: Int32, temporaryPath: String, target: String) {
    guard !path.isEmpty else { throw SheetFileError.notWritable(path: path, reason: "it has no name") }
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw SheetFileError.isFolder(path: path) }
    if exists, kind != S_IFREG {
      let opened = open(path, O_WRONLY | O_CLOEXEC)
      guard opened >= 0 else { throw SheetFileError.writing(path, errno) }
      return (opened, path, path)
    }
    // Through a symbolic link, it is the file behind the link that is replaced.
    let resolved = exists ? (resolvedPath(path) ?? path) : path
    let made = try makeTemporary(beside: resolved, shownAs: path, mode: mode)
    return (made.descriptor, made.path, resolved)
  }

  private static func makeTemporary(
    beside target: String, shownAs path: String, mode: mode_t
  ) throws(SheetFileError) -> (descriptor: Int32, path: String) {
    let name = target.split(separator: "/").last.map(String.init) ?? "output"
    for _ in 0..<100 {
      let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
      // A name may have 255 bytes: a long one is shortened for the temporary file.
      let short = String(decoding: Array(name.utf8.prefix(200)), as: UTF8.self)
      let candidate = "\(folder(of: target))/.\(short).\(tag).part"
      let opened = open(candidate, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if opened >= 0 { return (opened, candidate) }
      if errno == ENOENT || errno == ENOTDIR {
        throw SheetFileError.notWritable(path: path, reason: "its folder does not exist")
      }
      guard errno == EEXIST else { throw SheetFileError.writing(path, errno) }
    }
    throw SheetFileError.notWritable(path: path, reason: "no temporary name is free in its folder")
  }

  private static func flushFolder(of target: String) {
    let opened = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return }
    fsync(opened)
    close(opened)
  }
}

/// Writes every byte, going on after interruptions and short writes.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(SheetFileError) {
  var written = 0
  while written < bytes.count {
    let step = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
    if step < 0 {
      if errno == EINTR { continue }
      throw SheetFileError.writing(path, errno)
    }
    written += step
  }
}

/// Where a path leads to, all symbolic links followed; `nil` where there is nothing.
func resolvedPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

internal import CLinux
internal import Glibc

/// An open file without a name, for the text that another file is converted into: nobody else can open it, and it
/// is gone when the process ends, however that happens.
struct TemporaryText: ~Copyable {
  let descriptor: Int32

  /// Makes the file in the folder for temporary files (`TMPDIR`, else `/tmp`), or in memory where that folder's
  /// file system knows no files without a name.
  /// - Throws: `notWritable`, `diskFull`.
  init() throws(SheetFileError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let place = folder.isEmpty ? "/tmp" : folder
    // O_TMPFILE contains O_DIRECTORY: kernels without it refuse to open a folder for writing.
    var opened = open(place, Self.namelessFile | O_RDWR | O_EXCL | O_CLOEXEC, 0o600)
    // 1 is MFD_CLOEXEC.
    if opened < 0 { opened = memfd_create("table", 1) }
    guard opened >= 0 else { throw SheetFileError.writing(place, errno) }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// `O_TMPFILE` of Linux, which the C library's header hides behind a macro that Swift does not see.
  private static let namelessFile: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Maps what was written; `path` is the original file's name in errors.
  /// - Throws: `empty` when nothing was.
  func mapped(path: String) throws(SheetFileError) -> MappedFile {
    try MappedFile(descriptor: descriptor, path: path)
  }
}

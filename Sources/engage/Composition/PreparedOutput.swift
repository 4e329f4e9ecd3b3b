import EngageSheets
import EngageStore

/// What is ready to be written: whole, under temporary names, or in memory until it may go to the screen. Dropped
/// without `finish`, it leaves nothing.
struct PreparedOutput {
  private(set) var files: [PreparedFile] = []

  /// Gives the files their names, and shows what is for the screen.
  /// - Throws: `SheetFileError`; `Diagnostic`.
  func finish() throws { for file in files { try file.finish() } }

  /// A file that will hold some bytes.
  mutating func add(_ bytes: [UInt8], to path: String) throws {
    files.append(try PreparedFile(bytes, for: path))
  }

  /// A workbook that is written already.
  mutating func add(_ written: consuming AtomicOutput) throws {
    files.append(try PreparedFile(written))
  }

  /// What is for the screen, or the program in its place.
  mutating func add(shown bytes: [UInt8]) { files.append(PreparedFile(shown: bytes)) }
}

/// One file of a report before it has its name.
final class PreparedFile {
  /// As the person named it; `nil` for the screen.
  let name: String?
  /// The SHA-256 of its bytes.
  let digest: String
  private var output: AtomicOutput?
  /// What can't wait under a temporary name: for the screen, a device or a pipe.
  private var waiting: [UInt8] = []

  init(shown bytes: [UInt8]) {
    name = nil
    digest = ContentDigest.of(bytes)
    waiting = bytes
  }

  init(_ bytes: [UInt8], for path: String) throws {
    name = path
    digest = ContentDigest.of(bytes)
    let output = try AtomicOutput(path: path)
    if output.isDirect {
      waiting = bytes
    } else {
      try bytes.withUnsafeBytes { try output.write($0) }
    }
    self.output = consume output
  }

  init(_ written: consuming AtomicOutput) throws {
    name = written.path
    digest = ContentDigest.of(try WholeFile.bytes(written.temporaryPath))
    output = consume written
  }

  func finish() throws {
    let bytes = waiting
    guard let output = output.take() else { return try Terminal.tell(bytes) }
    if output.isDirect { try bytes.withUnsafeBytes { try output.write($0) } }
    try output.commit()
  }
}
